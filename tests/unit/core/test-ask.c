/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/ask.h"

#include <string.h>

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
		{FALSE, "There are others (LIDS?)"},
		{TRUE, "There are others (what do they boil?)"},
		{TRUE, "(and what of lids?)"},
		{FALSE, "The lid is off (where is the kettle when one needs it?)."},
		{FALSE, "It boils (does lid_on() see it?)."},
		{TRUE, "(What if the lid is off?)."},
		{TRUE, "Does it boil (with a lid)?"},
		{TRUE, "Does it boil?)."},
		{FALSE, "... sorry?"},
		{FALSE, "How could you even boil it?"},
		{FALSE, "Who cares?"},
		{FALSE, "Who says that a lid is tea?"},
		{FALSE, "And what's not to like?"},
		{FALSE, "Why on earth does it boil?"},
		{FALSE, "Who the hell drinks that?"},
		{FALSE, "/* Is the lid on? */"},
		{TRUE, "Who is to boil it?"},
		{TRUE, "Any thoughts?"},
		{TRUE, "Why not boil it first?"},
		{FALSE, "That is so."},
		{FALSE, ""},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].sentence);
		g_assert_cmpint(ask_is_question(cases[i].sentence), ==, cases[i].want);
	}
}

static void test_answers(void)
{
	static const struct {
		gboolean want;
		const char *sentence;
	} cases[] = {
		{TRUE, "Absolutely not."},    {TRUE, "No."},
		{TRUE, "Nope, it doesn't."},  {TRUE, "Of course I can do that :D"},
		{TRUE, "Probably not."},      {TRUE, "Yes!"},
		{FALSE, "No idea."},          {FALSE, "If not, boil it."},
		{FALSE, "Is it not?"},        {FALSE, "Yes or no?"},
		{FALSE, "No one boils lids"}, {FALSE, "Sure looks like it."},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].sentence);
		g_assert_cmpint(ask_is_answer(cases[i].sentence), ==, cases[i].want);
	}
}

static void test_pings(void)
{
	static const struct {
		gboolean want;
		const char *sentence;
	} cases[] = {
		{TRUE, "Ping."},
		{TRUE, "ping?"},
		{TRUE, "Ping ..."},
		{TRUE, "Gentle ping"},
		{TRUE, "Ann, ping? :)"},
		{TRUE, "Ann, Bo, gentle ping."},
		{TRUE, "Gentle ping."},
		{TRUE, "Just a gentle ping on this series."},
		{TRUE, "Gentle ping regarding this."},
		{TRUE, "Another ping for this patch"},
		{TRUE, "Friendly reminder"},
		{TRUE, "Friendly reminder that this waits for review."},
		{TRUE, "Any comments on this?"},
		{TRUE, "Any comments?"},
		{TRUE, "Any update on this series?"},
		{TRUE, "Any news about this patch?"},
		{TRUE, "Is there any progress on this?"},
		{TRUE, "Any feedback or comments on this set, please?"},
		{TRUE, "What is the status of this series?"},
		{TRUE, "Gentle ping, could you look at this?"},
		{TRUE, "Just checking what is the latest on this?"},
		{TRUE, "Just wanted to check if there are any comments on above?"},
		{FALSE, "Any thoughts?"},
		{FALSE, "Any suggestions?"},
		{FALSE, "Any comments on the lid handling would be welcome."},
		{FALSE, "Please ping me when it boils."},
		{FALSE, "I will ping Bo about it."},
		{FALSE, "Ping Bo, who knows about lids."},
		{FALSE, "ping to the guest times out"},
		{FALSE, "A reminder of the rules stands in the manual."},
		{FALSE, "Does it have any progress bar?"},
		{FALSE, ""},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].sentence);
		g_assert_cmpint(ask_is_ping(cases[i].sentence), ==, cases[i].want);
	}
}

static void test_open_to_all(void)
{
	g_assert_true(ask_is_open_to_all("Does anyone know how to boil it?"));
	g_assert_true(ask_is_open_to_all("Could somebody look?"));
	g_assert_true(ask_is_open_to_all("Anyone?"));
	g_assert_false(ask_is_open_to_all("Do you know anyone who boils it?"));
	g_assert_false(ask_is_open_to_all("Does it boil?"));
}

static void test_called(void)
{
	static const struct {
		const char *sentence, *want;
	} cases[] = {
		{"It boils - Ann?", "Ann"},
		{"Is it 3 - 4?", NULL},
		{"Ann?", "Ann"},
		{"Ann Example?", "Ann Example"},
		{"Ann??", "Ann"},
		{"Why?", NULL},
		{"Ann thinks so?", NULL},
		{"Ann.", NULL},
		{"CPU?", NULL},
		{"", NULL},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gboolean alone;
		g_autofree char *got = ask_called(cases[i].sentence, &alone);

		g_assert_cmpstr(got, ==, cases[i].want);
		g_assert_true(alone != (strstr(cases[i].sentence, " - ") != NULL));
	}
}

static void test_addressees(void)
{
	static const struct {
		const char *sentence, *want;
		gboolean greeted;
	} cases[] = {
		{"Ann, is that so?", "Ann", FALSE},
		{"Ann: is that so?", "Ann", FALSE},
		{"Ann - is that so?", "Ann", FALSE},
		{"Ann/Bo, is that so?", "Ann", FALSE},
		{"@Ann is that so?", "Ann", FALSE},
		{"Hi Ann, is that so?", "Ann", TRUE},
		{"Ann Example, is that so?", "Ann Example", FALSE},
		{"Jean-Ann, is that so?", "Jean-Ann", FALSE},
		{"O'Hara, is that so?", "O'Hara", FALSE},
		{"Ægir, is that so?", "Ægir", FALSE},
		{"Hi Ann", "Ann", TRUE},
		{"Hi, Ann, is that so?", "Ann", TRUE},
		{"Dear Ann,", "Ann", TRUE},
		{"Hi all,", NULL, TRUE},
		{"Hi Ann, Bo,", NULL, TRUE},
		{"Ann and Bo, is that so?", "Ann", FALSE},
		{"Ann and/or Bo, is that so?", "Ann", FALSE},
		{"Ann and others think so, right?", NULL, FALSE},
		{"Gotcha, is that so?", NULL, FALSE},
		{"Curious: is that so?", NULL, FALSE},
		{"Well, is that so?", NULL, FALSE},
		{"Also, is that so?", NULL, FALSE},
		{"I'm curious, is that so?", NULL, FALSE},
		{"CPU, memory or lid?", NULL, FALSE},
		{"Ann thinks so, right?", NULL, FALSE},
		{"is that so, Ann?", NULL, FALSE},
		{"", NULL, FALSE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gboolean greeted;
		g_autofree char *got = ask_addressee(cases[i].sentence, &greeted);

		g_test_message("%s", cases[i].sentence);
		g_assert_cmpstr(got, ==, cases[i].want);
		g_assert_cmpint(greeted, ==, cases[i].greeted);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/ask/questions", test_questions);
	g_test_add_func("/ask/answers", test_answers);
	g_test_add_func("/ask/pings", test_pings);
	g_test_add_func("/ask/open-to-all", test_open_to_all);
	g_test_add_func("/ask/called", test_called);
	g_test_add_func("/ask/addressees", test_addressees);
	return g_test_run();
}
