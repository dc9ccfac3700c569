/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_FIGURE_H
#define MD_SUMMARY_FIGURE_H

#include <glib.h>

/*
 * A number as people write it: 30 %, 4KiB, 1,024, 1.5×, ３０％, thirty percent, 三十毫秒,
 * 百分之三十, 0x80. Digits of any script; numbers in words count where a unit stands behind
 * them, for else "ten" and 十 are words like others.
 */
typedef struct {
	char value[24];   /* "30", "1024", "1.5", "0x80": no zeros in front */
	const char *unit; /* "%", "kib", "x", "ms", …, the same for all its names; "": none */
	gsize len;        /* bytes, with the unit */
	gboolean small;   /* an integer below ten without a unit: not worth looking up */
} Figure;

/* The one that begins at @text; FALSE: none does, or one of more digits than anybody counts. */
gboolean figure_at(const char *text, Figure *figure);

/*
 * Whether @text has the number, with the same unit; where it has none there, the unit stands
 * somewhere in the text (the head of a table). One without a unit is any of that value.
 */
gboolean figure_is_in(const Figure *figure, const char *text);

#endif
