/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/numbers.h"

static void test_limits(void)
{
	static const struct {
		guint64 a, b, sum, product;
	} cases[] = {
		{0, 0, 0, 0},
		{2, 3, 5, 6},
		{G_MAXUINT64, 0, G_MAXUINT64, 0},
		{G_MAXUINT64, 1, G_MAXUINT64, G_MAXUINT64},
		{G_MAXUINT64 - 1, 1, G_MAXUINT64, G_MAXUINT64 - 1},
		{G_MAXUINT64 / 2 + 1, 2, G_MAXUINT64 / 2 + 3, G_MAXUINT64},
		{1ull << 32, 1ull << 32, 1ull << 33, G_MAXUINT64},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_assert_cmpuint(numbers_add(cases[i].a, cases[i].b), ==, cases[i].sum);
		g_assert_cmpuint(numbers_add(cases[i].b, cases[i].a), ==, cases[i].sum);
		g_assert_cmpuint(numbers_multiply(cases[i].a, cases[i].b), ==, cases[i].product);
		g_assert_cmpuint(numbers_multiply(cases[i].b, cases[i].a), ==, cases[i].product);
	}
}

static void test_compare(void)
{
	static const guint cases[] = {0, 1, 7, G_MAXUINT};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		for (guint j = 0; j < G_N_ELEMENTS(cases); j++) {
			gint order = numbers_compare(&cases[i], &cases[j]);

			g_assert_cmpint((order > 0) - (order < 0), ==, (i > j) - (i < j));
		}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/numbers/limits", test_limits);
	g_test_add_func("/numbers/compare", test_compare);
	return g_test_run();
}
