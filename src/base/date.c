/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/date.h"

#include "base/error.h"
#include "base/slice.h"
#include "base/text.h"

#include <string.h>

#define FIRST_INSTANT G_GINT64_CONSTANT(-62135596800) /* 0001-01-01 00:00:00 UTC */
#define LAST_INSTANT G_GINT64_CONSTANT(253402300799)  /* 9999-12-31 23:59:59 UTC */
#define MAX_OFFSET (23 * 60 + 59)

gint64 date_now(void)
{
	const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
	gint64 now;

	if (epoch && g_ascii_string_to_signed(epoch, 10, 0, LAST_INSTANT, &now, NULL))
		return now;
	return g_get_real_time() / G_USEC_PER_SEC;
}

static gboolean take_char(Slice *s, const char *any_of)
{
	if (s->len == 0 || s->ptr[0] == '\0' || !strchr(any_of, s->ptr[0]))
		return FALSE;
	*s = slice_sub(*s, 1, s->len);
	return TRUE;
}

/* Exactly @digits digits, as every part of an ISO date has. */
static gboolean take_part(Slice *s, gsize digits, guint max, guint *number)
{
	Slice part;

	if (s->len < digits)
		return FALSE;
	part = slice_sub(*s, 0, digits);
	if (!slice_take_number(&part, max, number) || part.len != 0)
		return FALSE;
	*s = slice_sub(*s, digits, s->len);
	return TRUE;
}

/* @1769904000 */
static gboolean parse_seconds(const char *text, gint64 *instant)
{
	return text[0] == '@' && g_ascii_isdigit(text[1]) &&
	       g_ascii_string_to_signed(text + 1, 10, 0, LAST_INSTANT, instant, NULL);
}

/* Z, +hh:mm or +hhmm; nothing at all is UTC. */
static gboolean parse_zone(Slice s, int *offset)
{
	guint hours, minutes;
	gboolean west;

	*offset = 0;
	if (s.len == 0)
		return TRUE;
	if (take_char(&s, "Zz"))
		return s.len == 0;
	west = s.ptr[0] == '-';
	if (!take_char(&s, "+-") || !take_part(&s, 2, 23, &hours))
		return FALSE;
	take_char(&s, ":");
	if (!take_part(&s, 2, 59, &minutes) || s.len != 0)
		return FALSE;
	*offset = (int)(hours * 60 + minutes) * (west ? -1 : 1);
	return TRUE;
}

/* hh:mm or hh:mm:ss, in seconds since midnight. */
static gboolean take_clock(Slice *s, guint *seconds)
{
	guint hour, minute, second = 0;

	if (!take_part(s, 2, 23, &hour) || !take_char(s, ":") || !take_part(s, 2, 59, &minute))
		return FALSE;
	if (take_char(s, ":") && !take_part(s, 2, 59, &second))
		return FALSE;
	*seconds = (hour * 60 + minute) * 60 + second;
	return TRUE;
}

static gboolean parse_iso(const char *text, gint64 *instant)
{
	Slice s = slice_of(text);
	guint year, month, day, seconds = 0;
	int offset = 0;
	g_autoptr(GDateTime) midnight = NULL;

	if (!take_part(&s, 4, 9999, &year) || !take_char(&s, "-") ||
	    !take_part(&s, 2, 12, &month) || !take_char(&s, "-") || !take_part(&s, 2, 31, &day))
		return FALSE;
	midnight = g_date_time_new_utc((int)year, (int)month, (int)day, 0, 0, 0);
	if (!midnight)
		return FALSE;
	if (s.len != 0) {
		if (!take_char(&s, "Tt ") || !take_clock(&s, &seconds))
			return FALSE;
		take_char(&s, " ");
		if (!parse_zone(s, &offset))
			return FALSE;
	}
	*instant = g_date_time_to_unix(midnight) + seconds - offset * 60;
	return TRUE;
}

gint64 date_day_begin(gint64 instant)
{
	return instant - ((instant % DATE_DAY) + DATE_DAY) % DATE_DAY;
}

static gboolean parse_word(const char *text, gint64 now, gint64 *instant)
{
	gint64 midnight = date_day_begin(now);

	if (g_ascii_strcasecmp(text, "now") == 0)
		*instant = now;
	else if (g_ascii_strcasecmp(text, "today") == 0)
		*instant = midnight;
	else if (g_ascii_strcasecmp(text, "yesterday") == 0)
		*instant = midnight - DATE_DAY;
	else
		return FALSE;
	return TRUE;
}

/* Months have no fixed length: the calendar counts them. */
static gboolean go_back_months(gint64 now, int months, gint64 *instant)
{
	g_autoptr(GDateTime) from = g_date_time_new_from_unix_utc(now);
	g_autoptr(GDateTime) to = from ? g_date_time_add_months(from, -months) : NULL;

	if (to)
		*instant = g_date_time_to_unix(to);
	return to != NULL;
}

static gboolean go_back(gint64 now, guint count, Slice unit, gint64 *instant)
{
	static const struct {
		const char *name;
		gint64 seconds;
		int months;
	} units[] = {
		{"second", 1, 0},     {"minute", 60, 0},         {"hour", 3600, 0},
		{"day", DATE_DAY, 0}, {"week", 7 * DATE_DAY, 0}, {"fortnight", 14 * DATE_DAY, 0},
		{"month", 0, 1},      {"year", 0, 12},
	};

	if (unit.len > 1 && g_ascii_tolower(unit.ptr[unit.len - 1]) == 's')
		unit = slice_sub(unit, 0, unit.len - 1);
	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		if (unit.len != strlen(units[i].name) || !slice_starts_nocase(unit, units[i].name))
			continue;
		if (units[i].months)
			return go_back_months(now, (int)count * units[i].months, instant);
		*instant = now - count * units[i].seconds;
		return TRUE;
	}
	return FALSE;
}

/* 3.days.ago, "2 weeks ago": blanks and dots separate alike, as in git. */
static gboolean parse_ago(const char *text, gint64 now, gint64 *instant)
{
	g_auto(GStrv) words = g_strsplit_set(text, ". ", -1);
	Slice number;
	guint count;

	if (g_strv_length(words) != 3 || g_ascii_strcasecmp(words[2], "ago") != 0)
		return FALSE;
	number = slice_of(words[0]);
	if (!slice_take_number(&number, 100000000, &count) || number.len != 0)
		return FALSE;
	return go_back(now, count, slice_of(words[1]), instant);
}

gboolean date_parse(const char *text, gint64 now, gint64 *instant, GError **error)
{
	gint64 at = 0;
	g_autofree char *shown = NULL;

	if ((parse_seconds(text, &at) || parse_iso(text, &at) || parse_word(text, now, &at) ||
	     parse_ago(text, now, &at)) &&
	    at >= FIRST_INSTANT && at <= LAST_INSTANT) {
		*instant = at;
		return TRUE;
	}
	shown = text_clean_line(text, strlen(text));
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "'%s' is no date: give 2026-02-01, 2026-02-01T10:00, yesterday, 3.days.ago "
		    "or @<seconds since 1970>",
		    shown);
	return FALSE;
}

gboolean date_parse_option(const char *option, const char *text, gint64 now, gint64 *instant,
			   GError **error)
{
	if (date_parse(text, now, instant, error))
		return TRUE;
	g_prefix_error(error, "%s: ", option);
	return FALSE;
}

gint64 date_week_begin(gint64 instant)
{
	gint64 monday = 4 * DATE_DAY; /* 1970-01-05 */
	gint64 into = (instant - monday) % DATE_WEEK;

	return instant - (into < 0 ? into + DATE_WEEK : into);
}

void date_week(gint64 instant, guint *year, guint *week)
{
	gint64 at = CLAMP(instant, FIRST_INSTANT, LAST_INSTANT);
	g_autoptr(GDateTime) day = g_date_time_new_from_unix_utc(at);

	*year = (guint)g_date_time_get_week_numbering_year(day);
	*week = (guint)g_date_time_get_week_of_year(day);
}

static gboolean take_week(const char *text, guint *year, guint *week)
{
	Slice s = slice_of(text);

	if (!take_part(&s, 4, 9999, year) || *year == 0)
		return FALSE;
	take_char(&s, "-");
	return take_char(&s, "Ww") && s.len <= 2 && slice_take_number(&s, 53, week) && s.len == 0;
}

/* FALSE: the year has no such week; only some have a 53rd. */
static gboolean find_week(guint year, guint week, gint64 *begin)
{
	/* 4 January always lies in the first */
	g_autoptr(GDateTime) fourth = g_date_time_new_utc((int)year, 1, 4, 0, 0, 0);
	guint found_year, found_week;

	*begin = date_week_begin(g_date_time_to_unix(fourth)) + ((gint64)week - 1) * DATE_WEEK;
	date_week(*begin, &found_year, &found_week);
	return found_year == year && found_week == week;
}

gboolean date_parse_week(const char *text, gint64 *begin, GError **error)
{
	guint year, week;
	gint64 at;
	g_autofree char *shown = NULL;

	if (!take_week(text, &year, &week)) {
		shown = text_clean_line(text, strlen(text));
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "'%s' is no week: give 2026-W07",
			    shown);
		return FALSE;
	}
	if (!find_week(year, week, &at)) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%04u has no week %u: 52 is its last",
			    year, week);
		return FALSE;
	}
	*begin = at;
	return TRUE;
}

static int clamp_offset(int offset)
{
	return CLAMP(offset, -MAX_OFFSET, MAX_OFFSET);
}

/* A sender's date may say anything: what the calendar cannot hold becomes its nearest end. */
static GDateTime *local_time(gint64 instant, int offset)
{
	gint64 local = CLAMP(instant, FIRST_INSTANT, LAST_INSTANT) + offset * 60;

	return g_date_time_new_from_unix_utc(CLAMP(local, FIRST_INSTANT, LAST_INSTANT));
}

char *date_format_day(gint64 instant, int offset)
{
	g_autoptr(GDateTime) local = local_time(instant, clamp_offset(offset));

	return g_strdup_printf("%04d-%02d-%02d", g_date_time_get_year(local),
			       g_date_time_get_month(local), g_date_time_get_day_of_month(local));
}

char *date_format_rfc3339(gint64 instant, int offset)
{
	int zone = clamp_offset(offset), minutes = ABS(zone);
	g_autoptr(GDateTime) local = local_time(instant, zone);

	return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
			       g_date_time_get_year(local), g_date_time_get_month(local),
			       g_date_time_get_day_of_month(local), g_date_time_get_hour(local),
			       g_date_time_get_minute(local), g_date_time_get_second(local),
			       zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* In English whatever the locale is: these are protocols' forms. */
static const char *const day_names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

char *date_format_mail(gint64 instant, int offset)
{
	int zone = clamp_offset(offset), minutes = ABS(zone);
	g_autoptr(GDateTime) local = local_time(instant, zone);

	return g_strdup_printf("%s, %d %s %04d %02d:%02d:%02d %c%02d%02d",
			       day_names[g_date_time_get_day_of_week(local) - 1],
			       g_date_time_get_day_of_month(local),
			       month_names[g_date_time_get_month(local) - 1],
			       g_date_time_get_year(local), g_date_time_get_hour(local),
			       g_date_time_get_minute(local), g_date_time_get_second(local),
			       zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

char *date_format_ctime(gint64 instant)
{
	g_autoptr(GDateTime) utc = local_time(instant, 0);

	return g_strdup_printf(
		"%s %s %2d %02d:%02d:%02d %04d", day_names[g_date_time_get_day_of_week(utc) - 1],
		month_names[g_date_time_get_month(utc) - 1], g_date_time_get_day_of_month(utc),
		g_date_time_get_hour(utc), g_date_time_get_minute(utc), g_date_time_get_second(utc),
		g_date_time_get_year(utc));
}
