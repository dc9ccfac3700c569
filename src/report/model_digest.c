/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/model_digest.h"

#include "base/date.h"
#include "report/model_ai.h"
#include "report/model_parts.h"
#include "report/model_state.h"

/* --- the head ----------------------------------------------------------------- */

/* 2026-W07 where the window is one ISO week, of Monday to Monday in UTC. */
static Json *week_json(const DigestWindow *window)
{
	g_autofree char *name = NULL;
	guint year, week;

	if (window->until - window->since != DATE_WEEK ||
	    date_week_begin(window->since) != window->since)
		return json_null();
	date_week(window->since, &year, &week);
	name = g_strdup_printf("%04u-W%02u", year, week);
	return json_string(name);
}

/* A window may begin with 1970: what tells that it is a range is its end alone. */
static void set_time(Json *json, const char *name, const DigestWindow *window, gint64 instant)
{
	if (window->until)
		model_set_date(json, name, instant, 0);
	else
		json_set(json, name, json_null());
}

Json *model_window(const Digest *digest)
{
	const DigestWindow *window = &digest->window;
	gint64 length = window->until - window->since;
	Json *json = json_object();

	set_time(json, "since", window, window->since);
	set_time(json, "until", window, window->until);
	json_set(json, "days",
		 length > 0 && length % DATE_DAY == 0 ? json_int(length / DATE_DAY) : json_null());
	json_set(json, "week", week_json(window));
	json_set(json, "from", model_end(&window->from));
	json_set(json, "to", model_end(&window->to));
	json_set_int(json, "history_days", digest->history_days);
	return json;
}

Json *model_mirror(const Digest *digest)
{
	Json *json = json_object();

	model_set_instant(json, "newest", digest->mirror_newest);
	return json;
}

static Json *before_json(const DigestBefore *before)
{
	Json *json = json_object();

	json_set_int(json, "mails", before->mails);
	json_set_int(json, "threads", before->threads);
	json_set_int(json, "new_series", before->new_series);
	return json;
}

static Json *totals_json(const Digest *digest)
{
	Json *json = json_object();

	json_set_int(json, "mails", digest->accounting.mails + digest->history);
	json_set_int(json, "arrived", digest->accounting.mails);
	json_set_int(json, "history", digest->history);
	json_set_int(json, "aside", digest->aside ? digest->aside->len : 0);
	json_set_int(json, "aside_left_out", digest->aside_left);
	json_set_int(json, "threads", digest->threads_found);
	json_set_int(json, "large", digest->large);
	json_set_int(json, "large_over", DIGEST_LARGE);
	json_set_int(json, "new_series", digest->new_series);
	json_set(json, "before", digest->has_before ? before_json(&digest->before) : json_null());
	return json;
}

static Json *days_json(const Digest *digest)
{
	Json *list = json_array();

	for (guint i = 0; i < digest->days->len; i++) {
		const DigestDay *day = &g_array_index(digest->days, DigestDay, i);
		g_autofree char *name = date_format_day(day->day, 0);
		Json *json = json_object();

		json_set_string(json, "day", name);
		json_set_int(json, "mails", day->mails);
		json_append(list, json);
	}
	return list;
}

static Json *categories_json(const Digest *digest)
{
	Json *list = json_array();

	for (guint i = 0; i < digest->categories->len; i++) {
		const DigestCategory *category =
			&g_array_index(digest->categories, DigestCategory, i);
		Json *json = json_object();

		json_set_string(json, "name", category->name);
		json_set_int(json, "threads", category->threads);
		json_set_int(json, "mails", category->mails);
		json_append(list, json);
	}
	return list;
}

Json *model_for(const Digest *digest)
{
	Json *json;

	if (!digest->concern)
		return json_null();
	json = json_object();
	json_set_string(json, "who", concern_text(digest->concern));
	json_set_int(json, "threads", digest->threads->len);
	json_set_int(json, "mails", digest->threads_mails);
	return json;
}

Json *model_digest(const Digest *digest)
{
	Json *json = json_object();

	json_set(json, "schema", model_schema("maildelta-digest"));
	json_set(json, "inbox", model_inbox(&digest->inbox));
	model_set_date(json, "generated", digest->generated, 0);
	json_set(json, "window", model_window(digest));
	json_set(json, "mirror", model_mirror(digest));
	json_set(json, "totals", totals_json(digest));
	json_set(json, "for", model_for(digest));
	json_set(json, "accounting", model_accounting(&digest->accounting, digest->unit));
	json_set(json, "defects", model_defect_counts(digest->defects));
	json_set(json, "days", days_json(digest));
	json_set(json, "active", model_people(digest->active));
	json_set(json, "reviewers", model_people(digest->reviewers));
	json_set(json, "categories", categories_json(digest));
	json_set(json, "attention", model_attention(digest));
	json_set(json, "applied", model_applied(digest));
	json_set(json, "ai", model_ai(digest->ai));
	return json;
}

/* --- a thread ----------------------------------------------------------------- */

static const ThreadMail *place_at(const DigestThread *thread, guint i)
{
	return &g_array_index(thread->thread->mails, ThreadMail, i);
}

static Json *series_json(const Digest *digest, const DigestSeries *series)
{
	const Post *head;
	Json *json;

	if (!series)
		return json_null();
	head = series->head->post;
	json = json_object();
	json_set_string(json, "message_id", head->id);
	model_set_link(json, &digest->inbox, head->id);
	json_set_string(json, "subject", head->subject->text);
	json_set_int(json, "version", subject_version(head->subject));
	json_set_int(json, "revision", head->subject->revision);
	json_set_int(json, "parts", series->parts);
	json_set_bool(json, "history", series->head->history);
	json_set(json, "previous", model_version(digest, series->previous, head->instant));
	json_set(json, "newest", model_version(digest, series->newest, head->instant));
	return json;
}

static Json *also_json(const Digest *digest, const GPtrArray *also)
{
	Json *list = json_array();

	for (guint i = 0; i < also->len; i++)
		json_append(list, series_json(digest, also->pdata[i]));
	return list;
}

static Json *point_json(const Digest *digest, const DigestThread *thread, const Point *point)
{
	Json *json = json_object(), *cites = json_array();

	json_set_string(json, "kind", point_kind_name(point->kind));
	json_set(json, "actor", model_someone(&point->actor));
	json_set_string(json, "text", point->text);
	for (guint i = 0; i < point->cites->len; i++)
		json_append(cites,
			    model_cite(digest, thread, g_array_index(point->cites, guint, i)));
	json_set(json, "cites", cites);
	if (point->quote)
		json_set_string(json, "quote", point->quote);
	if (point->kind == POINT_TAGS)
		json_set(json, "parts", model_numbers(point->parts));
	if (point->kind == POINT_CHANGE) {
		json_set_int(json, "before", point->before);
		json_set_int(json, "after", point->after);
	}
	return json;
}

static Json *points_json(const Digest *digest, const DigestThread *thread, const GPtrArray *points)
{
	Json *list = json_array();

	for (guint i = 0; i < points->len; i++)
		json_append(list, point_json(digest, thread, points->pdata[i]));
	return list;
}

static Json *questions_json(const Digest *digest, const DigestThread *thread)
{
	const GPtrArray *open = thread->summary->open;
	Json *list = json_array();

	for (guint i = 0; i < open->len; i++) {
		const Question *question = open->pdata[i];
		Json *json = json_object();

		json_set(json, "asker", model_someone(&question->asker));
		json_set(json, "owes", model_someone(&question->owes));
		json_set_string(json, "text", question->text);
		json_set_bool(json, "history", question->before);
		json_set(json, "cite", model_cite(digest, thread, question->cite));
		json_append(list, json);
	}
	return list;
}

static Json *more_json(const Summary *summary)
{
	Json *json = json_object();

	json_set_int(json, "proposed", summary->more.proposed);
	json_set_int(json, "before", summary->more.before);
	json_set_int(json, "now", summary->more.now);
	json_set_int(json, "open", summary->more.open);
	return json;
}

static Json *summary_json(const Digest *digest, const DigestThread *thread)
{
	const Summary *summary = thread->summary;
	Json *json = json_object();

	json_set_string(json, "method", summary->method);
	json_set(json, "asked", model_asked(summary));
	json_set_int(json, "dropped", summary->dropped);
	json_set(json, "proposed", points_json(digest, thread, summary->proposed));
	json_set(json, "before", points_json(digest, thread, summary->before));
	json_set(json, "now", points_json(digest, thread, summary->now));
	json_set(json, "open", questions_json(digest, thread));
	json_set(json, "more", more_json(summary));
	return json;
}

Json *model_thread_mail(const Digest *digest, const DigestThread *thread, guint i)
{
	const ThreadMail *place = place_at(thread, i);
	const DigestMail *mail = digest_mail(digest, thread, i);
	const Post *post = mail->post;
	Json *json = json_object();

	json_set_int(json, "number", i + 1);
	json_set_string(json, "message_id", post->id);
	model_set_link(json, &digest->inbox, post->id);
	model_set_hex(json, "commit", post->place.commit);
	json_set_string(json, "subject", post->subject->text);
	json_set_string(json, "title", post->subject->title);
	json_set(json, "sender", model_person(&post->sender));
	model_set_date(json, "date", post->instant, post->offset);
	model_set_date(json, "archived", post->place.committed, 0);
	json_set_bool(json, "history", mail->history);
	json_set_bool(json, "bot", post->bot);
	json_set_string(json, "kind", model_kind_name(post->kind));
	json_set_bool(json, "cover", post->kind == POST_PATCH && subject_is_cover(post->subject));
	json_set(json, "answers",
		 place->answers >= 0 ? json_int((gint64)place->answers + 1) : json_null());
	json_set_string(json, "missing_parent", place->ghost);
	json_set_int(json, "depth", place->depth);
	return json;
}

static Json *mails_json(const Digest *digest, const DigestThread *thread)
{
	Json *list = json_array();

	for (guint i = 0; i < thread->thread->mails->len; i++)
		json_append(list, model_thread_mail(digest, thread, i));
	return list;
}

static Json *tree_json(const Thread *thread)
{
	Json *list = json_array();

	for (guint i = 0; i < thread->tree->len; i++)
		json_append(list, json_int((gint64)g_array_index(thread->tree, guint, i) + 1));
	return list;
}

static void set_first(Json *json, const Digest *digest, const DigestThread *thread)
{
	const Post *first = digest_first_mail(digest, thread)->post;
	g_autofree char *title = subject_without_reply(first->subject);

	json_set_string(json, "title", title);
	json_set_string(json, "message_id", first->id);
	model_set_link(json, &digest->inbox, first->id);
	model_set_date(json, "started", first->instant, first->offset);
	json_set_string(json, "raw_date", first->raw_date);
}

static void set_counts(Json *json, const DigestThread *thread)
{
	guint mails = thread->thread->mails->len;

	json_set_int(json, "mails_total", mails);
	json_set_int(json, "arrived", mails - thread->history);
	json_set_int(json, "history", thread->history);
	json_set_bool(json, "large", mails > DIGEST_LARGE);
	json_set_bool(json, "root_read", thread->thread->root_read);
	json_set_int(json, "participants", thread->participants);
	json_set_int(json, "people", thread->people);
	json_set_int(json, "bots", thread->bots);
	model_set_date(json, "latest", thread->latest, 0);
}

Json *model_thread(const Digest *digest, const DigestThread *thread)
{
	const DigestCategory *category =
		&g_array_index(digest->categories, DigestCategory, thread->category);
	Json *json = json_object();

	json_set_string(json, "category", category->name);
	json_set_int(json, "number", thread->number);
	set_first(json, digest, thread);
	set_counts(json, thread);
	json_set(json, "series", series_json(digest, thread->series));
	json_set(json, "also", also_json(digest, thread->also));
	json_set(json, "state", model_state(digest, thread));
	json_set(json, "summary", summary_json(digest, thread));
	json_set(json, "mails", mails_json(digest, thread));
	json_set(json, "tree", tree_json(thread->thread));
	return json;
}
