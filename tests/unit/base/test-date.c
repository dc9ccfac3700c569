/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/date.h"
#include "base/error.h"

/* 2026-03-31 12:34:56 UTC, a day no shorter month has. */
#define NOW G_GINT64_CONSTANT(1774960496)
#define DAY 86400

static void test_parse(void)
{
	static const struct {
		const char *text;
		gint64 want;
	} cases[] = {
		{"2026-02-01", 1769904000},
		{"2026-02-01T10:00", 1769904000 + 36000},
		{"2026-02-01T10:00:05", 1769904000 + 36005},
		{"2026-02-01 10:00", 1769904000 + 36000},
		{"2026-02-01T10:00Z", 1769904000 + 36000},
		{"2026-02-01t10:00:00z", 1769904000 + 36000},
		{"2026-02-01T10:00:00+08:00", 1769904000 + 7200},
		{"2026-02-01T00:00-05:30", 1769904000 + 19800},
		{"2026-02-01 10:00:00 +0800", 1769904000 + 7200},
		{"1970-01-01", 0},
		{"1969-12-31", -DAY},
		{"2024-02-29", 1709164800},
		{"9999-12-31", G_GINT64_CONSTANT(253402214400)},
		{"now", NOW},
		{"NOW", NOW},
		{"today", 1774915200},
		{"yesterday", 1774915200 - DAY},
		{"0.days.ago", NOW},
		{"1.second.ago", NOW - 1},
		{"2 minutes ago", NOW - 120},
		{"3.hours.ago", NOW - 3 * 3600},
		{"3.days.ago", NOW - 3 * DAY},
		{"3.Days.Ago", NOW - 3 * DAY},
		{"1.day.ago", NOW - DAY},
		{"2 weeks ago", NOW - 14 * DAY},
		{"1 fortnight ago", NOW - 14 * DAY},
		{"1.month.ago", NOW - 31 * DAY}, /* 28 February */
		{"1.year.ago", NOW - 365 * DAY},
		{"@1769904000", 1769904000},
		{"@0", 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		gint64 got = -1;

		g_test_message("%s", cases[i].text);
		g_assert_true(date_parse(cases[i].text, NOW, &got, &error));
		g_assert_no_error(error);
		g_assert_cmpint(got, ==, cases[i].want);
	}
}

static void test_no_date(void)
{
	static const char *const cases[] = {
		"",
		" ",
		"tomorrow",
		"2026",
		"2026-2-1",
		"2026-02-30",
		"2026-13-01",
		"2026-02-01T",
		"2026-02-01T24:00",
		"2026-02-01T10",
		"2026-02-01T10:60",
		"2026-02-01T10:00:",
		"2026-02-01T10:00+8",
		"2026-02-01T10:00+0860",
		"2026-02-01x",
		"2026-02-01T10:00ZZ",
		"0000-01-01",
		"20260201",
		"@",
		"@-1",
		"@x",
		"@1x",
		"@99999999999999999999",
		"3.days",
		"days.ago",
		"-3.days.ago",
		"3.parsecs.ago",
		"3..days.ago",
		"3.s.ago",
		"99999999999.days.ago",
		"100000000.years.ago",
		"100000000.weeks.ago",
		"ago",
		"3.days.ago.",
		"\xff\xfe",
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		gint64 got = 7;

		g_test_message("%s", cases[i]);
		g_assert_false(date_parse(cases[i], NOW, &got, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		g_assert_cmpint(got, ==, 7);
	}
}

static void test_format(void)
{
	static const struct {
		gint64 instant;
		int offset;
		const char *day, *full;
	} cases[] = {
		{1769904000, 0, "2026-02-01", "2026-02-01T00:00:00+00:00"},
		{1769904000, 480, "2026-02-01", "2026-02-01T08:00:00+08:00"},
		{1769904000, -1, "2026-01-31", "2026-01-31T23:59:00-00:01"},
		{1769904000, -210, "2026-01-31", "2026-01-31T20:30:00-03:30"},
		{0, 0, "1970-01-01", "1970-01-01T00:00:00+00:00"},
		{-1, 0, "1969-12-31", "1969-12-31T23:59:59+00:00"},
		{G_MAXINT64, 0, "9999-12-31", "9999-12-31T23:59:59+00:00"},
		{G_MAXINT64, 60, "9999-12-31", "9999-12-31T23:59:59+01:00"},
		{G_MININT64, -60, "0001-01-01", "0001-01-01T00:00:00-01:00"},
		{0, G_MAXINT, "1970-01-01", "1970-01-01T23:59:00+23:59"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *day = date_format_day(cases[i].instant, cases[i].offset);
		g_autofree char *full = date_format_rfc3339(cases[i].instant, cases[i].offset);

		g_assert_cmpstr(day, ==, cases[i].day);
		g_assert_cmpstr(full, ==, cases[i].full);
	}
}

static void test_week(void)
{
	static const struct {
		const char *text;
		const char *monday;
		guint year, week;
	} cases[] = {
		{"2026-W07", "2026-02-09", 2026, 7},  {"2026-W7", "2026-02-09", 2026, 7},
		{"2026W07", "2026-02-09", 2026, 7},   {"2026w7", "2026-02-09", 2026, 7},
		{"2026-W01", "2025-12-29", 2026, 1}, /* begins in the year before */
		{"2020-W53", "2020-12-28", 2020, 53}, {"2021-W01", "2021-01-04", 2021, 1},
		{"2026-W53", "2026-12-28", 2026, 53}, {"2025-W52", "2025-12-22", 2025, 52},
		{"2024-W09", "2024-02-26", 2024, 9}, /* holds 29 February */
		{"2024-W10", "2024-03-04", 2024, 10}, {"2025-W01", "2024-12-30", 2025, 1},
		{"1970-W01", "1969-12-29", 1970, 1},  {"1969-W01", "1968-12-30", 1969, 1},
		{"0001-W01", "0001-01-01", 1, 1},     {"9999-W52", "9999-12-27", 9999, 52},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		static const gint64 inside[] = {0, 1, DAY, DATE_WEEK - DAY, DATE_WEEK - 1};
		g_autoptr(GError) error = NULL;
		g_autofree char *day = NULL;
		gint64 got = 7;

		g_test_message("%s", cases[i].text);
		g_assert_true(date_parse_week(cases[i].text, &got, &error));
		g_assert_no_error(error);
		day = date_format_day(got, 0);
		g_assert_cmpstr(day, ==, cases[i].monday);
		for (guint k = 0; k < G_N_ELEMENTS(inside); k++) {
			guint year, week;

			g_assert_cmpint(date_week_begin(got + inside[k]), ==, got);
			date_week(got + inside[k], &year, &week);
			g_assert_cmpuint(year, ==, cases[i].year);
			g_assert_cmpuint(week, ==, cases[i].week);
		}
		g_assert_cmpint(date_week_begin(got - 1), ==, got - DATE_WEEK);
	}
}

static void test_no_week(void)
{
	static const char *const cases[] = {
		"",          "2026",      "2026-",      "2026-W",    "2026-W0",
		"2026-W00",  "2026-W54",  "2025-W53",   "2024-W53",  "2026-W007",
		"2026-W07x", "2026-W 7",  "2026--W07",  "26-W1",     "026-W01",
		"0000-W01",  "02026-W07", "-2026-W07",  " 2026-W07", "2026-W-7",
		"2026-07",   "W07",       "2026-02-09", "9999-W53",  "2026-W99999999999",
		"\xff\xfe",
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		gint64 got = 7;

		g_test_message("%s", cases[i]);
		g_assert_false(date_parse_week(cases[i], &got, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		g_assert_cmpint(got, ==, 7);
	}
}

static void test_format_mail(void)
{
	static const struct {
		gint64 instant;
		int offset;
		const char *want;
	} cases[] = {
		{1769904000, 0, "Sun, 1 Feb 2026 00:00:00 +0000"},
		{1769904000, 480, "Sun, 1 Feb 2026 08:00:00 +0800"},
		{1769904000, -210, "Sat, 31 Jan 2026 20:30:00 -0330"},
		{G_MAXINT64, 0, "Fri, 31 Dec 9999 23:59:59 +0000"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = date_format_mail(cases[i].instant, cases[i].offset);

		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

static void test_format_ctime(void)
{
	static const struct {
		gint64 instant;
		const char *want;
	} cases[] = {
		{0, "Thu Jan  1 00:00:00 1970"},
		{1769904000 - 1, "Sat Jan 31 23:59:59 2026"},
		{G_MAXINT64, "Fri Dec 31 23:59:59 9999"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = date_format_ctime(cases[i].instant);

		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

static void test_now(void)
{
	gint64 clock;

	g_unsetenv("SOURCE_DATE_EPOCH");
	clock = date_now();
	g_assert_cmpint(clock, >, 1700000000);
	g_setenv("SOURCE_DATE_EPOCH", "1769904000", TRUE);
	g_assert_cmpint(date_now(), ==, 1769904000);
	g_setenv("SOURCE_DATE_EPOCH", "soon", TRUE);
	g_assert_cmpint(date_now(), >=, clock);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/date/parse", test_parse);
	g_test_add_func("/date/no-date", test_no_date);
	g_test_add_func("/date/format", test_format);
	g_test_add_func("/date/week", test_week);
	g_test_add_func("/date/no-week", test_no_week);
	g_test_add_func("/date/format-mail", test_format_mail);
	g_test_add_func("/date/format-ctime", test_format_ctime);
	g_test_add_func("/date/now", test_now);
	return g_test_run();
}
