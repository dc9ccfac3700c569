/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/reader.h"

#include "base/error.h"
#include "lib/inbox-maker.h"
#include "mirror/mirror.h"
#include "mirror/range.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *root;

#define MAIL(n, text) "From: A <a@example.org>\nMessage-ID: <" n "@example.org>\n\n" text "\n"

/* One character a change, commits divided by blanks, oldest first. */
static const char letters[] = {
	[CHANGE_ADDED] = 'A',   [CHANGE_DELETED] = 'D',    [CHANGE_PURGED] = 'P',
	[CHANGE_MISSING] = 'M', [CHANGE_UNREADABLE] = 'U',
};

static InboxMaker *new_list(const char *name, EpochKind kind)
{
	g_autofree char *path = g_build_filename(root, name, NULL);

	return inbox_maker_new(path, kind);
}

static Range *open_all(const char *name, Inbox **inbox)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autoptr(GError) error = NULL;
	RangeRequest request = {.root = TRUE};
	Range *range;

	*inbox = inbox_open(path, &error);
	g_assert_no_error(error);
	range = range_resolve(*inbox, &request, &error);
	g_assert_no_error(error);
	return range;
}

static void check_change(const Change *change)
{
	gboolean named = change->kind == CHANGE_ADDED || change->kind == CHANGE_DELETED ||
			 change->kind == CHANGE_MISSING;

	g_assert_cmpint(change->raw != NULL, ==, change->kind == CHANGE_ADDED);
	g_assert_cmpint(oid_is_zero(&change->blob), ==, !named);
	if (change->raw) {
		Slice raw;
		Oid blob;

		raw.ptr = g_bytes_get_data(change->raw, &raw.len);
		blob = inbox_maker_blob(raw);
		g_assert_true(oid_equal(&blob, &change->blob));
	}
}

static void spell_change(const Change *change, gpointer user)
{
	check_change(change);
	g_string_append_c(user, letters[change->kind]);
}

static void spell_name(const Change *change, gpointer user)
{
	g_assert_null(change->raw);
	g_string_append_c(user, letters[change->kind]);
}

/* The names alone are the same changes: where no blob is looked at, every mail came. */
static void check_names(Reader *reader, const Commit *commit, const char *changes)
{
	g_autoptr(GString) names = g_string_new(NULL);

	g_assert_true(reader_read_names(reader, commit, spell_name, names, NULL));
	g_assert_cmpuint(names->len, ==, strlen(changes));
	for (guint i = 0; i < names->len && changes[i]; i++)
		g_assert_true(names->str[i] == changes[i] ||
			      (names->str[i] == 'A' && strchr("MU", changes[i])));
}

/* Reads the newest first, as reports do, and tells the oldest first. NULL with an error. */
static char *read_all(const char *name, GError **error)
{
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Range) range = open_all(name, &inbox);
	g_autoptr(Reader) reader = reader_new(inbox);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < range->commits->len; i++) {
		g_autoptr(GString) one = g_string_new(NULL);

		if (!reader_read(reader, &g_array_index(range->commits, Commit, i), spell_change,
				 one, error))
			return NULL;
		check_names(reader, &g_array_index(range->commits, Commit, i), one->str);
		if (i)
			g_string_prepend_c(text, ' ');
		g_string_prepend(text, one->str);
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void check_all(const char *name, const char *want)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *got = read_all(name, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(got, ==, want);
}

/* RULES §1: what a v2 commit holds. */
static void test_v2(void)
{
	static const char one[] = MAIL("1", "one"), two[] = MAIL("2", "two");
	static const char nul[] = "From: A <a@example.org>\n\nnul\0nul\n";
	static const struct {
		const char *name;
		guint mode;
		const char *content, *want;
	} odd[] = {
		{"m", 0100755, "executable", "A"},
		{"m", 0100644, "", "P"},
		{"", 0, "", "P"},
		{"x", 0100644, "neither", "P"},
		{"m", 0120000, "link", "U"},
		{"m", 0040000, "folder", "U"},
		{"m", 0160000, "submodule", "U"},
		{"d", 0120000, "link", "U"},
		{"d", 0100644, "deleted", "D"},
	};
	g_autoptr(InboxMaker) maker = new_list("v2", EPOCH_V2);
	g_autoptr(GString) want = g_string_new("A A A D P M");

	inbox_maker_add(maker, slice_of(one));
	inbox_maker_add(maker, slice_of(two));
	inbox_maker_add(maker, (Slice){nul, sizeof(nul) - 1});
	inbox_maker_delete(maker, slice_of(one));
	inbox_maker_add(maker, slice_of(MAIL("3", "three")));
	inbox_maker_purge(maker, slice_of(MAIL("3", "three")));
	inbox_maker_add(maker, slice_of(MAIL("4", "four")));
	inbox_maker_lose(maker, slice_of(MAIL("4", "four")));
	for (guint i = 0; i < G_N_ELEMENTS(odd); i++) {
		inbox_maker_put(maker, odd[i].name, odd[i].mode, odd[i].content);
		g_string_append_printf(want, " %s", odd[i].want);
	}
	inbox_maker_add(maker, slice_of(MAIL("5", "five")));
	g_string_append(want, " A");
	check_all("v2", want->str);
	inbox_maker_replace(maker, slice_of(two), slice_of(MAIL("2", "edited")));
	check_all("v2", want->str);
}

/* RULES §1: a v1 commit adds, changes and deletes paths. */
static void test_v1(void)
{
	static const char lost[] = MAIL("lost", "lost");
	g_autoptr(InboxMaker) maker = new_list("v1", EPOCH_V1);

	inbox_maker_add(maker, slice_of(MAIL("1", "one")));
	for (guint i = 2; i < 40; i++) {
		g_autofree char *mail = g_strdup_printf(MAIL("%u", "text"), i);

		inbox_maker_add(maker, slice_of(mail));
	}
	check_all("v1", "A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A "
			"A A");
	inbox_maker_add(maker, slice_of(MAIL("1", "one"))); /* the same again: nothing changed */
	inbox_maker_edit(maker, slice_of(MAIL("1", "one")), slice_of(MAIL("1", "edited")));
	inbox_maker_delete(maker, slice_of(MAIL("1", "one")));
	inbox_maker_add(maker, slice_of(lost));
	inbox_maker_lose(maker, slice_of(lost));
	inbox_maker_put(maker, "README", 0100644, "beside");
	inbox_maker_put(maker, "README", 0100644, "changed");
	inbox_maker_put(maker, "README", 0, NULL);
	inbox_maker_put(maker, "src/main.c", 0100644, "beside, in a folder");
	inbox_maker_put(maker, "00/short", 0100644, "not 38 digits");
	inbox_maker_put(maker, "00/short", 0, NULL);
	inbox_maker_put(maker, "00/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0120000, "link");
	inbox_maker_put(maker, "00/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0100644, "mail");
	inbox_maker_put(maker, "00/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0100755, "mail");
	inbox_maker_put(maker, "00/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0120000, "mail");
	inbox_maker_put(maker, "FF/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0100644, "upper");
	check_all("v1", "A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A "
			"A A  A D M U U  U U  U A  DU U");
}

/* Keeps what a change says, but for its bytes. */
static void keep_change(const Change *change, gpointer user)
{
	g_array_append_vals(user, change, 1);
}

/* A v1 edit names what stood there before. */
static void test_replaces(void)
{
	static const char before[] = MAIL("1", "one"), after[] = MAIL("1", "edited");
	g_autoptr(InboxMaker) maker = new_list("edited", EPOCH_V1);
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Range) range = NULL;
	g_autoptr(Reader) reader = NULL;
	g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(Change));
	Oid old = inbox_maker_blob(slice_of(before)), new = inbox_maker_blob(slice_of(after));

	inbox_maker_add(maker, slice_of(before));
	inbox_maker_edit(maker, slice_of(before), slice_of(after));
	range = open_all("edited", &inbox);
	reader = reader_new(inbox);
	g_assert_true(reader_read(reader, &g_array_index(range->commits, Commit, 0), keep_change,
				  changes, NULL));
	g_assert_cmpuint(changes->len, ==, 1);
	g_assert_true(oid_equal(&g_array_index(changes, Change, 0).replaces, &old));
	g_assert_true(oid_equal(&g_array_index(changes, Change, 0).blob, &new));
}

/* Each epoch as its own kind; a pack, and loose objects added to it later. */
static void test_epochs(void)
{
	g_autofree char *from = g_build_filename(root, "tail", NULL);
	g_autofree char *to = g_build_filename(root, "mixed/git/1.git", NULL);
	g_autoptr(InboxMaker) v2 = new_list("mixed", EPOCH_V2);
	g_autoptr(InboxMaker) v1 = new_list("tail", EPOCH_V1);

	inbox_maker_add(v2, slice_of(MAIL("1", "one")));
	inbox_maker_add(v2, slice_of(MAIL("2", "two")));
	inbox_maker_lose(v2, slice_of(MAIL("1", "one")));
	inbox_maker_pack(v2);
	inbox_maker_delete(v2, slice_of(MAIL("2", "two")));
	inbox_maker_add(v1, slice_of(MAIL("3", "three")));
	inbox_maker_delete(v1, slice_of(MAIL("3", "three")));
	g_assert_cmpint(g_rename(from, to), ==, 0);
	check_all("mixed", "M A D A D");
}

/* --- damage ------------------------------------------------------------------- */

static char *find_pack(const char *name)
{
	g_autofree char *folder = g_build_filename(root, name, "git/0.git/objects/pack", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *entry;

	while (dir && (entry = g_dir_read_name(dir)))
		if (g_str_has_suffix(entry, ".pack"))
			return g_build_filename(folder, entry, NULL);
	g_assert_not_reached();
}

static void expect_damage(const char *name, const char *message)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *got = read_all(name, &error);

	g_assert_cmpstr(got, ==, NULL);
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	g_test_message("%s", error ? error->message : "");
	g_assert_nonnull(error ? strstr(error->message, message) : NULL);
}

static void add_many(InboxMaker *maker, guint n)
{
	for (guint i = 0; i < n; i++) {
		g_autofree char *mail = g_strdup_printf(MAIL("%u", "text %u"), i, i);

		inbox_maker_add(maker, slice_of(mail));
	}
}

/*
 * The pack that holds the mails is cut in half; commits and trees are still there
 * as files. libgit2 calls those mails absent; they are not missing blobs.
 */
static void test_cut_pack(void)
{
	g_autoptr(InboxMaker) maker = new_list("cut", EPOCH_V2);
	g_autofree char *whole = g_build_filename(root, "cut", NULL);
	g_autofree char *copy = g_build_filename(root, "copy", NULL);
	g_autofree char *command = NULL, *pack = NULL;
	GStatBuf info;

	add_many(maker, 50);
	/* loose objects once more, beside the pack */
	command = g_strdup_printf("cp -r '%s' '%s'", whole, copy);
	g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
	inbox_maker_pack(maker);
	check_all("cut",
		  "A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A "
		  "A A A A A A A A A A A A A");
	pack = find_pack("cut");
	g_assert_cmpint(g_stat(pack, &info), ==, 0);
	g_assert_cmpint(g_chmod(pack, 0600), ==, 0);
	g_assert_cmpint(truncate(pack, info.st_size / 2), ==, 0);
	{
		g_autoptr(GError) error = NULL;
		g_autoptr(Inbox) inbox = inbox_open(whole, &error);

		g_assert_null(inbox);
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		g_assert_nonnull(
			strstr(error->message, ".pack or its index is damaged or cut short"));
	}
	g_free(command);
	command = g_strdup_printf("cp -r '%s/git/0.git/objects' '%s/git/0.git'", copy, whole);
	g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
	check_all("cut",
		  "A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A "
		  "A A A A A A A A A A A A A");
	inbox_maker_lose(maker, slice_of("From: A <a@example.org>\nMessage-ID: <7@example.org>\n\n"
					 "text 7\n"));
	expect_damage("cut", ".pack or its index is damaged or cut short: fetch the mirror again");
}

/* A byte in the middle of the pack is wrong. */
static void test_bad_pack(void)
{
	g_autoptr(InboxMaker) maker = new_list("bad", EPOCH_V2);
	g_autofree char *pack = NULL, *bytes = NULL;
	gsize len;

	/* one large mail that fills the pack */
	{
		g_autoptr(GString) mail = g_string_new(MAIL("1", ""));

		for (guint i = 0; i < 20000; i++)
			g_string_append_printf(mail, "%08x\n", g_test_rand_int());
		inbox_maker_add(maker, (Slice){mail->str, mail->len});
	}
	inbox_maker_pack(maker);
	pack = find_pack("bad");
	g_assert_true(g_file_get_contents(pack, &bytes, &len, NULL));
	memset(bytes + len / 2, 0x55, 64);
	g_assert_true(g_file_set_contents(pack, bytes, (gssize)len, NULL));
	expect_damage("bad", "the mirror is damaged: see git -C ");
}

static char *object_file(const char *name, const Oid *oid)
{
	g_autofree char *hex = oid_hex(oid);

	return g_strdup_printf("%s/%s/git/0.git/objects/%.2s/%s", root, name, hex, hex + 2);
}

/* A loose object: a zlib stream of one stored block (RFC 1950, RFC 1951). */
static void forge_object(const char *name, const Oid *oid, const char *header)
{
	g_autofree char *file = object_file(name, oid);
	gsize len = strlen(header) + 1;
	guint8 bytes[64] = {0x78, 0x01, 0x01, (guint8)len, 0, (guint8)~len, 0xff};
	guint32 a = 1, b = 0;

	g_assert_cmpuint(len, <, 40);
	memcpy(bytes + 7, header, len);
	for (gsize i = 0; i < len; i++) {
		a = (a + (guint8)header[i]) % 65521;
		b = (b + a) % 65521;
	}
	bytes[7 + len] = (guint8)(b >> 8);
	bytes[8 + len] = (guint8)b;
	bytes[9 + len] = (guint8)(a >> 8);
	bytes[10 + len] = (guint8)a;
	g_unlink(file);
	g_assert_true(g_file_set_contents(file, (char *)bytes, (gssize)(11 + len), NULL));
}

/* What claims to be huge is not allocated; what is of the wrong type or torn is damage. */
static void test_forged(void)
{
	static const struct {
		const char *header, *want, *damage;
	} cases[] = {
		{"blob 300000000", "A U", NULL},
		{"blob 99999999999999", "A U", NULL},
		{"blob 5", NULL, "its content has another hash"},
		{"tree 0", NULL, "its content has another hash"},
		{"nonsense", NULL, "the mirror is damaged"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = g_strdup_printf("forged-%u", i);
		g_autoptr(InboxMaker) maker = new_list(name, EPOCH_V2);
		Oid blob = inbox_maker_blob(slice_of(MAIL("2", "two")));

		g_test_message("%s", cases[i].header);
		inbox_maker_add(maker, slice_of(MAIL("1", "one")));
		inbox_maker_add(maker, slice_of(MAIL("2", "two")));
		forge_object(name, &blob, cases[i].header);
		if (cases[i].want)
			check_all(name, cases[i].want);
		else
			expect_damage(name, cases[i].damage);
	}
}

/* --- threads ------------------------------------------------------------------ */

typedef struct {
	const Inbox *inbox;
	const Range *range;
} Job;

static void count_change(G_GNUC_UNUSED const Change *change, gpointer user)
{
	(*(guint *)user)++;
}

static gpointer count_mails(gpointer data)
{
	const Job *job = data;
	g_autoptr(Reader) reader = reader_new(job->inbox);
	guint n = 0;

	for (guint i = 0; i < job->range->commits->len; i++)
		reader_read(reader, &g_array_index(job->range->commits, Commit, i), count_change,
			    &n, NULL);
	return GUINT_TO_POINTER(n);
}

static void test_threads(void)
{
	g_autoptr(InboxMaker) maker = new_list("threads", EPOCH_V2);
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Range) range = NULL;
	GThread *threads[4];
	Job job;

	add_many(maker, 100);
	inbox_maker_pack(maker);
	range = open_all("threads", &inbox);
	job = (Job){inbox, range};
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("reader", count_mails, &job);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		g_assert_cmpuint(GPOINTER_TO_UINT(g_thread_join(threads[i])), ==, 100);
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	root = g_dir_make_tmp("maildelta-reader-XXXXXX", NULL);
	g_test_add_func("/reader/v2", test_v2);
	g_test_add_func("/reader/v1", test_v1);
	g_test_add_func("/reader/replaces", test_replaces);
	g_test_add_func("/reader/epochs", test_epochs);
	g_test_add_func("/reader/cut-pack", test_cut_pack);
	g_test_add_func("/reader/bad-pack", test_bad_pack);
	g_test_add_func("/reader/forged", test_forged);
	g_test_add_func("/reader/threads", test_threads);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
