/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_WINDOW_H
#define MD_APP_WINDOW_H

#include "report/digest.h"

#define WINDOW_DAYS 7 /* where nothing is said */

/* What a user may say about the period of a digest; members may be NULL or 0. */
typedef struct {
	const char *since, *until; /* dates (base/date.h) */
	const char *week;          /* 2026-W07 (ISO 8601) */
	guint days;                /* that many times 24 hours up to until, or now */
	gint64 now;
} WindowRequest;

/*
 * The one window that is asked for; until is now where it is not given, WINDOW_DAYS up to
 * now where nothing is. MD_ERROR_USAGE: not a date or week, two ways at once (--week
 * and --since), an end that is not behind the beginning, until alone.
 */
gboolean window_one(const WindowRequest *request, DigestWindow *window, GError **error);

/*
 * The ISO weeks, Monday to Monday in UTC, that have a day between since and until (now
 * where it is not given), and have begun by now: a GArray of DigestWindow, oldest first,
 * never empty. Each is whole, also where since lies in its middle. MD_ERROR_USAGE as
 * above, and where since is not given.
 */
GArray *window_weeks(const WindowRequest *request, GError **error);

/* The ISO year and week whose Monday is @since (UTC). */
void window_week_name(gint64 since, guint *year, guint *week);

#endif
