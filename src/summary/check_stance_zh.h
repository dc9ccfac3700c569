/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_STANCE_ZH_H
#define MD_SUMMARY_CHECK_STANCE_ZH_H

#include <glib.h>

/*
 * Private to summary/check: what check_stance has of texts in other languages, of one in Chinese:
 * whether it says as done, as known or as so what the words it quotes, in whatever language, do
 * not. Only what can be told without understanding either is: where the text leaves a doubt, these
 * are FALSE. Texts without any Chinese have none of it.
 */

/* The quote has a "not" in all that it says, the text none: 不, 没, 反对, 避免, 仅, … */
gboolean check_stance_zh_turns(const char *text, const char *quote);

/* The quote is a question, and the text neither asks nor doubts nor proposes anything. */
gboolean check_stance_zh_asserts(const char *text, const char *quote);

/* The text has something done already (已…), of which the quote has only "will" or "should". */
gboolean check_stance_zh_jumps(const char *text, const char *quote);

/* The text has a promise (承诺), @own, all that the actor says in the mails cited, no word of one.
 */
gboolean check_stance_zh_promises(const char *text, const char *own);

#endif
