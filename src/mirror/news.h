/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_NEWS_H
#define MD_MIRROR_NEWS_H

#include "mirror/tips.h"

/* What came to one epoch between two states of a mirror. */
typedef struct {
	guint number;
	gboolean is_new;    /* it was not there, or had no commits */
	Oid old, now;       /* its tips; old: unless is_new */
	gboolean rewritten; /* old is not behind now */
	guint64 added;      /* mails that came; where rewritten those that were not there before */
	guint64 deleted;    /* mails that later commits deleted */
	guint64 removed;    /* by a rewritten history alone: mails that it no longer has */
} News;

/*
 * What came since @before (tips_of()), to each epoch whose tip is another: a GArray of News,
 * oldest epoch first. Mails are counted, not parsed. MD_ERROR_FAILED: a commit cannot be
 * read.
 */
GArray *news_since(const Inbox *inbox, const GArray *before, GError **error);

#endif
