/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/person.h"

#include <string.h>

/* RULES §2: a name is everything before the last <addr> of the first mailbox, as it is */
static void test_split(void)
{
	static const struct {
		const char *value, *name, *addr;
	} cases[] = {
		{"Jane Doe <jane@example.org>", "Jane Doe", "jane@example.org"},
		{"Jane Doe<jane@example.org>", "Jane Doe", "jane@example.org"},
		{"  Jane Doe  < jane@example.org > ", "Jane Doe", "jane@example.org"},
		{"jane@example.org", "", "jane@example.org"},
		{"<jane@example.org>", "", "jane@example.org"},
		{"jane@example.org (Jane Doe)", "Jane Doe", "jane@example.org"},
		{"<jane@example.org> (Jane Doe)", "Jane Doe", "jane@example.org"},
		{"Jane <jane@example.org> (at work)", "Jane", "jane@example.org"},
		{"Jane Doe (Example) <jane@example.org>", "Jane Doe (Example)", "jane@example.org"},
		{"\"Doe, Jane\" <jane@example.org>", "\"Doe, Jane\"", "jane@example.org"},
		{"Doe, Jane <jane@example.org>", "Doe, Jane", "jane@example.org"},
		{"=?UTF-8?Q?J=C3=A4ne?= <j@example.org>", "=?UTF-8?Q?J=C3=A4ne?=", "j@example.org"},
		{"Jane <old@example.org> Doe <jane@example.org>", "Jane <old@example.org> Doe",
		 "jane@example.org"},
		{"\"Jane <old@example.org>\" <jane@example.org>", "\"Jane <old@example.org>\"",
		 "jane@example.org"},
		{"\"Jane \\\" Doe\" <jane@example.org>", "\"Jane \\\" Doe\"", "jane@example.org"},
		{"Jane (a <b@example.org>) <jane@example.org>", "Jane (a <b@example.org>)",
		 "jane@example.org"},
		{"<\"jane doe\"@example.org>", "", "\"jane doe\"@example.org"},
		/* the first of several */
		{"Jane <jane@example.org>, Joe <joe@example.org>", "Jane", "jane@example.org"},
		{"jane@example.org, Joe <joe@example.org>", "", "jane@example.org"},
		{"jane@example.org, joe@example.org", "", "jane@example.org"},
		{"jane@example.org (Doe, Jane), joe@example.org", "Doe, Jane", "jane@example.org"},
		{"Doe, Jane <jane@example.org>, Joe <joe@example.org>", "Doe, Jane",
		 "jane@example.org"},
		/* broken */
		{"", "", ""},
		{"<>", "", ""},
		{"Jane <>", "Jane", ""},
		{"Jane <jane@example.org", "Jane", "jane@example.org"},
		{"Jane > <jane@example.org>", "Jane >", "jane@example.org"},
		{"\"Jane <jane@example.org>", "\"Jane", "jane@example.org"},
		{"Jane :( <jane@example.org>", "Jane :(", "jane@example.org"},
		{"(Jane)", "", "(Jane)"},
		{"jane@example.org ()", "", "jane@example.org ()"},
		{"undisclosed-recipients:;", "", "undisclosed-recipients:;"},
		{"\\", "", "\\"},
		{"\"\\", "", "\"\\"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Slice name, addr;
		g_autofree char *got_name = NULL, *got_addr = NULL;

		person_split(slice_of(cases[i].value), &name, &addr);
		got_name = slice_dup(name);
		got_addr = slice_dup(addr);
		g_test_message("%s", cases[i].value);
		g_assert_cmpstr(got_name, ==, cases[i].name);
		g_assert_cmpstr(got_addr, ==, cases[i].addr);
	}
}

/* RULES §2: decoded, without enclosing quotes, comments kept, blanks squeezed */
static void test_make(void)
{
	static const struct {
		const char *in, *name;
	} cases[] = {
		{"Jane Doe", "Jane Doe"},
		{" Jane \t\r\n  Doe ", "Jane Doe"},
		{"\"Jane Doe\"", "Jane Doe"},
		{"'Jane Doe'", "Jane Doe"},
		{"\"'Jane Doe'\"", "Jane Doe"},
		{"\" Jane \"", "Jane"},
		{"\"Doe, Jane\"", "Doe, Jane"},
		{"\"Jane \\\"JD\\\" Doe\"", "Jane \"JD\" Doe"},
		{"\"back\\\\slash\"", "back\\slash"},
		{"back\\slash", "back\\slash"},
		{"Jane Doe (Example)", "Jane Doe (Example)"},
		{"\"Jane Doe (Example)\"", "Jane Doe (Example)"},
		{"\"Jane\" Doe", "\"Jane\" Doe"},
		{"\"Jane\" and \"Joe\"", "\"Jane\" and \"Joe\""},
		{"Jane O'Brien", "Jane O'Brien"},
		{"'Jane O'Brien'", "Jane O'Brien"},
		{"Jane'", "Jane'"},
		{"\"Jane", "\"Jane"},
		{"\"Jane\\\"", "\"Jane\\\""},
		{"\"", "\""},
		{"'", "'"},
		{"\"\"", ""},
		{"''", ""},
		{"", ""},
		{"Jäne", "Jäne"},
		{"J\x1b[1mane", "J\xEF\xBF\xBD[1mane"},
		{"J\xE4ne", "J\xEF\xBF\xBDne"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Person person = person_make(cases[i].in, " Jane@Example.org ");

		g_test_message("%s", cases[i].in);
		g_assert_cmpstr(person.name, ==, cases[i].name);
		g_assert_cmpstr(person.addr, ==, "Jane@Example.org");
		person_clear(&person);
		g_assert_null(person.name);
		g_assert_null(person.addr);
	}
}

/* RULES §2, §5: what is printed, the domain, what makes one person */
static void test_forms(void)
{
	static const struct {
		const char *value, *show, *domain, *key;
	} cases[] = {
		{"Jane <Jane@Example.ORG>", "Jane <Jane@Example.ORG>", "example.org",
		 "jane@example.org"},
		{"\"Doe, Jane\" <j@example.org>", "Doe, Jane <j@example.org>", "example.org",
		 "j@example.org"},
		{"j@example.org", "j@example.org", "example.org", "j@example.org"},
		{"\"a@b\"@example.org", "\"a@b\"@example.org", "example.org",
		 "\"a@b\"@example.org"},
		{"Jane <>", "Jane", "", "jane"},
		{"JÄNE <>", "JÄNE", "", "jäne"},
		{"Jane <jane>", "Jane <jane>", "", "jane"},
		{"Jane <jane@>", "Jane <jane@>", "", "jane@"},
		{"", "", "", ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Person parsed = person_parse(slice_of(cases[i].value));
		Person person = person_copy(&parsed);
		g_autofree char *show = person_show(&person), *domain = person_domain(&person);
		g_autofree char *key = person_key(&person);

		g_test_message("%s", cases[i].value);
		g_assert_cmpstr(show, ==, cases[i].show);
		g_assert_cmpstr(domain, ==, cases[i].domain);
		g_assert_cmpstr(key, ==, cases[i].key);
		person_clear(&parsed);
		person_clear(&person);
	}
}

static void check_same(const char *value_a, const char *value_b, gboolean same)
{
	Person a = person_parse(slice_of(value_a)), b = person_parse(slice_of(value_b));

	g_test_message("%s | %s", value_a, value_b);
	g_assert_cmpint(person_same(&a, &b), ==, same);
	g_assert_cmpint(person_same(&b, &a), ==, same);
	person_clear(&a);
	person_clear(&b);
}

/* RULES §4: tags count when the sender is the person named */
static void test_same(void)
{
	static const struct {
		const char *a, *b;
		gboolean same;
	} cases[] = {
		/* addresses */
		{"J <jane@example.org>", "K <jane@example.org>", TRUE},
		{"J <Jane@Example.org>", "K <jane@eXample.ORG>", TRUE},
		{"J <jane+linux@example.org>", "K <jane@example.org>", TRUE},
		{"J <jane+a@example.org>", "K <jane+b@example.org>", TRUE},
		{"J <jane@mail.example.org>", "K <jane@example.org>", TRUE},
		{"J <jane@a.b.example.org>", "K <jane@example.org>", TRUE},
		{"J <jane+x@mail.example.org>", "K <jane@Example.org>", TRUE},
		{"J <jane>", "K <jane>", TRUE},
		{"J <jane@a.example.org>", "K <jane@b.example.org>", FALSE},
		{"J <jane@badexample.org>", "K <jane@example.org>", FALSE},
		{"J <jane@example.org>", "K <jane@org>", FALSE},
		{"J <jane@x..org>", "K <jane@.org>", FALSE},
		{"J <jane@example.org>", "K <jane@>", FALSE},
		{"J <jane@example.org>", "K <joe@example.org>", FALSE},
		{"J <+a@example.org>", "K <+b@example.org>", FALSE},
		{"J <@example.org>", "K <@example.org>", FALSE},
		{"J <>", "K <>", FALSE},
		/* names */
		{"Jane Doe <a@example.org>", "JANE DOE <b@example.com>", TRUE},
		{"Jäne Doe <a@example.org>", "JÄNE doe <b@example.com>", TRUE},
		{"Jane Doe (Example) <a@example.org>", "Jane Doe <b@example.com>", TRUE},
		{"(Dr (h.c.)) Jane Doe <a@example.org>", "Jane  Doe <b@example.com>", TRUE},
		{"\"Doe, Jane\" <a@example.org>", "Jane Doe <b@example.com>", TRUE},
		{"Doe, Jane (Example) <a@example.org>", "Jane Doe <b@example.com>", TRUE},
		{"\"Jane Doe\" <a@example.org>", "'Jane Doe' <b@example.com>", TRUE},
		{"Doe Jane <a@example.org>", "Jane Doe <b@example.com>", FALSE},
		{"Doe, Jane, Jr <a@example.org>", "Jane Doe <b@example.com>", FALSE},
		{"Jane Doe <a@example.org>", "Jane Do <b@example.com>", FALSE},
		{"<a@example.org>", "<b@example.com>", FALSE},
		{"(x) <a@example.org>", "(x) <b@example.com>", FALSE},
		{", <a@example.org>", ", <b@example.com>", FALSE},
		{"", "", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check_same(cases[i].a, cases[i].b, cases[i].same);
}

/* Asks all there is to ask; what is printed can be read back. */
static void check_properties(const char *value)
{
	Person a = person_parse(slice_of(value)), b;
	g_autofree char *show = person_show(&a), *key = person_key(&a), *domain = person_domain(&a);

	b = person_make(a.name, a.addr);
	g_assert_cmpstr(a.addr, ==, b.addr);
	g_assert_true(g_utf8_validate(show, -1, NULL));
	g_assert_true(g_utf8_validate(key, -1, NULL));
	g_assert_true(strlen(domain) <= strlen(a.addr));
	g_assert_cmpint(person_same(&a, &b), ==, person_same(&b, &a));
	person_clear(&a);
	person_clear(&b);
}

static void test_random(void)
{
	static const char alphabet[] = "\"\"''()<>,,@@.+ \\\t\nab\xC3\xA4";
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);

	for (guint round = 0; round < 20000; round++) {
		char value[24] = "";
		gint len = g_rand_int_range(rand, 0, sizeof(value));

		for (gint i = 0; i < len; i++)
			value[i] = alphabet[g_rand_int_range(rand, 0, sizeof(alphabet) - 1)];
		check_properties(value);
	}
}

/* A megabyte of anything takes no time worth noticing, and no stack. */
static void test_huge(void)
{
	static const char *const units[] = {"\"",  "'",  "(",    ")",    "<",    ">",    "<>",
					    "()",  "\\", "\\\"", ",",    "a,",   "a@b,", "(\"",
					    "\"(", "+",  "@",    "a@b ", "'\"",  "\"'",  "<a@b> ",
					    "a.",  ")(", "(,",   "<,",   "a@b(,"};

	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		g_autoptr(GString) value = g_string_new(NULL), quoted = g_string_new("\"");

		while (value->len < 1 << 20)
			g_string_append(value, units[i]);
		check_properties(value->str);
		g_string_append_printf(quoted, "%s\" <a@b>", value->str);
		check_properties(quoted->str);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/person/split", test_split);
	g_test_add_func("/person/make", test_make);
	g_test_add_func("/person/forms", test_forms);
	g_test_add_func("/person/same", test_same);
	g_test_add_func("/person/random", test_random);
	g_test_add_func("/person/huge", test_huge);
	return g_test_run();
}
