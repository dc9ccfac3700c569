/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/model_state.h"

#include "base/date.h"
#include "report/model_parts.h"

/* --- mails that are cited ------------------------------------------------------ */

/* The number of a mail in the list of its thread; 0: it is not listed. */
static guint number_of(const Digest *digest, const DigestThread *thread, const DigestMail *mail)
{
	const GArray *mails = thread->thread->mails;
	guint low = 0, high = mails->len;

	while (low < high) { /* by instant, ties in archive order */
		guint middle = low + (high - low) / 2;
		const DigestMail *at = digest_mail(digest, thread, middle);

		if (at == mail)
			return middle + 1;
		if (at->post->instant < mail->post->instant ||
		    (at->post->instant == mail->post->instant &&
		     at->post->order < mail->post->order))
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

Json *model_cite(const Digest *digest, const DigestThread *thread, guint i)
{
	const DigestMail *mail = digest_whole_mail(digest, thread, i);
	const Post *post = mail->post;
	guint number = number_of(digest, thread, mail);
	Json *json = json_object();

	json_set(json, "number", number ? json_int(number) : json_null());
	json_set_string(json, "message_id", post->id);
	model_set_link(json, &digest->inbox, post->id);
	model_set_date(json, "date", post->instant, post->offset);
	json_set_bool(json, "history", mail->history);
	return json;
}

Json *model_version(const Digest *digest, const Version *version, gint64 instant)
{
	Json *json;

	if (!version)
		return json_null();
	json = json_object();
	json_set_string(json, "message_id", version->id);
	model_set_link(json, &digest->inbox, version->id);
	json_set_string(json, "subject", version->subject);
	json_set_int(json, "version", version->version);
	json_set_int(json, "revision", version->revision);
	model_set_date(json, "date", version->instant, version->offset);
	json_set_int(json, "days", ABS(version->instant - instant) / DATE_DAY);
	return json;
}

/* --- evidence ------------------------------------------------------------------- */

static Json *evidence_json(const Digest *digest, const DigestThread *thread, const StateCite *cite)
{
	const Evidence *evidence = cite->evidence;
	const Post *post;
	Json *json;

	if (cite->mail < 0)
		return json_null();
	post = digest_whole_mail(digest, thread, (guint)cite->mail)->post;
	json = json_object();
	json_set(json, "kind",
		 evidence ? json_string(evidence_kind_name(evidence->kind)) : json_null());
	json_set_string(json, "line", evidence ? evidence->line : NULL);
	json_set_string(json, "note", evidence ? evidence->note : NULL);
	json_set(json, "actor", model_person(&post->sender));
	json_set_bool(json, "bot", post->bot);
	json_set(json, "mail", model_cite(digest, thread, (guint)cite->mail));
	return json;
}

static Json *evidences_json(const Digest *digest, const DigestThread *thread, const GArray *cites)
{
	Json *list = json_array();

	for (guint i = 0; i < cites->len; i++)
		json_append(list,
			    evidence_json(digest, thread, &g_array_index(cites, StateCite, i)));
	return list;
}

void model_set_place(Json *json, const Applied *applied)
{
	Json *commits = json_array();

	json_set_string(json, "tree", applied->tree);
	json_set_string(json, "branch", applied->branch);
	json_set(json, "parts", model_numbers(applied->parts));
	json_set_bool(json, "excepted", applied->excepted);
	for (guint i = 0; i < applied->commits->len; i++)
		json_append(commits, json_string(applied->commits->pdata[i]));
	json_set(json, "commits", commits);
}

static Json *applied_json(const Digest *digest, const DigestThread *thread)
{
	const GArray *cites = thread->state->applied;
	Json *list = json_array();

	for (guint i = 0; i < cites->len; i++) {
		const StateCite *cite = &g_array_index(cites, StateCite, i);
		Json *json = evidence_json(digest, thread, cite);

		if (cite->evidence && cite->evidence->applied)
			model_set_place(json, cite->evidence->applied);
		json_append(list, json);
	}
	return list;
}

static Json *tags_json(const Digest *digest, const DigestThread *thread)
{
	const GArray *tags = thread->state->tags;
	Json *list = json_array();

	for (guint i = 0; i < tags->len; i++) {
		const StateTag *tag = &g_array_index(tags, StateTag, i);
		Json *json = json_object();

		json_set_string(json, "token", tag->token);
		json_set(json, "person", model_person(&tag->person));
		json_set_int(json, "part", tag->part);
		json_set_string(json, "note", tag->note);
		json_set_bool(json, "own", tag->own);
		json_set(json, "mail", model_cite(digest, thread, (guint)tag->cite.mail));
		json_append(list, json);
	}
	return list;
}

/* How many patches what it is about has; null where no series was read. */
static Json *parts_json(const Series *series)
{
	return series ? json_int(MAX(1, series_post(series, 0)->subject->m)) : json_null();
}

/* --- a state --------------------------------------------------------------------- */

static void set_since(Json *json, const Digest *digest, const char *date, const char *days,
		      gint64 instant)
{
	gint64 passed = MAX(digest_moment(digest) - instant, 0) / DATE_DAY;

	model_set_instant(json, date, instant);
	json_set(json, days, instant ? json_int(passed) : json_null());
}

static Json *waiting_json(const Digest *digest, const State *state)
{
	Json *json;

	if (state->waiting == WAITING_NONE)
		return json_null();
	json = json_object();
	json_set_string(json, "for", state_waiting_name(state->waiting));
	json_set(json, "whom", model_someone(&state->whom));
	set_since(json, digest, "since", "days", state->waiting_since);
	return json;
}

const StateCite *model_state_cite(const State *state)
{
	return state->cite.evidence || !state->under_cite.evidence ? &state->cite
								   : &state->under_cite;
}

Json *model_state(const Digest *digest, const DigestThread *thread)
{
	const State *state = thread->state;
	const Post *first = digest_first_mail(digest, thread)->post;
	Json *json = json_object();

	json_set_string(json, "name", state_kind_name(state->kind));
	json_set_string(json, "under", state_kind_name(state->under));
	json_set_bool(json, "final", state_is_final(state->kind));
	json_set_string(json, "attention", attention_name(thread->attention));
	json_set(json, "evidence", evidence_json(digest, thread, model_state_cite(state)));
	json_set(json, "newest", model_version(digest, thread->newest, first->instant));
	json_set(json, "parts", parts_json(state->series));
	json_set(json, "applied", applied_json(digest, thread));
	json_set_bool(json, "partial", state->partial);
	json_set(json, "tags", tags_json(digest, thread));
	json_set(json, "nacks", evidences_json(digest, thread, state->nacks));
	json_set(json, "failures", evidences_json(digest, thread, state->failures));
	json_set_int(json, "questions", state->questions->len);
	json_set(json, "waiting", waiting_json(digest, state));
	set_since(json, digest, "last_human", "silent_days", state->last_human);
	return json;
}

/* --- tables ------------------------------------------------------------------------ */

/* A thread in a table: its title, its state. */
static Json *row_json(const Digest *digest, const DigestThread *thread)
{
	const DigestCategory *category =
		&g_array_index(digest->categories, DigestCategory, thread->category);
	const Post *first = digest_first_mail(digest, thread)->post;
	g_autofree char *title = subject_without_reply(first->subject);
	Json *json = json_object();

	json_set_string(json, "category", category->name);
	json_set_int(json, "number", thread->number);
	json_set_string(json, "title", title);
	json_set_string(json, "message_id", first->id);
	model_set_link(json, &digest->inbox, first->id);
	json_set(json, "sender", model_person(&first->sender));
	model_set_date(json, "started", first->instant, first->offset);
	model_set_date(json, "latest", thread->latest, 0);
	json_set_int(json, "mails_total", thread->thread->mails->len);
	json_set(json, "state", model_state(digest, thread));
	return json;
}

/* Who has waited longest stands first; then as the threads are printed. */
static gint compare_ages(gconstpointer a, gconstpointer b)
{
	const DigestThread *x = *(DigestThread *const *)a, *y = *(DigestThread *const *)b;
	gint64 since_x = attention_since(x->state), since_y = attention_since(y->state);

	return since_x < since_y ? -1 : since_x > since_y;
}

Json *model_rows(const Digest *digest, GPtrArray *threads)
{
	Json *rows = json_array();

	g_ptr_array_sort(threads, compare_ages); /* which is stable */
	for (guint i = 0; i < threads->len; i++)
		json_append(rows, row_json(digest, threads->pdata[i]));
	return rows;
}

static Json *heading_json(const Digest *digest, Attention attention)
{
	g_autoptr(GPtrArray) threads = g_ptr_array_new();
	Json *json = json_object();

	for (guint i = 0; i < digest->threads->len; i++) {
		DigestThread *thread = digest->threads->pdata[i];

		if (thread->attention == attention)
			g_ptr_array_add(threads, thread);
	}
	json_set_string(json, "name", attention_name(attention));
	json_set(json, "threads", model_rows(digest, threads));
	return json;
}

Json *model_attention(const Digest *digest)
{
	Json *list = json_array();

	for (guint i = 0; i < N_ATTENTIONS; i++) {
		Json *heading = heading_json(digest, i);

		if (json_first(json_get(heading, "threads")))
			json_append(list, heading);
		else
			json_free(heading);
	}
	return list;
}

Json *model_applied(const Digest *digest)
{
	Json *list = json_array();

	for (guint i = 0; i < digest->threads->len; i++) {
		const DigestThread *thread = digest->threads->pdata[i];

		if (thread->applied)
			json_append(list, row_json(digest, thread));
	}
	return list;
}
