/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/object.h"

#include <string.h>

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "cccccccccccccccccccccccccccccccccccccccc"
#define AUTHOR "author A <a@example.org> 1 +0000\n"
#define COMMITTER "committer C <c@example.org> 1767571200 +0000\n"

static void test_commit(void)
{
	static const struct {
		const char *raw;
		gboolean ok, has_parent;
		gint64 committed;
	} cases[] = {
		{"tree " A "\n" AUTHOR COMMITTER "\nsubject\n", TRUE, FALSE, 1767571200},
		{"tree " A "\nparent " B "\n" AUTHOR COMMITTER, TRUE, TRUE, 1767571200},
		{"tree " A "\nparent " B "\nparent " C "\n" AUTHOR COMMITTER, TRUE, TRUE,
		 1767571200},
		{"tree " A "\nauthor <> 1 +0000\ncommitter <> 5 +0000\n", TRUE, FALSE, 5},
		{"tree " A "\ncommitter > > <c> 7", TRUE, FALSE, 7},
		{"tree " A "\ncommitter C <c@example.org> soon +0000\n", TRUE, FALSE, 0},
		{"tree " A "\ncommitter C <c@example.org> -5 +0000\n", TRUE, FALSE, 0},
		{"tree " A "\ncommitter C <c@example.org>\n", TRUE, FALSE, 0},
		{"tree " A "\ncommitter \n", TRUE, FALSE, 0},
		{"tree " A "\ncommitter C <c> 99999999999999999999999999\n", TRUE, FALSE,
		 G_GINT64_CONSTANT(253402300799)},
		{"", FALSE, FALSE, 0},
		{"tree " A, FALSE, FALSE, 0},
		{"tree " A "\n" AUTHOR, FALSE, FALSE, 0},
		{"tree " A "\n" AUTHOR "\n" COMMITTER, FALSE, FALSE, 0},
		{"tree aaaa\n" AUTHOR COMMITTER, FALSE, FALSE, 0},
		{"tree " A "0\n" AUTHOR COMMITTER, FALSE, FALSE, 0},
		{"tree " A "\nparent xyz\n" AUTHOR COMMITTER, FALSE, FALSE, 0},
		{"parent " B "\ntree " A "\n" AUTHOR COMMITTER, FALSE, FALSE, 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		CommitObject commit = {.committed = 0};
		g_autofree char *tree = NULL, *parent = NULL;

		g_test_message("%s", cases[i].raw);
		g_assert_cmpint(object_parse_commit(slice_of(cases[i].raw), &commit), ==,
				cases[i].ok);
		g_assert_cmpint(commit.committed, ==, cases[i].committed);
		g_assert_cmpint(commit.has_parent, ==, cases[i].has_parent);
		tree = oid_hex(&commit.tree);
		parent = oid_hex(&commit.parent);
		g_assert_true(!cases[i].ok || strcmp(tree, A) == 0);
		g_assert_true(!cases[i].has_parent || strcmp(parent, B) == 0);
	}
}

#define ID "12345678901234567890"

static void test_tree(void)
{
	static const struct {
		const char *raw;
		gsize len;
		guint entries;
		gboolean whole;
	} cases[] = {
#define TREE(raw, entries, whole) {raw, sizeof(raw) - 1, entries, whole}
		TREE("", 0, TRUE),
		TREE("100644 m\0" ID, 1, TRUE),
		TREE("100644 a\0" ID "40000 b\0" ID, 2, TRUE),
		TREE("100644 m\0"
		     "1234567890123456789",
		     0, FALSE),
		TREE("100644 a\0" ID "100644", 1, FALSE),
		TREE("100644 a\0" ID "100644 ", 1, FALSE),
		TREE("100644 a\0" ID "100644 b", 1, FALSE),
		TREE("100644 \0" ID, 0, FALSE),
		TREE("100944 m\0" ID, 0, FALSE),
		TREE(" m\0" ID, 0, FALSE),
		TREE("7777777777777777 m\0" ID, 0, FALSE),
		TREE("\0\0\0\0", 0, FALSE),
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		/* a copy without anything behind it, for the sanitizer to see */
		g_autofree char *copy = g_memdup2(cases[i].raw, cases[i].len);
		Slice rest = {copy, cases[i].len};
		TreeEntry entry;
		guint n = 0;

		while (object_next_entry(&rest, &entry)) {
			g_assert_cmpmem(entry.oid.id, OID_RAW, ID, OID_RAW);
			n++;
		}
		g_test_message("%u", i);
		g_assert_cmpuint(n, ==, cases[i].entries);
		g_assert_cmpint(rest.len == 0, ==, cases[i].whole);
	}
}

static void test_entries(void)
{
	static const struct {
		guint mode;
		const char *name;
	} in_order[] = {
		{0100644, "a"},  {0100644, "a-b"}, {0040000, "a"}, {0100644, "a0"},
		{0040000, "a0"}, {0100644, "ab"},  {0120000, "b"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(in_order); i++)
		for (guint j = 0; j < G_N_ELEMENTS(in_order); j++) {
			TreeEntry a = {in_order[i].mode, slice_of(in_order[i].name), {{0}}};
			TreeEntry b = {in_order[j].mode, slice_of(in_order[j].name), {{0}}};
			int order = object_compare_entries(&a, &b);

			g_assert_cmpint((order > 0) - (order < 0), ==, (i > j) - (i < j));
		}
	g_assert_true(object_is_file(&(TreeEntry){.mode = 0100755}));
	g_assert_false(object_is_file(&(TreeEntry){.mode = 0120000}));
	g_assert_false(object_is_file(&(TreeEntry){.mode = 0160000}));
	g_assert_true(object_is_folder(&(TreeEntry){.mode = 0040000}));
	g_assert_false(object_is_folder(&(TreeEntry){.mode = 0160000}));
}

static void test_oid(void)
{
	Oid oid = {{1}}, same;
	g_autofree char *hex = NULL;

	g_assert_true(oid_parse(&oid, "00112233445566778899aAbBcCdDeEfF01234567", OID_HEX));
	hex = oid_hex(&oid);
	g_assert_cmpstr(hex, ==, "00112233445566778899aabbccddeeff01234567");
	same = oid;
	g_assert_false(oid_parse(&oid, "0011", 4));
	g_assert_false(oid_parse(&oid, "00112233445566778899aabbccddeeff0123456g", OID_HEX));
	g_assert_true(oid_equal(&oid, &same));
	g_assert_false(oid_is_zero(&oid));
	g_assert_true(oid_is_zero(&(Oid){{0}}));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/object/commit", test_commit);
	g_test_add_func("/object/tree", test_tree);
	g_test_add_func("/object/entries", test_entries);
	g_test_add_func("/oid/hex", test_oid);
	return g_test_run();
}
