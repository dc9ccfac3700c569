/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/sets.h"

#define N 100

static void test_join(void)
{
	g_autoptr(Sets) sets = sets_new();

	for (guint i = 0; i < 5; i++)
		g_assert_cmpuint(sets_add(sets), ==, i);
	g_assert_cmpuint(sets_count(sets), ==, 5);
	g_assert_true(sets_join(sets, 0, 1));
	g_assert_true(sets_join(sets, 2, 3));
	g_assert_true(sets_join(sets, 3, 1));
	g_assert_false(sets_join(sets, 0, 2));
	g_assert_false(sets_join(sets, 4, 4));
	g_assert_cmpuint(sets_count(sets), ==, 2);
	g_assert_cmpuint(sets_find(sets, 0), ==, sets_find(sets, 2));
	g_assert_cmpuint(sets_find(sets, 0), !=, sets_find(sets, 4));
	g_assert_cmpuint(sets_add(sets), ==, 5);
	g_assert_cmpuint(sets_count(sets), ==, 3);
}

/* Against the plain way: each number is labelled anew when its set is joined. */
static void test_random(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20260105);

	for (guint round = 0; round < 50; round++) {
		g_autoptr(Sets) sets = sets_new();
		guint label[N], count = N;

		for (guint i = 0; i < N; i++)
			label[i] = sets_add(sets);
		for (guint step = 0; step < N; step++) {
			guint a = (guint)g_rand_int_range(rand, 0, N);
			guint b = (guint)g_rand_int_range(rand, 0, N);
			guint from = label[b], to = label[a], x = sets_find(sets, a),
			      y = sets_find(sets, b);

			g_assert_cmpint(sets_join(sets, a, b), ==, from != to);
			g_assert_true(sets_find(sets, a) == x || sets_find(sets, a) == y);
			count -= from != to;
			for (guint i = 0; i < N; i++)
				label[i] = label[i] == from ? to : label[i];
			g_assert_cmpuint(sets_count(sets), ==, count);
		}
		for (guint i = 1; i < N; i++)
			g_assert_cmpint(sets_find(sets, i) == sets_find(sets, i - 1), ==,
					label[i] == label[i - 1]);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/sets/join", test_join);
	g_test_add_func("/sets/random", test_random);
	return g_test_run();
}
