/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "base/regex.h"

#include <string.h>

static void test_matches(void)
{
	static const struct {
		const char *pattern;
		gboolean ignore_case;
		const char *text;
		gboolean want;
	} cases[] = {
		{"mpam", TRUE, "[PATCH v2] arm_MPAM: x", TRUE},
		{"mpam", FALSE, "[PATCH v2] arm_MPAM: x", FALSE},
		{"^mpam", TRUE, "[PATCH v2] MPAM: x", FALSE},
		{"x$", FALSE, "[PATCH] x", TRUE},
		{"", FALSE, "", TRUE},
		{"^$", FALSE, "", TRUE},
		{"x", FALSE, "", FALSE},
		{"\\bbugs?\\b", TRUE, "a Bug!", TRUE},
		{"\\bbugs?\\b", TRUE, "debug", FALSE},
		{"a|b", FALSE, "xbx", TRUE},
		{"(\\w)\\1", FALSE, "hello", TRUE},
		{"(?<=a)b(?!c)", FALSE, "abc abd", TRUE},
		/* beyond ASCII */
		{"größe", TRUE, "GRÖSSE GRÖßE", TRUE},
		{"^.$", FALSE, "é", TRUE},
		{"^\\w+$", FALSE, "größe", TRUE},
		{"补丁", FALSE, "[PATCH] 补丁 x", TRUE},
		/* text that is not clean is no match, and no crash */
		{".", FALSE, "\xff", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Regex) regex = regex_new(cases[i].pattern, cases[i].ignore_case, &error);

		g_test_message("%s in %s", cases[i].pattern, cases[i].text);
		g_assert_no_error(error);
		g_assert_cmpint(regex_matches(regex, cases[i].text), ==, cases[i].want);
	}
}

static void test_refused(void)
{
	static const struct {
		const char *pattern, *want;
	} cases[] = {
		{"(", "column 2: missing closing parenthesis"},
		{"[a", "column 3: missing terminating ] for character class"},
		{"a+*b)", "column 3: quantifier does not follow"},
		{"*", "column 1: quantifier does not follow a repeatable item"},
		{"é(", "column 3: missing closing parenthesis"},
		{"补丁)", "column 3: unmatched closing parenthesis"},
		{"\\", "column 2: \\ at end of pattern"},
		{"a\\Cb", "column 4: using \\C is disabled by the application"},
		{"a\xff", "column 2: UTF-8 error: "},
		{"((a{1000}){1000}){1000}", "column "}, /* too large */
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Regex) regex = regex_new(cases[i].pattern, TRUE, &error);

		g_test_message("%s: %s", cases[i].pattern, error ? error->message : "taken");
		g_assert_null(regex);
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		if (error)
			g_assert_true(g_str_has_prefix(error->message, cases[i].want));
	}
}

/* Text of @unit again and again, @len bytes long, and @end. */
static char *repeated(const char *unit, gsize len, const char *end)
{
	GString *text = g_string_new(NULL);

	while (text->len < len)
		g_string_append(text, unit);
	return g_string_free(g_string_append(text, end), FALSE);
}

/* Patterns that try more ways than there is time for give up: no match, and soon. */
static void test_hostile(void)
{
	static const struct {
		const char *pattern, *unit;
	} cases[] = {
		{"^(a+)+$", "a"},
		{"(a|aa)+$", "a"},
		{"(a*)*$", "a"},
		{"(.*)*\\d", "ab "},
		{"a*a*a*a*[bc]", "a"},
		{"(?:a?){40}a{40}[bc]", "a"},
		{"(x+x+)+[yz]", "x"},
		{"^(([a-z])+.)+\\d", "a"},
		{"(\\w+\\s?)+[!?]$", "word "},
		{"(?=(a+)+[bc])", "a"},
		{"((a)|(b))*\\1[cd]", "ab"},
		{"(?R)?a(?R)?[bc]", "a"},
		{"(?<n>a(?&n)?)+[bc]", "a"},
		{"^(?:(é|éé)+)+$", "é"},
		{"(.)*(.)*(.)*x\\d", "x"},
	};
	static const gsize lens[] = {40, 1000, 1 << 20};

	for (guint i = 0; i < G_N_ELEMENTS(cases) * G_N_ELEMENTS(lens); i++) {
		const char *pattern = cases[i / G_N_ELEMENTS(lens)].pattern;
		g_autoptr(Regex) regex = regex_new(pattern, TRUE, NULL);
		g_autofree char *text = repeated(cases[i / G_N_ELEMENTS(lens)].unit,
						 lens[i % G_N_ELEMENTS(lens)], "\xC2\xA0|");
		gint64 begin = g_get_monotonic_time();

		g_test_message("%s, %" G_GSIZE_FORMAT " bytes", pattern, strlen(text));
		g_assert_nonnull(regex);
		g_assert_false(regex_matches(regex, text));
		g_assert_cmpint(g_get_monotonic_time() - begin, <, 10 * G_USEC_PER_SEC);
	}
}

/* Of a text longer than is looked at, the first characters count, and whole ones. */
static void test_long(void)
{
	g_autoptr(Regex) end = regex_new("x$", FALSE, NULL);
	g_autoptr(Regex) start = regex_new("^é", FALSE, NULL);
	g_autoptr(Regex) group = regex_new("^(?:é)+x$", FALSE, NULL);
	g_autofree char *fits = repeated("é", REGEX_TEXT_MAX - 2, "x");
	g_autofree char *odd = repeated("é", REGEX_TEXT_MAX - 2, "xé");
	g_autofree char *more = repeated("é", REGEX_TEXT_MAX, "x");

	g_assert_true(regex_matches(end, fits));
	g_assert_true(regex_matches(group, fits));
	g_assert_false(regex_matches(end, odd));
	g_assert_false(regex_matches(group, odd));
	g_assert_false(regex_matches(end, more));
	g_assert_true(regex_matches(start, more));
}

static gpointer match_often(gpointer data)
{
	const Regex *regex = data;

	for (guint i = 0; i < 2000; i++) {
		if (!regex_matches(regex, "[PATCH v2 1/3] KVM: arm64: x"))
			return GINT_TO_POINTER(1);
		if (regex_matches(regex, "[GIT PULL] y"))
			return GINT_TO_POINTER(1);
	}
	return NULL;
}

static void test_threads(void)
{
	g_autoptr(Regex) regex = regex_new("(\\w+)( v\\d+)? \\d/\\d.*x$", TRUE, NULL);
	GThread *threads[4];

	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("match", match_often, regex);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		g_assert_null(g_thread_join(threads[i]));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/regex/matches", test_matches);
	g_test_add_func("/regex/refused", test_refused);
	g_test_add_func("/regex/hostile", test_hostile);
	g_test_add_func("/regex/long", test_long);
	g_test_add_func("/regex/threads", test_threads);
	return g_test_run();
}
