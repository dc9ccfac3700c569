/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_BLOCK_H
#define MD_SUMMARY_BLOCK_H

#include "summary/brief.h"

/*
 * A mail as a prompt shows it, line by line: own words and tags as they stand; code behind "| ";
 * quotes behind "> ", the first line of a piece by somebody of the cast behind "> P2: "; notes in
 * brackets. An own line that looks like one of these, or like a border between mails, gets a blank
 * in front, so that nothing can look like what it is not.
 */

#define BLOCK_BORDER "=====" /* what the lines between mails begin with, and no line of a mail */
#define BLOCK_SUBJECT 200    /* characters of a subject that are shown */

/* Who of the cast the piece, a quote, is said to be of; CAST_NOBODY: nobody of it. */
guint block_speaker(const Brief *brief, const ExcerptPiece *piece);

/* Appends @line, @len bytes, as it is shown: the @i-th of a piece, from 0. */
void block_append_line(GString *out, const Brief *brief, const ExcerptPiece *piece, guint i,
		       const char *line, gsize len);

/* Its lines, newly allocated; one note, where it has none. */
GPtrArray *block_lines(const Brief *brief, guint place);

/* Tokens that the mail takes, with its border and its sender's line (tokens.h): some more, perhaps,
 * never less. */
guint64 block_tokens(const Brief *brief, guint place);
/* … those of its border and its sender's line alone. */
guint64 block_overhead(const Brief *brief, guint place);

#endif
