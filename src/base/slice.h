/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_SLICE_H
#define MD_BASE_SLICE_H

#include <glib.h>

/*
 * A borrowed piece of somebody else's text: never freed, not NUL-terminated,
 * valid as long as the text is. An empty slice has len 0; its ptr may be NULL.
 */
typedef struct {
	const char *ptr;
	gsize len; /* bytes */
} Slice;

Slice slice_of(const char *text);
/* Newly allocated, NUL-terminated copy. */
char *slice_dup(Slice s);
/* The piece of @s from byte @from up to, not including, byte @to. */
Slice slice_sub(Slice s, gsize from, gsize to);

gboolean slice_equal(Slice s, const char *text);
gboolean slice_starts(Slice s, const char *prefix);
/* As slice_starts(), ASCII letters in either case. */
gboolean slice_starts_nocase(Slice s, const char *prefix);
/* Whether it is one of @words, which NULL ends, ASCII letters in either case. */
gboolean slice_is_one_of(Slice s, const char *const *words);
/* Whether nothing but blanks (space, tab, CR, LF) is in it. */
gboolean slice_is_blank(Slice s);
/* Without blanks at both ends. */
Slice slice_trim(Slice s);
/* Byte offset of @c, or -1. */
gssize slice_find(Slice s, char c);

/*
 * Takes the next line off the front of @rest, without its line feed. FALSE when
 * nothing is left. A last line without line feed is a line; after a last line
 * feed there is no further, empty one.
 */
gboolean slice_next_line(Slice *rest, Slice *line);

/* Moves @s past @prefix. FALSE, with @s untouched, when it does not start so. */
gboolean slice_take(Slice *s, const char *prefix);
/* As slice_take(), ASCII letters in either case. */
gboolean slice_take_nocase(Slice *s, const char *prefix);
/*
 * Reads a decimal number off the front of @s and moves past it. FALSE, with @s
 * untouched, when there is no digit or the number exceeds @max.
 */
gboolean slice_take_number(Slice *s, guint max, guint *number);

#endif
