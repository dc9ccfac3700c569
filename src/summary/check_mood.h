/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_MOOD_H
#define MD_SUMMARY_CHECK_MOOD_H

#include <glib.h>

/*
 * Private to summary/check: whether a text in Chinese says as done, as known or as so what the
 * words it quotes do not. Only what can be told without understanding either is: where the text
 * leaves a doubt, these are FALSE. Texts without any Chinese have none of it.
 */

/* The quote has a "not" in all that it says, the text none: 不, 没, 反对, 避免, 仅, … */
gboolean check_mood_loses_not(const char *text, const char *quote);

/* The quote is a question, and the text neither asks nor doubts nor proposes anything. */
gboolean check_mood_answers(const char *text, const char *quote);

/* The text has something done already (已…), of which the quote has only "will" or "should". */
gboolean check_mood_has_done(const char *text, const char *quote);

/* The text has a promise (承诺), @own, all that the actor says in the mails cited, no word of one.
 */
gboolean check_mood_promises(const char *text, const char *own);

#endif
