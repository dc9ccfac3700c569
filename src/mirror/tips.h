/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_TIPS_H
#define MD_MIRROR_TIPS_H

#include "mirror/inbox.h"
#include "mirror/oid.h"

/*
 * How far a mirror had come at some moment: the newest commit of each epoch. What came since
 * is what lies between two such states, also where an epoch was added or its history
 * rewritten (mirror/range.h).
 */
typedef struct {
	guint number;     /* the N of git/N.git */
	Oid oid;          /* never zero: epochs without commits are left out */
	gint64 committed; /* its committer date */
} Tip;

/* Those of now: a GArray of Tip, oldest epoch first. MD_ERROR_FAILED: a commit cannot be read. */
GArray *tips_of(const Inbox *inbox, GError **error);

/* The one of epoch @number, borrowed; NULL: none. */
const Tip *tips_find(const GArray *tips, guint number);

/* The date of the one that is newest; 0: there is none. */
gint64 tips_newest(const GArray *tips);

/* Whether all of them are commits of the mirror, on whichever of its branches. */
gboolean tips_are_there(const Inbox *inbox, const GArray *tips);

/* Whether both say the same. */
gboolean tips_equal(const GArray *a, const GArray *b);

#endif
