/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/series.h"
#include "lib/posts.h"

#include <string.h>

#define ANN "Ann <ann@example.org>"
#define BOB "Bob <bob@example.org>"
#define MAX_ROWS 8

/*
 * RULES §3, "Series". What is expected is one word a series, newest first: the
 * ids of its mails in printing order, the cover letter's in brackets: [?] where it
 * was not read.
 */
static const struct {
	const char *what, *want;
	PostRow rows[MAX_ROWS];
} cases[] = {
	{"parts answer their cover letter",
	 "[c]12",
	 {{"c", ANN, "[PATCH v2 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH v2 1/2] a", "c", 1, NULL},
	  {"2", ANN, "[PATCH v2 2/2] b", "c", 1, NULL}}},
	{"each part answers the one before",
	 "[c]123",
	 {{"c", ANN, "[PATCH 0/3] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/3] a", "c", 1, NULL},
	  {"2", ANN, "[PATCH 2/3] b", "c 1", 1, NULL},
	  {"3", ANN, "[PATCH 3/3] c", "c 1 2", 1, NULL}}},
	{"parts answer 1/m where there is no letter",
	 "12",
	 {{"1", ANN, "[PATCH 1/2] a", NULL, 0, NULL}, {"2", ANN, "[PATCH 2/2] b", "1", 9, NULL}}},
	{"the letter was not read: parts share a parent",
	 "[?]12",
	 {{"1", ANN, "[PATCH 1/2] a", "gone", 0, NULL},
	  {"2", ANN, "[PATCH 2/2] b", "gone", 500, NULL}}},
	{"the letter was not read, parts answer one another",
	 "[?]23",
	 {{"2", ANN, "[PATCH 2/3] a", "gone 1", 0, NULL},
	  {"3", ANN, "[PATCH 3/3] b", "gone 1 2", 0, NULL}}},
	{"the letter and its parts answer an older letter",
	 "[d]34 [c]12",
	 {{"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] a", "c", 1, NULL},
	  {"2", ANN, "[PATCH 2/2] b", "c", 1, NULL},
	  {"d", ANN, "[PATCH v2 0/2] x", "c", 500, NULL},
	  {"3", ANN, "[PATCH v2 1/2] a", "c", 500, NULL},
	  {"4", ANN, "[PATCH v2 2/2] b", "c", 501, NULL}}},
	{"… but they answer different mails",
	 "[?]3 [d] [c]1",
	 {{"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] a", "c", 1, NULL},
	  {"d", ANN, "[PATCH v2 0/2] x", "c", 500, NULL},
	  {"3", ANN, "[PATCH v2 1/2] a", "c 1", 500, NULL}}},
	{"different parents, different series",
	 "[?]2 [?]1",
	 {{"1", ANN, "[PATCH 1/2] a", "x", 0, NULL}, {"2", ANN, "[PATCH 2/2] b", "y", 0, NULL}}},
	{"the letter arrives last",
	 "[c]12",
	 {{"2", ANN, "[PATCH 2/2] b", "c", 1, NULL},
	  {"1", ANN, "[PATCH 1/2] a", "c", 1, NULL},
	  {"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL}}},
	{"unthreaded parts within twenty minutes of each other",
	 "[c]123",
	 {{"c", ANN, "[PATCH 0/3] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/3] a", NULL, 15, NULL},
	  {"2", ANN, "[PATCH 2/3] b", NULL, 35, NULL},
	  {"3", ANN, "[PATCH 3/3] c", NULL, 55, NULL}}},
	{"unthreaded parts further apart",
	 "[?]2 1",
	 {{"1", ANN, "[PATCH 1/2] a", NULL, 0, NULL}, {"2", ANN, "[PATCH 2/2] b", NULL, 21, NULL}}},
	{"unthreaded parts, but another sender, version or m",
	 "[?]d [?]c [?]b 1",
	 {{"1", ANN, "[PATCH 1/2] a", NULL, 0, NULL},
	  {"b", BOB, "[PATCH 2/2] b", NULL, 0, NULL},
	  {"c", ANN, "[PATCH v2 2/2] c", NULL, 0, NULL},
	  {"d", ANN, "[PATCH 2/3] d", NULL, 0, NULL}}},
	{"v1 in words and v1 without are one version",
	 "12",
	 {{"1", ANN, "[PATCH v1 1/2] a", NULL, 0, NULL},
	  {"2", ANN, "[PATCH 2/2] b", NULL, 0, NULL}}},
	{"a new version posted into the old one's thread",
	 "[d]45 [c]12",
	 {{"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] a", "c", 0, NULL},
	  {"2", ANN, "[PATCH 2/2] b", "c", 0, NULL},
	  {"d", ANN, "[PATCH v2 0/2] x", "c", 90, NULL},
	  {"4", ANN, "[PATCH v2 1/2] a", "c d", 90, NULL},
	  {"5", ANN, "[PATCH v2 2/2] b", "c d", 90, NULL}}},
	{"the same version sent again into its thread",
	 "[d]45 [c]12",
	 {{"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] a", "c", 0, NULL},
	  {"2", ANN, "[PATCH 2/2] b", "c", 0, NULL},
	  {"d", ANN, "[PATCH RESEND 0/2] x", "c", 9, NULL},
	  {"4", ANN, "[PATCH RESEND 1/2] a", "c d", 9, NULL},
	  {"5", ANN, "[PATCH RESEND 2/2] b", "c d", 9, NULL}}},
	{"one part sent twice",
	 "e [c]12",
	 {{"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] a", "c", 0, NULL},
	  {"2", ANN, "[PATCH 2/2] b", "c", 0, NULL},
	  {"e", ANN, "[PATCH 2/2] b", "c", 300, NULL}}},
	{"a patch on its own, a late part makes its series new",
	 "[c]12 s",
	 {{"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] a", "c", 0, NULL},
	  {"s", BOB, "[PATCH] y", NULL, 0, NULL},
	  {"2", ANN, "[PATCH 2/2] b", "c", 0, NULL}}},
	{"so does an unthreaded one that was sent before the others",
	 "12 s",
	 {{"2", ANN, "[PATCH 2/2] b", NULL, 5, NULL},
	  {"s", BOB, "[PATCH] y", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] a", NULL, 0, NULL}}},
	{"a patch on its own is no part of what it answers",
	 "s [c]1",
	 {{"c", ANN, "[PATCH 0/1] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/1] a", "c", 0, NULL},
	  {"s", ANN, "[PATCH] fixup", "c 1", 0, NULL}}},
	{"references in a circle",
	 "[?]12",
	 {{"1", ANN, "[PATCH 1/2] a", "2", 0, NULL}, {"2", ANN, "[PATCH 2/2] b", "1", 0, NULL}}},
	{"one id for two parts",
	 "11",
	 {{"1", ANN, "[PATCH 1/2] a", NULL, 0, NULL}, {"1", ANN, "[PATCH 2/2] b", NULL, 0, NULL}}},
	{"1/m is the first mail of a thread: there is no letter",
	 "[?]2 1",
	 {{"1", ANN, "[PATCH 1/2] a", NULL, 0, NULL},
	  {"2", ANN, "[PATCH v2 2/2] b", "1 gone", 90, NULL}}},
	{"a later version's letter was not read",
	 "[?]2 [c]1",
	 {{"c", ANN, "[PATCH 0/1] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/1] a", "c", 0, NULL},
	  {"2", ANN, "[PATCH v2 1/1] a", "c gone", 90, NULL}}},
	{"the letter counts its parts wrongly",
	 "[c]12",
	 {{"c", ANN, "[PATCH v2 0/1] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH v2 1/2] a", "c", 1, NULL},
	  {"2", ANN, "[PATCH v2 2/2] b", "c", 1, NULL}}},
	{"the parts forget the letter's version",
	 "[c]12",
	 {{"c", ANN, "[PATCH v2 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] a", "c", 1, NULL},
	  {"2", ANN, "[PATCH 2/2] b", "c 1", 1, NULL}}},
	{"parts of another m beside a letter that has its own",
	 "3 [c]1",
	 {{"c", ANN, "[PATCH 0/1] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/1] a", "c", 1, NULL},
	  {"3", ANN, "[kvmtool PATCH 3/5] b", "c", 1, NULL}}},
	{"a later version in answer to the letter of the first",
	 "12 [c]",
	 {{"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH v2 1/2] a", "c", 90, NULL},
	  {"2", ANN, "[PATCH v2 2/2] b", "c", 90, NULL}}},
	{"someone else's parts in answer to a letter without any",
	 "12 [c]",
	 {{"c", ANN, "[PATCH 0/3] x", NULL, 0, NULL},
	  {"1", BOB, "[PATCH 1/2] a", "c", 1, NULL},
	  {"2", BOB, "[PATCH 2/2] b", "c", 1, NULL}}},
	{"PATCHSET without a counter is a letter",
	 "[c]",
	 {{"c", ANN, "[PATCHSET v3] x", NULL, 0, NULL}}},
	{"someone else's patch in answer to the letter",
	 "b [c]1",
	 {{"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] a", "c", 0, NULL},
	  {"b", BOB, "[PATCH 2/2] b", "c", 0, NULL}}},
};

static char *describe(const GPtrArray *all)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < all->len; i++) {
		const Series *series = all->pdata[i];

		if (i)
			g_string_append_c(text, ' ');
		if (series->cover)
			g_string_append_printf(text, "[%s]", series->cover->id);
		if (series->lacks_cover)
			g_string_append(text, "[?]");
		for (guint k = 0; k < series->parts->len; k++)
			g_string_append(text, ((Post *)series->parts->pdata[k])->id);
	}
	return g_string_free(text, FALSE);
}

static void test_cases(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) posts = posts_make(cases[i].rows);
		g_autoptr(GPtrArray) all = series_group(posts);
		g_autofree char *got = describe(all);

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

static PostRow random_row(GRand *rand, guint i, GPtrArray *texts)
{
	static const char *const senders[] = {ANN, BOB};
	char *id = g_strdup_printf("id%d", g_rand_int_range(rand, 0, (gint32)i + 3));
	char *subject = g_strdup_printf("[PATCH v%d %d/3] t", g_rand_int_range(rand, 1, 3),
					g_rand_int_range(rand, 0, 4));
	char *parents = g_strdup_printf("id%d id%d", g_rand_int_range(rand, 0, (gint32)i + 9),
					g_rand_int_range(rand, 0, (gint32)i + 9));

	g_ptr_array_add(texts, id);
	g_ptr_array_add(texts, subject);
	g_ptr_array_add(texts, parents);
	return (PostRow){id,
			 senders[g_rand_int_range(rand, 0, 2)],
			 subject,
			 g_rand_boolean(rand) ? parents : NULL,
			 g_rand_int_range(rand, 0, 60),
			 NULL};
}

/* Every post in exactly one series, no number twice, newest first: for any references. */
static void check_properties(const GPtrArray *posts)
{
	g_autoptr(GPtrArray) all = series_group(posts);
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	guint newest = G_MAXUINT;

	for (guint i = 0; i < all->len; i++) {
		const Series *series = all->pdata[i];
		guint last = 0;

		g_assert_cmpuint(series->newest, <, newest);
		newest = series->newest;
		if (series->cover)
			g_assert_true(g_hash_table_add(seen, series->cover));
		for (guint k = 0; k < series->parts->len; k++) {
			Post *part = series->parts->pdata[k];
			g_assert_true(g_hash_table_add(seen, part));
			g_assert_cmpuint(part->subject->n, >, last);
			last = part->subject->n;
		}
	}
	g_assert_cmpuint(g_hash_table_size(seen), ==, posts->len);
}

static void test_properties(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20260105);

	for (guint round = 0; round < 200; round++) {
		g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(GPtrArray) posts = NULL;
		PostRow rows[41] = {{0}};

		for (guint i = 0; i < 40; i++)
			rows[i] = random_row(rand, i, texts);
		posts = posts_make(rows);
		check_properties(posts);
	}
}

/* A chain as long as an attacker likes takes neither the stack nor forever. */
static void test_long_chain(void)
{
	const guint n = 20000;
	g_autofree PostRow *rows = g_new0(PostRow, n + 1);
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) posts = NULL;
	g_autoptr(GPtrArray) all = NULL;

	for (guint i = 0; i < n; i++) {
		char *id = g_strdup_printf("id%u", n - i), *up = g_strdup_printf("id%u", n - i - 1);
		char *subject = g_strdup_printf("[PATCH %u/9999] t", (n - i) % 9999 + 1);

		g_ptr_array_add(texts, id);
		g_ptr_array_add(texts, up);
		g_ptr_array_add(texts, subject);
		rows[i] = (PostRow){id, ANN, subject, up, 0, NULL};
	}
	posts = posts_make(rows);
	all = series_group(posts);
	g_assert_cmpuint(all->len, ==, 3); /* each number stands in it up to three times */
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/series/cases", test_cases);
	g_test_add_func("/series/properties", test_properties);
	g_test_add_func("/series/long-chain", test_long_chain);
	return g_test_run();
}
