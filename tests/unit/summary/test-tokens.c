/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/tokens.h"

#include <string.h>

static void test_estimate(void)
{
	static const struct {
		const char *text;
		guint64 tokens;
	} cases[] = {
		{"", 0},
		{"a", 1},
		{"abc", 1},
		{"abcd", 2},
		/* 7 / 3.5 = 2, and 15 %: 2.3 */
		{"seventy", 3},
		{"\n\n\n\n\n\n\n", 3},
		/* 70 / 3.5 = 20, 23 */
		{"static int take(struct thing *thing, int number_of_them) { return 0; }", 23},
		/* 2 + 2.3 */
		{"补丁", 3},
		{"補丁系列一二三四五六七八九十一二三四五六", 23},
		{"カーネル", 5},
		{"커널", 3},
		{"、。", 3},
		{"ＡＢ", 3},
		{"𠀀𠀁", 3},
		/* half a token each */
		{"é", 1},
		{"žluťoučký", 4},
		{"Привет, мир", 6},
		{"😀😀", 2},
		/* 2 + 2 = 4, 4.6 */
		{"seventy补丁", 5},
		{"\xEF\xBF\xBD\xEF\xBF\xBD", 2},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].text);
		g_assert_cmpuint(tokens_estimate(cases[i].text), ==, cases[i].tokens);
	}
}

static void test_huge(void)
{
	enum { LEN = 7 << 20 };
	g_autofree char *text = g_strnfill(LEN, 'x');
	g_autofree char *wide = g_malloc(LEN + 1);

	for (guint i = 0; i + 3 <= LEN; i += 3)
		memcpy(wide + i, "丁", 3);
	wide[LEN / 3 * 3] = '\0';
	g_assert_cmpuint(tokens_estimate(text), ==, ((2ull << 20) * 115 + 99) / 100);
	g_assert_cmpuint(tokens_estimate(wide), ==, (LEN / 3 * 115ull + 99) / 100);
}

static void test_factor(void)
{
	static const struct {
		guint64 counted, estimated;
		double factor;
	} cases[] = {
		{0, 0, 1},
		{100, 0, 1},
		{0, 100, 1},
		{50, 100, 1},
		{100, 100, 1},
		{101, 100, 1.25},
		{125, 100, 1.25},
		{126, 100, 1.5},
		{200, 100, 2},
		{201, 100, 2.25},
		{375, 100, 3.75},
		{376, 100, 4},
		{399, 100, 4},
		{400, 100, 4},
		{4000, 100, 4},
		{5, 4, 1.25},
		{2, 1, 2},
		{G_MAXUINT64, 1, 4},
		{G_MAXUINT64, G_MAXUINT64, 1},
		{G_MAXUINT64, G_MAXUINT64 / 2, 2.25},
		{1, G_MAXUINT64, 1},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("case %u", i);
		g_assert_cmpfloat(tokens_factor(cases[i].counted, cases[i].estimated), ==,
				  cases[i].factor);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/tokens/estimate", test_estimate);
	g_test_add_func("/tokens/huge", test_huge);
	g_test_add_func("/tokens/factor", test_factor);
	return g_test_run();
}
