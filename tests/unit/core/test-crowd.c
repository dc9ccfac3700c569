/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/crowd.h"

#include "lib/posts.h"

#define ANN "Ann Example <ann@example.org>"
#define BOT "kernel test robot <lkp@intel.com>"
#define ROW(id, from)                                                                              \
	{                                                                                          \
		id, from, "[PATCH] x", NULL, 0, NULL                                               \
	}
#define END                                                                                        \
	{                                                                                          \
		NULL, NULL, NULL, NULL, 0, NULL                                                    \
	}

static const struct {
	const char *what;
	PostRow rows[6];
	Crowd want;
} cases[] = {
	{"one", {ROW("1", ANN), ROW("2", ANN), END}, {1, 1, 0}},
	{"two addresses",
	 {ROW("1", ANN), ROW("2", "Ann Example <ann@home.example>"), END},
	 {1, 1, 0}},
	{"two spellings of a name at one address",
	 {ROW("1", ANN), ROW("2", "Example, Ann <ANN@example.org>"), END},
	 {2, 1, 0}},
	{"turned name elsewhere",
	 {ROW("1", ANN), ROW("2", "Example, Ann <a@home.example>"), END},
	 {2, 1, 0}},
	{"a third joins two", /* the address of one, the name of the other */
	 {ROW("1", "Ann <ann@example.org>"), ROW("2", "Ann Example <a@home.example>"),
	  ROW("3", ANN), END},
	 {2, 1, 0}},
	{"bots", {ROW("1", ANN), ROW("2", BOT), ROW("3", BOT), END}, {2, 1, 1}},
	{"no name", {ROW("1", "ann@example.org"), ROW("2", "bo@example.org"), END}, {2, 2, 0}},
	{"strangers", {ROW("1", ANN), ROW("2", "Bo Fjord <bo@fjord.example>"), END}, {2, 2, 0}},
};

static void test_count(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) posts = posts_make(cases[i].rows);
		Crowd crowd = crowd_count(posts);

		g_test_message("%s", cases[i].what);
		g_assert_cmpuint(crowd.names, ==, cases[i].want.names);
		g_assert_cmpuint(crowd.people, ==, cases[i].want.people);
		g_assert_cmpuint(crowd.bots, ==, cases[i].want.bots);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/crowd/count", test_count);
	return g_test_run();
}
