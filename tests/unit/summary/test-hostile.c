/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words made to hurt: of each a mail's text of 128 KiB. Nothing here is timed, but what took
 * the square of its input would not come to an end. What is kept of them, the fuzz target
 * checks.
 */
#include <string.h>

#include "base/text.h"
#include "core/evidence.h"
#include "fuzz/fuzz.h"
#include "summary/pick.h"

#define SIZE (1u << 17)

static GString *repeat(const char *unit, const char *end)
{
	GString *text = g_string_sized_new(SIZE + 100);

	while (text->len < SIZE)
		g_string_append(text, unit);
	return g_string_append(text, end);
}

/* One sign, word or line, again and again: what looks ahead or back for its like. */
static void test_repeated(void)
{
	static const char *const units[] = {
		"x",
		"(",
		"( ",
		"a. ",
		"?",
		"> ",
		"\"",
		"\xe3\x80\x82",
		"\n",
		"[1/3]\n",
		"Ann, ",
		"*\n",
		"Ann\n",
		"Thanks,\nAnn\n",
		"Hi Ann,\n",
		"On a\n",
		"wrote:\n",
		"> x\ny\n",
		"8<\n",
		"--\n",
		"```\nx\n",
		"{\n",
		"x:\n\n  y\n",
		"a:\n",
		"+x\n",
		" a | 1 +\n",
		"-----Original Message-----\n",
		"@@ -1,999999999 +1,999999999 @@\n",
		"v4294967295:\n- x y z\n",
		"Changes in v2:\n- x y z\n",
		"error: x\n",
		"applied 1-999, ",
		"commit 0123456789ab\n",
		"Reviewed-by: Ann <a\n",
		"The following changes since commit 0\n",
		"From: a@b.example\nSent: x\nTo: y\nSubject: z\n\n",
	};

	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		g_autoptr(GString) text = repeat(units[i], "");

		g_test_message("%.20s", units[i]);
		LLVMFuzzerTestOneInput((const uint8_t *)text->str, text->len);
	}
}

/* Sentences in which each phrase could begin at each word. */
static void test_sentences(void)
{
	static const char *const words[] = {"please ", "I will ", "with ", "very ", "is it ", "a "};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		g_autoptr(GString) sentence = g_string_new("B");
		g_autoptr(GString) text = NULL;

		while (sentence->len + strlen(words[i]) < EVIDENCE_MAX_LINE)
			g_string_append(sentence, words[i]);
		g_string_append(sentence, "\n\n");
		text = repeat(sentence->str, "?");
		g_string_truncate(text, 20000);
		LLVMFuzzerTestOneInput((const uint8_t *)text->str, text->len);
	}
}

static GPtrArray *evidence_of(const char *text)
{
	g_autoptr(Subject) subject = subject_parse("Re: [PATCH] gate: close it");
	Person sender = {(char *)"Ann Example", (char *)"ann@example.org"};
	g_autoptr(Reading) reading = reading_new(text, &sender);
	EvidenceMail mail = {reading, subject, POST_REPLY, &sender, FALSE};

	return evidence_read(&mail);
}

/* The first of them are kept: a digest does not grow with what one mail repeats. */
static void test_bounded(void)
{
	static const struct {
		const char *unit;
		guint want;
	} cases[] = {
		{"Is this gate number seven?\n\n", EVIDENCE_MAX},
		{"NAK.\n\n", EVIDENCE_MAX},
		{"Reviewed-by: Ann Example <ann@example.org>\n", EVIDENCE_MAX},
		{"Applied, thanks.\n\n", 1},
		{"x", 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) text = repeat(cases[i].unit, "");
		g_autoptr(GPtrArray) all = evidence_of(text->str);

		g_test_message("%s", cases[i].unit);
		g_assert_cmpuint(all->len, ==, cases[i].want);
	}
}

/* A question of that length is one, a longer one is none. */
static void test_long(void)
{
	static const gsize lens[] = {EVIDENCE_MAX_LINE, EVIDENCE_MAX_LINE + 1};

	for (guint i = 0; i < G_N_ELEMENTS(lens); i++) {
		g_autoptr(GString) text = g_string_new("Does this work ");
		g_autoptr(GPtrArray) all = NULL;

		while (text->len < lens[i] - 1)
			g_string_append_c(text, 'x');
		g_string_append_c(text, '?');
		all = evidence_of(text->str);
		g_assert_cmpuint(all->len, ==, i == 0 ? 1 : 0);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/summary/hostile/repeated", test_repeated);
	g_test_add_func("/summary/hostile/sentences", test_sentences);
	g_test_add_func("/summary/hostile/bounded", test_bounded);
	g_test_add_func("/summary/hostile/long", test_long);
	return g_test_run();
}
