/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state_waiting.h"

#include "core/ask.h"

/* Whose turn it is, by who wrote last to whom. */
typedef struct {
	Waiting waiting;
	gint mail; /* since when */
} Turn;

static void set(const StateView *view, State *state, Waiting waiting, gint mail)
{
	state->waiting = waiting;
	if (waiting == WAITING_AUTHOR && (!view->head || view->head->bot))
		state->waiting = WAITING_NONE; /* a bot is not waited for */
	else if (waiting == WAITING_AUTHOR)
		state->whom = view->head->sender;
	if (state->waiting != WAITING_NONE)
		state->waiting_since = state_view_post(view, (guint)mail)->instant;
}

static gboolean is_author(const StateView *view, const Person *person)
{
	return view->author != WHO_NOBODY && who_number(view->who, person) == view->author;
}

static void wait_for_answer(const StateView *view, State *state, const StateQuestion *question)
{
	gint mail = question->cite.mail;

	if (!*question->owes.name && !*question->owes.addr) {
		set(view, state, WAITING_REVIEWERS, mail);
	} else if (is_author(view, &question->owes)) {
		set(view, state, WAITING_AUTHOR, mail);
	} else {
		set(view, state, WAITING_PERSON, mail);
		state->whom = question->owes;
	}
}

static gboolean is_known(const Person *person)
{
	return *person->name || *person->addr;
}

/*
 * Whether it tells whose turn it is: not where somebody is spoken to who is not known here, or
 * what looks like his name is none; of whom that waits for, no more is known.
 */
static gboolean tells_turn(const StateView *view, const StateQuestion *question)
{
	const Evidence *evidence = question->cite.evidence;

	return is_known(&question->owes) || !*evidence->person.name ||
	       view->spots[question->cite.mail].by_author || ask_is_open_to_all(evidence->line);
}

static const StateQuestion *last_question(const StateView *view, const State *state)
{
	guint i = state->questions->len;

	while (i-- > 0) {
		const StateQuestion *question = &g_array_index(state->questions, StateQuestion, i);

		if (tells_turn(view, question))
			return question;
	}
	return NULL;
}

/* --- patches ------------------------------------------------------------------------- */

static gboolean endorses_only(const StateView *view, guint mail)
{
	const GPtrArray *evidence = state_view_evidence(view, mail);
	gboolean tags = FALSE;

	for (guint i = 0; i < evidence->len; i++) {
		EvidenceKind kind = ((const Evidence *)evidence->pdata[i])->kind;

		if (kind != EVIDENCE_TAG && kind != EVIDENCE_APPLIED)
			return FALSE;
		tags = TRUE;
	}
	return tags;
}

static gboolean wants_something(const StateView *view, guint mail)
{
	const GPtrArray *evidence = state_view_evidence(view, mail);

	for (guint i = 0; i < evidence->len; i++) {
		EvidenceKind kind = ((const Evidence *)evidence->pdata[i])->kind;

		if (kind == EVIDENCE_QUESTION || kind == EVIDENCE_CHANGES ||
		    kind == EVIDENCE_NACK || kind == EVIDENCE_WITHDRAWN)
			return TRUE;
	}
	return FALSE;
}

/* Whether it says that its sender will look, and asks for nothing before he has. */
static gboolean only_looks(const StateView *view, guint mail)
{
	const GPtrArray *evidence = state_view_evidence(view, mail);

	for (guint i = 0; i < evidence->len; i++)
		if (((const Evidence *)evidence->pdata[i])->kind != EVIDENCE_LOOKS)
			return FALSE;
	return evidence->len > 0;
}

/* Whether it is for the author to say something: not where others talk among themselves. */
static gboolean is_to_author(const StateView *view, guint mail)
{
	gint up = g_array_index(view->input->thread->mails, ThreadMail, mail).answers;

	if (endorses_only(view, mail))
		return FALSE;
	if (view->topic == TOPIC_PULL && !wants_something(view, mail))
		return FALSE; /* "OK, I'll send mine on Friday": it is still to be pulled */
	return up < 0 || view->spots[up].by_author;
}

/* Who takes it over by that mail, if that changes: of the author, who looks, he keeps it. */
static void take_turn(const StateView *view, guint mail, Turn *turn)
{
	gboolean author = view->spots[mail].by_author, looks = only_looks(view, mail);

	if (author && turn->waiting == WAITING_AUTHOR && !looks)
		*turn = (Turn){WAITING_REVIEWERS, (gint)mail};
	if (author || turn->waiting == WAITING_AUTHOR)
		return;
	if (looks)
		*turn = (Turn){WAITING_PERSON, (gint)mail};
	else if (is_to_author(view, mail))
		*turn = (Turn){WAITING_AUTHOR, (gint)mail};
}

/* The author's first mail since someone wrote to him, and the other way round. */
static Turn find_turn(const StateView *view)
{
	Turn turn = {WAITING_REVIEWERS, view->head_mail};

	for (guint i = 0; i < view->n; i++) {
		const StateSpot *spot = &view->spots[i];

		if (!spot->human || spot->part == STATE_ELSEWHERE)
			continue;
		if (!spot->by_author && state_view_pings(view, i))
			continue; /* he says not whose turn it is */
		take_turn(view, i, &turn);
	}
	return turn;
}

/* Who pings after others asked for something, sees it as their turn. */
static Turn find_ping(const StateView *view, gint after)
{
	for (guint i = (guint)(after + 1); i < view->n; i++)
		if (view->spots[i].by_author && state_view_pings(view, i))
			return (Turn){WAITING_REVIEWERS, (gint)i};
	return (Turn){WAITING_AUTHOR, after};
}

/* What a verdict leaves to do; nothing: whose turn it is. */
static Turn turn_of(const StateView *view, const State *state)
{
	switch (state->under) {
	case STATE_CHANGES:
		return find_ping(view, state->under_cite.mail);
	case STATE_ACKED:
		return (Turn){WAITING_MAINTAINERS, state->under_cite.mail};
	default:
		return find_turn(view);
	}
}

/* Whether who owes the answer wrote here since, and left it at that. */
static gboolean is_passed_over(const StateView *view, const StateQuestion *question)
{
	guint who = who_number(view->who, &question->owes);

	if (who == WHO_NOBODY || is_author(view, &question->owes))
		return FALSE;
	for (guint i = (guint)question->cite.mail + 1; i < view->n; i++)
		if (view->spots[i].who == who)
			return TRUE;
	return FALSE;
}

/*
 * Beside a tag, or the wish for changes, a question is no more than a remark; so is one after
 * them, to which whoever was asked had nothing to say though he wrote. Whoever was answered
 * elsewhere may still wait for what was asked.
 */
static gboolean is_last(const StateView *view, const State *state, const StateQuestion *question,
			const Turn *turn)
{
	if (state->under == STATE_CHANGES || state->under == STATE_ACKED)
		return question->cite.mail > turn->mail && !is_passed_over(view, question);
	return turn->waiting != WAITING_AUTHOR || question->cite.mail >= turn->mail;
}

/* Of what was said last, a question or what it waits for otherwise. */
static void wait_for_patches(const StateView *view, State *state)
{
	const StateQuestion *question = last_question(view, state);
	Turn turn = turn_of(view, state);

	if (question && is_last(view, state, question, &turn))
		wait_for_answer(view, state, question);
	else if (turn.mail >= 0)
		set(view, state, turn.waiting, turn.mail);
	if (state->waiting == WAITING_PERSON && !is_known(&state->whom))
		state->whom = state_view_post(view, (guint)turn.mail)->sender;
}

/* --- bugs ---------------------------------------------------------------------------- */

/* Once someone looks into it, no rule knows whose turn it is, until it comes back. */
static void wait_for_bug(const StateView *view, State *state)
{
	const StateQuestion *question = last_question(view, state);
	gint last = state->under_cite.mail;
	gboolean others = !view->head;

	if (question) {
		wait_for_answer(view, state, question);
		return;
	}
	for (guint i = (guint)last + 1; i < view->n; i++) {
		if (!view->spots[i].human)
			continue;
		others = view->spots[i].who != view->author;
		last = others ? last : (gint)i;
	}
	if (!others)
		set(view, state, WAITING_REVIEWERS, last);
}

void state_waiting_find(const StateView *view, State *state)
{
	const StateQuestion *question = last_question(view, state);

	if (state_is_final(state->kind))
		return;
	if (view->topic == TOPIC_BUG)
		wait_for_bug(view, state);
	else if (view->topic != TOPIC_TALK)
		wait_for_patches(view, state);
	else if (question)
		wait_for_answer(view, state, question);
}
