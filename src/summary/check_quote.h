/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_QUOTE_H
#define MD_SUMMARY_CHECK_QUOTE_H

#include "summary/ground.h"

/* Private to summary/check: quotes. */

#define CHECK_QUOTE_WORDS 5 /* that one has at least … */
#define CHECK_QUOTE_PIECE 3 /* … and each piece of one that leaves out words with "…" */

/*
 * Whether @quote stands in what its sender wrote in the mail: the same words, one behind the
 * other, or in pieces with "…" between that stand there in their order. Fewer than five do where
 * they are a whole paragraph, or a tag.
 */
gboolean check_quote_is_in(Ground *ground, guint place, const char *quote);

#define CHECK_QUOTE_ECHO 8 /* words that two people do not happen to write alike */

/* Whether somebody else wrote it before, in a mail above: marks of quotes get lost. A tag is its
 * giver's own, wherever it was taken over. */
gboolean check_quote_is_echo(Ground *ground, const Brief *brief, guint place, const char *quote);

#endif
