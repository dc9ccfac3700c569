/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/flowed.h"

/* RULES §2: format=flowed; RFC 3676 */
static void test_flowed(void)
{
	static const struct {
		const char *in;
		gboolean delsp;
		const char *want;
	} cases[] = {
		{"", FALSE, ""},
		{"\n\na\n", FALSE, "\n\na\n"},
		{"no line feed", FALSE, "no line feed"},
		{"a \nb\nc", FALSE, "a b\nc"},
		{"a \nb", TRUE, "ab"},
		{"a \n", TRUE, "a \n"},
		{" From\n >x\n  y\n", FALSE, "From\n>x\n y\n"},
		{"> a \n> b\n", FALSE, "> a b\n"},
		{">a \n>b\n", FALSE, "> a b\n"},
		{"> a \n>> b\n", FALSE, "> a \n>> b\n"},
		{"> \n>\n", FALSE, ">\n>\n"},
		{"> > a\n", FALSE, "> > a\n"},
		{"-- \nAnn \nExample\n", FALSE, "-- \nAnn Example\n"},
		{"> -- \n> x\n", FALSE, "> -- \n> x\n"},
		{"> +new \n> -old\n>   context \n> text\n", FALSE,
		 "> +new \n> -old\n>   context \n> text\n"},
		{"Why, \nso.\ndiff --git a/a b/a\n+x \n+y \n  z \n", FALSE,
		 "Why, so.\ndiff --git a/a b/a\n+x \n+y \n z \n"},
		{"--- a/a\n+++ b/a\n@@ -1 +1 @@\n x\n     y\n", FALSE,
		 "--- a/a\n+++ b/a\n@@ -1 +1 @@\n x\n     y\n"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = flowed_undo(cases[i].in, cases[i].delsp);

		g_test_message("%s", cases[i].in);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/flowed/undo", test_flowed);
	return g_test_run();
}
