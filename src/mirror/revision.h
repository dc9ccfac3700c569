/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_REVISION_H
#define MD_MIRROR_REVISION_H

#include "mirror/inbox.h"
#include "mirror/oid.h"

/* One commit of an inbox, as revision_find() and range_resolve() fill it. */
typedef struct {
	Oid oid;
	Oid tree;         /* read with the commit, so that no one reads it twice */
	guint32 epoch;    /* position, see inbox.h */
	gint64 committed; /* committer date: when the archive got it */
} Commit;

/*
 * Archives in which a date is looked for are taken to be in order, give or take:
 * this many commits in a row beyond it end the search.
 */
#define REVISION_OUT_OF_ORDER 1000

/*
 * Finds the commit that @text names (RULES §1): full or short hash over all
 * epochs, HEAD or @, branch, tag (the newest epoch that has it), each with ~N and
 * ^ (walking on into older epochs) and @{date} (of the commits from there back,
 * the last by committer date that is not later). Errors, beginning with the
 * inbox's name and @text: MD_ERROR_NOT_FOUND, saying where it looked; an ambiguous
 * hash lists its candidates; MD_ERROR_USAGE for what is no revision.
 */
gboolean revision_find(const Inbox *inbox, const char *text, gint64 now, Commit *commit,
		       GError **error);

/* The hash that git writes for no commit: 40 zeros. */
gboolean revision_is_zero(const char *text);

#endif
