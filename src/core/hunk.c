/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/hunk.h"

#define MAX_LINES 999999999u

/* "12,3" or "12", which says one line. */
static gboolean take_range(Slice *s, guint *lines)
{
	guint start;

	*lines = 1;
	if (!slice_take_number(s, MAX_LINES, &start))
		return FALSE;
	return !slice_take(s, ",") || slice_take_number(s, MAX_LINES, lines);
}

gboolean hunk_open(Hunk *hunk, Slice line)
{
	Hunk opened;

	if (!slice_take(&line, "@@ -") || !take_range(&line, &opened.old_lines))
		return FALSE;
	if (!slice_take(&line, " +") || !take_range(&line, &opened.new_lines) ||
	    !slice_take(&line, " @@"))
		return FALSE;
	*hunk = opened;
	return TRUE;
}

char hunk_take(Hunk *hunk, Slice line)
{
	char kind = line.len ? line.ptr[0] : ' ';
	gboolean is_old = kind == ' ' || kind == '-', is_new = kind == ' ' || kind == '+';

	if (kind == '\\')
		return kind;
	if (!is_old && !is_new)
		return '\0';
	if ((is_old && !hunk->old_lines) || (is_new && !hunk->new_lines))
		return '\0';
	hunk->old_lines -= is_old ? 1 : 0;
	hunk->new_lines -= is_new ? 1 : 0;
	return kind;
}
