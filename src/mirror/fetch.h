/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_FETCH_H
#define MD_MIRROR_FETCH_H

#include "http/http.h"

/* How far a fetch has come. */
typedef struct {
	guint objects, of_objects; /* received; or, once all are, deltas resolved */
	gboolean resolving;
	guint64 bytes;          /* received */
	guint epoch, of_epochs; /* the options' */
} FetchCount;

/* Called often, by the thread that fetches. */
typedef void (*FetchAt)(const FetchCount *count, gpointer user);

/* The same for all fetches of a run. */
typedef struct {
	const HttpSettings *http; /* its retries hold for git://, too */
	FetchAt at;               /* NULL: no one looks */
	gpointer user;
	guint epoch, of_epochs; /* of several: the how manieth this is; 0: not said */
} FetchOptions;

/* What a fetch did; the caller's to clear. */
typedef struct {
	guint moved;     /* branches that came or moved */
	GPtrArray *kept; /* of char *: refs that keep rewritten tips, full names; may be empty */
} FetchResult;

void fetch_result_clear(FetchResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FetchResult, fetch_result_clear)

/*
 * Fetches the branches of @url, an address or the path of a repository, into the repository
 * at @path. Where a branch would not just go forward, its old tip is kept before it moves, as
 * refs/maildelta/kept/<branch>-<12 digits of the tip>: nothing that was here is ever lost. A
 * branch that is no longer there stays here; HEAD follows where it named such a one.
 *
 * What is received is there as a whole (mirror/whole.h), or not at all. A failure on the way is
 * tried again. Errors: those of http_get(), beginning with @url without a password;
 * MD_ERROR_FAILED.
 */
gboolean fetch_branches(const char *path, const char *url, const FetchOptions *options,
			FetchResult *result, GError **error);

/* Whether there is a repository at @url. FALSE with no error: there is none. */
gboolean fetch_probe(const char *url, const FetchOptions *options, GError **error);

/* Once, before any thread: has what is fetched written to the disk before it counts. */
void fetch_init(void);

#endif
