/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_LINE_H
#define MD_CORE_LINE_H

#include "base/slice.h"

/*
 * What one line of a mail's text is, seen alone or with its neighbour (RULES §4). A line
 * comes without its line feed.
 */

/* Nothing but @bytes, and at least @min of them, between the blanks at its ends. */
gboolean line_consists_of(Slice line, const char *bytes, gsize min);

/* "---" alone, which ends a commit message. */
gboolean line_is_separator(Slice line);

/* "From <40 hex> …", as git format-patch begins; mbox tools put a > before it. */
gboolean line_is_mbox_from(Slice line);

/* "-- "; with @rest, what follows it, also "--" above a version: some mailers cut blanks. */
gboolean line_is_signature(Slice line, Slice rest);

/* The underscores above a list's footer; Subversion rules off properties the same way. */
gboolean line_is_footer(Slice line, Slice above);

/* "diff -", "Index: ", "--- " with a "+++ " in @rest, what follows it. */
gboolean line_is_diff(Slice line, Slice rest);

/* "Hi all,", "Hello Ann", "Dear maintainers!", "Ann, Bo," */
gboolean line_is_greeting(Slice line);

/* "Ann Example (2):", of git shortlog */
gboolean line_is_shortlog(Slice line);

#endif
