/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/slice.h"

static void test_lines(void)
{
	Slice rest = slice_of("one\n\ntwo\r\nlast"), line;
	static const char *const want[] = {"one", "", "two\r", "last"};

	for (guint i = 0; i < G_N_ELEMENTS(want); i++) {
		g_assert_true(slice_next_line(&rest, &line));
		g_assert_true(slice_equal(line, want[i]));
	}
	g_assert_false(slice_next_line(&rest, &line));

	rest = slice_of("end\n");
	g_assert_true(slice_next_line(&rest, &line));
	g_assert_false(slice_next_line(&rest, &line));
	rest = slice_of("");
	g_assert_false(slice_next_line(&rest, &line));
}

static void test_number(void)
{
	static const struct {
		const char *text;
		guint max, number;
		gboolean ok;
		const char *rest;
	} cases[] = {
		{"12/3", 99, 12, TRUE, "/3"},
		{"007", 99, 7, TRUE, ""},
		{"100", 99, 0, FALSE, "100"},
		{"99999999999999999999", G_MAXUINT, 0, FALSE, "99999999999999999999"},
		{"-1", 99, 0, FALSE, "-1"},
		{"", 99, 0, FALSE, ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Slice s = slice_of(cases[i].text);
		guint number = 0;

		g_test_message("%s", cases[i].text);
		g_assert_cmpint(slice_take_number(&s, cases[i].max, &number), ==, cases[i].ok);
		g_assert_cmpuint(number, ==, cases[i].number);
		g_assert_true(slice_equal(s, cases[i].rest));
	}
}

static void test_take(void)
{
	Slice s = slice_of("+++ b"), nothing = {NULL, 0};

	g_assert_false(slice_take(&s, "+++ b/"));
	g_assert_true(slice_equal(s, "+++ b"));
	g_assert_true(slice_take(&s, "+++ "));
	g_assert_true(slice_equal(s, "b"));
	g_assert_true(slice_take(&s, "b"));
	g_assert_false(slice_take(&s, "b"));
	g_assert_true(slice_take(&nothing, ""));
	s = slice_of("Upstream commit");
	g_assert_false(slice_take(&s, "UPSTREAM"));
	g_assert_false(slice_take_nocase(&s, "UPSTREAMS"));
	g_assert_true(slice_equal(s, "Upstream commit"));
	g_assert_true(slice_take_nocase(&s, "UPSTREAM"));
	g_assert_true(slice_equal(s, " commit"));
	g_assert_false(slice_take_nocase(&nothing, "x"));
}

static void test_tests(void)
{
	Slice s = slice_of("From: me"), nothing = {NULL, 0};

	g_assert_true(slice_starts(s, "From"));
	g_assert_false(slice_starts(s, "from"));
	g_assert_true(slice_starts_nocase(s, "fROM:"));
	g_assert_false(slice_starts(s, "From: me too"));
	g_assert_true(slice_starts(nothing, ""));
	g_assert_true(slice_is_blank(nothing));
	g_assert_true(slice_is_blank(slice_of(" \t\r\n")));
	g_assert_false(slice_is_blank(slice_of(" . ")));
	g_assert_true(slice_equal(slice_trim(slice_of(" \ta b\n")), "a b"));
	g_assert_true(slice_equal(slice_trim(slice_of("   ")), ""));
	g_assert_cmpint(slice_find(s, ':'), ==, 4);
	g_assert_cmpint(slice_find(nothing, ':'), ==, -1);
}

static void test_is_one_of(void)
{
	static const char *const words[] = {"of", "Off", "", NULL};
	static const char *const none[] = {NULL};

	g_assert_true(slice_is_one_of(slice_of("OF"), words));
	g_assert_true(slice_is_one_of(slice_of("off"), words));
	g_assert_true(slice_is_one_of(slice_of(""), words));
	g_assert_false(slice_is_one_of(slice_of("o"), words));
	g_assert_false(slice_is_one_of(slice_of("offs"), words));
	g_assert_false(slice_is_one_of(slice_of(""), none));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/slice/lines", test_lines);
	g_test_add_func("/slice/number", test_number);
	g_test_add_func("/slice/take", test_take);
	g_test_add_func("/slice/tests", test_tests);
	g_test_add_func("/slice/is-one-of", test_is_one_of);
	return g_test_run();
}
