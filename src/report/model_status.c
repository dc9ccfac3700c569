/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/model_status.h"

#include "report/model_digest.h"
#include "report/model_parts.h"
#include "report/model_state.h"

static gboolean is_asked(StatusStates states, StateKind kind)
{
	return (states & 1u << kind) != 0;
}

/* --- rows ---------------------------------------------------------------------- */

/* Whether it is the question that makes them wait: one mail may promise, and ask others. */
static gboolean is_waited_for(const State *state, const StateQuestion *question)
{
	gboolean named = *question->owes.name || *question->owes.addr;

	if (question->asked != state->waiting_since)
		return FALSE;
	if (state->waiting == WAITING_REVIEWERS)
		return !named;
	return named && person_same(&question->owes, &state->whom);
}

/* The open question that is waited for; NULL: what is waited for is none. */
static const StateQuestion *waiting_question(const State *state)
{
	guint n = state->questions->len;
	const StateQuestion *last;

	if (state->waiting == WAITING_NONE || !n)
		return NULL;
	last = &g_array_index(state->questions, StateQuestion, n - 1);
	return is_waited_for(state, last) ? last : NULL;
}

static Json *question_json(const Digest *digest, const DigestThread *thread)
{
	const StateQuestion *question = waiting_question(thread->state);
	const Evidence *evidence = question ? question->cite.evidence : NULL;
	Json *json;

	if (!evidence)
		return json_null();
	json = json_object();
	json_set(json, "asker", model_someone(&question->asker));
	json_set(json, "owes", model_someone(&question->owes));
	json_set_string(json, "line", evidence->line);
	json_set(json, "mail", model_cite(digest, thread, (guint)question->cite.mail));
	return json;
}

/* Sorts @threads, as model_rows() does. */
static Json *rows_json(const Digest *digest, GPtrArray *threads)
{
	Json *rows = model_rows(digest, threads);
	const Json *row = json_first(rows);

	for (guint i = 0; row; row = json_next(row), i++)
		json_set((Json *)row, "question", question_json(digest, threads->pdata[i]));
	return rows;
}

/* --- headings -------------------------------------------------------------------- */

static guint heading_of(const DigestThread *thread, StatusStates states)
{
	return states ? (guint)thread->state->kind : (guint)thread->attention;
}

static gboolean is_shown(const DigestThread *thread, StatusStates states)
{
	return states ? is_asked(states, thread->state->kind) : thread->attention != ATTENTION_NONE;
}

static Json *heading_json(const Digest *digest, StatusStates states, guint heading)
{
	g_autoptr(GPtrArray) threads = g_ptr_array_new();
	Json *json;

	for (guint i = 0; i < digest->threads->len; i++) {
		DigestThread *thread = digest->threads->pdata[i];

		if (is_shown(thread, states) && heading_of(thread, states) == heading)
			g_ptr_array_add(threads, thread);
	}
	if (!threads->len)
		return NULL;
	json = json_object();
	json_set_string(json, "name", states ? state_kind_name(heading) : attention_name(heading));
	json_set(json, "threads", rows_json(digest, threads));
	return json;
}

static Json *headings_json(const Digest *digest, StatusStates states)
{
	guint n = states ? (guint)N_STATES : (guint)N_ATTENTIONS;
	Json *list = json_array();

	for (guint i = 0; i < n; i++) {
		Json *heading = heading_json(digest, states, i);

		if (heading)
			json_append(list, heading);
	}
	return list;
}

/* --- all together ------------------------------------------------------------------ */

static Json *states_json(StatusStates states)
{
	Json *list;

	if (!states)
		return json_null();
	list = json_array();
	for (guint i = 0; i < N_STATES; i++)
		if (is_asked(states, i))
			json_append(list, json_string(state_kind_name(i)));
	return list;
}

static Json *totals_json(const Digest *digest, StatusStates states)
{
	Json *json = json_object();
	guint shown = 0;

	for (guint i = 0; i < digest->threads->len; i++)
		shown += is_shown(digest->threads->pdata[i], states);
	json_set_int(json, "arrived", digest->accounting.mails);
	json_set_int(json, "threads", digest->threads_found);
	json_set_int(json, "shown", shown);
	return json;
}

Json *model_status(const Digest *digest, StatusStates states)
{
	Json *json = json_object();
	Json *headings = headings_json(digest, states);

	json_set(json, "schema", model_schema("maildelta-status"));
	json_set(json, "inbox", model_inbox(&digest->inbox));
	model_set_date(json, "generated", digest->generated, 0);
	model_set_date(json, "since", digest->window.since, 0);
	json_set(json, "mirror", model_mirror(digest));
	json_set(json, "for", model_for(digest));
	json_set(json, "states", states_json(states));
	json_set(json, "totals", totals_json(digest, states));
	json_set(json, "attention", states ? json_null() : headings);
	json_set(json, "by_state", states ? headings : json_null());
	return json;
}
