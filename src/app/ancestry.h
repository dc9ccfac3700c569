/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_ANCESTRY_H
#define MD_APP_ANCESTRY_H

#include "app/facts.h"
#include "app/overview.h"
#include "mirror/revision.h"
#include "report/digest.h"

/* Where the ancestors of a window's mails are looked for. */
typedef struct {
	const Inbox *inbox;
	const Overview *overview; /* of what was read, the window's mails too */
	const GArray *commits;    /* of Commit: what OverviewMail.commit is a place in */
	guint n_history;          /* of them come before the window, at most; and of these … */
	gint64 from, until; /* … the archive got between these instants, the end exclusive */
	Facts facts;
	guint jobs;
} Ancestry;

/*
 * Adds to @mails, of DigestMail, the ancestors of those in it: what their parents name, and
 * what the parents of these name, and for a reused Message-ID its first bearer (RULES §6).
 * Each mail once, in no order. Errors: a mirror that cannot be read.
 */
gboolean ancestry_read(const Ancestry *ancestry, GPtrArray *mails, GError **error);

#endif
