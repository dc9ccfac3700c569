/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state.h"

#include "base/date.h"
#include "core/state_judge.h"
#include "core/state_questions.h"
#include "core/state_view.h"
#include "core/state_waiting.h"

const char *state_kind_name(StateKind kind)
{
	static const char *const names[N_STATES] = {
		[STATE_DISCUSSION] = "discussion",
		[STATE_NEW] = "new",
		[STATE_RFC] = "rfc",
		[STATE_REVIEW] = "under-review",
		[STATE_CHANGES] = "changes-requested",
		[STATE_ACKED] = "acked",
		[STATE_APPLIED] = "applied",
		[STATE_SUPERSEDED] = "superseded",
		[STATE_REJECTED] = "rejected",
		[STATE_STALLED] = "stalled",
		[STATE_BUG_OPEN] = "bug-open",
		[STATE_BUG_FIXED] = "bug-fixed",
	};

	return names[kind];
}

const char *state_waiting_name(Waiting waiting)
{
	static const char *const names[] = {
		[WAITING_NONE] = "none",
		[WAITING_REVIEWERS] = "reviewers",
		[WAITING_MAINTAINERS] = "maintainers",
		[WAITING_AUTHOR] = "author",
		[WAITING_PERSON] = "person",
	};

	return names[waiting];
}

gboolean state_is_final(StateKind kind)
{
	return kind == STATE_APPLIED || kind == STATE_SUPERSEDED || kind == STATE_REJECTED ||
	       kind == STATE_BUG_FIXED;
}

static State *state_new(void)
{
	State *state = g_new0(State, 1);

	state->cite.mail = -1;
	state->applied = g_array_new(FALSE, FALSE, sizeof(StateCite));
	state->tags = g_array_new(FALSE, FALSE, sizeof(StateTag));
	state->nacks = g_array_new(FALSE, FALSE, sizeof(StateCite));
	state->stands = g_array_new(FALSE, FALSE, sizeof(StateStand));
	state->failures = g_array_new(FALSE, FALSE, sizeof(StateCite));
	state->questions = g_array_new(FALSE, FALSE, sizeof(StateQuestion));
	state->whom = (Person){(char *)"", (char *)""};
	return state;
}

void state_free(State *state)
{
	if (!state)
		return;
	g_array_unref(state->applied);
	g_array_unref(state->tags);
	g_array_unref(state->nacks);
	g_array_unref(state->stands);
	g_array_unref(state->failures);
	g_array_unref(state->questions);
	g_free(state);
}

static StateCite first_mail(const StateView *view)
{
	gint first = (gint)view->input->thread->first;

	return (StateCite){view->head_mail >= 0 ? view->head_mail : first, NULL};
}

static gint64 instant_of(const StateView *view, gint mail)
{
	return state_view_post(view, (guint)mail)->instant;
}

/* --- bugs ---------------------------------------------------------------------------- */

/* The reporter says that it is gone. Bots give such tags to whatever did not crash. */
static gboolean is_confirmed(const StateView *view, guint mail, const Evidence *evidence)
{
	if (!view->spots[mail].human || !view->head || view->head->bot)
		return FALSE;
	return g_str_equal(evidence->token, "Tested-by") &&
	       who_number(view->who, &evidence->person) == view->author;
}

static StateKind judge_word(const StateView *view, guint mail, const Evidence *evidence)
{
	const StateSpot *spot = &view->spots[mail];
	gboolean reporter = view->author != WHO_NOBODY && spot->who == view->author;

	switch (evidence->kind) {
	case EVIDENCE_APPLIED:
	case EVIDENCE_FIXED:
		return spot->patch ? N_STATES : STATE_BUG_FIXED;
	case EVIDENCE_TAG:
		return is_confirmed(view, mail, evidence) ? STATE_BUG_FIXED : N_STATES;
	case EVIDENCE_FAILURE:
		return reporter && !spot->human ? STATE_BUG_OPEN : N_STATES;
	case EVIDENCE_WITHDRAWN:
		return reporter && !spot->patch ? STATE_REJECTED : N_STATES;
	default:
		return N_STATES;
	}
}

/* What is said of fixes does not judge the bug: of it only its end tells, and its return. */
static void judge_bug(const StateView *view, State *state)
{
	state->under = STATE_BUG_OPEN;
	state->cite = first_mail(view);
	for (guint i = 0; i < view->n; i++) {
		const GPtrArray *evidence = state_view_evidence(view, i);

		for (guint k = 0; k < evidence->len; k++) {
			StateKind kind = judge_word(view, i, evidence->pdata[k]);

			if (kind == N_STATES || (gint)i == first_mail(view).mail)
				continue;
			state->under = kind;
			state->cite = (StateCite){(gint)i, evidence->pdata[k]};
		}
	}
}

/* --- what the thread alone does not tell ------------------------------------------------ */

/* A newer version is the last word, but where the old one was applied after it. */
static gboolean is_superseded(const StateView *view, const State *state)
{
	const Version *newest = view->input->newest;

	if (!view->series || state_view_is_newest(view))
		return FALSE;
	return state->under != STATE_APPLIED ||
	       instant_of(view, state->cite.mail) < newest->instant;
}

static gint64 find_last_human(const StateView *view)
{
	gint64 last = 0;

	for (guint i = 0; i < view->n; i++)
		if (view->spots[i].human)
			last = MAX(last, instant_of(view, (gint)i));
	return last;
}

/* Of a thread of bots alone, since it began. */
static gboolean is_silent(const StateView *view, const State *state)
{
	gint64 since = state->last_human ? state->last_human : instant_of(view, 0);

	return view->input->now - since >= (gint64)STATE_STALL_DAYS * DATE_DAY;
}

/* The last mail of a human; the first one where there is none. */
static StateCite last_mail(const StateView *view)
{
	guint i = view->n;

	while (i-- > 0)
		if (view->spots[i].human)
			return (StateCite){(gint)i, NULL};
	return first_mail(view);
}

static gboolean is_rfc(const StateView *view)
{
	return view->topic == TOPIC_PATCHES &&
	       (view->head ? view->head : state_view_post(view, view->input->thread->first))
		       ->subject->rfc;
}

/* The verdict, and what stands over it. */
static void decide(const StateView *view, State *state)
{
	if (view->topic == TOPIC_TALK) {
		state->under = STATE_DISCUSSION;
		state->cite = first_mail(view);
	} else if (is_superseded(view, state)) {
		state->under = STATE_SUPERSEDED;
		state->cite = (StateCite){-1, NULL};
	}
	state->kind = state->under;
	state->under_cite = state->cite;
	if (state->kind == STATE_DISCUSSION || state_is_final(state->kind))
		return;
	if (is_silent(view, state)) {
		state->kind = STATE_STALLED;
		state->cite = last_mail(view);
	} else if (is_rfc(view)) {
		state->kind = STATE_RFC;
		state->cite = first_mail(view);
	}
}

/* What was open before a version or an end is not any more. */
static gint64 final_instant(const StateView *view, const State *state)
{
	gboolean first = view->head_mail == (gint)view->input->thread->first;

	if (state->kind == STATE_SUPERSEDED)
		return view->input->newest->instant;
	if (state_is_final(state->kind) && !state->partial)
		return instant_of(view, state->cite.mail);
	return view->series && !first ? view->head->instant : G_MININT64;
}

static void drop_failures(const StateView *view, State *state, gint64 since)
{
	guint kept = 0;

	for (guint i = 0; i < state->failures->len; i++) {
		StateCite *cite = &g_array_index(state->failures, StateCite, i);

		if (instant_of(view, cite->mail) >= since)
			g_array_index(state->failures, StateCite, kept++) = *cite;
	}
	g_array_set_size(state->failures, kept);
}

State *state_of(const StateInput *input)
{
	State *state = state_new();
	StateView view;
	gint64 since;

	state_view_init(&view, input);
	state->series = view.series;
	state_judge(&view, state);
	if (view.topic == TOPIC_BUG)
		judge_bug(&view, state);
	if (state->cite.mail < 0)
		state->cite = first_mail(&view);
	state->last_human = find_last_human(&view);
	decide(&view, state);
	since = final_instant(&view, state);
	drop_failures(&view, state, since);
	state_questions_find(&view, since, state);
	state_waiting_find(&view, state);
	state_view_clear(&view);
	return state;
}
