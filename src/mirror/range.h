/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_RANGE_H
#define MD_MIRROR_RANGE_H

#include "mirror/revision.h"
#include "mirror/tips.h"

/* What a user may say about a range; every member may be NULL or 0. */
typedef struct {
	const char *spec;          /* A..B, A.., ..B (with root), B (with root or since); NULL:
				      to the tip. An A of all zeros is root. */
	const GArray *last;        /* of Tip: where ..B begins, the last report's end; or NULL.
				      With the newest commit as B that is range_between(), else
				      A is the newest of these that is behind B */
	gboolean root;             /* from before the first commit */
	const char *since, *until; /* dates (base/date.h); committer date, end exclusive */
	gint64 now;
} RangeRequest;

/*
 * The commits of a range, first parents only, across epoch borders, newest
 * first. Never empty, but where all that happened is that others are lost.
 */
typedef struct {
	gboolean has_from;   /* FALSE: from the beginning, or by dates alone */
	Commit from;         /* A itself is not in the range */
	Commit to;           /* the newest commit of it: B, or by dates the first in commits */
	gboolean by_date;    /* chosen by since/until */
	gint64 since, until; /* instants; 0 where not given */
	gboolean has_older;  /* by dates: commits from before since were met */
	GArray *commits;     /* of Commit */
	GArray *lost;        /* of Commit, newest first: those that a rewritten history no longer
				has, which an earlier range had; NULL: none was rewritten */
} Range;

/*
 * Errors: those of revision_find(); MD_ERROR_FAILED when A is not an ancestor of B,
 * naming the merge base and the range from there; MD_ERROR_EMPTY when nothing
 * lies between; MD_ERROR_USAGE for a bad or missing spec.
 */
Range *range_resolve(const Inbox *inbox, const RangeRequest *request, GError **error);

/*
 * What came to the mirror between two of its states, in whichever epochs: the commits behind
 * @to that are not behind @from. Where an epoch's history was rewritten in between (a purge
 * or an edit), both sides from their merge base on: commits has the new side, lost the
 * old one; what is the same mail on both is for app/survey to tell apart. An epoch that
 * @from does not have is new, from its beginning; but one older than all that @from has is
 * history that was fetched later, and left out, as is one that @to does not have.
 * MD_ERROR_EMPTY: nothing on either side; MD_ERROR_NOT_FOUND: a commit of @from is no longer
 * in the mirror; MD_ERROR_FAILED as above.
 */
Range *range_between(const Inbox *inbox, const GArray *from, const GArray *to, GError **error);

void range_free(Range *range);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Range, range_free)

#endif
