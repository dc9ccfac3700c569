/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/usage.h"

static void test_parse(void)
{
	static const struct {
		const char *text;
		Money money;
	} cases[] = {
		{"0", 0},
		{"0.0", 0},
		{"1", MONEY_UNIT},
		{"0.15", 150000 * G_GINT64_CONSTANT(1000000)},
		{"00.15", 150000 * G_GINT64_CONSTANT(1000000)},
		{"15.00", 15 * MONEY_UNIT},
		{"0.000001", 1000000},
		{"2.500000", 2500000 * G_GINT64_CONSTANT(1000000)},
		{"999999.999999", G_GINT64_CONSTANT(999999999999) * 1000000},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Money money = -1;

		g_test_message("%s", cases[i].text);
		g_assert_true(money_parse(cases[i].text, &money));
		g_assert_cmpint(money, ==, cases[i].money);
	}
}

static void test_none(void)
{
	static const char *const cases[] = {
		"",
		" ",
		".",
		".5",
		"5.",
		"-1",
		"+1",
		"1,5",
		"1 ",
		" 1",
		"1.2.3",
		"1e3",
		"0x10",
		"1000000",
		"0.0000001",
		"nan",
		"inf",
		"1.5$",
		"$1",
		"1\n",
		"1..5",
		"0000000",
		"1.-5",
		"1.+5",
		"1234567",
		"٣",
		"1.٣",
		"1/2",
		"999999999999999999999999",
		"0.1234567",
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Money money = -1;

		g_test_message("\"%s\"", cases[i]);
		g_assert_false(money_parse(cases[i], &money));
		g_assert_cmpint(money, ==, -1);
	}
}

static void test_show(void)
{
	static const struct {
		Money money;
		const char *text;
	} cases[] = {
		{0, "0.00"},
		{1, "0.0001"},
		{150000, "0.0001"},
		{MONEY_UNIT / 10000, "0.0001"},
		{MONEY_UNIT / 10000 + 1, "0.0002"},
		{MONEY_UNIT / 10000 * 123, "0.0123"},
		{MONEY_UNIT / 2, "0.5000"},
		{MONEY_UNIT / 10000 * 9999, "0.9999"},
		{MONEY_UNIT / 10000 * 9999 + 1, "1.00"},
		{MONEY_UNIT, "1.00"},
		{MONEY_UNIT + 1, "1.01"},
		{MONEY_UNIT * 25 / 2, "12.50"},
		{MONEY_UNIT * 25 / 2 + 1, "12.51"},
		{MONEY_UNIT * 1999 / 1000, "2.00"},
		{MONEY_UNIT * 1000000, "1000000.00"},
		{G_MAXINT64, "9223372.04"},
		{-1, "0.00"},
		{G_MININT64, "0.00"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = money_show(cases[i].money);

		g_assert_cmpstr(text, ==, cases[i].text);
	}
}

static void assert_same(const Usage *a, const Usage *b)
{
	g_assert_cmpuint(a->requests, ==, b->requests);
	g_assert_cmpuint(a->cached, ==, b->cached);
	g_assert_cmpuint(a->input, ==, b->input);
	g_assert_cmpuint(a->output, ==, b->output);
	g_assert_cmpint(a->estimated, ==, b->estimated);
	g_assert_cmpint(a->cost, ==, b->cost);
	g_assert_cmpint(a->priced, ==, b->priced);
}

/* requests, cached, input, output, estimated, cost, priced */
static void test_add(void)
{
	static const struct {
		Usage a, b, sum;
	} cases[] = {
		{{0}, {0}, {0}},
		{{0}, {1, 0, 10, 5, FALSE, 7, TRUE}, {1, 0, 10, 5, FALSE, 7, TRUE}},
		{{1, 2, 10, 5, FALSE, 7, TRUE},
		 {3, 4, 1, 2, TRUE, 8, TRUE},
		 {4, 6, 11, 7, TRUE, 15, TRUE}},
		/* what was not priced has no cost, and its sum neither */
		{{1, 0, 10, 5, FALSE, 7, TRUE},
		 {1, 0, 1, 2, FALSE, 0, FALSE},
		 {2, 0, 11, 7, FALSE, 0, FALSE}},
		/* what took nothing says nothing of prices, unless there is nothing else */
		{{1, 0, 10, 5, FALSE, 7, TRUE},
		 {0, 3, 0, 0, FALSE, 0, FALSE},
		 {1, 3, 10, 5, FALSE, 7, TRUE}},
		{{1, 0, 10, 5, FALSE, 0, FALSE},
		 {0, 3, 0, 0, FALSE, 0, TRUE},
		 {1, 3, 10, 5, FALSE, 0, FALSE}},
		{{0, 1, 0, 0, FALSE, 0, TRUE},
		 {0, 3, 0, 0, FALSE, 0, FALSE},
		 {0, 4, 0, 0, FALSE, 0, TRUE}},
		{{G_MAXUINT, G_MAXUINT, G_MAXUINT64, G_MAXUINT64, TRUE, G_MAXINT64, TRUE},
		 {1, 1, 1, 1, FALSE, 1, TRUE},
		 {G_MAXUINT, G_MAXUINT, G_MAXUINT64, G_MAXUINT64, TRUE, G_MAXINT64, TRUE}},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Usage ab = cases[i].a, ba = cases[i].b;

		g_test_message("case %u", i);
		usage_add(&ab, &cases[i].b);
		usage_add(&ba, &cases[i].a);
		assert_same(&ab, &cases[i].sum);
		assert_same(&ba, &cases[i].sum);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/usage/parse", test_parse);
	g_test_add_func("/usage/none", test_none);
	g_test_add_func("/usage/show", test_show);
	g_test_add_func("/usage/add", test_add);
	return g_test_run();
}
