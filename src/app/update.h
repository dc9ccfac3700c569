/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_UPDATE_H
#define MD_APP_UPDATE_H

#include "app/clone.h"
#include "mirror/news.h"

/* One inbox to be brought up to date. */
typedef struct {
	const char *dir;
	const char *url;    /* of the settings; NULL: what the mirror itself says */
	guint wait;         /* seconds for the lock */
	FetchOptions fetch; /* epoch and of_epochs are filled */
} UpdateRequest;

/* A tip of a history that was rewritten. */
typedef struct {
	guint number; /* of its epoch */
	char *ref;    /* that keeps it, full name */
} UpdateKept;

/* What came. */
typedef struct {
	char *folder;    /* of the mirror, absolute */
	gboolean cloned; /* it was not there: clone says what came, and news is NULL */
	CloneResult clone;
	gboolean is_v2;
	GArray *news;  /* of News; empty: up to date */
	GArray *kept;  /* of UpdateKept, oldest epoch first */
	char *warning; /* about the manifest; NULL */
} UpdateResult;

void update_result_clear(UpdateResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(UpdateResult, update_result_clear)

/*
 * Fetches what is new: nothing is asked of an epoch of which the manifest says what is here by
 * now; an epoch newer than those here is cloned, and an inbox that is not there at all, too.
 * Where there is no manifest each epoch is asked, and the one after the newest, and so on, twenty
 * in a run; an older one that is no longer there stays as it is. Older epochs that are not here
 * were not wanted. Nothing is taken away, whatever the other side no longer has.
 * Errors: those of folder_open(), source_read() and fetch_branches(). May run in any thread.
 */
gboolean update_inbox(const UpdateRequest *request, UpdateResult *result, GError **error);

#endif
