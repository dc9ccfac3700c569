/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_KEEP_H
#define MD_MIRROR_KEEP_H

#include "mirror/inbox.h"

/*
 * Old tips of a rewritten history (RULES §1) stay reachable at
 * refs/maildelta/kept/<branch>-<first 12 digits>, so that git gc leaves what reports have
 * told, and their hashes go on resolving. mirror/fetch.h does so for what it fetches; this is for
 * what git has fetched.
 */

/*
 * Keeps those of @tips (of Tip, an earlier state of @inbox) that the history of their epoch no
 * longer has. Commits that are gone cannot be kept, and are no error. *kept: how many were
 * rewritten away. MD_ERROR_FAILED: a ref cannot be written.
 */
gboolean keep_tips(const Inbox *inbox, const GArray *tips, guint *kept, GError **error);

#endif
