/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_WHOLE_H
#define MD_MIRROR_WHOLE_H

#include <glib.h>

struct git_oid;
struct git_repository;

/*
 * Private to mirror/: whether all that a commit needs is in a repository, before a branch names
 * it: commits, trees and blobs. What a server left out would never be asked for again. Of one
 * fetch: what was looked at for one branch is not for the next.
 */
typedef struct _Whole Whole;

/* Before any branch moves. */
Whole *whole_new(struct git_repository *repository);
void whole_free(Whole *whole);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Whole, whole_free)

/*
 * Looks at @tip and what is behind it, back to where its history meets that of @old (NULL: of
 * HEAD), or a branch as it was. Where there were no branches it looks at nothing: a clone is
 * looked at when it is made (mirror/replica.h). MD_ERROR_FAILED: says what is missing;
 * MD_ERROR_CANCELLED.
 */
gboolean whole_check(Whole *whole, const struct git_oid *tip, const struct git_oid *old,
		     GError **error);

#endif
