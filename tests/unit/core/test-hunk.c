/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/hunk.h"

/* RULES §4: "@@ -a,b +c,d @@ says how many lines follow" */
static void test_open(void)
{
	static const struct {
		const char *line;
		gboolean ok;
		guint old_lines, new_lines;
	} cases[] = {
		{"@@ -1,2 +3,4 @@", TRUE, 2, 4},
		{"@@ -1,2 +3,4 @@ int main(void)", TRUE, 2, 4},
		{"@@ -1 +1 @@", TRUE, 1, 1},
		{"@@ -0,0 +1,12 @@", TRUE, 0, 12},
		{"@@ -1,999999999 +1 @@", TRUE, 999999999, 1},
		{"@@ -1,4294967296 +1 @@", FALSE, 0, 0},
		{"@@ -1,2 +3,4", FALSE, 0, 0},
		{"@@ -1, +3,4 @@", FALSE, 0, 0},
		{"@@ -a,b +c,d @@", FALSE, 0, 0},
		{"@@@ -1,2 -1,2 +3,4 @@@", FALSE, 0, 0},
		{" @@ -1,2 +3,4 @@", FALSE, 0, 0},
		{"", FALSE, 0, 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Hunk hunk = {0, 0};

		g_test_message("%s", cases[i].line);
		g_assert_cmpint(hunk_open(&hunk, slice_of(cases[i].line)), ==, cases[i].ok);
		g_assert_cmpuint(hunk.old_lines, ==, cases[i].old_lines);
		g_assert_cmpuint(hunk.new_lines, ==, cases[i].new_lines);
	}
}

static void test_take(void)
{
	static const struct {
		const char *line;
		Hunk before;
		char kind;
		Hunk after;
	} cases[] = {
		{" same", {2, 2}, ' ', {1, 1}},
		{"", {2, 2}, ' ', {1, 1}}, /* mailers cut blanks at line ends */
		{"-gone", {2, 2}, '-', {1, 2}},
		{"+new", {2, 2}, '+', {2, 1}},
		{"-- ", {1, 0}, '-', {0, 0}},
		{"--- a/x", {1, 0}, '-', {0, 0}},
		{"+++ b/x", {0, 1}, '+', {0, 0}},
		{"\\ No newline at end of file", {0, 1}, '\\', {0, 1}},
		{" same", {0, 1}, '\0', {0, 1}},
		{"", {1, 0}, '\0', {1, 0}},
		{"-gone", {0, 1}, '\0', {0, 1}},
		{"+new", {1, 0}, '\0', {1, 0}},
		{"diff --git a/x b/x", {2, 2}, '\0', {2, 2}},
		{"\tcut blank", {2, 2}, '\0', {2, 2}},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Hunk hunk = cases[i].before;

		g_test_message("%s", cases[i].line);
		g_assert_cmpint(hunk_take(&hunk, slice_of(cases[i].line)), ==, cases[i].kind);
		g_assert_cmpuint(hunk.old_lines, ==, cases[i].after.old_lines);
		g_assert_cmpuint(hunk.new_lines, ==, cases[i].after.new_lines);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/hunk/open", test_open);
	g_test_add_func("/hunk/take", test_take);
	return g_test_run();
}
