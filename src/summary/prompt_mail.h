/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_PROMPT_MAIL_H
#define MD_SUMMARY_PROMPT_MAIL_H

#include "summary/brief.h"

/*
 * A mail as a prompt shows it, line by line: own words and tags as they stand; code behind "| ";
 * quotes behind "> ", the first line of a piece by somebody of the cast behind "> P2: "; notes in
 * brackets. An own line that looks like one of these, or like a border between mails, gets a blank
 * in front, so that nothing can look like what it is not.
 */

/* What the lines between mails begin with, and no line of a mail. */
#define PROMPT_MAIL_BORDER "====="
#define PROMPT_MAIL_SUBJECT 200 /* characters of a subject that are shown */

/* Who of the cast the piece, a quote, is said to be of; CAST_NOBODY: nobody of it. */
guint prompt_mail_speaker(const Brief *brief, const ExcerptPiece *piece);

/* Appends @line, @len bytes, as it is shown: the @i-th of a piece, from 0. */
void prompt_mail_append_line(GString *out, const Brief *brief, const ExcerptPiece *piece, guint i,
			     const char *line, gsize len);

/* Its lines, newly allocated; one note, where it has none. */
GPtrArray *prompt_mail_lines(const Brief *brief, guint place);

/* Tokens that the mail takes, with its border and its sender's line (tokens.h): some more, perhaps,
 * never less. */
guint64 prompt_mail_tokens(const Brief *brief, guint place);
/* … those of its border and its sender's line alone. */
guint64 prompt_mail_overhead(const Brief *brief, guint place);

#endif
