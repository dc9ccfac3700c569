/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/guess.h"

static void test_distance(void)
{
	static const struct {
		const char *a, *b;
		guint want;
	} cases[] = {
		{"", "", 0},
		{"range", "range", 0},
		{"range", "RANGE", 0},
		{"", "abc", 3},
		{"rnage", "range", 1},
		{"rang", "range", 1},
		{"rranges", "range", 2},
		{"rbnge", "range", 1},
		{"abc", "xyz", 3},
		{"ca", "abc", 3}, /* optimal string alignment: no letter is touched twice */
		{"ab", "ba", 1},
		{"abcd", "badc", 2},
		{"kitten", "sitting", 3},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s, %s", cases[i].a, cases[i].b);
		g_assert_cmpuint(guess_distance(cases[i].a, cases[i].b), ==, cases[i].want);
		g_assert_cmpuint(guess_distance(cases[i].b, cases[i].a), ==, cases[i].want);
	}
}

static void test_nearest(void)
{
	static const char *const words[] = {"range",       "show", "templates",
					    "all-patches", "lang", NULL};
	static const struct {
		const char *word, *want;
	} cases[] = {
		{"rnage", "range"},
		{"ragne", "range"},
		{"ranges", "range"},
		{"sohw", "show"},
		{"shwo", "show"},
		{"tempaltes", "templates"},
		{"TEMPLATE", "templates"},
		{"al-patches", "all-patches"},
		{"temp", "templates"},
		{"langauge", NULL},
		{"log", NULL},
		{"s", NULL},
		{"", NULL},
		{"diff", NULL},
		{"frotz", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].word);
		g_assert_cmpstr(guess_nearest(cases[i].word, words), ==, cases[i].want);
	}
	g_assert_null(guess_nearest("range", words + G_N_ELEMENTS(words) - 1));
}

/* A word may be as long as a command line lets it be. */
static void test_long(void)
{
	static const char *const words[] = {"range", NULL};
	g_autofree char *word = g_strnfill(1000000, 'r');

	g_assert_cmpuint(guess_distance(word, "range"), ==, G_MAXUINT);
	g_assert_cmpuint(guess_distance("range", word), ==, G_MAXUINT);
	g_assert_null(guess_nearest(word, words));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/guess/distance", test_distance);
	g_test_add_func("/guess/nearest", test_nearest);
	g_test_add_func("/guess/long", test_long);
	return g_test_run();
}
