/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_ATTENTION_H
#define MD_REPORT_ATTENTION_H

#include "core/state.h"

/*
 * Why somebody should look at a thread. Each is under one heading alone: the first that holds,
 * in the order of the rules in attention_of(). Shown in this order:
 */
typedef enum {
	ATTENTION_REVIEW,     /* reviewers have spoken, and the next word is theirs */
	ATTENTION_AUTHOR,     /* … is the author's */
	ATTENTION_PERSON,     /* … is of someone who was asked */
	ATTENTION_APPLY,      /* all is acked, and not applied */
	ATTENTION_UNANSWERED, /* patches that no human has answered */
	ATTENTION_FAILURE,    /* a bot found something, and nothing came of it */
	ATTENTION_BUG,        /* a report of a bug that is open */
	ATTENTION_STALLED,    /* silence, before anything was decided */
	ATTENTION_NONE,
} Attention;

#define N_ATTENTIONS ATTENTION_NONE /* that are shown */

Attention attention_of(const State *state);
const char *attention_name(Attention attention); /* review, author, person, apply, … ; NULL: NONE */

/* Since when, as an instant: the waiting, else the last human word. 0: nobody has spoken. */
gint64 attention_since(const State *state);

#endif
