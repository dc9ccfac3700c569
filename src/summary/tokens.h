/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_TOKENS_H
#define MD_SUMMARY_TOKENS_H

#include <glib.h>

/*
 * How many tokens a model makes of a text, without its tokenizer: ASCII bytes / 3.5, one of a CJK
 * character, one of two other ones, and 15 % on top, rounded up. @text is clean (base/text.h).
 */
guint64 tokens_estimate(const char *text);

/*
 * How far a model is from that: what it counted / what was estimated, in steps of a quarter,
 * rounded up, between 1 and 4, so that what is fitted by it is the same from run to run.
 */
double tokens_factor(guint64 counted, guint64 estimated);

#endif
