/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_HUNK_H
#define MD_CORE_HUNK_H

#include "base/slice.h"

/*
 * What a hunk of a unified diff still owes: "@@ -a,b +c,d @@" promises b old and
 * d new lines, and whatever those look like ("-- ", "--- a", "diff -") they
 * belong to it. {0, 0} is no hunk.
 */
typedef struct {
	guint old_lines, new_lines;
} Hunk;

/* Starts @hunk when @line is the @@ line of one; else leaves it alone. */
gboolean hunk_open(Hunk *hunk, Slice line);

/* Whether lines are still owed. */
static inline gboolean hunk_is_open(const Hunk *hunk)
{
	return hunk->old_lines || hunk->new_lines;
}

/*
 * What @line is in the hunk: '+', '-', ' ' (also a line that a mailer emptied),
 * or '\\' ("\ No newline at end of file", which is not counted). '\0' when it
 * cannot be of this hunk; then the hunk stays open, and is not whole.
 */
char hunk_take(Hunk *hunk, Slice line);

#endif
