/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/sent.h"

/* RULES §2, Dates: the instant and the sender's offset */
static void test_dates(void)
{
	static const struct {
		const char *text;
		const char *utc; /* NULL: not a date */
		int offset;
	} cases[] = {
		{"Fri, 31 May 2024 10:00:00 +0200", "2024-05-31T08:00:00Z", 120},
		{"31 May 2024 10:00 +0200", "2024-05-31T08:00:00Z", 120},
		{"Fri, 31 May 2024 10:00:00 -0330", "2024-05-31T13:30:00Z", -210},
		{"Fri, 31 May 2024 10:00:00 -0000", "2024-05-31T10:00:00Z", 0},
		{"Fri, 31 May 2024 10:00:00 GMT", "2024-05-31T10:00:00Z", 0},
		{"Fri, 31 May 2024 10:00:00 EST", "2024-05-31T15:00:00Z", -300},
		{"Fri, 31 May 2024 10:00:00 JST", "2024-05-31T10:00:00Z", 0},
		{"Fri, 31 May 2024 10:00:00 GMT+0800", "2024-05-31T02:00:00Z", 480},
		{"Fri, 31 May 2024 10:00:00", "2024-05-31T10:00:00Z", 0},
		{"Fri, 31 May 2024 10:00:00 +0800 (CST)", "2024-05-31T02:00:00Z", 480},
		{"(a (nested \\) one)) 31 May 2024 10:00:00 Z", "2024-05-31T10:00:00Z", 0},
		{"Fri,31 May 2024 10:00:00+0200", "2024-05-31T08:00:00Z", 120},
		{"Fri,\n 31\tMay 2024\r\n 10:00:00 +0200", "2024-05-31T08:00:00Z", 120},
		{"fri, 31 may 2024 10:00:00 gmt", "2024-05-31T10:00:00Z", 0},
		{"Friday, 31-May-24 10:00:00 GMT", "2024-05-31T10:00:00Z", 0},
		{"Fri May 31 10:00:00 2024", "2024-05-31T10:00:00Z", 0},
		{"Fri May 31 10:00:00 PDT 2024", "2024-05-31T17:00:00Z", -420},
		{"Fri, 31 May 2024 10:00:00.123 +0200", "2024-05-31T08:00:00Z", 120},
		{"Thu, 1 Jan 98 00:00:00 +0000", "1998-01-01T00:00:00Z", 0},
		{"Thu, 1 Jan 49 00:00:00 +0000", "2049-01-01T00:00:00Z", 0},
		{"Thu, 1 Jan 50 00:00:00 +0000", "1950-01-01T00:00:00Z", 0},
		{"Mon, 1 Jan 124 00:00:00 +0000", "2024-01-01T00:00:00Z", 0},
		{"Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z", 0},
		{"Thu, 29 Feb 2024 23:59:60 +0000", "2024-03-01T00:00:00Z", 0},
		{"Fri, 31 May 2024 23:30:00 +1600", "2024-05-31T07:30:00Z", 960},
		{"Fri, 31 May 2024 23:30:00 -2359", "2024-06-01T23:29:00Z", -1439},
		{"Fri, 31 May 2024 10:00:00 +2400", NULL, 0},
		{"Fri, 31 May 2024 10:00:00 +0060", NULL, 0},
		{"Fri, 31 May 2024 10:00:00 +200", NULL, 0},
		{"Fri, 29 Feb 2023 10:00:00 +0000", NULL, 0},
		{"Fri, 32 May 2024 10:00:00 +0000", NULL, 0},
		{"Fri, 31 May 2024 24:00:00 +0000", NULL, 0},
		{"Fri, 31 May 2024 10:60:00 +0000", NULL, 0},
		{"Fri, 31 May 2024 10 +0000", NULL, 0},
		{"Fri, 31 Foo 2024 10:00:00 +0000", NULL, 0},
		{"Fri, May 2024 10:00:00 +0000", NULL, 0},
		{"Fri, 31 May 99999 10:00:00 +0000", NULL, 0},
		{"Fri, 31 May 0 10:00:00 +0000", NULL, 0},
		{"31 May 10:00:00 +0000", NULL, 0},
		{"(31 May 2024 10:00:00 +0000", NULL, 0},
		{"99999999999999999999", NULL, 0},
		{"::::", NULL, 0},
		{"+", NULL, 0},
		{"", NULL, 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		gint64 instant = 0;
		int offset = 0;
		gboolean ok = sent_parse(slice_of(cases[i].text), &instant, &offset);
		g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(instant);
		g_autofree char *utc = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");

		g_test_message("%s", cases[i].text);
		g_assert_cmpint(ok, ==, cases[i].utc != NULL);
		if (!ok)
			continue;
		g_assert_cmpstr(utc, ==, cases[i].utc);
		g_assert_cmpint(offset, ==, cases[i].offset);
	}
}

/* Every day that was and will be, as GLib counts them. */
static void test_calendar(void)
{
	for (gint64 day = 0; day < 40000; day += 13) {
		g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(day * 86400 + 3661);
		int year, month, date, offset;
		g_autofree char *text = NULL;
		gint64 instant = -1;

		g_date_time_get_ymd(time, &year, &month, &date);
		text = g_strdup_printf("%d %.3s %d 01:01:01 +0000", date,
				       "JanFebMarAprMayJunJulAugSepOctNovDec" + 3 * (month - 1),
				       year);
		g_assert_true(sent_parse(slice_of(text), &instant, &offset));
		g_assert_cmpint(instant, ==, day * 86400 + 3661);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/sent/dates", test_dates);
	g_test_add_func("/sent/calendar", test_calendar);
	return g_test_run();
}
