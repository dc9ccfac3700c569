/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/diffstat.h"

#include <string.h>

/* Everything a diffstat holds, a file a line, for comparing at one glance. */
static char *describe(const Diffstat *diffstat)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < diffstat->files->len; i++) {
		const DiffstatFile *file = g_ptr_array_index(diffstat->files, i);

		g_string_append_printf(out, "%s%s %u %u %u; ", file->path,
				       file->binary ? " bin" : "", file->changes, file->added,
				       file->removed);
	}
	g_string_append_printf(out, "= %u %u %u%s", diffstat->n_files, diffstat->insertions,
			       diffstat->deletions, diffstat->closed ? "" : " open");
	return g_string_free(out, FALSE);
}

/* RULES §4, Diffstat: the forms of a file line */
static void test_file_lines(void)
{
	static const struct {
		const char *line, *want;
	} cases[] = {
		{" path | 12 ++--", "path 12 2 2; = 1 2 2 open"},
		{" path | 0", "path 0 0 0; = 1 0 0 open"},
		{" path |    0 ", "path 0 0 0; = 1 0 0 open"},
		{" path | Bin", "path bin 0 0 0; = 1 0 0 open"},
		{" path | Bin 0 -> 14 bytes", "path bin 0 0 0; = 1 0 0 open"},
		{" path | Bin 99999999999 -> 0 bytes", "path bin 0 0 0; = 1 0 0 open"},
		{" path | Unmerged", "path 0 0 0; = 1 0 0 open"},
		{"path | 1 +", "path 1 1 0; = 1 1 0 open"},
		{" .../long/path | 1 -", ".../long/path 1 0 1; = 1 0 1 open"},
		{" a => b | 0", "a => b 0 0 0; = 1 0 0 open"},
		{" {a => b}/c | 2 +-", "{a => b}/c 2 1 1; = 1 1 1 open"},
		{" thé vert.c | 1 +", "thé vert.c 1 1 0; = 1 1 0 open"},
		{" \"th\\303\\251.c\" | 1 +", "\"th\\303\\251.c\" 1 1 0; = 1 1 0 open"},
		{" a | b | 1 +", "a | b 1 1 0; = 1 1 0 open"},
		{" path|1 +", "path 1 1 0; = 1 1 0 open"},
		{"  path | 1 +", "= 0 0 0 open"},               /* moved right: quoted */
		{"> path | 1 +", "> path 1 1 0; = 1 1 0 open"}, /* kept out by diffstat_find() */
		{" path | 1 + 2", "= 0 0 0 open"},
		{" path | 1+", "= 0 0 0 open"},
		{" path | +", "= 0 0 0 open"},
		{" path |", "= 0 0 0 open"},
		{" | 1 +", "= 0 0 0 open"},
		{"|", "= 0 0 0 open"},
		{" path | Binary", "= 0 0 0 open"},
		{" path | 99999999999 +", "= 0 0 0 open"},
		{" so a | b, and then", "= 0 0 0 open"},
		{"", "= 0 0 0 open"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Diffstat) diffstat = diffstat_parse(slice_of(cases[i].line));
		g_autofree char *got = describe(diffstat);

		g_test_message("%s", cases[i].line);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* RULES §4, Diffstat: the summary line closes it */
static void test_summary(void)
{
	static const struct {
		const char *line;
		gboolean closed;
		guint n_files, insertions, deletions;
	} cases[] = {
		{" 1 file changed", TRUE, 1, 0, 0},
		{" 1 file changed, 1 insertion(+)", TRUE, 1, 1, 0},
		{" 2 files changed, 3 deletions(-)", TRUE, 2, 0, 3},
		{" 2 files changed, 12 insertions(+), 1 deletion(-)", TRUE, 2, 12, 1},
		{"2 files changed, 0 insertions(+), 0 deletions(-)", TRUE, 2, 0, 0},
		{"   1 files changed, 1 insertions(+), 0 deletions(-) ", TRUE, 1, 1, 0},
		{" 0 files changed", TRUE, 0, 0, 0},
		{"    1 file changed", FALSE, 0, 0, 0},
		{" 1 file changed, my mind", FALSE, 0, 0, 0},
		{" 1 file changed.", FALSE, 0, 0, 0},
		{" 3 files", FALSE, 0, 0, 0},
		{" files changed", FALSE, 0, 0, 0},
		{" 9999999999 files changed", FALSE, 0, 0, 0},
		{" 1 file changed, 9999999999 insertions(+)", FALSE, 0, 0, 0},
		{"> 1 file changed", FALSE, 0, 0, 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Diffstat) diffstat = diffstat_parse(slice_of(cases[i].line));

		g_test_message("%s", cases[i].line);
		g_assert_cmpint(diffstat->closed, ==, cases[i].closed);
		g_assert_cmpuint(diffstat->n_files, ==, cases[i].n_files);
		g_assert_cmpuint(diffstat->insertions, ==, cases[i].insertions);
		g_assert_cmpuint(diffstat->deletions, ==, cases[i].deletions);
	}
}

#define ONE " x | 1 +\n 1 file changed, 1 insertion(+)"
#define TWO " y | 1 -\n 1 file changed, 1 deletion(-)"

/* RULES §4, Diffstat: what belongs to it, and which of several is meant */
static void test_find(void)
{
	static const struct {
		const char *text, *want; /* NULL: there is none */
	} cases[] = {
		{"", NULL},
		{"text\n", NULL},
		{"text\n\n" ONE "\n\nmore\n", ONE},
		{ONE, ONE},
		{"shortlog (1):\n" ONE "\n", ONE},
		{ONE "\n create mode 100644 x\n delete mode 100644 y\nmore\n",
		 ONE "\n create mode 100644 x\n delete mode 100644 y"},
		{ONE "\n rename {a => b}/c (100%)\n copy a => b (90%)\n rewrite x (60%)\n",
		 ONE "\n rename {a => b}/c (100%)\n copy a => b (90%)\n rewrite x (60%)"},
		{ONE "\n mode change 100644 => 100755 x\n",
		 ONE "\n mode change 100644 => 100755 x"},
		{ONE "\nrename it, please\n", ONE},
		{ONE "\ncreate mode switches\n", ONE},
		{ONE "\n\n create mode 100644 x\n", ONE},
		{ONE "\n\ntext\n\n" TWO "\n", TWO},
		{ONE "\n" TWO "\n", TWO},
		{ONE "\n\n y | 1 -\n", ONE}, /* the second was never closed */
		{" x | 1 +\n", NULL},
		{" 3 files changed, 1 insertion(+)\n", NULL},
		{" 0 files changed\n", " 0 files changed"},
		{" x | 1 +\n\n 1 file changed\n", NULL},
		{" x |\n 12 +++\n y | 1 +\n z |\n 1 +\n 3 files changed\n",
		 " y | 1 +\n z |\n 1 +\n 3 files changed"},
		{"> x | 1 +\n> 1 file changed\n", NULL},
		{"    x | 1 +\n    1 file changed\n", NULL},
		{"   x | 1 +\n   1 file changed\n", NULL},
		{"@@ -1,2 +1,3 @@\n x | 1 +\n 1 file changed\n+new\n", NULL},
		{"@@ -1 +1 @@\n-a\n+b\n" ONE "\n", ONE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Slice where = {NULL, 0};
		gboolean found = diffstat_find(slice_of(cases[i].text), &where);
		g_autofree char *got = found ? slice_dup(where) : NULL;

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

#define GIT(x) "diff --git a/" x " b/" x "\n"
#define OLD_NEW(x) "--- a/" x "\n+++ b/" x "\n"
#define HUNK "@@ -1,2 +1,2 @@\n same\n-old\n+new\n"

/* RULES §4: where a patch has its diff, that is counted too */
static void test_count(void)
{
	static const struct {
		const char *diff, *want; /* NULL: not whole */
	} cases[] = {
		{GIT("x") "index 1..2 100644\n" OLD_NEW("x") HUNK, "x 2 1 1; = 1 1 1 open"},
		{GIT("x") OLD_NEW("x") HUNK HUNK, "x 4 2 2; = 1 2 2 open"},
		{GIT("x") OLD_NEW("x") HUNK GIT("y") OLD_NEW("y") HUNK,
		 "x 2 1 1; y 2 1 1; = 2 2 2 open"},
		{GIT("x") OLD_NEW("x") "@@ -0,0 +1,2 @@\n+--- a\n++++ b\n",
		 "x 2 2 0; = 1 2 0 open"},
		{GIT("x") OLD_NEW("x") "@@ -1,2 +0,0 @@\n--- a\n-++ b\n", "x 2 0 2; = 1 0 2 open"},
		{GIT("x") OLD_NEW("x") "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"
				       "\\ No newline at end of file\n",
		 "x 2 1 1; = 1 1 1 open"},
		{GIT("x") OLD_NEW("x") "@@ -1,2 +1,3 @@\n\n\n+new\n", "x 1 1 0; = 1 1 0 open"},
		{GIT("new") "new file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/new\n"
			    "@@ -0,0 +1 @@\n+x\n",
		 "new 1 1 0; = 1 1 0 open"},
		{GIT("old") "deleted file mode 100644\nindex 1..0\n--- a/old\n+++ /dev/null\n"
			    "@@ -1 +0,0 @@\n-x\n",
		 "old 1 0 1; = 1 0 1 open"},
		{GIT("old") "deleted file mode 100644\nindex 1234567..0000000\n", NULL},
		{GIT("old") "deleted file mode 100644\nindex 1234567..0000000\n" GIT("x")
			 OLD_NEW("x") HUNK,
		 NULL},
		{GIT("old") "deleted file mode 100644\nindex e69de29bb2d1..000000000000\n",
		 "old 0 0 0; = 1 0 0 open"},
		{GIT("old.png") "deleted file mode 100644\nindex 1234567..0000000\n"
				"Binary files a/old.png and /dev/null differ\n",
		 "old.png bin 0 0 0; = 1 0 0 open"},
		{"diff --git a/old b/new\nsimilarity index 100%\nrename from old\nrename to new\n",
		 "old => new 0 0 0; = 1 0 0 open"},
		{"diff --git a/o n b/n o\nrename from o n\nrename to n o\n--- a/o n\n+++ b/n "
		 "o\n" HUNK,
		 "o n => n o 2 1 1; = 1 1 1 open"},
		{"diff --git a/x b/y\ncopy from x\ncopy to y\n", "x => y 0 0 0; = 1 0 0 open"},
		{GIT("a b c") "old mode 100644\nnew mode 100755\n", "a b c 0 0 0; = 1 0 0 open"},
		{"diff --git x x\nold mode 100644\nnew mode 100755\n", "x 0 0 0; = 1 0 0 open"},
		{GIT("x") "Binary files a/x and b/x differ\n", "x bin 0 0 0; = 1 0 0 open"},
		{GIT("x") "index 1..2 100644\nGIT binary patch\nliteral 3\nKcmb0\n\ndelta "
			  "2\nKcmb1\n\n",
		 "x bin 0 0 0; = 1 0 0 open"},
		{"diff --git \"a/\\303\\251\" \"b/\\303\\251\"\n--- \"a/\\303\\251\"\n"
		 "+++ \"b/\\303\\251\"\n" HUNK,
		 "\"\\303\\251\" 2 1 1; = 1 1 1 open"},
		{OLD_NEW("x") HUNK OLD_NEW("y") HUNK, "x 2 1 1; y 2 1 1; = 2 2 2 open"},
		{"--- x\t2023-01-01\n+++ x\t2023-01-02\n" HUNK, "x 2 1 1; = 1 1 1 open"},
		{"diff -urN old/x new/x\n--- old/x\n+++ new/x\n" HUNK, "new/x 2 1 1; = 1 1 1 open"},
		{"Index: x\n====\n--- x\t(revision 1)\n+++ x\t(working copy)\n" HUNK,
		 "x 2 1 1; = 1 1 1 open"},
		{"Index: x\n====\ndiff -u -r1.1 x\n--- x\n+++ x\n" HUNK "Index: y\n",
		 "x 2 1 1; y 0 0 0; = 2 1 1 open"},
		{"Index: x\nCannot display: file marked as a binary type.\n",
		 "x bin 0 0 0; = 1 0 0 open"},
		{"diff -r o/x n/x\n--- o/x\n+++ n/x\n" HUNK "Binary files o/y and n/y differ\n",
		 "n/x 2 1 1; n/y bin 0 0 0; = 2 1 1 open"},
		{"Binary files and differ\n", "Binary files and differ bin 0 0 0; = 1 0 0 open"},
		{GIT("x") OLD_NEW("x") "@@ -1,3 +1,3 @@\n same\n-old\n+new\n", NULL},
		{GIT("x") OLD_NEW("x") "@@ -1,3 +1,3 @@\n same\n-old\n+new\ncut\n" HUNK, NULL},
		{GIT("x") OLD_NEW("x") "@@ -1,3 +1,3 @@\n same\n-old\n+new\n" HUNK, NULL},
		{"diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n++x\n", NULL},
		{GIT("x") OLD_NEW("x") "@@@ -1 -1 +1 @@@\n++x\n", NULL},
		{HUNK, NULL},
		{"rename from x\nrename to y\n", NULL},
		{"text\n", NULL},
		{"", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Diffstat) diffstat = diffstat_count(slice_of(cases[i].diff));
		g_autofree char *got = diffstat ? describe(diffstat) : NULL;

		g_test_message("%s", cases[i].diff);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

static void test_agree(void)
{
	g_autoptr(Diffstat) diff = diffstat_count(slice_of(GIT("x") OLD_NEW("x") HUNK));
	static const struct {
		const char *text;
		gboolean agree;
	} cases[] = {
		{" x | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n", TRUE},
		{" 1 file changed, 1 insertion(+), 1 deletion(-)\n", TRUE},
		{" x | 2 +-\n", TRUE},
		{" x | 2 +-\n 2 files changed, 1 insertion(+), 1 deletion(-)\n", FALSE},
		{" x | 1 +\n 1 file changed, 1 insertion(+)\n", FALSE},
		{" x | 1 -\n 1 file changed, 1 deletion(-)\n", FALSE},
	};

	g_assert_nonnull(diff);
	for (guint i = 0; diff && i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Diffstat) stat = diffstat_parse(slice_of(cases[i].text));

		g_assert_cmpint(diffstat_agree(stat, diff), ==, cases[i].agree);
		g_assert_cmpint(diffstat_agree(diff, stat), ==, cases[i].agree);
	}
}

/* However a diff is cut, nothing is read beyond its end. */
static void test_cuts(void)
{
	static const char diff[] = GIT("x") OLD_NEW("x") HUNK "Index: y\n====\n" OLD_NEW("y") HUNK;
	gsize whole = sizeof(diff) - 1;

	for (gsize len = 0; len <= whole; len++) {
		g_autofree char *cut = g_memdup2(diff, len);
		g_autoptr(Diffstat) diffstat = diffstat_count((Slice){cut, len});
		Slice where;

		if (len == whole)
			g_assert_nonnull(diffstat);
		g_assert_false(diffstat_find((Slice){cut, len}, &where));
	}
}

/* What each line is, for who walks over lines */
static void test_line(void)
{
	static const struct {
		const char *line;
		DiffstatLine want;
	} cases[] = {
		{" x | 2 +-", DIFFSTAT_FILE},
		{" x | Bin 0 -> 14 bytes", DIFFSTAT_FILE},
		{" 1 file changed, 1 insertion(+)", DIFFSTAT_SUMMARY},
		{" create mode 100644 x", DIFFSTAT_EXTRA},
		{"> x | 2 +-", DIFFSTAT_FILE}, /* who walks knows which lines are quoted */
		{"words | more", DIFFSTAT_NONE},
		{"", DIFFSTAT_NONE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].line);
		g_assert_cmpint(diffstat_line(slice_of(cases[i].line)), ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/diffstat/file-lines", test_file_lines);
	g_test_add_func("/diffstat/summary", test_summary);
	g_test_add_func("/diffstat/find", test_find);
	g_test_add_func("/diffstat/count", test_count);
	g_test_add_func("/diffstat/agree", test_agree);
	g_test_add_func("/diffstat/cuts", test_cuts);
	g_test_add_func("/diffstat/line", test_line);
	return g_test_run();
}
