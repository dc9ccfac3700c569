/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/excerpt.h"

#include <string.h>

#include "summary/difflist.h"

static const char *const letters = "OTCQN"; /* by ExcerptKind */

/* Piece by piece: "O|line", a further line with ":", "Q Ann|…" of somebody. */
static char *describe(const Excerpt *excerpt)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < excerpt->pieces->len; i++) {
		const ExcerptPiece *piece = excerpt->pieces->pdata[i];
		g_auto(GStrv) lines = g_strsplit(piece->text, "\n", -1);

		g_string_append_c(out, letters[piece->kind]);
		if (*piece->whose.name)
			g_string_append_printf(out, " %s", piece->whose.name);
		for (guint k = 0; lines[k]; k++)
			g_string_append_printf(out, "%c%s\n", k ? ':' : '|', lines[k]);
	}
	return g_string_free(out, FALSE);
}

static Excerpt *read_text(const char *text, PostKind kind, gboolean cover)
{
	Person ann = person_make("Ann Example", "ann@example.org");
	g_autoptr(Reading) reading = reading_new(text, &ann);
	g_autoptr(Patch) patch = kind == POST_PATCH ? patch_read(text, cover, NULL) : NULL;
	Excerpt *excerpt = excerpt_read(reading, kind, patch);

	person_clear(&ann);
	return excerpt;
}

#define DIFF_A                                                                                     \
	"diff --git a/a.c b/a.c\nindex 1..2 100644\n--- a/a.c\n+++ b/a.c\n"                        \
	"@@ -1,3 +1,4 @@ static int count(struct sheep *s)\n one\n+two\n three\n four\n"
#define STAT " a.c | 1 +\n 1 file changed, 1 insertion(+)\n\n"

static const struct {
	const char *why;
	PostKind kind;
	const char *text, *want;
	guint own_lines;
} mails[] = {
	{"own words, line by line", POST_OTHER,
	 "The sheep are white.\nThey count.\n\n\nAll of them.\n",
	 "O|The sheep are white.\n:They count.\n:\n:All of them.\n", 3},
	{"no greeting, closing, signature", POST_OTHER,
	 "Hi Bo,\n\nThe sheep are white.\n\nThanks,\nAnn\n-- \nAnn Example, Sheep Ltd.\n",
	 "O|The sheep are white.\n", 1},
	{"a farewell that says something", POST_REPLY,
	 "On Mon, Jan 4, 2021, Bo Fjord wrote:\n> count\n\nThanks, applied to next.\n\nAnn\n",
	 "Q Bo Fjord|count\nO|Thanks, applied to next.\n", 1},
	{"two lines of a quote, with its speaker", POST_REPLY,
	 "On Mon, Jan 4, 2021, Bo Fjord wrote:\n> one\n> two\n>\n> three\n>\n\nWhy three?\n",
	 "Q Bo Fjord|two\n:three\nO|Why three?\n", 1},
	{"nobody's quote", POST_REPLY, "> one\n\nWhy?\n", "Q|one\nO|Why?\n", 1},
	{"no quote that nothing answers", POST_REPLY, "Why?\n\n> one\n> two\n", "O|Why?\n", 1},
	{"the inner quote, where it is the last", POST_REPLY,
	 "Bo Fjord wrote:\n> Cy Holm wrote:\n> > inner\n\nWhy?\n", "Q Cy Holm|inner\nO|Why?\n", 1},
	{"a quote's farewell is left out", POST_REPLY,
	 "> It is white.\n>\n> Thanks,\n> Bo\n\nYes, it is.\n", "Q|It is white.\nO|Yes, it is.\n",
	 1},
	{"an answer of a tag", POST_REPLY, "> one\n\nReviewed-by: Ann Example <ann@example.org>\n",
	 "T|Reviewed-by: Ann Example <ann@example.org>\n", 0},
	{"a patch: message, tags, changelog, diff; no diffstat", POST_PATCH,
	 "From: Bo Fjord <bo@fjord.example>\n\nCount the sheep.\n\nCc: Cy <cy@holm.example>\n"
	 "Signed-off-by: Bo Fjord <bo@fjord.example>\n---\nv2: count all\n\n" STAT DIFF_A
	 "-- \n2.30.0\n",
	 "O|Count the sheep.\nT|Signed-off-by: Bo Fjord <bo@fjord.example>\nO|v2: count all\n"
	 "N|[diff: a.c +1 -0 near count()]\n",
	 2},
	{"a diff within an answer", POST_REPLY, "Rather so:\n\n" DIFF_A,
	 "O|Rather so:\nN|[diff: a.c +1 -0 near count()]\n", 1},
	{"a pull request's list is what it is about", POST_OTHER,
	 "Please pull.\n\n" STAT "It is all.\n",
	 "O|Please pull.\nC| a.c | 1 +\n: 1 file changed, 1 insertion(+)\nO|It is all.\n", 2},
	{"a robot's marks are no quote", POST_REPLY,
	 "All errors (new ones prefixed by >>):\n\n>> sheep.c:1:2: error: no sheep\n\n",
	 "O|All errors (new ones prefixed by >>):\nC|>> sheep.c:1:2: error: no sheep\n", 1},
	{"Outlook's header above a quote", POST_REPLY,
	 "From: Bo Fjord\n> Sent: 16 March 2021\n> count\n\nNo wonder.\n",
	 "Q|Sent: 16 March 2021\n:count\nO|No wonder.\n", 1},
	{"what is not seen is not shown", POST_OTHER,
	 "The \xE2\x80\xAEsheep\xE2\x80\xAC are wh\xE2\x80\x8Bite\xF3\xA0\x81\x81.\n",
	 "O|The sheep are white.\n", 1},
	{"nothing", POST_OTHER, "", "", 0},
	{"blanks", POST_OTHER, "\n \n\t\n", "", 0},
};

static void test_mails(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(Excerpt) excerpt = read_text(mails[i].text, mails[i].kind, FALSE);
		g_autofree char *got = describe(excerpt);

		g_test_message("%s", mails[i].why);
		g_assert_cmpstr(got, ==, mails[i].want);
		g_assert_cmpuint(excerpt->own_lines, ==, mails[i].own_lines);
	}
}

static void test_long(void)
{
	g_autoptr(GString) text = g_string_new("It says:\n\n");
	g_autoptr(Excerpt) excerpt = NULL;
	const ExcerptPiece *code, *note;
	g_auto(GStrv) lines = NULL;
	g_autofree char *wide = g_strnfill(1000, 'x');

	for (guint i = 0; i < 20; i++)
		g_string_append_printf(text, "\tcount(sheep[%u], \"é%s\");\n", i, wide);
	excerpt = read_text(text->str, POST_OTHER, FALSE);
	g_assert_cmpuint(excerpt->pieces->len, ==, 3);
	code = excerpt->pieces->pdata[1];
	note = excerpt->pieces->pdata[2];
	lines = g_strsplit(code->text, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, EXCERPT_CODE_LINES);
	for (guint i = 0; lines[i]; i++) {
		g_assert_cmpuint(strlen(lines[i]), <=, EXCERPT_LINE + strlen("…"));
		g_assert_true(g_str_has_suffix(lines[i], "x…"));
	}
	g_assert_cmpstr(note->text, ==, "[… 5 more lines]");
}

static const struct {
	const char *why, *diff, *want;
} diffs[] = {
	{"one file", DIFF_A, "[diff: a.c +1 -0 near count()]"},
	{"two hunks of one function",
	 DIFF_A "@@ -9 +10 @@ static int count(struct sheep *s)\n-a\n+b\n",
	 "[diff: a.c +2 -1 near count()]"},
	{"two files",
	 DIFF_A "diff --git a/b.h b/b.h\n--- a/b.h\n+++ b/b.h\n@@ -1 +1 @@ struct goat {\n-a\n+b\n",
	 "[diff: a.c +1 -0 near count(); b.h +1 -1 near struct goat]"},
	{"a new file",
	 "diff --git a/n.c b/n.c\nnew file mode 100644\n--- /dev/null\n+++ b/n.c\n@@ -0,0 +1 "
	 "@@\n+a\n",
	 "[diff: n.c +1 -0]"},
	{"a file that goes", "--- a/o.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", "[diff: o.c +0 -1]"},
	{"a rename",
	 "diff --git a/o.c b/n.c\nsimilarity index 100%\nrename from o.c\nrename to n.c\n",
	 "[diff: n.c +0 -0]"},
	{"a binary",
	 "diff --git a/p.png b/p.png\nindex 1..2\nBinary files a/p.png and b/p.png differ\n",
	 "[diff: p.png binary]"},
	{"lines that look like names of files",
	 "--- a/a.c\n+++ b/a.c\n@@ -1,2 +1,2 @@\n--- x\n+++ y\n a\n", "[diff: a.c +1 -1]"},
	{"a hunk alone", "@@ -1 +1 @@ int f(void)\n-a\n+b\n", "[diff: +1 -1 near f()]"},
	{"no functions",
	 "--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@ if (x)\n-a\n+b\n@@ -5 +5 @@ out:\n-a\n+b\n",
	 "[diff: a.c +2 -2]"},
	{"brackets in a name", "--- a/]x[\n+++ b/]x[\n@@ -1 +1 @@\n-a\n+b\n", "[diff: )x( +1 -1]"},
	{"a hunk cut short", "--- a/a.c\n+++ b/a.c\n@@ -1,9 +1,9 @@\n-a\n", "[diff: a.c +0 -1]"},
	{"nothing that we know", "what\n", "[diff]"},
	{"nothing", "", "[diff]"},
};

static void test_diffs(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(diffs); i++) {
		g_autofree char *note = difflist_note(slice_of(diffs[i].diff));

		g_test_message("%s", diffs[i].why);
		g_assert_cmpstr(note, ==, diffs[i].want);
	}
}

static void test_many_files(void)
{
	g_autoptr(GString) diff = g_string_new(NULL);
	g_autofree char *note = NULL;

	for (guint i = 1; i <= DIFFLIST_FILES + 3; i++)
		g_string_append_printf(diff, "--- a/f%u\n+++ b/f%u\n@@ -1 +1 @@\n-a\n+b\n", i, i);
	note = difflist_note(slice_of(diff->str));
	g_assert_true(g_str_has_suffix(note, "; f20 +1 -1; and 3 more files]"));
	g_assert_null(strstr(note, "f21"));
}

/* A mail of quotes and answers without end is not taken at its word. */
static void test_pieces(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(Excerpt) excerpt = NULL;
	const ExcerptPiece *last;

	for (guint i = 0; i < EXCERPT_PIECES; i++)
		g_string_append(text, "> They count.\n\nThey do not count.\n\n");
	excerpt = read_text(text->str, POST_REPLY, FALSE);
	g_assert_cmpuint(excerpt->pieces->len, <=, EXCERPT_PIECES + 3);
	last = excerpt->pieces->pdata[excerpt->pieces->len - 1];
	g_assert_cmpint(last->kind, ==, EXCERPT_NOTE);
}

/* Whatever stands in a mail: clean pieces without hidden characters, and no quote as own words. */
static void test_any(void)
{
	static const char *const bits[] = {
		"> ",
		">> ",
		"\n",
		"\n\n",
		"Bo Fjord wrote:\n",
		"The sheep count.",
		"@@ -1,3 +1,4 @@ f(\n",
		"+a\n",
		"-b\n",
		"diff --git a/x b/x\n",
		"--- a/x\n",
		"+++ b/x\n",
		"---\n",
		"\t",
		"-- \n",
		"Thanks,\n",
		"Ann\n",
		"Cc: Ann <a@b>\n",
		"Reviewed-by: Ann <a@b>\n",
		"\xE2\x80\xAE",
		"é",
		"[diff: x]",
		" a | 2 +-\n",
		" 1 file changed, 1 insertion(+)\n",
		"prefixed by >>",
		"From: ",
	};
	g_autoptr(GRand) rand = g_rand_new_with_seed(11);

	for (guint round = 0; round < 2000; round++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(Excerpt) excerpt = NULL;

		for (gint n = g_rand_int_range(rand, 0, 40); n > 0; n--)
			g_string_append(text, bits[g_rand_int_range(rand, 0, G_N_ELEMENTS(bits))]);
		excerpt = read_text(text->str, (PostKind)(round % 3), round % 2);
		for (guint i = 0; i < excerpt->pieces->len; i++) {
			const ExcerptPiece *piece = excerpt->pieces->pdata[i];

			g_assert_true(g_utf8_validate(piece->text, -1, NULL));
			g_assert_null(strstr(piece->text, "\xE2\x80\xAE"));
			g_assert_false(g_str_has_suffix(piece->text, "\n"));
			if (piece->kind == EXCERPT_NOTE)
				g_assert_true(*piece->text == '[' && !strchr(piece->text, '\n'));
		}
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/excerpt/mails", test_mails);
	g_test_add_func("/excerpt/long", test_long);
	g_test_add_func("/excerpt/diffs", test_diffs);
	g_test_add_func("/excerpt/many-files", test_many_files);
	g_test_add_func("/excerpt/pieces", test_pieces);
	g_test_add_func("/excerpt/any", test_any);
	return g_test_run();
}
