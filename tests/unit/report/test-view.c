/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view.h"

#include <string.h>

/* The indents of a series' mails, the letter's too; | between them. */
static char *indents_of(const char *series)
{
	ViewLayout layout = {10};
	g_autoptr(GError) error = NULL;
	g_autoptr(Json) json = json_parse(series, strlen(series), &error);
	GString *text = g_string_new(NULL);

	g_assert_no_error(error);
	view_series(json, &layout);
	for (const Json *mail = json_first(json_get(json, "mails")); mail; mail = json_next(mail))
		g_string_append_printf(text, "%s|",
				       json_text(json_get(json_get(mail, "view"), "indent")));
	return g_string_free(text, FALSE);
}

#define LETTER "{\"cover\": true, \"date\": \"2026-01-05T00:00:00Z\"}"
#define PART "{\"cover\": false, \"date\": \"2026-01-05T00:00:00Z\"}"
#define SERIES(lacks, mails) "{\"lacks_cover\": " lacks ", \"mails\": [" mails "]}"

/* Parts stand under their letter, or under the line that misses it; else by themselves. */
static void test_indent(void)
{
	static const struct {
		const char *series, *want;
	} cases[] = {
		{SERIES("false", LETTER "," PART "," PART), "|  |  |"},
		{SERIES("false", LETTER), "|"},
		{SERIES("true", PART "," PART), "  |  |"},
		{SERIES("false", PART "," PART), "||"},
		{SERIES("false", PART), "|"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = indents_of(cases[i].series);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* A version with a revision is 5.5, without one 5; no revision is not a revision 0. */
static void test_version(void)
{
	static const struct {
		const char *mail, *want;
	} cases[] = {
		{"{\"version\": 5, \"revision\": 0}", "5"},
		{"{\"version\": 5, \"revision\": 5}", "5.5"},
		{"{\"version\": 10, \"revision\": 10}", "10.10"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) json = json_parse(cases[i].mail, strlen(cases[i].mail), NULL);

		view_mail(json);
		g_assert_cmpstr(json_text(json_get(json_get(json, "view"), "version")), ==,
				cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/view/indent", test_indent);
	g_test_add_func("/view/version", test_version);
	return g_test_run();
}
