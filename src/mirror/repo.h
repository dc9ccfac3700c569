/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_REPO_H
#define MD_MIRROR_REPO_H

#include "mirror/oid.h"

/* Private to mirror/: git repositories that are written, each by one thread. */

#define REPO_BRANCHES "refs/heads/"

/* Of the refs that keep what a rewritten history no longer has (mirror/fetch.h). */
#define REPO_OWN_REFS "refs/maildelta/"

/*
 * The name of the one that keeps @tip, which @branch had (without refs/heads/):
 * refs/maildelta/kept/<branch>-<first 12 digits>. Newly allocated.
 */
char *repo_kept_ref(const char *branch, const Oid *tip);

/*
 * Opens the bare repository at @path for writing objects and refs; its config is not read, nor is
 * git's. Freed by git_repository_free(). Error: MD_ERROR_FAILED, beginning with the path.
 */
struct git_repository *repo_open(const char *path, GError **error);

/*
 * Makes a bare repository in the empty folder @path, as `git clone --mirror` does, but for its
 * refspec: branches alone, so that no git fetch --prune takes our own refs away. @url is
 * written into its config: without a password.
 */
gboolean repo_init(const char *path, const char *url, GError **error);

/*
 * The SHA-1 of what `git show-ref` prints (RULES §1), our own refs left out: 40 hex digits,
 * newly allocated. NULL, without an error too, where it cannot be told: no refs, or unreadable.
 */
char *repo_fingerprint(const char *path);

/* remote.origin.url, or what grokmirror calls it, newly allocated; NULL: none is set. */
char *repo_url(const char *path);

/* FALSE: public-inbox-clone --epoch made it to stand for an epoch that is not wanted. */
gboolean repo_is_wanted(const char *path);

/*
 * Takes away what a run that was killed left in the repository at @path: half a pack of the
 * git library, an index whose pack never came, and the locks of refs that were being moved.
 * Only while no other maildelta writes (mirror/folder.h); a git fetch has other names.
 */
void repo_clean(const char *path);

/*
 * Which refs (full names) are going to be moved, for repo_clean() of a later run; and that they
 * were.
 */
gboolean repo_note_refs(const char *path, const GPtrArray *names, GError **error);
void repo_forget_refs(const char *path);

/* The bytes of its objects. */
guint64 repo_size(const char *path);

#endif
