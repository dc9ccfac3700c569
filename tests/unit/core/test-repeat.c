/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/repeat.h"
#include "lib/posts.h"

#define ANN "Ann <ann@example.org>"
#define BOB "Bob <bob@example.org>"
#define MAX_ROWS 8

/*
 * RULES §7, "Nothing is told twice". What is expected: in order of series and
 * parts, the ids that are told, and "dropped=kept" for the others.
 */
static const struct {
	const char *what, *want;
	PostRow rows[MAX_ROWS];
} cases[] = {
	{"two versions: the newer is kept",
	 "b a=b",
	 {{"a", ANN, "[PATCH] x: y", NULL, 0, NULL}, {"b", ANN, "[PATCH v2] x: Y", NULL, 9, NULL}}},
	{"the newer version came first",
	 "b=a a",
	 {{"a", ANN, "[PATCH v3] x", NULL, 0, NULL}, {"b", ANN, "[PATCH v2] x", NULL, 9, NULL}}},
	{"the same version twice: the latest",
	 "b a=b",
	 {{"a", ANN, "[PATCH] x", NULL, 0, NULL}, {"b", ANN, "[PATCH RESEND] x", NULL, 9, NULL}}},
	{"three versions point to the last",
	 "c b=c a=c",
	 {{"a", ANN, "[PATCH] x", NULL, 0, NULL},
	  {"b", ANN, "[PATCH v2] x", NULL, 9, NULL},
	  {"c", ANN, "[PATCH v3] x", NULL, 9, NULL}}},
	{"another author, another patch",
	 "b a",
	 {{"a", ANN, "[PATCH] x", NULL, 0, NULL}, {"b", BOB, "[PATCH v2] x", NULL, 9, NULL}}},
	{"the author counts, not the sender",
	 "b a=b",
	 {{"a", ANN, "[PATCH] x", NULL, 0, NULL}, {"b", BOB, "[PATCH v2] x", NULL, 9, ANN}}},
	{"stable trees are told apart",
	 "c b a",
	 {{"a", ANN, "[PATCH] x", NULL, 0, NULL},
	  {"b", ANN, "[PATCH 5.10] x", NULL, 9, NULL},
	  {"c", ANN, "[PATCH 5.15.y] x", NULL, 9, NULL}}},
	{"a letter and its first patch pair without their prefixes",
	 "c 1=c 2",
	 {{"c", ANN, "[PATCH 0/2] Support a thing", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] RISC-V: KVM: Support a thing", "c", 0, NULL},
	  {"2", ANN, "[PATCH 2/2] other", "c", 0, NULL}}},
	{"only the first patch pairs so",
	 "c 1 2",
	 {{"c", ANN, "[PATCH 0/2] Support a thing", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] other", "c", 0, NULL},
	  {"2", ANN, "[PATCH 2/2] KVM: Support a thing", "c", 0, NULL}}},
	{"a first patch follows its letter to the newer version",
	 "d 3=d c=d 1=d",
	 {{"c", ANN, "[PATCH 0/1] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/1] KVM: x", "c", 0, NULL},
	  {"d", ANN, "[PATCH v2 0/1] x", NULL, 9, NULL},
	  {"3", ANN, "[PATCH v2 1/1] KVM: x", "d", 9, NULL}}},
	{"letter and first patch with the very same title",
	 "d 3=d c=d 1=d",
	 {{"c", ANN, "[PATCH 0/1] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/1] x", "c", 0, NULL},
	  {"d", ANN, "[PATCH v2 0/1] x", NULL, 9, NULL},
	  {"3", ANN, "[PATCH v2 1/1] x", "d", 9, NULL}}},
	{"one title, two patches of one series",
	 "c 1 2",
	 {{"c", ANN, "[PATCH 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH 1/2] same", "c", 0, NULL},
	  {"2", ANN, "[PATCH 2/2] same", "c", 0, NULL}}},
	{"a patch goes into a series",
	 "c 1 2 a=2",
	 {{"a", ANN, "[PATCH] y", NULL, 0, NULL},
	  {"c", ANN, "[PATCH v2 0/2] x", NULL, 0, NULL},
	  {"1", ANN, "[PATCH v2 1/2] z", "c", 0, NULL},
	  {"2", ANN, "[PATCH v2 2/2] y", "c", 0, NULL}}},
};

static void add_telling(GArray *tellings, const Series *series, const Post *post)
{
	Telling telling = {post, series, NULL};

	g_array_append_val(tellings, telling);
}

static GArray *tell_all(const GPtrArray *all)
{
	GArray *tellings = g_array_new(FALSE, FALSE, sizeof(Telling));

	for (guint i = 0; i < all->len; i++) {
		const Series *series = all->pdata[i];

		if (series->cover)
			add_telling(tellings, series, series->cover);
		for (guint k = 0; k < series->parts->len; k++)
			add_telling(tellings, series, series->parts->pdata[k]);
	}
	repeat_mark(tellings);
	return tellings;
}

static char *describe(const GArray *tellings)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < tellings->len; i++) {
		const Telling *telling = &g_array_index(tellings, Telling, i);

		g_string_append_printf(text, "%s%s", i ? " " : "", telling->post->id);
		if (telling->kept)
			g_string_append_printf(text, "=%s", telling->kept->id);
	}
	return g_string_free(text, FALSE);
}

static void test_cases(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) posts = posts_make(cases[i].rows);
		g_autoptr(GPtrArray) all = series_group(posts);
		g_autoptr(GArray) tellings = tell_all(all);
		g_autofree char *got = describe(tellings);

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/repeat/cases", test_cases);
	return g_test_run();
}
