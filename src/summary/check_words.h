/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_WORDS_H
#define MD_SUMMARY_CHECK_WORDS_H

#include <glib.h>

/*
 * Private to summary/check: what a point claims, by its words. Texts are of one line, people in
 * them as {P3}. Negations, wishes and questions claim nothing: "does not agree", "asks to apply".
 */

/* Whether somebody is said to agree, approve, acknowledge. */
gboolean check_words_claim_agreement(const char *text);
/* Whether patches are said to have been reviewed before they were taken: 审阅并合入. */
gboolean check_words_claim_review(const char *text);
/* … and several people: "all agree", consensus, 双方. */
gboolean check_words_claim_consensus(const char *text);
/* Whether {X} is the one who is said to agree: "{X} agrees", "reviewed by {X}". */
gboolean check_words_claim_agreement_of_x(const char *text);
/* Whether the text has {X} speak, in a point that is another's: "{X} says that …". */
gboolean check_words_have_x_speak(const char *text);

/* Whether patches are said to be taken; rejected; withdrawn. */
gboolean check_words_claim_applied(const char *text);
gboolean check_words_claim_rejected(const char *text);
gboolean check_words_claim_withdrawn(const char *text);
/* The tree that patches are said to have gone to, "next"; newly allocated, NULL: to none. */
char *check_words_tree(const char *text);
/* The same of what a mail says of its own. */
gboolean check_words_say_merged(const char *quote);
gboolean check_words_say_rejected(const char *quote);
gboolean check_words_say_withdrawn(const char *quote);

/* Guesses and fillers that nobody wrote: "one may infer", 总体来看. */
gboolean check_words_are_filler(const char *text);
/* "seems to", "likely", 可能: which a quote must bear out by … */
gboolean check_words_guess(const char *text);
/* … a hedge of its own; … */
gboolean check_words_hedge(const char *quote);
/* "It seems that": nobody's doubt, which no other place of the mail bears out. */
gboolean check_words_guess_for_nobody(const char *text);
/* … or the mail by one that is more than "if" and "should", wherever it stands. */
gboolean check_words_doubt(const char *mail);

/* "mail 3", "[1]", 第 3 封邮件: numbers that the report does not have. */
gboolean check_words_refer(const char *text);
/* **bold**, # heading, <b>, a list's sign in front. */
gboolean check_words_have_markup(const char *text);

#endif
