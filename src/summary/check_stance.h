/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_STANCE_H
#define MD_SUMMARY_CHECK_STANCE_H

#include <glib.h>

/*
 * Private to summary/check: whether a point takes the words that it quotes for what they are.
 * Each is lenient: where it cannot be told, nothing is wrong.
 */
typedef struct {
	const char *text;    /* the point's, people in it as {P} */
	const char *quote;   /* of the actor's own words */
	const char *passage; /* in which it stands, one line; NULL: not known */
	const char *own;     /* all that the actor says in the mails that are cited */
} CheckStance;

/* Nothing but a question is quoted, and the text neither asks nor doubts nor wishes. */
gboolean check_stance_asserts(const CheckStance *stance);
/* The text has as done what its quote has as to be done: "Sent a v4", "I will send a v4". */
gboolean check_stance_jumps(const CheckStance *stance);
/* The text promises what no word of the mails does. */
gboolean check_stance_promises(const CheckStance *stance);
/* The text has as certain, or demands, what its quote has by "might", "maybe". */
gboolean check_stance_hardens(const CheckStance *stance);
/* The text says, without a "not", what its quote says with one. */
gboolean check_stance_turns(const CheckStance *stance);

#endif
