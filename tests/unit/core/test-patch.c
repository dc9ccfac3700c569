/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/patch.h"

#include "core/diffstat.h"
#include "core/trailer.h"

#include <string.h>

static char *decode(const char *value)
{
	return g_strdup_printf("decoded(%s)", value);
}

#define HEX "0123456789abcdef0123456789abcdef01234567"
#define STABLE "5.10-stable review patch.  If anyone has any objections, please let me know."

/* RULES §4: in-body headers count at the very start only */
static void test_head(void)
{
	static const struct {
		const char *body, *author, *subject, *date, *message;
	} cases[] = {
		{"text\n", NULL, NULL, NULL, "text"},
		{"\n\ntext\n\n", NULL, NULL, NULL, "text"},
		{"From: A <a@b.org>\n\ntext", "A <a@b.org>", NULL, NULL, "text"},
		{"\n \nFrom: A <a@b.org>\n\n\ntext", "A <a@b.org>", NULL, NULL, "text"},
		{"from: A <a@b.org>\ntext", "A <a@b.org>", NULL, NULL, "text"},
		{"From: a@b.org\n\ntext", " <a@b.org>", NULL, NULL, "text"},
		{"Subject: [PATCH] s\nFrom: A\n <a@b.org>\nDate: d\n\nt", "A <a@b.org>",
		 "[PATCH] s", "d", "t"},
		{"Subject: long\n\tsubject\n  line\n\ntext", NULL, "long subject line", NULL,
		 "text"},
		{"Subject:\n folded\n\ntext", NULL, "folded", NULL, "text"},
		{"From " HEX " Mon Sep 17 00:00:00 2001\nFrom: A <a@b.org>\n\ntext", "A <a@b.org>",
		 NULL, NULL, "text"},
		{">From " HEX " Mon Sep 17 00:00:00 2001\n\nFrom: A <a@b.org>\n\ntext",
		 "A <a@b.org>", NULL, NULL, "text"},
		{STABLE "\n\n------------------\n\nFrom: A <a@b.org>\n\ntext", "A <a@b.org>", NULL,
		 NULL, "text"},
		{"3.16.35-rc1 review patch.  If anyone has any objections\n\n---8<---------\n\n"
		 "From: A <a@b.org>\n\ntext",
		 "A <a@b.org>", NULL, NULL, "text"},
		/* a second one, or one after the blank line, is text */
		{"From: A <a@b.org>\nFrom: B <b@b.org>\n\ntext", "A <a@b.org>", NULL, NULL,
		 "From: B <b@b.org>\n\ntext"},
		{"From: A <a@b.org>\n\nSubject: s\n", "A <a@b.org>", NULL, NULL, "Subject: s"},
		/* and so is what only looks like one */
		{"text\n\nSubject: s\nFrom: A <a@b.org>\n", NULL, NULL, NULL,
		 "text\n\nSubject: s\nFrom: A <a@b.org>"},
		{"text\nFrom: A <a@b.org>\n", NULL, NULL, NULL, "text\nFrom: A <a@b.org>"},
		{"From: here on\n", NULL, NULL, NULL, "From: here on"},
		{"From:A <a@b.org>\n", NULL, NULL, NULL, "From:A <a@b.org>"},
		{"> From: A <a@b.org>\n", NULL, NULL, NULL, "> From: A <a@b.org>"},
		{" From: A <a@b.org>\n", NULL, NULL, NULL, " From: A <a@b.org>"},
		{"From the start\n", NULL, NULL, NULL, "From the start"},
		{"Subject:\n\ntext", NULL, NULL, NULL, "Subject:\n\ntext"},
		{"Subject-matter: s\n", NULL, NULL, NULL, "Subject-matter: s"},
		{"------------------\n\nFrom: A <a@b.org>\n", NULL, NULL, NULL,
		 "------------------\n\nFrom: A <a@b.org>"},
		{"", NULL, NULL, NULL, ""},
		{"\n\n", NULL, NULL, NULL, ""},
		{"From: A <a@b.org>", "A <a@b.org>", NULL, NULL, ""},
		{"Subject: s\n ", NULL, "s", NULL, ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Patch) patch = patch_read(cases[i].body, FALSE, NULL);
		g_autofree char *message = slice_dup(patch->message);
		g_autofree char *author =
			g_strdup_printf("%s <%s>", patch->author.name, patch->author.addr);

		g_test_message("%s", cases[i].body);
		g_assert_cmpstr(author, ==, cases[i].author ? cases[i].author : " <>");
		g_assert_cmpint(patch->has_author, ==, cases[i].author != NULL);
		g_assert_cmpstr(patch->subject, ==, cases[i].subject);
		g_assert_cmpstr(patch->date, ==, cases[i].date);
		g_assert_cmpstr(message, ==, cases[i].message);
		g_assert_cmpint(patch->stable_review, ==, g_ascii_isdigit(cases[i].body[0]));
	}
}

#define DIFF "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"
#define STAT " x | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)"

/* RULES §4: where message, notes, diff and signature begin and end */
static void test_layout(void)
{
	static const struct {
		const char *body, *message, *notes, *diff, *shown;
	} cases[] = {
		{"m\n---\n" STAT "\n\n" DIFF, "m", STAT, DIFF, "m\n---\n" STAT},
		{"m\n---\nv2\n\n" STAT "\nn\n" DIFF, "m", "v2\n\n" STAT "\nn", DIFF,
		 "m\n---\nv2\n\n" STAT},
		{"m\n--- \t\nv2\n\n" DIFF, "m", "v2", DIFF, "m\n--- \t\nv2"},
		{"m\n---\n\n" DIFF, "m", "", DIFF, "m"},
		{"m\n\n---\n" STAT "\n---\nn\n---\n" DIFF, "m", STAT "\n---\nn\n---", DIFF,
		 "m\n\n---\n" STAT},
		{"m\n\n" DIFF, "m", "", DIFF, "m"},
		{"m\n" STAT "\n" DIFF, "m\n" STAT, "", DIFF, "m\n" STAT},
		{"m\n" STAT "\nm\n---\nv2\n" DIFF, "m\n" STAT "\nm", "v2", DIFF,
		 "m\n" STAT "\nm\n---\nv2"},
		{"---\n" STAT "\n" DIFF, "", STAT, DIFF, "---\n" STAT},
		{DIFF, "", "", DIFF, ""},
		{"m\n", "m", "", "", "m"},
		{"m\n\n---\n\n", "m", "", "", "m"},
		/* what begins a diff, and what only looks like it */
		{"m\nIndex: x\n", "m", "", "Index: x\n", "m"},
		{"m\n--- a/x\n+++ b/x\n", "m", "", "--- a/x\n+++ b/x\n", "m"},
		{"m\n--- a/x\nm\n", "m\n--- a/x\nm", "", "", "m\n--- a/x\nm"},
		{"m\n----\nm\n", "m\n----\nm", "", "", "m\n----\nm"},
		{"m\n ---\nm\n", "m\n ---\nm", "", "", "m\n ---\nm"},
		{"m\ndiff them\n", "m\ndiff them", "", "", "m\ndiff them"},
		{"m\n> diff --git a/x b/x\n", "m\n> diff --git a/x b/x", "", "",
		 "m\n> diff --git a/x b/x"},
		/* signatures and footers */
		{"m\n\n-- \nme\n", "m", "", "", "m"},
		{"m\n--\n2.39.2\n", "m", "", "", "m"},
		{"m\n--\nmore\n", "m\n--\nmore", "", "", "m\n--\nmore"},
		{"m\n-- me\n", "m\n-- me", "", "", "m\n-- me"},
		{"m\n__________\nlist\n", "m", "", "", "m"},
		{"m\n_________\nm\n", "m\n_________\nm", "", "", "m\n_________\nm"},
		{"m\n---\n" DIFF "-- \n2.39.2\n", "m", "", DIFF, "m"},
		{"m\n" DIFF "\n__________\nlist\n", "m", "", DIFF "\n", "m"},
		{"m\n" DIFF "--\n2.39.2\n", "m", "", DIFF, "m"},
		{"m\n-- \nme\n" DIFF, "m", "", "", "m"},
		{"--- a/x\n+++ b/x\n@@ -1,2 +0,0 @@\n-- \n--- a\n-- \n2.39.2\n", "", "",
		 "--- a/x\n+++ b/x\n@@ -1,2 +0,0 @@\n-- \n--- a\n", ""},
		{"m\n" DIFF "---\nbase-commit: " HEX "\n\n-- \n", "m", "",
		 DIFF "---\nbase-commit: " HEX "\n\n", "m"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Patch) patch = patch_read(cases[i].body, FALSE, NULL);
		g_autofree char *message = slice_dup(patch->message),
				*diff = slice_dup(patch->diff);
		g_autofree char *notes = slice_dup(patch->notes), *shown = slice_dup(patch->shown);

		g_test_message("%s", cases[i].body);
		g_assert_cmpstr(message, ==, cases[i].message);
		g_assert_cmpstr(notes, ==, cases[i].notes);
		g_assert_cmpstr(diff, ==, cases[i].diff);
		g_assert_cmpstr(shown, ==, cases[i].shown);
	}
}

/* RULES §4: a cover letter's sample diffs and rulers are text */
static void test_cover(void)
{
	static const struct {
		const char *body, *message, *notes, *shown;
	} cases[] = {
		{"l\n\n" STAT "\n-- \n2\n", "l", STAT, "l\n\n" STAT},
		{"l\n\n" STAT "\n\nbase-commit: " HEX "\n-- \n2\n", "l",
		 STAT "\n\nbase-commit: " HEX, "l\n\n" STAT},
		{"l\n---\nl\n\n" STAT "\n", "l\n---\nl", STAT, "l\n---\nl\n\n" STAT},
		{"l\nSigned-off-by: A\n---\nn\n\n" STAT "\n", "l\nSigned-off-by: A", "n\n\n" STAT,
		 "l\nSigned-off-by: A\n---\nn\n\n" STAT},
		{"l\n" DIFF "l\n" STAT "\n", "l\n" DIFF "l", STAT, "l\n" DIFF "l\n" STAT},
		{"l\n" STAT "\nl\n" STAT "\n", "l\n" STAT "\nl", STAT, "l\n" STAT "\nl\n" STAT},
		{"l\n@@ -1,3 +0,0 @@\n-- \n---\n-_\nl\n", "l\n@@ -1,3 +0,0 @@\n-- \n---\n-_\nl", "",
		 "l\n@@ -1,3 +0,0 @@\n-- \n---\n-_\nl"},
		{"l\n", "l", "", "l"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Patch) patch = patch_read(cases[i].body, TRUE, NULL);
		g_autofree char *message = slice_dup(patch->message);
		g_autofree char *notes = slice_dup(patch->notes), *shown = slice_dup(patch->shown);

		g_test_message("%s", cases[i].body);
		g_assert_cmpstr(message, ==, cases[i].message);
		g_assert_cmpstr(notes, ==, cases[i].notes);
		g_assert_cmpstr(shown, ==, cases[i].shown);
		g_assert_cmpuint(patch->diff.len, ==, 0);
	}
}

static void test_quotes(void)
{
	static const struct {
		const char *body;
		gboolean quotes;
	} cases[] = {
		{"m\n", FALSE},
		{"> q\nm\n", TRUE},
		{"m\n>q\n", TRUE},
		{"m\n > q\n", FALSE},
		{"m\n>From here on\n", FALSE},
		{"m\n" DIFF "> not in a hunk\n", FALSE},
		{"m\n--- x\n+++ x\n@@ -1 +1 @@\n->\n+>\n", FALSE},
		{"m\n-- \nme\n> q\n", TRUE},
		{"From: A <a@b.org>\n\nm\n> q\n", TRUE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Patch) patch = patch_read(cases[i].body, FALSE, NULL);

		g_test_message("%s", cases[i].body);
		g_assert_cmpint(patch->quotes, ==, cases[i].quotes);
	}
}

/* --- whole bodies: tests/corpora/patch, see the README there ------------------ */

static void describe_stat(GString *out, const char *name, const Diffstat *stat)
{
	if (!stat)
		g_string_append_printf(out, "%s: not whole\n", name);
	else
		g_string_append_printf(out, "%s: %u file%s, %u added, %u removed\n", name,
				       stat->n_files, stat->n_files == 1 ? "" : "s",
				       stat->insertions, stat->deletions);
}

static void describe_trailers(GString *out, const Patch *patch)
{
	g_autoptr(GPtrArray) trailers = trailer_scan(patch->message);

	for (guint i = 0; i < trailers->len; i++) {
		const Trailer *trailer = g_ptr_array_index(trailers, i);

		g_string_append_printf(out, "trailer: %s: %s | %s | %s\n", trailer->token,
				       trailer->value, trailer->person.name, trailer->person.addr);
	}
}

static char *describe(const Patch *patch, gboolean cover)
{
	GString *out = g_string_new(cover ? "cover: yes\n" : "cover: no\n");
	g_autoptr(Diffstat) stat = diffstat_parse(patch->diffstat);
	g_autoptr(Diffstat) diff = diffstat_count(patch->diff);

	if (patch->has_author)
		g_string_append_printf(out, "author: %s <%s>\n", patch->author.name,
				       patch->author.addr);
	if (patch->subject)
		g_string_append_printf(out, "subject: %s\n", patch->subject);
	if (patch->date)
		g_string_append_printf(out, "date: %s\n", patch->date);
	if (patch->stable_review)
		g_string_append(out, "stable: yes\n");
	if (patch->quotes)
		g_string_append(out, "quotes: yes\n");
	if (patch->diffstat.len)
		describe_stat(out, "diffstat", stat);
	if (patch->diff.len)
		describe_stat(out, "diff", diff);
	describe_trailers(out, patch);
	return g_string_free(out, FALSE);
}

static char *corpus_path(const char *name, const char *file)
{
	const char *srcdir = g_getenv("MAILDELTA_SRCDIR");

	return g_build_filename(srcdir ? srcdir : ".", "tests/corpora/patch", name, file, NULL);
}

static char *corpus_file(const char *name, const char *file)
{
	g_autofree char *path = corpus_path(name, file);
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	return text ? text : g_strdup("");
}

/* The files end in a line feed, the slices do not. */
static void check_slice(const char *name, const char *file, Slice slice)
{
	g_autofree char *want = corpus_file(name, file);
	g_autofree char *text = slice_dup(slice);
	g_autofree char *got = g_strconcat(text, *text ? "\n" : "", NULL);

	g_assert_cmpstr(got, ==, want);
}

static void assert_inside(Slice piece, Slice whole)
{
	if (piece.len == 0)
		return;
	g_assert_true(piece.ptr >= whole.ptr);
	g_assert_true(piece.ptr + piece.len <= whole.ptr + whole.len);
}

/* What holds for any body at all. */
static void check_properties(const char *body, gboolean cover)
{
	g_autoptr(Patch) patch = patch_read(body, cover, decode);
	Slice whole = slice_of(body), notes = patch->notes;

	assert_inside(patch->message, whole);
	assert_inside(notes, whole);
	assert_inside(patch->diff, whole);
	assert_inside(patch->shown, whole);
	assert_inside(patch->diffstat, patch->shown);
	assert_inside(patch->diffstat, notes.len ? notes : patch->message);
	if (patch->message.len && notes.len)
		g_assert_true(patch->message.ptr + patch->message.len <= notes.ptr);
	if (notes.len && patch->diff.len)
		g_assert_true(notes.ptr + notes.len <= patch->diff.ptr);
	if (patch->message.len) {
		g_assert_true(patch->message.ptr[0] != '\n');
		g_assert_false(g_ascii_isspace(patch->message.ptr[patch->message.len - 1]));
	}
}

/* However a body is cut, the pieces lie where they should. */
static void check_cuts(const char *body, gboolean cover)
{
	for (gsize len = strlen(body); len > 0; len--) {
		g_autofree char *cut = g_strndup(body, len);

		check_properties(cut, cover);
	}
}

static void test_body(gconstpointer data)
{
	const char *name = data;
	g_autofree char *body = corpus_file(name, "body"), *want = corpus_file(name, "info");
	gboolean cover = g_str_has_prefix(want, "cover: yes\n");
	g_autoptr(Patch) patch = patch_read(body, cover, decode);
	g_autofree char *got = describe(patch, cover);

	g_assert_cmpstr(got, ==, want);
	check_slice(name, "message", patch->message);
	check_slice(name, "shown", patch->shown);
	check_cuts(body, cover);
}

/* One pass, whatever is repeated a hundred thousand times. */
static void test_hostile(void)
{
	static const char *const pieces[] = {
		"\n",
		" ",
		">",
		"-",
		"---\n",
		"-- \n",
		"_",
		"From: a\n",
		"From: \n ",
		"Subject: s\n ",
		"@@ -1,999999999 +1,999999999 @@\n",
		"diff --git a/x b/x\n",
		"Index: x\n",
		"--- x\n+++ x\n",
		"rename from x\n",
		" x | 1 +\n",
		" 0 files changed\n",
		"|",
		" rename a => b (100%)\n",
		"GIT binary patch\n",
		"\xEF\xBF\xBD",
		STABLE "\n",
		">From " HEX "\n",
		"----------\n",
	};

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) body = g_string_new(NULL);

		while (body->len < 1u << 20)
			g_string_append(body, pieces[i]);
		check_properties(body->str, FALSE);
		check_properties(body->str, TRUE);
		diffstat_free(diffstat_count(slice_of(body->str)));
		diffstat_free(diffstat_parse(slice_of(body->str)));
	}
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Every folder is a test, and the README says why it is there. */
static void add_corpus(void)
{
	g_autofree char *folder = corpus_path("", ""), *readme = corpus_file("", "README");
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_ascii_isdigit(name[0]))
			g_ptr_array_add(names, g_strdup(name));
	g_assert_cmpuint(names->len, >, 0);
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *path = NULL;

		name = g_ptr_array_index(names, i);
		path = g_strdup_printf("/patch/body/%s", name);
		g_assert_nonnull(strstr(readme, name));
		g_test_add_data_func_full(path, g_strdup(name), test_body, g_free);
	}
}

#define WHOLE_DIFF "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n-a\n+b\n+c\n"

/* RULES §4: a whole diff rules over the diffstat; a cover letter's samples do not */
static void test_diffstat(void)
{
	static const struct {
		const char *body;
		gboolean cover, disagree;
		int insertions; /* -1: no diffstat */
	} cases[] = {
		{"m\n---\n x | 3 ++-\n 1 file changed, 2 insertions(+), 1 "
		 "deletion(-)\n\n" WHOLE_DIFF,
		 FALSE, FALSE, 2},
		{"m\n---\n x | 9 ++-\n 1 file changed, 8 insertions(+), 1 "
		 "deletion(-)\n\n" WHOLE_DIFF,
		 FALSE, TRUE, 2},
		{"m\n---\n x | 9 ++-\n 1 file changed, 8 insertions(+), 1 "
		 "deletion(-)\n\n" WHOLE_DIFF,
		 TRUE, FALSE, 8},
		{"m\n---\n" WHOLE_DIFF, FALSE, FALSE, 2},
		{"m\n", FALSE, FALSE, -1},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Patch) patch = patch_read(cases[i].body, cases[i].cover, NULL);
		gboolean disagree = TRUE;
		g_autoptr(Diffstat) stat = patch_diffstat(patch, cases[i].cover, &disagree);

		g_test_message("%s", cases[i].body);
		g_assert_cmpint(disagree, ==, cases[i].disagree);
		g_assert_cmpint(stat ? (int)stat->insertions : -1, ==, cases[i].insertions);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/patch/head", test_head);
	g_test_add_func("/patch/layout", test_layout);
	g_test_add_func("/patch/cover", test_cover);
	g_test_add_func("/patch/quotes", test_quotes);
	g_test_add_func("/patch/hostile", test_hostile);
	add_corpus();
	g_test_add_func("/patch/diffstat", test_diffstat);
	return g_test_run();
}
