/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_FOLDER_H
#define MD_MIRROR_FOLDER_H

#include "mirror/fetch.h"
#include "mirror/site.h"

/*
 * The folder of a mirror, while it is written: held by its lock, maildelta.lock, which clone and
 * update of this program take, and free of what killed runs left.
 */
typedef struct _Folder Folder;

#define FOLDER_MEMORY "maildelta.manifest" /* see mirror/source.h */

/*
 * Opens the mirror at @path, as inbox_open() takes it, waiting up to @wait seconds for the
 * lock. MD_ERROR_NOT_FOUND: no inbox is there; MD_ERROR_BUSY; MD_ERROR_FAILED: another
 * user's, or a repository with a working tree, which no one but git may move.
 */
Folder *folder_open(const char *path, guint wait, GError **error);

/*
 * The same for a mirror that is to be at @path: a folder that is not there yet, an empty one,
 * or one in which an earlier clone left off. MD_ERROR_FAILED: it holds something else, or a
 * repository where epochs are to be, or the other way round.
 */
Folder *folder_new(const char *path, gboolean has_epochs, guint wait, GError **error);

/* Lets the lock go. What folder_new() made goes away again, unless there is a mirror in it. */
void folder_free(Folder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_free)

/* Absolute; borrowed. */
const char *folder_path(const Folder *folder);
/* v2; FALSE: one repository, epoch 0. */
gboolean folder_has_epochs(const Folder *folder);
/* The numbers of the epochs that are there: a GArray of guint, ascending. */
GArray *folder_epochs(const Folder *folder);
/* The path of an epoch's repository, there or not; newly allocated. */
char *folder_epoch(const Folder *folder, guint number);

/* What stands in the repository of an epoch (mirror/repo.h); newly allocated, or NULL. */
char *folder_fingerprint(const Folder *folder, guint number);
char *folder_url(const Folder *folder, guint number);
gboolean folder_is_wanted(const Folder *folder, guint number);
guint64 folder_size(const Folder *folder, guint number);

/*
 * Clones an epoch, or the one repository, from @url (replica_make()); a NULL @shown: it is a
 * local path.
 */
gboolean folder_add(const Folder *folder, guint number, const char *url, const char *shown,
		    const FetchOptions *options, guint64 *commits, GError **error);

/* Writes what the list is about where public-inbox has it, unless something stands there. */
gboolean folder_describe(const Folder *folder, const char *text, GError **error);

#endif
