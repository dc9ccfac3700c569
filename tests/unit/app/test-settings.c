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
		{"maildelta.mailFrom=Ann <ann@example.org>", "maildelta.mailFrom",
		 "Ann <ann@example.org>"},
		{"maildelta.mailfrom=", "maildelta.mailFrom", NULL},
		{"maildelta.mailFrom=Ann", NULL, NULL},
		{"maildelta.mailFrom=ann@example.org, bo@fjord.example", NULL, NULL},
		{"maildelta.sendmail=/opt/bin/sendmail", "maildelta.sendmail", "/opt/bin/sendmail"},
		{"category.preset=classic", "category.preset", "classic"},
		{"Category.PRESET=default", "category.preset", "default"},
		{"category.preset=", "category.preset", NULL},
		{"category.preset=Classic", NULL, NULL},
		{"category.preset=new", NULL, NULL},
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
		{"maildelta.preset=x", "'category.preset'"},
		{"category.preste=x", "'category.preset'"},
		{"category.subject=x", "'category.<name>.subject'"},
		{"category..subjekt=x", "'category.<name>.subject'"},
		{"category.MPAM.subjcet=x", "'category.MPAM.subject'"},
		{"CATEGORY.a.b c.title=x", "'category.a.b c.subject'"},
		{"category.a\x1b\n.title=x", "'category.a\xEF\xBF\xBD.subject'"},
		{"category.MPAM=x", "'category.MPAM.subject'"},
		{"maildelta.subject=x", "'category.<name>.subject'"},
		{"category=x", NULL},
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

/* The user's own categories, in their order, and what they decide on a subject. */
static void test_categories(void)
{
	static const struct {
		const char *assignments[6];
		const char *names, *subject, *want; /* names: of the first ones */
	} cases[] = {
		{{NULL}, "PATCH,RFC", "[PATCH RFC] x", "RFC"},
		{{"category.preset=classic"}, "PATCH,RFC", "[PATCH RFC] x", "PATCH"},
		{{"category.preset=classic", "category.preset="},
		 "PATCH,RFC",
		 "[RFC PATCH] x",
		 "RFC"},
		{{"category.MPAM.subject=mpam"}, "MPAM,PATCH", "Re: [PATCH] Mpam: x", "MPAM"},
		{{"CateGory.mPam.SUBJECT=^\\[PATCH"}, "mPam,PATCH", "Re: [PATCH] x", "mPam"},
		{{"category.v6.18 & later.subject=x=y"},
		 "v6.18 & later,PATCH",
		 "x=y",
		 "v6.18 & later"},
		{{"category.  two\twords .subject=x"}, "two words,PATCH", "x", "two words"},
		{{"category.b.subject=x", "category.a.subject=x", "category.b.subject=y"},
		 "b,a,PATCH",
		 "y",
		 "b"},
		{{"category.b.subject=x", "category.a.subject=x", "category.b.subject="},
		 "a,PATCH",
		 "x",
		 "a"},
		{{"category.b.subject=x", "category.a.subject=x",
		  "category.b.subject=", "category.b.subject=z"},
		 "a,b,PATCH",
		 "z",
		 "b"},
		{{"category.Other.subject=noise", "category.preset=classic"},
		 "Other,PATCH",
		 "[PATCH] noise",
		 "Other"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(Categories) categories = NULL;
		g_auto(GStrv) names = g_strsplit(cases[i].names, ",", -1);
		g_autoptr(Subject) subject = subject_parse(cases[i].subject);
		Post post = {.subject = subject, .sender = {(char *)"", (char *)""}};

		post.kind = subject->reply ? POST_REPLY : POST_PATCH;
		for (guint j = 0; cases[i].assignments[j]; j++)
			g_assert_true(settings_set(settings, cases[i].assignments[j], NULL));
		categories = settings_categories(settings);
		g_test_message("%s", cases[i].names);
		for (guint j = 0; names[j]; j++)
			g_assert_cmpstr(categories_name(categories, j), ==, names[j]);
		g_assert_cmpstr(categories_name(categories, categories_decide(categories, &post)),
				==, cases[i].want);
	}
}

/* What is no category, or no pattern, is refused at once, and leaves nothing behind. */
static void test_bad_categories(void)
{
	static const struct {
		const char *assignment, *want;
	} cases[] = {
		{"category.MPAM.subject=(x", "column 3: missing closing parenthesis"},
		{"category.MPAM.subject=*", "column 1: "},
		{"category..subject=x", "a category without a name"},
		{"category. \t.subject=x", "a category without a name"},
	};
	g_autoptr(Settings) settings = settings_new();
	g_autoptr(Categories) categories = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].assignment);
		g_assert_false(settings_set(settings, cases[i].assignment, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		g_assert_true(error && g_str_has_prefix(error->message, cases[i].want));
	}
	categories = settings_categories(settings);
	g_assert_cmpuint(categories_count(categories), ==, 8);
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
	g_test_add_func("/settings/categories", test_categories);
	g_test_add_func("/settings/bad-categories", test_bad_categories);
	g_test_add_func("/settings/last-wins", test_last_wins);
	return g_test_run();
}
