/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/purse.h"

#define MILLION 1000000

static Usage used(guint64 input, guint64 output)
{
	return (Usage){.requests = 1, .input = input, .output = output};
}

static void test_tokens(void)
{
	Purse purse = {.max_tokens = 1000};
	Usage took = used(300, 50);

	g_assert_true(purse_set_aside(&purse, 400, 200));
	g_assert_false(purse_set_aside(&purse, 401, 0));
	g_assert_false(purse_set_aside(&purse, 0, 401));
	g_assert_false(purse_set_aside(&purse, 200, 201));
	g_assert_true(purse_set_aside(&purse, 200, 200)); /* to the last token */
	g_assert_false(purse_set_aside(&purse, 1, 0));
	g_assert_true(purse_set_aside(&purse, 0, 0));

	purse_settle(&purse, 400, 200, &took); /* 350 and 400 aside: 250 are left */
	g_assert_false(purse_set_aside(&purse, 251, 0));
	purse_settle(&purse, 200, 200, NULL); /* 650 are left */
	g_assert_cmpuint(purse.spent.requests, ==, 1);
	g_assert_cmpuint(purse.spent.input, ==, 300);
	g_assert_cmpuint(purse.spent.output, ==, 50);
	g_assert_false(purse_set_aside(&purse, 600, 51));
	g_assert_true(purse_set_aside(&purse, 600, 50));
}

/* More than was set aside: it is counted, and nothing goes below 0. */
static void test_beyond(void)
{
	Purse purse = {.max_tokens = 1000};
	Usage took = used(900, 300);

	g_assert_true(purse_set_aside(&purse, 100, 100));
	purse_settle(&purse, 200, 200, &took);
	g_assert_cmpuint(purse.aside_input, ==, 0);
	g_assert_cmpuint(purse.aside_output, ==, 0);
	g_assert_cmpuint(purse.spent.input + purse.spent.output, ==, 1200);
	g_assert_false(purse_set_aside(&purse, 1, 0));
}

static void test_cost(void)
{
	/* 0.15 and 0.60 of a million: 1.5 of ten millions are the limit */
	Purse purse = {
		.priced = TRUE, .input = 150000, .output = 600000, .max_cost = MONEY_UNIT * 3 / 2};
	Usage took = used(4 * MILLION, 0);

	g_assert_cmpint(purse_cost(&purse, MILLION, 0), ==, MONEY_UNIT * 15 / 100);
	g_assert_cmpint(purse_cost(&purse, MILLION, 2 * MILLION), ==, MONEY_UNIT * 135 / 100);
	g_assert_true(purse_set_aside(&purse, 6 * MILLION, MILLION)); /* 1.5: all of it */
	g_assert_false(purse_set_aside(&purse, 1, 0));
	g_assert_false(purse_set_aside(&purse, 0, 1));
	took.cost = 1; /* is not asked */
	purse_settle(&purse, 6 * MILLION, MILLION, &took);
	g_assert_true(purse.spent.priced);
	g_assert_cmpint(purse.spent.cost, ==, MONEY_UNIT * 6 / 10);
	g_assert_false(purse_set_aside(&purse, 6 * MILLION + 1, 0));
	g_assert_true(purse_set_aside(&purse, 6 * MILLION, 0));
}

static void test_unpriced(void)
{
	Purse purse = {.input = 150000, .output = 600000};
	Usage took = used(MILLION, MILLION);

	g_assert_cmpint(purse_cost(&purse, MILLION, MILLION), ==, 0);
	g_assert_true(purse_set_aside(&purse, G_MAXUINT64, G_MAXUINT64)); /* no limit */
	purse_settle(&purse, G_MAXUINT64, G_MAXUINT64, &took);
	g_assert_false(purse.spent.priced);
	g_assert_cmpint(purse.spent.cost, ==, 0);
	purse.max_cost = MONEY_UNIT;
	g_assert_false(purse_set_aside(&purse, 1, 0));
}

static void test_huge(void)
{
	Purse purse = {.priced = TRUE,
		       .input = MONEY_UNIT,
		       .output = MONEY_UNIT,
		       .max_tokens = G_MAXUINT64 - 1,
		       .max_cost = G_MAXINT64 - 1};

	g_assert_cmpint(purse_cost(&purse, G_MAXUINT64, G_MAXUINT64), ==, G_MAXINT64);
	g_assert_cmpint(purse_cost(&purse, 1ull << 40, 0), ==, G_MAXINT64);
	g_assert_false(purse_set_aside(&purse, G_MAXUINT64, 1));
	g_assert_false(purse_set_aside(&purse, 1ull << 40, 1ull << 40));
	g_assert_true(purse_set_aside(&purse, MILLION, MILLION));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/purse/tokens", test_tokens);
	g_test_add_func("/purse/beyond", test_beyond);
	g_test_add_func("/purse/cost", test_cost);
	g_test_add_func("/purse/unpriced", test_unpriced);
	g_test_add_func("/purse/huge", test_huge);
	return g_test_run();
}
