/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_FORK_H
#define MD_MIRROR_FORK_H

#include "mirror/revision.h"

/*
 * Private to mirror/: where two lines of commits of one epoch part. Behind a rewritten
 * history stand the same commits as behind the old one, up to the first that was changed.
 */
typedef struct {
	GArray *lost;    /* of Commit, newest first: what only the old line has is appended here */
	GArray *commits; /* … and here what only the new one has */
} ForkSides;

/*
 * From @old and from @new, commits of @epoch, back to the first commit that is behind both;
 * @old NULL: all there is behind @new. Where the lines run alike by date, as they do, no more
 * is read than what it appends. Error: MD_ERROR_FAILED, without the inbox's name.
 */
gboolean fork_read(const Inbox *inbox, guint epoch, const Oid *old, const Oid *new,
		   const ForkSides *sides, GError **error);

#endif
