/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/ask.h"

static void test_questions(void)
{
	static const struct {
		gboolean want;
		const char *sentence;
	} cases[] = {
		{TRUE, "Is that so?"},
		{TRUE, "Why?"},
		{TRUE, "Thoughts?"},
		{TRUE, "Why 3f?"},
		{TRUE, "How about 0/1 instead of 2?"},
		{TRUE, "Do you want it for 5.15?"},
		{TRUE, "What of [1]?"},
		{TRUE, "Is that so ?"},
		{TRUE, "Is that so?!"},
		{TRUE, "Is that so ??"},
		{TRUE, "Is that so? :)"},
		{TRUE, "(or is it the lid?)"},
		{TRUE, "It boils, right?"},
		{TRUE, "So you return \"a lid\" for it?"},
		{FALSE, "Right?"},
		{FALSE, "Really?"},
		{FALSE, "Huh?"},
		{FALSE, "?"},
		{FALSE, "???"},
		{FALSE, "There are just 6 (?)"},
		{FALSE, "Look at https://example.org/?"},
		{FALSE, "See https://example.org/?id=1"},
		{FALSE, "\"Is that so?\""},
		{FALSE, "He asked \"why do you?\""},
		{FALSE, "That is so."},
		{FALSE, ""},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].sentence);
		g_assert_cmpint(ask_is_question(cases[i].sentence), ==, cases[i].want);
	}
}

static void test_addressees(void)
{
	static const struct {
		const char *sentence, *want;
	} cases[] = {
		{"Ann, is that so?", "Ann"},
		{"Ann: is that so?", "Ann"},
		{"Ann - is that so?", "Ann"},
		{"Ann/Bo, is that so?", "Ann"},
		{"@Ann is that so?", "Ann"},
		{"Hi Ann, is that so?", "Ann"},
		{"Ann Example, is that so?", "Ann Example"},
		{"Jean-Ann, is that so?", "Jean-Ann"},
		{"O'Hara, is that so?", "O'Hara"},
		{"Ægir, is that so?", "Ægir"},
		{"Well, is that so?", NULL},
		{"Also, is that so?", NULL},
		{"I'm curious, is that so?", NULL},
		{"CPU, memory or lid?", NULL},
		{"Ann thinks so, right?", NULL},
		{"is that so, Ann?", NULL},
		{"", NULL},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = ask_addressee(cases[i].sentence);

		g_test_message("%s", cases[i].sentence);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/ask/questions", test_questions);
	g_test_add_func("/ask/addressees", test_addressees);
	return g_test_run();
}
