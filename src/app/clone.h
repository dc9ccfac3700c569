/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_CLONE_H
#define MD_APP_CLONE_H

#include "mirror/inbox.h"
#include "mirror/source.h"

/* Which epochs are wanted. */
typedef struct {
	gboolean latest; /* the newest alone */
	guint from, to;  /* both are in it; all: 0 and INBOX_MAX_EPOCH */
} EpochChoice;

#define EPOCH_CHOICE_ALL ((EpochChoice){FALSE, 0, INBOX_MAX_EPOCH})

/* "latest", "N", "N..M", "N.." or "..M". MD_ERROR_USAGE: none of them. */
gboolean epoch_choice_parse(const char *text, EpochChoice *choice, GError **error);

typedef struct {
	const Site *site;
	const char *dir;    /* where to */
	EpochChoice choice; /* of a v2 inbox; an epoch's own address says it itself */
	guint wait;         /* seconds for the lock */
	FetchOptions fetch; /* epoch and of_epochs are filled */
} CloneRequest;

typedef struct {
	char *folder; /* absolute */
	gboolean is_v2;
	guint epochs;      /* cloned now */
	guint first, last; /* of them */
	guint already;     /* that were there */
	guint64 commits, bytes;
} CloneResult;

void clone_result_clear(CloneResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CloneResult, clone_result_clear)

/*
 * Mirrors an inbox, epoch by epoch, each of which is there as a whole or not at all: what is
 * there by now is left alone, so that a clone that broke off goes on where it was. Errors: those
 * of source_read(), folder_new() and folder_add(); MD_ERROR_USAGE: there are no such epochs.
 * What was cloned before one stays.
 */
gboolean clone_inbox(const CloneRequest *request, CloneResult *result, GError **error);

#endif
