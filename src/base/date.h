/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_DATE_H
#define MD_BASE_DATE_H

#include <glib.h>

/*
 * Instants are seconds since 1970-01-01 00:00 UTC; offsets are minutes east. The
 * calendar holds the years 1 to 9999.
 */

/*
 * The present: SOURCE_DATE_EPOCH where that is set, so that output can be
 * repeated, else the clock.
 */
gint64 date_now(void);

/*
 * Reads a moment as people give it to git, always in UTC unless it names an
 * offset: 2026-02-01, 2026-02-01T10:00[:00][Z|+hh:mm|+hhmm], the same with a blank
 * for the T and before the offset; now, today, yesterday; 3.days.ago, "2 weeks
 * ago" (seconds, minutes, hours, days, weeks, fortnights, months, years);
 * @1769904000. A day alone, today and yesterday too, is its first second.
 * FALSE and MD_ERROR_USAGE when it is none of these.
 */
gboolean date_parse(const char *text, gint64 now, gint64 *instant, GError **error);
/* The same of what an option was given: the error begins with "@option: ". */
gboolean date_parse_option(const char *option, const char *text, gint64 now, gint64 *instant,
			   GError **error);

#define DATE_DAY (24 * 60 * 60) /* seconds; instants know no leap seconds */
#define DATE_WEEK (7 * DATE_DAY)

/* The first second of the day that @instant lies in, in UTC. */
gint64 date_day_begin(gint64 instant);

/*
 * Weeks are as ISO 8601 counts them, Monday to Monday, in UTC: 2026-W01 is that with the
 * year's first Thursday, and began on 2025-12-29.
 *
 * The first second of a week: 2026-W07, also 2026-W7 and 2026W07, w for W. FALSE and
 * MD_ERROR_USAGE when it is none of these, or the year has no such week.
 */
gboolean date_parse_week(const char *text, gint64 *begin, GError **error);
/* The first second of the week that @instant lies in. */
gint64 date_week_begin(gint64 instant);
/* Its year, which is not always that of the day, and number. */
void date_week(gint64 instant, guint *year, guint *week);

/*
 * 2026-02-01, the day where the sender's clock stood. Newly allocated. Both: what
 * lies outside the calendar, or is no offset, is shown as the nearest that is.
 */
char *date_format_day(gint64 instant, int offset);
/* 2026-02-01T10:00:00+08:00 (RFC 3339). Newly allocated. */
char *date_format_rfc3339(gint64 instant, int offset);
/* Sun, 1 Feb 2026 10:00:00 +0800: as a mail's Date: header has it (RFC 5322). Newly allocated. */
char *date_format_mail(gint64 instant, int offset);
/* Sun Feb  1 02:00:00 2026, in UTC: as ctime(3) has it, and mbox files. Newly allocated. */
char *date_format_ctime(gint64 instant);

#endif
