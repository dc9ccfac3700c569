/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window.h"

#include "base/date.h"
#include "base/error.h"

/* Always FALSE. */
static gboolean refuse(GError **error, const char *text)
{
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, text);
	return FALSE;
}

static gboolean read_until(const WindowRequest *request, gint64 *until, GError **error)
{
	*until = request->now;
	return !request->until ||
	       date_parse_option("--until", request->until, request->now, until, error);
}

static gboolean read_dates(const WindowRequest *request, DigestWindow *window, GError **error)
{
	if (!date_parse_option("--since", request->since, request->now, &window->since, error) ||
	    !read_until(request, &window->until, error))
		return FALSE;
	if (window->since < window->until)
		return TRUE;
	return refuse(error, request->until ? "--since has to lie before --until"
					    : "--since has to lie before now");
}

static gboolean read_week(const WindowRequest *request, DigestWindow *window, GError **error)
{
	if (request->since || request->until || request->days)
		return refuse(error, "--week is a whole period: leave out --since, --until and "
				     "--days, or --week");
	if (!date_parse_week(request->week, &window->since, error)) {
		g_prefix_error(error, "--week: ");
		return FALSE;
	}
	window->until = window->since + DATE_WEEK;
	return TRUE;
}

/* So many days up to until, or now. */
static gboolean read_days(const WindowRequest *request, DigestWindow *window, GError **error)
{
	guint days = request->days ? request->days : WINDOW_DAYS;

	if (request->until && !request->days)
		return refuse(error, "--until alone names no beginning: add --since or --days");
	if (!read_until(request, &window->until, error))
		return FALSE;
	window->since = window->until - (gint64)days * DATE_DAY;
	return TRUE;
}

gboolean window_one(const WindowRequest *request, DigestWindow *window, GError **error)
{
	*window = (DigestWindow){0};
	if (request->week)
		return read_week(request, window, error);
	if (request->since && request->days)
		return refuse(error, "--days counts back from --until, or from now: leave out "
				     "--since, or --days");
	if (request->since)
		return read_dates(request, window, error);
	return read_days(request, window, error);
}

GArray *window_weeks(const WindowRequest *request, GError **error)
{
	g_autoptr(GArray) weeks = g_array_new(FALSE, FALSE, sizeof(DigestWindow));
	DigestWindow window = {0};
	gint64 begin;

	if (request->week || request->days || !request->since) {
		refuse(error, "each week of which time? It takes --since, and --until, and "
			      "neither --week nor --days");
		return NULL;
	}
	if (!read_dates(request, &window, error))
		return NULL;
	begin = date_week_begin(window.since);
	for (; begin < window.until && begin <= request->now; begin += DATE_WEEK) {
		DigestWindow week = {.since = begin, .until = begin + DATE_WEEK};

		g_array_append_val(weeks, week);
	}
	if (weeks->len)
		return g_steal_pointer(&weeks);
	refuse(error, "--since: no week from then on has begun yet");
	return NULL;
}

void window_week_name(gint64 since, guint *year, guint *week)
{
	date_week(since, year, week);
}
