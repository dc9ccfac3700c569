/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/lead.h"

#include <string.h>

static const struct {
	const char *what, *text, *lead;
} rows[] = {
	{"plain", "This series teaches the model to count.\n\nMore.\n",
	 "This series teaches the model to count."},
	{"lines are joined", "Counting is\nhard\tto  do.\n", "Counting is hard to do."},
	{"greeting", "Hi all,\n\nThis counts.\n", "This counts."},
	{"greeting right above", "Hello Bo,\nThis counts.\n", "This counts."},
	{"names", "Ann, Bo,\n\nThis counts.\n", "This counts."},
	{"a sentence that begins so",
	 "All of this is about counting sheep at night, in the dark.\n",
	 "All of this is about counting sheep at night, in the dark."},
	{"history is no greeting", "History counts.\n", "History counts."},
	{"quote", "On Monday, Ann wrote:\n> Count!\n\nI will.\n", "I will."},
	{"quote right below", "I will count:\n> Count!\n\nSoon.\n", "I will count: Soon."},
	{"changelog above", "Changes since v1:\n- less\n\nThis counts.\n", "This counts."},
	{"version above", "v2: rebased\n\nThis counts.\n", "This counts."},
	{"nothing but a version", "v2: rebased\n", "v2: rebased"},
	{"edition",
	 "This is the v4 of the series previously posted here:\n\n  https://x.example/1\n\nIt "
	 "counts.\n",
	 "It counts."},
	{"rework", "This is a rework of a patch posted last week[1]\n\nIt counts.\n", "It counts."},
	{"rework of what",
	 "This is a rework of Bo's series, which teaches the model to count sheep at "
	 "night.\n\nMore.\n",
	 "This is a rework of Bo's series, which teaches the model to count sheep at night."},
	{"title once more", "Count sheep\n\nIt counts.\n", "It counts."},
	{"nothing but the title", "Count sheep\n", "Count sheep"},
	{"footnote", "[1] https://x.example/1\n\nIt counts.\n", "It counts."},
	{"footnote right below", "It counts.\n[1]: counting\n", "It counts."},
	{"footnote named at a line's begin", "It counts as in\n[1], and faster.\n",
	 "It counts as in [1], and faster."},
	{"pull request",
	 "The following changes since commit 0123:\n\n  Less (2026-01-01)\n\n"
	 "are available in the Git repository at:\n\n  https://x.example/x.git tags/x\n\n"
	 "for you to fetch changes up to 4567:\n\n  More (2026-01-02)\n\n"
	 "----------------------------------------------------------------\nIt counts.\n\n"
	 "----------------------------------------------------------------\nAnn (2):\n",
	 "It counts."},
	{"pull request of a tag without words",
	 "The following changes since commit 0123:\n\n"
	 "----------------------------------------------------------------\n"
	 "Ann Example (2):\n      Count\n\n x.c | 2 +-\n 1 file changed\n",
	 NULL},
	{"pull request under words",
	 "Bo,\n\nPlease pull.\n\nThe following changes since commit 0123:\n", "Please pull."},
	{"pull request without a tag's words",
	 "The following changes since commit 0123:\n\n  Less (2026-01-01)\n\nAnn (2):\n", NULL},
	{"pull request alone", "The following changes since commit 0123:\n", NULL},
	{"what is new in it", "Compared to v1 this counts faster.\n\nIt counts.\n", "It counts."},
	{"no other words", "Here is version 3 of the series.\n",
	 "Here is version 3 of the series."},
	{"a version further on", "This is about counting sheep as they do in v2.\n\nMore.\n",
	 "This is about counting sheep as they do in v2."},
	{"introduction", "Three things are done:\n\n- counting\n- more of it\n",
	 "Three things are done: - counting - more of it"},
	{"diff alone", "diff --git a/x b/x\n--- a/x\n+++ b/x\n", NULL},
	{"code first", "\tint x;\n\nThis counts.\n", "This counts."},
	{"picked for a stable tree",
	 "[ Upstream commit 0123456789abcdef0123456789abcdef01234567 ]\n\nIt counts.\n",
	 "It counts."},
	{"trailers", "Signed-off-by: Ann Example <ann@example.org>\n", NULL},
	{"prose above trailers", "It counts.\nSigned-off-by: Ann Example <ann@example.org>\n",
	 "It counts."},
	{"pull request",
	 "The following changes since commit 0123456789abcdef:\n\n  count: sheep (2026-01-02)\n\n"
	 "are available in the Git repository at:\n\n  https://x.example/linux tags/count-1\n\n"
	 "for you to fetch changes up to fedcba9876543210:\n\n  count: goats (2026-01-03)\n\n"
	 "----------------------------------------------------------------\n"
	 "Counting fixes for 6.8:\n\n- goats count\n\n"
	 "----------------------------------------------------------------\nAnn Example (1):\n",
	 "Counting fixes for 6.8: - goats count"},
	{"words above a pull request",
	 "Bo,\n\nplease pull what counts.\n\nThe following changes since commit "
	 "0123456789abcdef:\n",
	 "please pull what counts."},
	{"ruler", "==========\n\nIt counts.\n", "It counts."},
	{"table of numbers", "1 2 3\n4 5 6\n\nIt counts.\n", "It counts."},
	{"signature", "-- \nAnn\n", NULL},
	{"signature right below", "It counts.\n-- \nAnn\n", "It counts."},
	{"Chinese", "大家好，这一系列补丁教会模型计数。\n", "大家好，这一系列补丁教会模型计数。"},
	{"nothing", "", NULL},
	{"blanks", " \n\t\n", NULL},
};

static void test_table(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *lead = lead_of(slice_of(rows[i].text), "count sheep");

		g_test_message("%s", rows[i].what);
		g_assert_cmpstr(lead, ==, rows[i].lead);
	}
}

static char *repeat(const char *word, guint times)
{
	GString *text = g_string_new(NULL);

	while (times-- > 0)
		g_string_append(text, word);
	return g_string_free(text, FALSE);
}

/* Behind a sentence where there is one, else behind a word, and never inside a character. */
static void test_cut(void)
{
	g_autofree char *sentences = repeat("This is a sentence of some length. ", 40);
	g_autofree char *words = repeat("word ", 400), *wide = repeat("计", 900);
	g_autofree char *a = lead_of(slice_of(sentences), NULL),
			*b = lead_of(slice_of(words), NULL), *c = lead_of(slice_of(wide), NULL);

	g_assert_true(g_str_has_suffix(a, "length."));
	g_assert_true(g_str_has_suffix(b, "word …"));
	g_assert_true(g_str_has_suffix(c, "计 …"));
	g_assert_true(g_utf8_validate(c, -1, NULL));
	g_assert_cmpuint(strlen(a), <=, LEAD_MAX);
	g_assert_cmpuint(strlen(b), <=, LEAD_MAX + strlen(" …"));
	g_assert_cmpuint(strlen(c), <=, LEAD_MAX + strlen(" …"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/lead/table", test_table);
	g_test_add_func("/lead/cut", test_cut);
	return g_test_run();
}
