/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/mailbox.h"

#include "base/error.h"

#include <string.h>

#define X10 "xxxxxxxxxx"
#define X60 X10 X10 X10 X10 X10 X10

static void test_one(void)
{
	static const struct {
		const char *text, *name, *addr; /* addr NULL: refused */
	} cases[] = {
		{"ann@example.org", "", "ann@example.org"},
		{" <ann@example.org> ", "", "ann@example.org"},
		{"Ann Example <ann@example.org>", "Ann Example", "ann@example.org"},
		{"\"Example, Ann\" <ann@example.org>", "Example, Ann", "ann@example.org"},
		{"Ann Example\t (Wren) <ann@example.org>", "Ann Example (Wren)", "ann@example.org"},
		{"ann@example.org (Ann)", "Ann", "ann@example.org"},
		{"安 <ann@example.org>", "安", "ann@example.org"},
		{"Ann <ann+list.x'y@a-b.example.org>", "Ann", "ann+list.x'y@a-b.example.org"},
		{"root@localhost", "", "root@localhost"},
		{"-oQ/tmp@example.org", "", "-oQ/tmp@example.org"}, /* is no argument of anything */
		{X60 "xxxx@example.org", "", X60 "xxxx@example.org"},
		/* a line end is a blank at most */
		{"Ann\r\nBcc: x <ann@example.org>", "Ann Bcc: x", "ann@example.org"},
		{"ann@example.org\nBcc: bo@fjord.example", NULL, NULL},
		{"<ann@example.org\nBcc: bo@fjord.example>", NULL, NULL},
		{"Ann <ann@example.org>\nBcc: bo@fjord.example", NULL, NULL},
		{"", NULL, NULL},
		{"Ann", NULL, NULL},
		{"Ann <>", NULL, NULL},
		{"ann@", NULL, NULL},
		{"@example.org", NULL, NULL},
		{"ann@example@org", NULL, NULL},
		{"ann..b@example.org", NULL, NULL},
		{".ann@example.org", NULL, NULL},
		{"ann.@example.org", NULL, NULL},
		{"ann@.org", NULL, NULL},
		{"ann@example.", NULL, NULL},
		{"an n@example.org", NULL, NULL},
		{"\xC3\xA4nn@example.org", NULL, NULL},
		{"ann@\xC3\xA4.example", NULL, NULL},
		{"ann@exam\xFFple.org", NULL, NULL},
		{"ann@exam>ple.org", NULL, NULL},
		{"|/bin/sh", NULL, NULL},
		{"ann@|sh", NULL, NULL},
		{X60 "xxxxx@example.org", NULL, NULL},
		{"ann@" X60 X60 X60 X60 X60, NULL, NULL},
		{"ann@example.org, bo@fjord.example", NULL, NULL},
		{"Ann <ann@example.org> <bo@fjord.example> x", NULL, NULL},
		{"Ann <ann@example.org", NULL, NULL},
		{"ann@example.org (a\"b), bo@fjord.example", NULL, NULL},
		{"Ann <ann@example.org> \"x, <bo@fjord.example>", NULL, NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		Person person;

		g_test_message("%s", cases[i].text);
		if (!mailbox_parse(cases[i].text, &person, &error)) {
			g_assert_null(cases[i].addr);
			g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
			continue;
		}
		g_assert_cmpstr(person.name, ==, cases[i].name);
		g_assert_cmpstr(person.addr, ==, cases[i].addr);
		person_clear(&person);
	}
}

static void test_list(void)
{
	static const struct {
		const char *text, *want; /* NULL: refused */
	} cases[] = {
		{"ann@example.org", "ann@example.org;"},
		{"ann@example.org,bo@fjord.example", "ann@example.org;bo@fjord.example;"},
		{"Ann <ann@example.org> ,, \"Fjord, Bo\" <bo@fjord.example>,",
		 "Ann <ann@example.org>;Fjord, Bo <bo@fjord.example>;"},
		{"\"a\\\",b\" <ann@example.org>, bo@fjord.example",
		 "a\",b <ann@example.org>;bo@fjord.example;"},
		{"Fjord, Bo <bo@fjord.example>", NULL},
		{"ann@example.org bo@fjord.example", NULL},
		{"ann@example.org, bo", NULL},
		{"\"ann@example.org, bo@fjord.example", NULL},
		{",", NULL},
		{"", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) people = mailbox_list_new();
		g_autoptr(GString) got = g_string_new(NULL);
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].text);
		if (!mailbox_parse_list(cases[i].text, people, &error)) {
			g_assert_null(cases[i].want);
			g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
			continue;
		}
		for (guint k = 0; k < people->len; k++) {
			g_autofree char *one = person_show(&g_array_index(people, Person, k));
			g_string_append_printf(got, "%s;", one);
		}
		g_assert_cmpstr(got->str, ==, cases[i].want);
	}
}

/* Time is linear in what is given. */
static void test_long(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) people = mailbox_list_new();

	while (text->len < 1 << 20)
		g_string_append(text, "a@b.example,");
	g_assert_true(mailbox_parse_list(text->str, people, NULL));
	g_assert_cmpuint(people->len, ==, text->len / strlen("a@b.example,"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/mailbox/one", test_one);
	g_test_add_func("/mailbox/list", test_list);
	g_test_add_func("/mailbox/long", test_long);
	return g_test_run();
}
