/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/revision.h"

#include "base/error.h"
#include "lib/inbox-maker.h"
#include "mirror/mirror.h"

#include <glib/gstdio.h>
#include <string.h>

#define N 12 /* commits: 4 in each of the epochs 0, 1 and 2 */
#define LAST (N - 1)
/* a while after the last commit */
#define NOW (INBOX_MAKER_START + 86400)

static char *root;
static Oid made[N]; /* oldest first */

static Oid add(InboxMaker *maker, const char *list, guint n)
{
	g_autofree char *mail =
		g_strdup_printf("Message-ID: <%u@%s.example.org>\n\n%u\n", n, list, n);

	return inbox_maker_add(maker, slice_of(mail));
}

/* The newest epoch is empty, as it is just after public-inbox made it. */
static void make_list(void)
{
	g_autofree char *path = g_build_filename(root, "list", NULL);
	g_autofree char *middle = g_build_filename(path, "git/1.git/refs/heads/old", NULL);
	g_autofree char *newest = g_build_filename(path, "git/2.git/refs/heads/deadbeef", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	g_autofree char *fifth = NULL, *last = NULL;

	for (guint i = 0; i < N; i++) {
		if (i && i % 4 == 0)
			inbox_maker_next_epoch(maker);
		made[i] = add(maker, "list", i);
	}
	inbox_maker_next_epoch(maker);
	fifth = oid_hex(&made[5]);
	last = oid_hex(&made[LAST]);
	g_assert_true(g_file_set_contents(middle, fifth, -1, NULL));
	g_assert_true(g_file_set_contents(newest, last, -1, NULL));
}

static Inbox *open_list(const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autoptr(GError) error = NULL;
	Inbox *inbox = inbox_open(path, &error);

	g_assert_no_error(error);
	g_assert_nonnull(inbox);
	return inbox;
}

/* @want: an index into made[]. */
static void check(const Inbox *inbox, const char *text, guint want)
{
	g_autoptr(GError) error = NULL;
	Commit commit = {.committed = 0};

	g_test_message("%s", text);
	g_assert_true(revision_find(inbox, text, NOW, &commit, &error));
	g_assert_no_error(error);
	g_assert_true(oid_equal(&commit.oid, &made[want]));
	g_assert_cmpuint(commit.epoch, ==, want / 4);
	g_assert_cmpint(commit.committed, ==, INBOX_MAKER_START + want * INBOX_MAKER_TICK);
}

/* RULES §1: HEAD~N walks on into older epochs; @{date} is by committer date. */
static void test_words(void)
{
	static const struct {
		const char *text;
		guint want;
	} cases[] = {
		{"HEAD", LAST},
		{"@", LAST},
		{"master", LAST},
		{"refs/heads/master", LAST},
		{"heads/master", LAST},
		{"old", 5},
		{"deadbeef", LAST},
		{"HEAD~0", LAST},
		{"HEAD^0", LAST},
		{"HEAD~", LAST - 1},
		{"HEAD^", LAST - 1},
		{"HEAD^1", LAST - 1},
		{"@~3", LAST - 3},
		{"HEAD~4", LAST - 4},
		{"HEAD~11", 0},
		{"HEAD^^^", LAST - 3},
		{"HEAD~2^~3", LAST - 6},
		{"old~2", 3},
		{"@{now}", LAST},
		{"HEAD@{now}", LAST},
		{"@{2026-01-05}", 0},
		{"@{2026-01-05T00:00:59}", 0},
		{"@{2026-01-05T00:01:00}", 1},
		{"@{2026-01-05T00:06:30}", 6},
		{"@{2026-01-05T00:06:30}^", 5},
		{"old@{now}", 5},
		{"@{1.minute.ago}", LAST},
		{"@{@1767571320}", 2},
	};
	g_autoptr(Inbox) inbox = open_list("list");

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check(inbox, cases[i].text, cases[i].want);
}

/* RULES §1: short hashes resolve across all epochs. */
static void test_hashes(void)
{
	g_autoptr(Inbox) inbox = open_list("list");

	for (guint i = 0; i < N; i++) {
		g_autofree char *hex = oid_hex(&made[i]);
		g_autofree char *shorter = g_strndup(hex, 9);
		g_autofree char *upper = g_ascii_strup(hex, 12);
		g_autofree char *parent = g_strconcat(hex, "~1", NULL);

		check(inbox, hex, i);
		check(inbox, shorter, i);
		check(inbox, upper, i);
		if (i)
			check(inbox, parent, i - 1);
	}
}

static void check_error(const Inbox *inbox, const char *text, MdErrorCode code, const char *message)
{
	g_autofree char *prefix = g_strdup_printf("%s: %s: ", inbox_name(inbox), text);
	g_autoptr(GError) error = NULL;
	Commit commit;

	g_assert_false(revision_find(inbox, text, NOW, &commit, &error));
	g_test_message("%s", error ? error->message : text);
	g_assert_error(error, MD_ERROR, (gint)code);
	g_assert_nonnull(strstr(error->message, message));
	g_assert_true(g_str_has_prefix(error->message, prefix));
}

static void test_errors(void)
{
	static const struct {
		const char *text;
		MdErrorCode code;
		const char *message;
	} cases[] = {
		{"9b1f83906", MD_ERROR_NOT_FOUND, "no such commit in epochs 0-3"},
		{"9b1f83906aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", MD_ERROR_NOT_FOUND,
		 "no such commit in epochs 0-3"},
		{"0000000000000000000000000000000000000000", MD_ERROR_NOT_FOUND, "no such commit"},
		{"9b1", MD_ERROR_NOT_FOUND,
		 "no such branch, tag or commit in epochs 0-3: a short hash has 4 digits or more"},
		{"nosuch", MD_ERROR_NOT_FOUND, "no such branch, tag or commit in epochs 0-3"},
		{"9b1f83906aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", MD_ERROR_NOT_FOUND, "no such branch"},
		{"HEAD~12", MD_ERROR_NOT_FOUND,
		 "goes back 12 commits, but there are only 11 before that one"},
		{"old~6", MD_ERROR_NOT_FOUND,
		 "goes back 6 commits, but there are only 5 before that one"},
		{"@{2026-01-04}", MD_ERROR_NOT_FOUND,
		 "there is no commit that old: the first is of 2026-01-05"},
		{"@{1.year.ago}", MD_ERROR_NOT_FOUND, "there is no commit that old"},
		{"", MD_ERROR_USAGE, "no revision: give a hash"},
		{"~1", MD_ERROR_USAGE, "no revision"},
		{"^HEAD", MD_ERROR_USAGE, "no revision"},
		{"HEAD:m", MD_ERROR_USAGE, "no revision"},
		{"HEAD~x", MD_ERROR_USAGE, "no revision"},
		{"HEAD~99999999999999999999", MD_ERROR_USAGE, "no revision"},
		{"HEAD^{tree}", MD_ERROR_USAGE, "no revision"},
		{"HEAD^2", MD_ERROR_USAGE, "one line: ^2 names no parent, ~2 goes back 2"},
		{"@{1}", MD_ERROR_USAGE, "@{} takes a date"},
		{"@{u}", MD_ERROR_USAGE, "'u' is no date"},
		{"@{now", MD_ERROR_USAGE, "no revision"},
		{"a b", MD_ERROR_USAGE, "no revision"},
		{"../../HEAD", MD_ERROR_USAGE, "no revision"},
		{"--root", MD_ERROR_NOT_FOUND, "no such branch"},
	};
	g_autoptr(Inbox) inbox = open_list("list");
	Oid blob = inbox_maker_blob(slice_of("Message-ID: <3@list.example.org>\n\n3\n"));
	g_autofree char *hex = oid_hex(&blob);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check_error(inbox, cases[i].text, cases[i].code, cases[i].message);
	check_error(inbox, hex, MD_ERROR_NOT_FOUND, "names a blob, no commit, in epochs 0-3");
	hex[12] = '\0';
	check_error(inbox, hex, MD_ERROR_NOT_FOUND, "names a blob, no commit, in epochs 0-3");
}

/* RULES §1: an ambiguous hash is an error that lists what it may be. */
static void test_ambiguous(void)
{
	g_autofree char *path = g_build_filename(root, "big", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *twice = NULL;
	g_autoptr(Inbox) inbox = NULL;

	/* about 300 commits are likely to share four digits; go on until two do */
	for (guint i = 0; !twice && i < 20000; i++) {
		Oid oid;
		g_autofree char *hex = NULL;

		if (i % 100 == 99)
			inbox_maker_next_epoch(maker);
		oid = add(maker, "big", i);
		hex = oid_hex(&oid);
		hex[4] = '\0';
		if (!g_hash_table_add(seen, g_strdup(hex)))
			twice = g_strdup(hex);
	}
	inbox = open_list("big");
	check_error(inbox, twice, MD_ERROR_NOT_FOUND, "ambiguous: 2 commits begin so: ");
}

/* The date of a commit that is newer than the next one counts as what it is. */
static void test_dates_out_of_order(void)
{
	static const gint64 minutes[] = {0, 50, 10, 40, 20, 60};
	static const struct {
		gint64 minute;
		guint want;
	} cases[] = {{0, 0}, {9, 0}, {10, 2}, {25, 4}, {45, 3}, {55, 1}, {60, 5}};
	g_autofree char *path = g_build_filename(root, "mixed", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	g_autoptr(Inbox) inbox = NULL;
	Oid oids[G_N_ELEMENTS(minutes)];

	for (guint i = 0; i < G_N_ELEMENTS(minutes); i++) {
		inbox_maker_set_date(maker, INBOX_MAKER_START + minutes[i] * 60);
		oids[i] = add(maker, "mixed", i);
	}
	inbox = open_list("mixed");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strdup_printf("@{@%" G_GINT64_FORMAT "}",
							INBOX_MAKER_START + cases[i].minute * 60);
		Commit commit;

		g_test_message("%s", text);
		g_assert_true(revision_find(inbox, text, NOW, &commit, NULL));
		g_assert_true(oid_equal(&commit.oid, &oids[cases[i].want]));
	}
}

static char *object_file(const char *list, const Oid *oid)
{
	g_autofree char *hex = oid_hex(oid);

	return g_strdup_printf("%s/%s/git/0.git/objects/%.2s/%s", root, list, hex, hex + 2);
}

/* A commit that a shallow or damaged mirror lacks is named. */
static void test_missing_commit(void)
{
	g_autofree char *path = g_build_filename(root, "shallow", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	g_autoptr(Inbox) inbox = NULL;
	g_autofree char *file = NULL, *hex = NULL, *message = NULL;
	Oid oids[4];

	for (guint i = 0; i < G_N_ELEMENTS(oids); i++)
		oids[i] = add(maker, "shallow", i);
	file = object_file("shallow", &oids[1]);
	hex = oid_hex(&oids[1]);
	g_assert_cmpint(g_unlink(file), ==, 0);
	inbox = open_list("shallow");
	message = g_strdup_printf("commit %s is missing: the mirror is damaged or shallow: see "
				  "git -C %s/git/0.git fsck, and fetch it again",
				  hex, path);
	check_error(inbox, "HEAD~2", MD_ERROR_FAILED, message);
	check_error(inbox, "@{2026-01-04}", MD_ERROR_FAILED, message);
}

static guint32 read_be32(const char *at)
{
	guint32 value;

	memcpy(&value, at, sizeof(value));
	return GUINT32_FROM_BE(value);
}

/* Where in a pack's index, version 2, the offset of @oid stands. */
static char *find_offset(char *index, const Oid *oid)
{
	char *names = index + 8 + 256 * 4;
	guint32 n = read_be32(names - 4);

	for (guint32 i = 0; i < n; i++)
		if (memcmp(names + i * OID_RAW, oid->id, OID_RAW) == 0)
			return names + n * (OID_RAW + 4) + i * 4;
	g_assert_not_reached();
}

/* Makes the index of the only pack give @in_truth where @oid is asked for. */
static void forge_index(const char *list, const Oid *oid, const Oid *in_truth)
{
	g_autofree char *folder = g_build_filename(root, list, "git/0.git/objects/pack", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL), *index = NULL;
		gsize len;

		if (!g_str_has_suffix(name, ".idx"))
			continue;
		g_assert_true(g_file_get_contents(path, &index, &len, NULL));
		memcpy(find_offset(index, oid), find_offset(index, in_truth), 4);
		g_assert_true(g_file_set_contents(path, index, (gssize)len, NULL));
	}
}

/* Hashes of packed objects are not verified: a forged history may bite its tail. */
static void test_circle(void)
{
	g_autofree char *path = g_build_filename(root, "circle", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	g_autoptr(Inbox) inbox = NULL;
	Oid oids[6];

	for (guint i = 0; i < G_N_ELEMENTS(oids); i++)
		oids[i] = add(maker, "circle", i);
	inbox_maker_pack(maker);
	forge_index("circle", &oids[1], &oids[4]);
	inbox = open_list("circle");
	check_error(inbox, "HEAD~100000", MD_ERROR_FAILED, "is its own ancestor");
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	root = g_dir_make_tmp("maildelta-revision-XXXXXX", NULL);
	make_list();
	g_test_add_func("/revision/words", test_words);
	g_test_add_func("/revision/hashes", test_hashes);
	g_test_add_func("/revision/errors", test_errors);
	g_test_add_func("/revision/ambiguous", test_ambiguous);
	g_test_add_func("/revision/dates-out-of-order", test_dates_out_of_order);
	g_test_add_func("/revision/missing-commit", test_missing_commit);
	g_test_add_func("/revision/circle", test_circle);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
