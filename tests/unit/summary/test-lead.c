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
	{"quote right below", "I will count:\n> Count!\n\nSoon.\n", "I will count: …"},
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
	{"where it can be found, and not what it is",
	 "The series can be found at [1], and its tests on [2]. They are as before.\n\nIt "
	 "counts.\n",
	 "It counts."},
	{"where what came before is",
	 "Previous versions can be found at:\nv2: https://x.example/lists/sheep/2000000002/\n"
	 "v1: https://x.example/lists/sheep/1000000001/\n\nIt counts.\n",
	 "It counts."},
	{"a fault that can be found is what it is about",
	 "A fault can be found in count().\n\nMore.\n", "A fault can be found in count()."},
	{"links are not told",
	 "It counts sheep, and is made of these:\nv2: https://x.example/2\nv1: "
	 "https://x.example/1\n",
	 "It counts sheep, and is made of these: …"},
	{"an aside before all", "(Cc'ing Bo, who has sheep.)\n\nIt counts.\n", "It counts."},
	{"an aside alone", "(It counts.)\n", "(It counts.)"},
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
	{"what it introduces is no prose", "It fails:\n\n    not ok\n", "It fails: …"},
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
	{"edition goes on", "This is v4 of it. Bo's comments are in.\n\nIt counts.\n",
	 "It counts."},
	{"edition that says a lot",
	 "This is v4 of the series. It teaches the model to count all of the sheep that there are "
	 "in a field at night, when they are hard to see, and in the dark they look like goats, "
	 "which must not be counted, as the law has it. So it counts legs, and looks at horns, "
	 "of which goats have more.\n\nMore.\n",
	 "It teaches the model to count all of the sheep that there are in a field at night, when "
	 "they are hard to see, and in the dark they look like goats, which must not be counted, "
	 "as the law has it. So it counts legs, and looks at horns, of which goats have more."},
	{"a version that is not the mail's", "The version field of sheep is wrong.\n\nMore.\n",
	 "The version field of sheep is wrong."},
	{"a paragraph that begins with Change", "Change how it counts.\n\nMore.\n",
	 "Change how it counts."},
	{"changelog set off", "Changes in v2:\n\n- less\n- more\n\nIt counts.\n", "It counts."},
	{"changelog behind a colon", "It counts.\n\nChanges in v2:\n- less\n", "It counts."},
	{"heading", "Overview\n========\n\nIt counts.\n", "It counts."},
	{"heading alone", "Overview\n\nIt counts.\n", "It counts."},
	{"eye-catcher", "*** BLURB HERE ***\n\nIt counts.\n", "It counts."},
	{"picked long ago",
	 "commit 0123456789abcdef0123456789abcdef01234567 upstream.\n\nIt counts.\n", "It counts."},
	{"last sentence opens code", "It counts. Like this:\n\n    count(sheep);\n",
	 "It counts. Like this: …"},
	{"last sentence opens a list", "It counts. Like this:\n\n- one\n- two\n",
	 "It counts. Like this: - one - two"},
	{"list first", "- one sheep\n- two sheep\n", "one sheep - two sheep"},
	{"a sentence that breaks off", "It counts. See also\n\tcount(sheep);\n", "It counts."},
	{"breaks off, and is all", "See also\n\tcount(sheep);\n", "See also …"},
	{"a commit begins a line",
	 "It counts since\n0123456789ab (\"count: sheep\"), as all-round as it is.\n",
	 "It counts since 0123456789ab (\"count: sheep\"), as all-round as it is."},
	{"nothing", "", NULL},
	{"blanks", " \n\t\n", NULL},
};

static char *read_lead(const char *text, const char *title)
{
	g_autoptr(Reading) reading = reading_new(text, NULL);

	return lead_of(reading, reading->text, title);
}

static void test_table(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *lead = read_lead(rows[i].text, "count sheep");

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
	g_autofree char *a = read_lead(sentences, NULL), *b = read_lead(words, NULL),
			*c = read_lead(wide, NULL);

	g_assert_true(g_str_has_suffix(a, "length."));
	g_assert_true(g_str_has_suffix(b, "word …"));
	g_assert_true(g_str_has_suffix(c, "计 …"));
	g_assert_true(g_utf8_validate(c, -1, NULL));
	g_assert_cmpuint(strlen(a), <=, LEAD_MAX);
	g_assert_cmpuint(strlen(b), <=, LEAD_MAX + strlen(" …"));
	g_assert_cmpuint(strlen(c), <=, LEAD_MAX + strlen(" …"));
}

/* A list is told as a whole or not at all; alone, as far as it goes. */
static void test_long_list(void)
{
	g_autofree char *item = repeat("sheep ", 30);
	g_autofree char *list =
		g_strdup_printf("- %s.\n- %s.\n- %s.\n- %s.\n", item, item, item, item);
	g_autofree char *behind = g_strdup_printf("It counts. Like so:\n\n%s", list);
	g_autofree char *alone = g_strdup_printf("Like so:\n\n%s", list);
	g_autofree char *a = read_lead(behind, NULL), *b = read_lead(alone, NULL);

	g_assert_cmpstr(a, ==, "It counts. Like so: …");
	g_assert_true(g_str_has_prefix(b, "Like so: - sheep"));
	g_assert_true(g_str_has_suffix(b, ". …"));
	g_assert_cmpuint(strlen(b), <=, LEAD_WANTED + strlen(" …"));
}

/* Two sentences where they fit at all, more while it is short. */
static void test_length(void)
{
	g_autofree char *long_one = repeat("word ", 55);
	g_autofree char *two = g_strdup_printf("A %send. A %send. Third.\n", long_one, long_one);
	g_autofree char *many = repeat("This is a sentence. ", 60);
	g_autofree char *a = read_lead(two, NULL), *b = read_lead(many, NULL);

	g_assert_true(g_str_has_suffix(a, "word end."));
	g_assert_cmpuint(strlen(a), >, LEAD_WANTED);
	g_assert_cmpuint(strlen(b), <=, LEAD_WANTED);
	g_assert_true(g_str_has_suffix(b, "sentence."));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/lead/table", test_table);
	g_test_add_func("/lead/cut", test_cut);
	g_test_add_func("/lead/long-list", test_long_list);
	g_test_add_func("/lead/length", test_length);
	return g_test_run();
}
