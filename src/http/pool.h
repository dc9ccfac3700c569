/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_HTTP_POOL_H
#define MD_HTTP_POOL_H

#include "http/http.h"

/*
 * The connections of a thread: they, and the certificates that are trusted, are kept from one
 * request to the next, whoever makes it. All of a handle is done in one thread.
 */
typedef struct {
	void *easy;       /* the library's handle, a CURL */
	gboolean running; /* started, and neither ended nor stopped */
	gboolean whole;   /* the header of its answer came to an end */
	int result;       /* how it ended, a CURLcode */
	char detail[256]; /* in the library's words; or empty */
} PoolHandle;

/* With all that @settings say; the rest is the caller's to set. */
PoolHandle *pool_handle_new(const HttpSettings *settings);
void pool_handle_free(PoolHandle *handle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PoolHandle, pool_handle_free)

void pool_start(PoolHandle *handle);
/* Lets it go on as far as it can without waiting. */
void pool_step(PoolHandle *handle);
/* Waits until there may be something to do, for a moment at most. */
void pool_wait(void);
/* Lets what was held back by a callback (CURL_WRITEFUNC_PAUSE) come. */
void pool_resume(PoolHandle *handle);
/* Ends it, wherever it is. */
void pool_stop(PoolHandle *handle);

#endif
