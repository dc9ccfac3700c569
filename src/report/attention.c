/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/attention.h"

Attention attention_of(const State *state)
{
	static const Attention waited[] = {
		[WAITING_NONE] = ATTENTION_NONE,         [WAITING_REVIEWERS] = ATTENTION_REVIEW,
		[WAITING_MAINTAINERS] = ATTENTION_APPLY, [WAITING_AUTHOR] = ATTENTION_AUTHOR,
		[WAITING_PERSON] = ATTENTION_PERSON,
	};

	if (state_is_final(state->kind))
		return ATTENTION_NONE;
	if (state->kind == STATE_STALLED)
		return ATTENTION_STALLED;
	if (state->under == STATE_BUG_OPEN)
		return ATTENTION_BUG;
	if (state->failures->len)
		return ATTENTION_FAILURE;
	if (state->waiting == WAITING_REVIEWERS && state->under == STATE_NEW)
		return ATTENTION_UNANSWERED;
	return waited[state->waiting];
}

const char *attention_name(Attention attention)
{
	static const char *const names[] = {"review",     "author",  "person", "apply",
					    "unanswered", "failure", "bug",    "stalled"};

	G_STATIC_ASSERT(G_N_ELEMENTS(names) == N_ATTENTIONS);
	return attention < N_ATTENTIONS ? names[attention] : NULL;
}

gint64 attention_since(const State *state)
{
	return state->waiting_since ? state->waiting_since : state->last_human;
}
