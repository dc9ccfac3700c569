/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_PAST_H
#define MD_APP_PAST_H

#include "app/facts.h"
#include "app/overview.h"

/* What came before a window: of it a digest has more than the window's mails say. */
typedef struct {
	const Inbox *inbox;
	const Overview *overview; /* of what was read, the window's mails too */
	const GArray *commits;    /* of Commit: what OverviewMail.commit is a place in */
	guint n_history;          /* of them come before the window, at most; and of these … */
	gint64 from, until; /* … the archive got between these instants, the end exclusive */
	Facts facts;
	gboolean told; /* what its mails say counts, as in facts_read() */
	guint jobs;
} Past;

/* Whether the mail at that place of the overview is of it, and still there. */
gboolean past_has(const Past *past, guint place);

/*
 * Reads the mails at @places, of guint, of the overview again, and appends them to @mails, of
 * DigestMail, in that order: as history. What cannot be read any more is left out. Errors: a
 * mirror that cannot be read.
 */
gboolean past_read(const Past *past, const GArray *places, GPtrArray *mails, GError **error);

#endif
