/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/intent.h"

static void test_looks(void)
{
	static const struct {
		gboolean want;
		const char *sentence;
	} cases[] = {
		{TRUE, "I'll have a look over the weekend."},
		{TRUE, "I’ll take a closer look tomorrow."},
		{TRUE, "I will have another look at the kettle."},
		{TRUE, "Thanks for the lids, I'll find some time this week to take a look."},
		{TRUE, "I'll look next week."},
		{TRUE, "I'll try to look at this today."},
		{TRUE, "I'll get to it shortly."},
		{TRUE, "I'm back and will get to this today or tomorrow."},
		{TRUE, "I'll review it next week."},
		{TRUE, "Will review soon."},
		{TRUE, "I plan to review the series this week."},
		{TRUE, "I'll give this a spin on my kettle."},
		{TRUE, "Let me have a look."},
		{TRUE, "I hope to find the time to review these."},
		{FALSE, "I had a look, and it boils."},
		{FALSE, "I'll have a look if you send the lids, too."},
		{FALSE, "Can you have a look?"},
		{FALSE, "Please have a look."},
		{FALSE, "I won't have a look."},
		{FALSE, "I'll not get to it."},
		{FALSE, "That will look better."},
		{FALSE, "It will look like a kettle."},
		{FALSE, "I'll look up the lid in the table of lids."},
		{FALSE, "I'll try to boil it in v2."},
		{FALSE, "I'll check the return value."},
		{FALSE, "I'll test for the lid first, then boil."},
		{FALSE, "The reader will review the lids."},
		{FALSE, "The kernel will try this first."},
		{FALSE, "I'll take it."},
		{FALSE, "I'll fix it."},
		{FALSE, ""},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].sentence);
		g_assert_cmpint(intent_is_to_look(cases[i].sentence), ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/intent/looks", test_looks);
	return g_test_run();
}
