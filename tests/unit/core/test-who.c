/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/who.h"

#include "core/held.h"
#include "core/state_parts.h"

/* Who is one: the same letter behind the same person, in the order of the mentions. */
static void test_who(void)
{
	static const struct {
		const char *want;
		const char *people[6];
	} cases[] = {
		{"aa", {"Ann <ann@example.org>", "Ann Example <ann@example.org>"}},
		{"aa", {"Ann Example <ann@example.org>", "Ann Example <ann@home.example>"}},
		{"aa", {"Ann Example <a@example.org>", "\"Example, Ann\" <b@home.example>"}},
		{"aa", {"Ann Example <a@example.org>", "Ann Example (Lab) <b@home.example>"}},
		{"ab", {"Ann Example <ann@example.org>", "Bo Fjord <bo@fjord.example>"}},
		{"aa", {"<ANN@Example.org>", "ann@example.org"}},
		{"aa", {"ann+lists@example.org", "ann@example.org"}},
		{"ab", {"+lists@example.org", "+other@example.org"}},
		{"aa", {"ann@lab.example.org", "ann@example.org"}},
		{"aa", {"ann@example.org", "ann@a.b.lab.example.org"}},
		{"ab", {"ann@lab.example.org", "ann@sea.example.org"}},
		{"aaa", {"ann@lab.example.org", "ann@sea.example.org", "ann@example.org"}},
		{"ab", {"ann@example.org", "ann@example.net"}},
		{"ab", {"ann@org", "ann@example.org"}},
		{"aba", {"Ann <ann@example.org>", "Bo <bo@fjord.example>", "Ann <a@b.example>"}},
		/* joined by a third */
		{"aaa",
		 {"ann@example.org", "Ann Example <x@y.example>", "Ann Example <ann@example.org>"}},
		/* a name is no address */
		{"ab", {"ann@example.org <x@y.example>", "ann@example.org"}},
		{"a", {"Ann"}},
		{"-", {""}},
		{"-a", {"", "Ann"}},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Who) who = who_new();
		g_autoptr(GString) got = g_string_new(NULL);
		Person people[6];
		guint numbers[6], n = 0;

		for (; n < 6 && cases[i].people[n]; n++) {
			people[n] = person_parse(slice_of(cases[i].people[n]));
			who_add(who, &people[n]);
		}
		for (guint k = 0; k < n; k++) {
			guint first = 0, letters = 0;

			numbers[k] = who_number(who, &people[k]);
			while (numbers[first] != numbers[k])
				first++;
			for (guint j = 0; j < k; j++)
				letters = MAX(letters, got->str[j] == '-'
							       ? 0
							       : (guint)(got->str[j] - 'a' + 1));
			g_string_append_c(got, numbers[k] == WHO_NOBODY ? '-'
					       : first < k              ? got->str[first]
									: (char)('a' + letters));
		}
		g_assert_cmpstr(got->str, ==, cases[i].want);
		for (guint k = 0; k < n; k++)
			person_clear(&people[k]);
	}
}

/* It has for one whom person_same() has for one. */
static void test_same(void)
{
	static const char *const all[] = {
		"Ann Example <ann@example.org>",
		"ann@example.org",
		"Ann Example <a@b.example>",
		"\"Example, Ann\" <c@d.example>",
		"ann+x@example.org",
		"ann@lab.example.org",
		"Bo Fjord <bo@fjord.example>",
		"Bo <bo@fjord.example>",
		"bo@x.fjord.example",
		"Bo Fjord (Lab) <e@f.example>",
		"ANN EXAMPLE <g@h.example>",
	};
	g_autoptr(Who) who = who_new();
	Person people[G_N_ELEMENTS(all)];

	for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
		people[i] = person_parse(slice_of(all[i]));
		who_add(who, &people[i]);
	}
	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		for (guint k = 0; k < G_N_ELEMENTS(all); k++)
			if (person_same(&people[i], &people[k]))
				g_assert_cmpuint(who_number(who, &people[i]), ==,
						 who_number(who, &people[k]));
	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		person_clear(&people[i]);
}

static void check_taken(GArray *numbers, const char *want)
{
	g_autoptr(GString) got = g_string_new(NULL);

	for (guint i = 0; i < numbers->len; i++)
		g_string_append_printf(got, "%u ", g_array_index(numbers, guint, i));
	g_assert_cmpstr(got->str, ==, want);
	g_array_unref(numbers);
}

static void test_held(void)
{
	g_autoptr(Held) held = held_new();

	held_add(held, 1, 0, 10);
	held_add(held, 1, 7, 11);
	held_add(held, 2, 7, 12);
	held_add(held, 1, 7, 13);
	held_add(held, 1, 3, 14);
	check_taken(held_take(held, 1, 7), "11 13 ");
	check_taken(held_take(held, 1, 7), "");
	check_taken(held_take(held, 3, 7), "");
	check_taken(held_take_all(held, 1), "10 14 ");
	check_taken(held_take_all(held, 1), "");
	held_add(held, 1, 7, 15);
	check_taken(held_take_all(held, 1), "15 ");
	check_taken(held_take(held, 2, 7), "12 ");
}

static void test_all(void)
{
	static const struct {
		const char *line;
		gboolean want;
	} cases[] = {
		{"Series applied to next, thanks!", TRUE},
		{"Both applied, thanks.", TRUE},
		{"All applied.", TRUE},
		{"Applied all of them", TRUE},
		{"Applied the whole lot", TRUE},
		{"all three queued", TRUE},
		{"for the entire series", TRUE},
		{"for all patches", TRUE},
		{"Applied, thanks all!", FALSE},
		{"Applied, thanks.", FALSE},
		{"Applied; the rest of the series needs work", FALSE},
		{"Applied the series except for patch 4", FALSE},
		{"", FALSE},
		{NULL, FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].line ? cases[i].line : "none");
		g_assert_cmpint(state_parts_means_all(cases[i].line), ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/who/one", test_who);
	g_test_add_func("/who/same", test_same);
	g_test_add_func("/held/take", test_held);
	g_test_add_func("/parts/all", test_all);
	return g_test_run();
}
