/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/scan.h"

#include "core/quote.h"

Line *scan_line(const Scan *scan, guint i)
{
	return &g_array_index(scan->lines, Line, i);
}

Slice scan_text(const Scan *scan, guint i)
{
	gsize to = scan_line(scan, MIN(i + 1, scan->n))->from;
	Slice line = slice_sub(scan->text, scan_line(scan, i)->from, to);

	if (line.len && line.ptr[line.len - 1] == '\n')
		line.len--;
	while (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

Slice scan_content(const Scan *scan, guint i)
{
	Slice line = scan_text(scan, i);

	if (scan_line(scan, i)->depth)
		quote_take(&line);
	return line;
}

Slice scan_behind(const Scan *scan, guint i)
{
	return slice_sub(scan->text, scan_line(scan, i + 1)->from, scan->text.len);
}

gboolean scan_is_open(const Scan *scan, guint i)
{
	const Line *line = scan_line(scan, i);

	return i < scan->n && line->kind == SCAN_OPEN && !line->depth && !line->blank;
}

gboolean scan_is_blank(const Scan *scan, guint i)
{
	return scan_line(scan, i)->blank;
}

guint scan_skip_blank(const Scan *scan, guint i)
{
	while (i < scan->n && scan_is_blank(scan, i))
		i++;
	return i;
}

void scan_mark(Scan *scan, guint from, guint to, OwnKind kind)
{
	for (guint i = from; i < to; i++)
		scan_line(scan, i)->kind = (guint8)kind;
}

guint scan_open_above(const Scan *scan, guint i)
{
	while (i-- > 0) {
		if (scan_is_open(scan, i))
			return i;
		if (!scan_is_blank(scan, i) || scan_line(scan, i)->depth)
			break;
	}
	return scan->n;
}
