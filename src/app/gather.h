/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_GATHER_H
#define MD_APP_GATHER_H

#include "app/ai.h"
#include "base/progress.h"
#include "core/category.h"
#include "mirror/range.h"
#include "report/digest.h"

/*
 * The way from an archive to digests: reads each mail of the windows and of the time
 * before them once, oldest first, keeps the facts of a window's mails until its digest
 * is made, of the others little more than where they stand, and reads again only the
 * ancestors that a window's mails turn out to have (RULES §6), and what else was said in their
 * threads before (Digest.aside).
 */
typedef struct {
	const Inbox *inbox;
	const ReportInbox *title;
	const Categories *categories;
	const Concern *concern; /* whose threads alone are told; NULL: all */
	Ai *ai;                 /* the model that is asked for summaries; NULL: the rules do */
	gboolean states_only;   /* no summaries, and no numbers of the window before */
	const char *only; /* a Message-ID: the thread alone that has it, and of the mails those
			     that hang together with it; no numbers of the window before, and
			     those of the window are of its mails all the same. NULL: all threads */
	guint history;    /* days before a window in which ancestors are looked for */
	guint top;        /* lines of the lists of people */
	guint jobs;
	const char *end; /* of windows: the newest commit that there is (revision.h); NULL: HEAD */
	gint64 now;
	Progress *progress; /* may be NULL */
} Gather;

/* Takes a window's digest; @digest is gone when it returns. FALSE with an error stops. */
typedef gboolean (*GatherTake)(const Digest *digest, guint window, gpointer user, GError **error);

/*
 * The digests of @n windows by date, in order and apart from each other, in one pass, with
 * what came in the window of the same length before each, where those do not overlap. A window in
 * which nothing arrived has one, too: accounting.changes is 0. Errors: a mirror that cannot be
 * read, those of @take.
 */
gboolean gather_windows(const Gather *gather, const DigestWindow *windows, guint n, GatherTake take,
			gpointer user, GError **error);

/*
 * The digest of a range of commits. Errors: those of range_resolve(), besides; and
 * MD_ERROR_EMPTY where a history was rewritten (app/rewrite.h) and has nothing new.
 */
gboolean gather_range(const Gather *gather, const RangeRequest *request, GatherTake take,
		      gpointer user, GError **error);

#endif
