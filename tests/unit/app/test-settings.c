/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/settings.h"
#include "base/error.h"

#include <string.h>

static void test_set(void)
{
	static const struct {
		const char *assignment, *name, *value; /* name NULL: refused */
	} cases[] = {
		{"maildelta.title=KVMARM", "maildelta.title", "KVMARM"},
		{"MailDelta.TITLE=x=y", "maildelta.title", "x=y"},
		{"maildelta.title=  two\twords ", "maildelta.title", "two words"},
		{"maildelta.title=a\x1b[31mb", "maildelta.title", "a\xEF\xBF\xBD[31mb"},
		{"maildelta.web=", "maildelta.web", NULL},
		{"maildelta.web=https://x.example/l", "maildelta.web", "https://x.example/l"},
		{"maildelta.web=HTTP://x.example", "maildelta.web", "HTTP://x.example"},
		{"maildelta.web=javascript:alert(1)", NULL, NULL},
		{"maildelta.web=//x.example", NULL, NULL},
		{"maildelta.color=never", "maildelta.color", "never"},
		{"maildelta.color=", "maildelta.color", NULL},
		{"maildelta.color=blue", NULL, NULL},
		{"maildelta.titel=x", NULL, NULL},
		{"maildelta.title", NULL, NULL},
		{"=x", NULL, NULL},
		{"", NULL, NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GError) error = NULL;
		gboolean taken = settings_set(settings, cases[i].assignment, &error);

		g_test_message("%s", cases[i].assignment);
		g_assert_cmpint(taken, ==, cases[i].name != NULL);
		if (taken)
			g_assert_cmpstr(settings_get(settings, cases[i].name), ==, cases[i].value);
		else
			g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
	}
}

/* A name that is none is answered with what it may have been meant to be. */
static void test_guess(void)
{
	static const struct {
		const char *assignment, *meant; /* NULL: nothing near */
	} cases[] = {
		{"maildelta.titel=x", "'maildelta.title'"},
		{"maildetla.title=x", "'maildelta.title'"},
		{"WEB=x", "'maildelta.web'"},
		{"user.template=x", "'maildelta.templates'"},
		{"maildelta.frotz=x", NULL},
		{"maildelta.=x", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].assignment);
		g_assert_false(settings_set(settings, cases[i].assignment, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		g_assert_nonnull(
			strstr(error->message, cases[i].meant ? cases[i].meant : "there is: "));
	}
}

static void test_last_wins(void)
{
	g_autoptr(Settings) settings = settings_new();

	g_assert_null(settings_get(settings, "maildelta.title"));
	g_assert_true(settings_set(settings, "maildelta.title=a", NULL));
	g_assert_true(settings_set(settings, "maildelta.title=b", NULL));
	g_assert_cmpstr(settings_get(settings, "maildelta.title"), ==, "b");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/settings/set", test_set);
	g_test_add_func("/settings/guess", test_guess);
	g_test_add_func("/settings/last-wins", test_last_wins);
	return g_test_run();
}
