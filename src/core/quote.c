/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/quote.h"

#define MAX_GAP 3 /* blanks before a mark, or between two */

static gsize count_blanks(Slice s, gsize max)
{
	gsize n = 0;

	while (n < s.len && n < max && (s.ptr[n] == ' ' || s.ptr[n] == '\t'))
		n++;
	return n;
}

/* "AE> ", as some mailers mark whom they quote. */
static gsize initials_len(Slice s)
{
	gsize n = 0;

	while (n < s.len && n < 3 && g_ascii_isupper(s.ptr[n]))
		n++;
	return n >= 2 && n + 1 < s.len && s.ptr[n] == '>' && s.ptr[n + 1] == ' ' ? n : 0;
}

static gboolean take_mark(Slice *s)
{
	gsize n = count_blanks(*s, MAX_GAP);

	if (n == s->len || s->ptr[n] != '>')
		return FALSE;
	*s = slice_sub(*s, n + 1, s->len);
	return TRUE;
}

guint quote_take(Slice *line)
{
	Slice s = slice_sub(*line, initials_len(*line), line->len);
	guint depth = 0;

	if (slice_starts(s, ">=") || slice_starts(s, ">From ") || slice_starts(s, "\t"))
		return 0;
	while (depth < QUOTE_MAX_DEPTH && take_mark(&s))
		depth++;
	if (depth)
		*line = slice_starts(s, " ") ? slice_sub(s, 1, s.len) : s;
	return depth;
}
