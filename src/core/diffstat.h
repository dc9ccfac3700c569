/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_DIFFSTAT_H
#define MD_CORE_DIFFSTAT_H

#include "base/slice.h"

typedef struct {
	char *path; /* as printed: "a => b" and "{a => b}/c" stay as they are */
	gboolean binary;
	guint changes;        /* lines changed: the number behind the bar; 0 for binaries */
	guint added, removed; /* lines: exact from a diff; from a diffstat the bar's + and -,
				 which are fewer than the lines where it was scaled down */
} DiffstatFile;

typedef struct {
	GPtrArray *files; /* of DiffstatFile */
	guint n_files, insertions, deletions;
	gboolean closed; /* the "N files changed" line was there; FALSE: sums of the lines */
} Diffstat;

void diffstat_free(Diffstat *diffstat);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diffstat, diffstat_free)

/* What a line can be in a diffstat: one of a file, the sums that close it, what comes below. */
typedef enum { DIFFSTAT_NONE, DIFFSTAT_FILE, DIFFSTAT_SUMMARY, DIFFSTAT_EXTRA } DiffstatLine;

DiffstatLine diffstat_line(Slice line);

/*
 * Finds the diffstat in a text (RULES §4): file lines closed by the summary line,
 * and the create/delete/rename/mode lines right after it. Where a text holds
 * several (a pull request's, a range's), the last one is meant. Quoted ones ("> ",
 * moved right) and lines inside a hunk are none. FALSE when none.
 */
gboolean diffstat_find(Slice text, Slice *where);

/* Reads what diffstat_find() found. Newly allocated, never NULL. */
Diffstat *diffstat_parse(Slice diffstat);

/*
 * Counts a diff. NULL when it is not whole: a hunk with fewer lines than its
 * @@ line says, a deletion without hunks (format-patch -D), or no file at all.
 */
Diffstat *diffstat_count(Slice diff);

/* Whether files, insertions and deletions agree. */
gboolean diffstat_agree(const Diffstat *a, const Diffstat *b);

#endif
