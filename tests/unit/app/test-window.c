/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window.h"
#include "base/date.h"
#include "base/error.h"

#include <string.h>

/* Saturday, 2026-02-14 12:00 UTC */
#define NOW G_GINT64_CONSTANT(1771070400)

/* "2026-02-09T00:00 2026-02-16T00:00" */
static char *show(const DigestWindow *window)
{
	g_autofree char *since = date_format_rfc3339(window->since, 0);
	g_autofree char *until = date_format_rfc3339(window->until, 0);

	return g_strdup_printf("%.16s %.16s", since, until);
}

static void test_one(void)
{
	static const struct {
		WindowRequest request;
		const char *want;
	} cases[] = {
		{{0}, "2026-02-07T12:00 2026-02-14T12:00"},
		{{.days = 1}, "2026-02-13T12:00 2026-02-14T12:00"},
		{{.days = 14, .until = "2026-02-09"}, "2026-01-26T00:00 2026-02-09T00:00"},
		{{.since = "2026-02-09"}, "2026-02-09T00:00 2026-02-14T12:00"},
		{{.since = "2026-02-09", .until = "2026-02-12"},
		 "2026-02-09T00:00 2026-02-12T00:00"},
		{{.since = "2026-02-09T10:00+02:00", .until = "2030-01-01"},
		 "2026-02-09T08:00 2030-01-01T00:00"},
		{{.since = "1.week.ago", .until = "yesterday"},
		 "2026-02-07T12:00 2026-02-13T00:00"},
		{{.week = "2026-W07"}, "2026-02-09T00:00 2026-02-16T00:00"},
		{{.week = "2026-W01"}, "2025-12-29T00:00 2026-01-05T00:00"},
		{{.week = "2020w53"}, "2020-12-28T00:00 2021-01-04T00:00"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		WindowRequest request = cases[i].request;
		g_autoptr(GError) error = NULL;
		g_autofree char *got = NULL;
		DigestWindow window;

		request.now = NOW;
		g_test_message("%s", cases[i].want);
		g_assert_true(window_one(&request, &window, &error));
		g_assert_no_error(error);
		got = show(&window);
		g_assert_cmpstr(got, ==, cases[i].want);
		g_assert_null(window.from.hex);
		g_assert_null(window.to.hex);
	}
}

static void test_no_one(void)
{
	static const struct {
		WindowRequest request;
		const char *says;
	} cases[] = {
		{{.week = "2026-W07", .since = "2026-02-09"}, "--week is a whole"},
		{{.week = "2026-W07", .until = "2026-02-09"}, "--week is a whole"},
		{{.week = "2026-W07", .days = 7}, "--week is a whole"},
		{{.week = "2025-W53"}, "--week: 2025 has no week 53"},
		{{.week = "soon"}, "--week: 'soon' is no week"},
		{{.days = 7, .since = "2026-02-09"}, "--days counts back"},
		{{.until = "2026-02-09"}, "--until alone"},
		{{.until = "soon", .days = 7}, "--until: 'soon' is no date"},
		{{.since = "soon"}, "--since: 'soon' is no date"},
		{{.since = "2026-02-09", .until = "soon"}, "--until: 'soon' is no date"},
		{{.since = "2026-02-09", .until = "2026-02-09"}, "before --until"},
		{{.since = "2026-02-15"}, "before now"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		WindowRequest request = cases[i].request;
		g_autoptr(GError) error = NULL;
		DigestWindow window;

		request.now = NOW;
		g_test_message("%s", cases[i].says);
		g_assert_false(window_one(&request, &window, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		g_assert_nonnull(error ? strstr(error->message, cases[i].says) : NULL);
	}
}

static void test_weeks(void)
{
	static const struct {
		const char *since, *until;
		guint count;
		const char *first, *last;
	} cases[] = {
		/* whole, also where since lies in its middle; the one that has begun, too */
		{"2026-02-04", NULL, 2, "2026-02-02T00:00 2026-02-09T00:00",
		 "2026-02-09T00:00 2026-02-16T00:00"},
		{"2026-02-02", "2026-02-09", 1, "2026-02-02T00:00 2026-02-09T00:00", NULL},
		{"2026-02-08T23:59:59", "2026-02-09T00:00:01", 2,
		 "2026-02-02T00:00 2026-02-09T00:00", "2026-02-09T00:00 2026-02-16T00:00"},
		/* not what has not begun */
		{"2026-02-10", "2027-01-01", 1, "2026-02-09T00:00 2026-02-16T00:00", NULL},
		{"2026-02-15", "2027-01-01", 1, "2026-02-09T00:00 2026-02-16T00:00", NULL},
		/* 52 of 2025 and 2020's 53rd */
		{"2024-12-30", "2025-12-29", 52, "2024-12-30T00:00 2025-01-06T00:00",
		 "2025-12-22T00:00 2025-12-29T00:00"},
		{"2019-12-30", "2021-01-04", 53, "2019-12-30T00:00 2020-01-06T00:00",
		 "2020-12-28T00:00 2021-01-04T00:00"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		WindowRequest request = {
			.since = cases[i].since, .until = cases[i].until, .now = NOW};
		const char *last = cases[i].last ? cases[i].last : cases[i].first;
		g_autoptr(GError) error = NULL;
		g_autoptr(GArray) weeks = window_weeks(&request, &error);
		g_autofree char *got_first = NULL, *got_last = NULL;

		g_test_message("%s", cases[i].since);
		g_assert_no_error(error);
		g_assert_cmpuint(weeks ? weeks->len : 0, ==, cases[i].count);
		if (!weeks)
			continue;
		got_first = show(&g_array_index(weeks, DigestWindow, 0));
		got_last = show(&g_array_index(weeks, DigestWindow, weeks->len - 1));
		g_assert_cmpstr(got_first, ==, cases[i].first);
		g_assert_cmpstr(got_last, ==, last);
	}
}

static void test_no_weeks(void)
{
	static const WindowRequest cases[] = {
		{0},
		{.until = "2026-02-09"},
		{.since = "2026-02-02", .days = 7},
		{.since = "2026-02-02", .week = "2026-W07"},
		{.week = "2026-W07"},
		{.since = "soon"},
		{.since = "2026-02-15"},
		{.since = "2026-02-16", .until = "2027-01-01"},
		{.since = "2026-02-09", .until = "2026-02-02"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		WindowRequest request = cases[i];
		g_autoptr(GError) error = NULL;

		request.now = NOW;
		g_test_message("%u", i);
		g_assert_null(window_weeks(&request, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
	}
}

static void test_name(void)
{
	g_autoptr(GError) error = NULL;
	gint64 monday;
	guint year, week;

	g_assert_true(date_parse("2025-12-29", NOW, &monday, &error));
	window_week_name(monday, &year, &week);
	g_assert_cmpuint(year, ==, 2026);
	g_assert_cmpuint(week, ==, 1);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/window/one", test_one);
	g_test_add_func("/window/no-one", test_no_one);
	g_test_add_func("/window/weeks", test_weeks);
	g_test_add_func("/window/no-weeks", test_no_weeks);
	g_test_add_func("/window/name", test_name);
	return g_test_run();
}
