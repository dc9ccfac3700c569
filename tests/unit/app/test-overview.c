/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/overview.h"

#include <string.h>

#define NAMES_MAX 6

/* A mail: the ids that it bears and, behind the bar, those that it names. */
static guint add_mail(Overview *overview, guint i, const char *row)
{
	g_auto(GStrv) sides = g_strsplit(row, " | ", 2);
	g_auto(GStrv) ids = g_strsplit(sides[0], " ", -1);
	g_auto(GStrv) parents = g_strsplit(sides[1] ? sides[1] : "", " ", -1);
	Post post = {.id = ids[0], .ids = ids[1] ? ids : NULL, .parents = parents};
	const OverviewMail mail = {.order = 2 * i, .commit = i}; /* orders have gaps */

	return overview_add(overview, &mail, &post);
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
	return (gint)GPOINTER_TO_UINT(a) - (gint)GPOINTER_TO_UINT(b);
}

/* The circle that @place is of, from its oldest mail on: "0 2 5". */
static char *circle_of(const Overview *overview, guint place)
{
	g_autoptr(GList) places = NULL;
	GString *out = g_string_new(NULL);
	guint at = place;

	do {
		g_assert_cmpuint(overview_circle(overview, at), ==,
				 overview_circle(overview, place));
		places = g_list_prepend(places, GUINT_TO_POINTER(at));
		at = overview_next_together(overview, at);
	} while (at != place);
	places = g_list_sort(places, compare_places);
	for (const GList *i = places; i; i = i->next)
		g_string_append_printf(out, "%s%u", i == places ? "" : " ",
				       GPOINTER_TO_UINT(i->data));
	return g_string_free(out, FALSE);
}

/* All circles, by their oldest mails. */
static char *circles_of(const Overview *overview, guint n)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < n; i++) {
		g_autofree char *circle = circle_of(overview, i);

		if (!g_hash_table_add(seen, GUINT_TO_POINTER(overview_circle(overview, i))))
			continue;
		g_string_append_printf(out, "%s%s", i ? " | " : "", circle);
	}
	return g_string_free(out, FALSE);
}

static void test_together(void)
{
	static const struct {
		const char *what, *mails[NAMES_MAX], *want;
	} cases[] = {
		{"alone", {"a", "b"}, "0 | 1"},
		{"an answer", {"a", "b", "c | a"}, "0 2 | 1"},
		{"an answer that came first", {"c | a", "b", "a"}, "0 2 | 1"},
		{"two that name what no one bears", {"a | x", "b", "c | x"}, "0 2 | 1"},
		{"... which then comes", {"a | x", "b", "c | x", "x"}, "0 2 3 | 1"},
		{"... and is named again", {"a | x", "x", "c | x", "d"}, "0 1 2 | 3"},
		{"in a chain of those", {"a | x y", "b | y z", "c | z", "d"}, "0 1 2 | 3"},
		{"an id used again", {"a", "b", "a"}, "0 2 | 1"},
		{"several ids", {"a x", "b | x", "c | a", "d"}, "0 1 2 | 3"},
		{"a second id that was named before", {"b | x", "c", "a x"}, "0 2 | 1"},
		{"the same names twice", {"a | x x", "b | a a x", "b | b"}, "0 1 2"},
		{"two circles become one", {"a", "b | a", "c", "d | c", "e | b d"}, "0 1 2 3 4"},
		{"in a ring", {"a | c", "b | a", "c | b", "d"}, "0 1 2 | 3"},
		{"case counts", {"a", "b | A"}, "0 | 1"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Overview) overview = overview_new();
		g_autofree char *got = NULL;
		guint n = 0;

		for (; n < NAMES_MAX && cases[i].mails[n]; n++)
			g_assert_cmpuint(add_mail(overview, n, cases[i].mails[n]), ==, n);
		got = circles_of(overview, n);
		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* "last | n0 n1 n2 …": a mail that names @n others. */
static char *names_many(const char *id, guint n)
{
	GString *row = g_string_new(id);

	g_string_append(row, " |");
	for (guint i = 0; i < n; i++)
		g_string_append_printf(row, " n%u", i);
	return g_string_free(row, FALSE);
}

/* Of more parents than are looked at, those at both ends count. */
static void test_many_parents(void)
{
	static const struct {
		guint parents;
		const char *child;
		gboolean together;
	} cases[] = {
		{OVERVIEW_PARENTS, "n15", TRUE},
		{OVERVIEW_PARENTS, "n16", TRUE},
		{100, "n0", TRUE},
		{100, "n15", TRUE},
		{100, "n16", FALSE},
		{100, "n83", FALSE},
		{100, "n84", TRUE},
		{100, "n99", TRUE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Overview) overview = overview_new();
		g_autofree char *row = names_many("a", cases[i].parents);

		add_mail(overview, 0, row);
		add_mail(overview, 1, cases[i].child);
		g_test_message("%u, %s", cases[i].parents, cases[i].child);
		g_assert_cmpint(overview_circle(overview, 0) == overview_circle(overview, 1), ==,
				cases[i].together);
	}
}

/* A chain as long as an archive, each mail of which names all that is kept of the last ones. */
static void test_long(void)
{
	enum { N = 20000 };
	g_autoptr(Overview) overview = overview_new();
	guint at = 0, n = 0;

	for (guint i = 0; i < N; i++) {
		g_autoptr(GString) row = g_string_new(NULL);

		g_string_printf(row, "m%u | root", i);
		for (guint k = i > 8 ? i - 8 : 0; k < i; k++)
			g_string_append_printf(row, " m%u", k);
		add_mail(overview, i, row->str);
	}
	do {
		at = overview_next_together(overview, at);
		n++;
	} while (at && n <= N);
	g_assert_cmpuint(n, ==, N);
}

static void test_find(void)
{
	g_autoptr(Overview) overview = overview_new();

	for (guint i = 0; i < 5; i++)
		add_mail(overview, i, "a");
	for (guint i = 0; i < 5; i++)
		g_assert_cmpuint(overview_find(overview, 2 * i), ==, i);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/overview/together", test_together);
	g_test_add_func("/overview/many-parents", test_many_parents);
	g_test_add_func("/overview/long", test_long);
	g_test_add_func("/overview/find", test_find);
	return g_test_run();
}
