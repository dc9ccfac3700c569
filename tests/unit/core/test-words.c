/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/words.h"

#include <string.h>

static char *describe(const char *text)
{
	g_autoptr(Own) own = own_read(text, strlen(text), NULL);
	g_autoptr(GPtrArray) sentences = words_read(text, own);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < sentences->len; i++) {
		const Sentence *sentence = sentences->pdata[i];

		g_assert_cmpuint(sentence->from, <, strlen(text));
		g_string_append_printf(out, "%s%s", sentence->opens ? "|" : "/", sentence->text);
	}
	return g_string_free(out, FALSE);
}

static void test_sentences(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"", ""},
		{"It boils.", "|It boils."},
		{"It boils. It pours! Does it?\n", "|It boils./It pours!/Does it?"},
		{"It boils\nover. And out\n\nNext.\n", "|It boils over./And out|Next."},
		{"A kettle, e.g. this one, boils.\n", "|A kettle, e.g. this one, boils."},
		{"See kettle.c and v5.12 there.\n", "|See kettle.c and v5.12 there."},
		{"Well... It boils (it does.) Or not.\n", "|Well.../It boils (it does.)/Or not."},
		{"- It boils.\n- It pours.\n", "|- It boils.|- It pours."},
		{"It boils.\nReviewed-by: Ann Example <ann@example.org>\nIt pours.\n",
		 "|It boils.|It pours."},
		{"> It boils.\n\nIt does.\n", "|It does."},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = describe(cases[i].text);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

static void test_tags(void)
{
	static const struct {
		const char *line;
		gboolean want;
	} cases[] = {
		{"Reviewed-by: Ann Example <ann@example.org>", TRUE},
		{"  Acked-by : Ann", TRUE},
		{"REVIEWED-BY: Ann", TRUE},
		{"-by: Ann", FALSE},
		{"Reviewed-by when you fix that", FALSE},
		{"Fixes: 0123456789ab", FALSE},
		{"", FALSE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].line);
		g_assert_cmpint(words_is_tag(slice_of(cases[i].line)), ==, cases[i].want);
	}
}

/* No sentence is longer than is looked at, and none is lost. */
static void test_long(void)
{
	g_autofree char *text = g_strnfill(100000, 'a');
	g_autoptr(Own) own = own_read(text, 100000, NULL);
	g_autoptr(GPtrArray) sentences = words_read(text, own);
	gsize sum = 0;

	for (guint i = 0; i < sentences->len; i++) {
		const Sentence *sentence = sentences->pdata[i];

		g_assert_cmpuint(strlen(sentence->text), <=, WORDS_MAX_SENTENCE);
		sum += strlen(sentence->text);
	}
	g_assert_true(sum == 0 || sum == 100000); /* own words, or taken for code */
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/words/sentences", test_sentences);
	g_test_add_func("/words/tags", test_tags);
	g_test_add_func("/words/long", test_long);
	return g_test_run();
}
