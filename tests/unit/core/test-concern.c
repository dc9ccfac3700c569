/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/concern.h"

#include "base/error.h"

#include <string.h>

static void test_has(void)
{
	static const struct {
		const char *text, *addr;
		gboolean has;
	} cases[] = {
		{"ann@example.org", "ann@example.org", TRUE},
		{"ann@example.org", "Ann@EXAMPLE.org", TRUE},
		{"Ann@Example.ORG", "ann@example.org", TRUE},
		{"ann@example.org", "ann+lists@example.org", TRUE},
		{"ann+lists@example.org", "ann@example.org", TRUE},
		{"ann+lists@example.org", "ann+work@example.org", TRUE},
		{"ann@example.org", "ann@mail.example.org", TRUE},
		{"ann@example.org", "joann@example.org", FALSE},
		{"ann@example.org", "ann@notexample.org", FALSE},
		{"ann@example.org", "ann@example.org.invalid", FALSE},
		{"ann@example.org", "annie@example.org", FALSE},
		{"ann@example.org", "ann", FALSE},
		{"ann@example.org", "", FALSE},
		{"ann@example.org", "example.org", FALSE},
		{"ann@localhost", "ann@localhost", TRUE},
		{"ann@localhost", "ann@x.localhost", FALSE},
		{"example.org", "ann@example.org", TRUE},
		{"example.org", "ann@Example.Org", TRUE},
		{"EXAMPLE.org", "ann@example.org", TRUE},
		{"@example.org", "ann@example.org", TRUE},
		{"example.org", "a@sub.example.org", TRUE},
		{"@example.org", "a@b.sub.example.org", TRUE},
		{"example.org", "a@notexample.org", FALSE},
		{"example.org", "a@example.org.invalid", FALSE},
		{"example.org", "a@org", FALSE},
		{"example.org", "a@ple.org", FALSE},
		{"example.org", "example.org", FALSE},
		{"example.org", "", FALSE},
		{"example.org", "example.org@fjord.example", FALSE},
		{"sub.example.org", "a@example.org", FALSE},
		{"@localhost", "ann@localhost", TRUE},
		{"@localhost", "ann@notlocalhost", FALSE},
		{"b\303\266rse.example", "ann@b\303\266rse.example", TRUE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Concern) concern = concern_new(cases[i].text, &error);
		const Person person = {(char *)"Ann Example", (char *)cases[i].addr};

		g_test_message("%s has %s", cases[i].text, cases[i].addr);
		g_assert_no_error(error);
		g_assert_cmpstr(concern_text(concern), ==, cases[i].text);
		g_assert_cmpint(concern_has(concern, &person), ==, cases[i].has);
	}
}

static void test_garbage(void)
{
	static const char *const cases[] = {
		"",
		" ",
		"a b",
		"@",
		"x@",
		"@x@",
		"x",
		"Ann Example",
		"Ann Example <ann@example.org>",
		"<ann@example.org>",
		"ann@example.org,bo@fjord.example",
		"ann@bo@fjord.example",
		"ann @example.org",
		" ann@example.org",
		"ann@example.org ",
		"ann@exa mple.org",
		"ann@.example.org",
		"ann@example..org",
		"ann@example.org.",
		".example.org",
		"example.org.",
		"@.org",
		"*@example.org\n",
		"https://example.org",
		"example.org/x",
	};
	g_autofree char *local = g_strnfill(320, 'a');
	g_autofree char *longest = g_strconcat(local, "@example.org", NULL);

	for (guint i = 0; i <= G_N_ELEMENTS(cases); i++) {
		const char *text = i < G_N_ELEMENTS(cases) ? cases[i] : longest;
		g_autoptr(GError) error = NULL;

		g_test_message("%s", text);
		g_assert_null(concern_new(text, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		g_assert_nonnull(strstr(error->message, "give ann@example.org, or example.org"));
	}
}

static void test_message(void)
{
	static const struct {
		const char *sender, *recipients; /* with blanks between */
		gboolean has;
	} cases[] = {
		{"ann@example.org", "", TRUE},
		{"bo@fjord.example", "list@fjord.example ann@example.org", TRUE},
		{"bo@fjord.example", "ann+x@example.org", TRUE},
		{"bo@fjord.example", "list@fjord.example", FALSE},
		{"bo@fjord.example", "", FALSE},
		{"", "", FALSE},
	};
	g_autoptr(Concern) concern = concern_new("ann@example.org", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(GStrv) recipients = g_strsplit(cases[i].recipients, " ", -1);
		const Message message = {
			.sender = {(char *)"Ann Example", (char *)cases[i].sender},
			.recipients = *cases[i].recipients ? recipients : NULL,
		};

		g_test_message("%s to %s", cases[i].sender, cases[i].recipients);
		g_assert_cmpint(concern_has_message(concern, &message), ==, cases[i].has);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/concern/has", test_has);
	g_test_add_func("/concern/garbage", test_garbage);
	g_test_add_func("/concern/message", test_message);
	return g_test_run();
}
