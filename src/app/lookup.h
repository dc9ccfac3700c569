/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_LOOKUP_H
#define MD_APP_LOOKUP_H

#include "base/progress.h"
#include "core/post.h"
#include "mirror/range.h"

/* A mail found in an inbox, read and where it stands. */
typedef struct {
	PostPlace place;
	Message *message;
} Found;

void found_free(Found *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Found, found_free)

typedef struct {
	Inbox *inbox;
	const char *name; /* a revision, or a Message-ID with or without <> */
	gint64 now;
	guint jobs;
	Progress *progress; /* may be NULL */
} Lookup;

/*
 * The mails that a commit brought (a v1 commit may bring several), or the newest
 * mail that bears a Message-ID: a GPtrArray of Found, never empty. Errors:
 * MD_ERROR_NOT_FOUND, which says what a commit that brought no mail did instead.
 */
GPtrArray *lookup_find(const Lookup *lookup, GError **error);

#endif
