/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_REPLICA_H
#define MD_MIRROR_REPLICA_H

#include "mirror/fetch.h"

/* A repository that is to be mirrored. */
typedef struct {
	const char *url;   /* from where: an address with its password, or a path */
	const char *shown; /* the same for its config */
	gboolean local;    /* a path: its packs are copied, and nothing is negotiated */
	const char *path;  /* where to */
	/*
	 * Whether @path is a folder that is there by now, with the lock of the inbox in it; what
	 * is complete is moved into it, HEAD, which makes it a repository, last. Else the
	 * repository takes its name as a whole.
	 */
	gboolean into;
} Replica;

/*
 * Makes it, in a folder of another name until it is complete and has been looked at: history from
 * its newest commit to the first, and that it is a mail archive. *commits: how many there are.
 * MD_ERROR_EMPTY: there is no commit yet; else the errors of fetch_branches() and
 * MD_ERROR_FAILED. What is not complete is taken away.
 */
gboolean replica_make(const Replica *replica, const FetchOptions *options, guint64 *commits,
		      GError **error);

/*
 * Takes away what a killed run left of such a repository in the making in @folder; one that
 * was complete, and being moved into @folder, is moved. Under the lock alone.
 */
gboolean replica_clean(const char *folder, GError **error);

#endif
