/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/retry.h"

#include "base/error.h"

static void test_which(void)
{
	static const struct {
		int code;
		guint tried, after;
		gboolean again;
	} cases[] = {
		{MD_ERROR_NETWORK, 0, 0, TRUE},
		{MD_ERROR_NETWORK, 1, 0, TRUE},
		{MD_ERROR_NETWORK, 2, 0, FALSE}, /* none left */
		{MD_ERROR_NETWORK, 0, RETRY_LONGEST + 1, FALSE},
		{MD_ERROR_FAILED, 0, 0, FALSE},
		{MD_ERROR_NOT_FOUND, 0, 0, FALSE},
		{MD_ERROR_CANCELLED, 0, 0, FALSE},
	};
	HttpSettings settings;

	http_settings_init(&settings);
	settings.retries = 2;
	settings.pause = 1;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		GError *error = g_error_new(MD_ERROR, cases[i].code, "no");
		guint tried = cases[i].tried;

		g_assert_cmpint(retry_after(&settings, &tried, cases[i].after, &error), ==,
				cases[i].again);
		g_assert_true(cases[i].again == !error);
		g_assert_cmpuint(tried, ==, cases[i].tried + (cases[i].again ? 1 : 0));
		g_clear_error(&error);
	}
}

/* At least as long as the server asks, and half of what is due. */
static void test_pause(void)
{
	static const struct {
		guint pause, tried, after;
		gint64 least; /* ms */
	} cases[] = {
		{20, 0, 0, 10},
		{20, 2, 0, 40},
		{1, 0, 1, 1000},
	};
	HttpSettings settings;

	http_settings_init(&settings);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		GError *error = g_error_new_literal(MD_ERROR, MD_ERROR_NETWORK, "no");
		guint tried = cases[i].tried;
		gint64 before = g_get_monotonic_time();

		settings.pause = cases[i].pause;
		g_assert_true(retry_after(&settings, &tried, cases[i].after, &error));
		g_assert_cmpint(g_get_monotonic_time() - before, >=,
				cases[i].least * G_TIME_SPAN_MILLISECOND);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/retry/which", test_which);
	g_test_add_func("/retry/pause", test_pause);
	return g_test_run();
}
