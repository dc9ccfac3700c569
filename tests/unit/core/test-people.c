/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/people.h"

/* Counts the persons given, in archive order, up to NULL. */
static People *count(const char *const *persons)
{
	People *people = people_new();

	for (guint i = 0; persons[i]; i++) {
		Person person = person_parse(slice_of(persons[i]));
		people_add(people, &person, i);
		person_clear(&person);
	}
	return people;
}

static char *describe_people(const People *people, guint top)
{
	g_autoptr(GArray) counts = people_top(people, top);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < counts->len; i++) {
		const PersonCount *entry = &g_array_index(counts, PersonCount, i);
		g_autofree char *shown = person_show(&entry->person);
		g_string_append_printf(text, "%u %s\n", entry->count, shown);
	}
	return g_string_free(text, FALSE);
}

static char *describe_domains(const People *people, guint top)
{
	g_autoptr(GArray) counts = people_domains(people, top);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < counts->len; i++) {
		const DomainCount *entry = &g_array_index(counts, DomainCount, i);
		g_string_append_printf(text, "%u %s\n", entry->count, entry->domain);
	}
	return g_string_free(text, FALSE);
}

/* RULES §5 */
static const struct {
	const char *what;
	const char *persons[8];
	guint top;
	const char *people, *domains;
} cases[] = {
	{"nobody", {NULL}, 15, "", ""},
	{"one person an address, in either case",
	 {"Ann <ann@x.org>", "Ann <Ann@X.org>", "Ann <ann@x.org>", NULL},
	 15,
	 "3 Ann <ann@x.org>\n",
	 "3 x.org\n"},
	{"the name most often used",
	 {"A <ann@x.org>", "Ann <ann@x.org>", "Ann <ann@x.org>", "A. <ann@x.org>", NULL},
	 15,
	 "4 Ann <ann@x.org>\n",
	 "4 x.org\n"},
	{"ties between names: the latest",
	 {"Ann <ann@x.org>", "A <ann@x.org>", NULL},
	 15,
	 "2 A <ann@x.org>\n",
	 "2 x.org\n"},
	{"ties between people: reverse byte order, as sort -rn",
	 {"Ann <ann@b.org>", "bob <bob@a.org>", "Bob <c@c.org>", NULL},
	 15,
	 "1 bob <bob@a.org>\n1 Bob <c@c.org>\n1 Ann <ann@b.org>\n",
	 "1 c.org\n1 b.org\n1 a.org\n"},
	{"no more than asked for",
	 {"Ann <ann@x.org>", "Ann <ann@x.org>", "Bob <bob@y.org>", NULL},
	 1,
	 "2 Ann <ann@x.org>\n",
	 "2 x.org\n"},
	{"all of them with 0",
	 {"Ann <ann@x.org>", "Bob <bob@y.org>", NULL},
	 0,
	 "1 Bob <bob@y.org>\n1 Ann <ann@x.org>\n",
	 "1 y.org\n1 x.org\n"},
	{"an address without a name, and one without a domain",
	 {"<ann@x.org>", "root", NULL},
	 15,
	 "1 root\n1 ann@x.org\n",
	 "1 x.org\n"},
	{"no address at all: told apart by name",
	 {"Ann <>", "Bob <>", "Ann <>", NULL},
	 15,
	 "2 Ann\n1 Bob\n",
	 ""},
};

static void test_cases(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(People) people = count(cases[i].persons);
		g_autofree char *by_person = describe_people(people, cases[i].top);
		g_autofree char *by_domain = describe_domains(people, cases[i].top);

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(by_person, ==, cases[i].people);
		g_assert_cmpstr(by_domain, ==, cases[i].domains);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/people/cases", test_cases);
	return g_test_run();
}
