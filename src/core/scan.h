/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_SCAN_H
#define MD_CORE_SCAN_H

#include "core/own.h"

/*
 * Private to core/own*: the lines of a text while they are told apart. Each pass marks the
 * lines that it knows and leaves the rest open, for the next.
 */

#define SCAN_OPEN N_OWN_KINDS /* not known to be anything yet: own words in the end */
#define SCAN_MAX_DEPTH 200    /* of marks and Outlook headers together */

typedef struct {
	gsize from;
	guint32 whose; /* index into people, from 1 */
	guint16 depth; /* of quote marks */
	guint8 kind;
	guint8 blank; /* nothing on it, or behind its marks */
} Line;

typedef struct {
	Slice text;
	GArray *lines; /* of Line, and one more where they end */
	guint n;
	const Person *sender; /* or NULL */
	GPtrArray *people;
	gsize last_quote; /* the last line with a mark, from 1; 0: none */
	guint first;      /* line with something on it */
	/* while quotes are read: */
	gboolean has_words;                   /* open lines above */
	guint32 speakers[SCAN_MAX_DEPTH + 2]; /* whose each depth is */
	guint below; /* Outlook headers above: each makes all below a quote */
	char mark;   /* another sign that this mail quotes with, or NUL */
} Scan;

/* Lines are counted from 0. One line behind the last may be asked for: it is no open one. */
Line *scan_line(const Scan *scan, guint i);
/* Without its line end; empty behind the last one. */
Slice scan_text(const Scan *scan, guint i);
/* … and without its quote marks. */
Slice scan_content(const Scan *scan, guint i);
/* The text behind line @i. */
Slice scan_behind(const Scan *scan, guint i);
/* An unquoted line with something on it of which nothing is known. */
gboolean scan_is_open(const Scan *scan, guint i);
/* Nothing on it, or nothing behind its marks. */
gboolean scan_is_blank(const Scan *scan, guint i);
/* The next line from @i on with something on it; scan->n at the end. */
guint scan_skip_blank(const Scan *scan, guint i);
/* The open line above @i, over blank ones; scan->n where something else is there. */
guint scan_open_above(const Scan *scan, guint i);
void scan_mark(Scan *scan, guint from, guint to, OwnKind kind);

#endif
