/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_EXCERPT_H
#define MD_SUMMARY_EXCERPT_H

#include "core/patch.h"
#include "core/post.h"
#include "core/reading.h"

/*
 * What a model is shown of one mail: its sender's own words, tags and what they set off as code;
 * of what is quoted the last EXCERPT_QUOTED lines before own words, with their speaker where the
 * mail names one; of a diff its files, lines and functions. Greetings, signatures, footers,
 * attributions are left out. Characters that are not seen (bidirectional controls, zero-width
 * ones, Unicode's tags) are taken away.
 */
typedef enum {
	EXCERPT_OWN,   /* own words, line by line as they stand */
	EXCERPT_TAGS,  /* Reviewed-by: …, unquoted */
	EXCERPT_CODE,  /* logs, source, tables, another document's words; long ones in part */
	EXCERPT_QUOTE, /* another's words */
	EXCERPT_NOTE, /* ours, in brackets: "[diff: mm/a.c +3 -1 near f(), g()]", "[… 12 lines]" */
} ExcerptKind;

typedef struct {
	ExcerptKind kind;
	char *text;   /* clean lines, a line feed between them, none at the end */
	Person whose; /* QUOTE: who is said to have written it; both "" where nobody is */
} ExcerptPiece;

/* Whether its sender says it: own words, tags, code. */
gboolean excerpt_is_own(const ExcerptPiece *piece);

typedef struct {
	GPtrArray *pieces; /* of ExcerptPiece, in the order of the mail */
	guint own_lines;   /* lines of EXCERPT_OWN with words in them */
} Excerpt;

#define EXCERPT_QUOTED 2      /* lines before own words */
#define EXCERPT_CODE_LINES 15 /* of each piece of code; more is told by a note */
#define EXCERPT_PIECES 3000   /* of a mail; nobody's has more. What is beyond is told by a note */
#define EXCERPT_LINE 400 /* bytes of a line of code or of a quote; own words are never cut here */

/* @patch: of one of kind POST_PATCH, read from the same text; else unused. Linear in the text. */
Excerpt *excerpt_read(const Reading *reading, PostKind kind, const Patch *patch);
void excerpt_free(Excerpt *excerpt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Excerpt, excerpt_free)

#endif
