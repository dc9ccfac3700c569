/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/inbox.h"

#include "base/error.h"
#include "lib/inbox-maker.h"
#include "mirror/mirror.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAIL "From: A <a@example.org>\nMessage-ID: <1@example.org>\n\nhello\n"

static char *root;

static char *in_root(const char *name)
{
	return g_build_filename(root, name, NULL);
}

static void make_mails(const char *name, EpochKind kind)
{
	g_autofree char *path = in_root(name);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, kind);

	inbox_maker_add(maker, slice_of(MAIL));
}

static void write_file(const char *name, const char *text)
{
	g_autofree char *path = in_root(name);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void make_folder(const char *name)
{
	g_autofree char *path = in_root(name);

	g_assert_cmpint(g_mkdir_with_parents(path, 0777), ==, 0);
}

static void remove_folder(const char *name)
{
	g_autofree char *path = in_root(name);

	inbox_maker_remove(path);
}

static void move(const char *from, const char *to)
{
	g_autofree char *a = in_root(from), *b = in_root(to);

	g_assert_cmpint(g_rename(a, b), ==, 0);
}

static void put(const char *name, const char *path, guint mode)
{
	g_autofree char *folder = in_root(name);
	g_autoptr(InboxMaker) maker = inbox_maker_new(folder, EPOCH_V1);

	inbox_maker_put(maker, path, mode, "text");
}

/* RULES §1: what an inbox looks like, and what it is called. */
static void test_places(void)
{
	static const struct {
		const char *path, *name;
		guint n_epochs;
		EpochKind kind;
	} cases[] = {
		{"list", "list", 1, EPOCH_V2},
		{"list/", "list", 1, EPOCH_V2},
		{"list/../list/.", "list", 1, EPOCH_V2},
		{"list/git", "list", 1, EPOCH_V2},
		{"list/all.git", "list", 1, EPOCH_V2},
		{"list/git/0.git", "list", 1, EPOCH_V2},
		{"git", "git", 1, EPOCH_V2}, /* there is a list of that name */
		{"git/git", "git", 1, EPOCH_V2},
		{"git/git/0.git", "git", 1, EPOCH_V2},
		{"old.git", "old", 1, EPOCH_V1},
		{"work", "work", 1, EPOCH_V1},
		{"work/.git", "work", 1, EPOCH_V1},
		{"any name", "any-name", 1, EPOCH_V2},
		{"loose/7.git", "7", 1, EPOCH_V2},
		{"loose", "loose", 1, EPOCH_V2},
	};

	make_mails("list", EPOCH_V2);
	make_folder("list/all.git/objects");
	make_folder("list/all.git/refs");
	write_file("list/all.git/HEAD", "ref: refs/heads/master\n");
	make_mails("git", EPOCH_V2);
	make_mails("old.git", EPOCH_V1);
	make_folder("work");
	make_mails("work/.git", EPOCH_V1);
	make_mails("tmp1", EPOCH_V2);
	move("tmp1/git/0.git", "any name");
	make_mails("tmp2", EPOCH_V2);
	make_folder("loose");
	move("tmp2/git/0.git", "loose/7.git");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = in_root(cases[i].path);
		g_autoptr(GError) error = NULL;
		g_autoptr(Inbox) inbox = inbox_open(path, &error);

		g_test_message("%s", cases[i].path);
		g_assert_no_error(error);
		if (!inbox)
			continue;
		g_assert_cmpstr(inbox_name(inbox), ==, cases[i].name);
		g_assert_cmpuint(inbox_n_epochs(inbox), ==, cases[i].n_epochs);
		g_assert_cmpint(inbox_epoch_kind(inbox, 0), ==, cases[i].kind);
	}
}

/* Epochs in numeric order, with gaps; one without commits; kinds each of its own. */
static void test_epochs(void)
{
	static const guint numbers[] = {0, 2, 9, 10};
	g_autofree char *path = in_root("many");
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	g_autoptr(GError) error = NULL;
	g_autoptr(Inbox) inbox = NULL;

	inbox_maker_add(maker, slice_of(MAIL));
	for (guint i = 1; i <= 10; i++)
		inbox_maker_next_epoch(maker);
	for (guint i = 1; i <= 8; i++) {
		g_autofree char *epoch = g_strdup_printf("%s/git/%u.git", path, i);

		if (i != 2)
			inbox_maker_remove(epoch);
	}
	make_folder("many/git/00.git");
	make_folder("many/git/x.git");
	write_file("many/git/readme", "not an epoch");
	make_mails("many/v1", EPOCH_V1);
	remove_folder("many/git/2.git");
	move("many/v1", "many/git/2.git");
	inbox = inbox_open(path, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(inbox_n_epochs(inbox), ==, G_N_ELEMENTS(numbers));
	for (guint i = 0; i < inbox_n_epochs(inbox); i++)
		g_assert_cmpuint(inbox_epoch_number(inbox, i), ==, numbers[i]);
	g_assert_cmpint(inbox_epoch_kind(inbox, 0), ==, EPOCH_V2);
	g_assert_cmpint(inbox_epoch_kind(inbox, 1), ==, EPOCH_V1);
}

/* A kind is decided by the newest tree that is not empty. */
static void test_empty_trees(void)
{
	g_autofree char *v1 = in_root("emptied-v1"), *v2 = in_root("emptied-v2");
	g_autofree char *all = in_root("emptied-all");
	g_autoptr(InboxMaker) maker1 = inbox_maker_new(v1, EPOCH_V1);
	g_autoptr(InboxMaker) maker2 = inbox_maker_new(v2, EPOCH_V2);
	g_autoptr(InboxMaker) maker3 = inbox_maker_new(all, EPOCH_V2);
	g_autoptr(GError) error = NULL;
	g_autoptr(Inbox) inbox1 = NULL, inbox2 = NULL, inbox3 = NULL;

	inbox_maker_add(maker1, slice_of(MAIL));
	inbox_maker_delete(maker1, slice_of(MAIL));
	inbox_maker_add(maker2, slice_of(MAIL));
	inbox_maker_put(maker2, "", 0, "");
	inbox_maker_put(maker3, "", 0, "");
	inbox1 = inbox_open(v1, &error);
	g_assert_no_error(error);
	inbox2 = inbox_open(v2, &error);
	g_assert_no_error(error);
	inbox3 = inbox_open(all, &error);
	g_assert_no_error(error);
	g_assert_cmpint(inbox_epoch_kind(inbox1, 0), ==, EPOCH_V1);
	g_assert_cmpint(inbox_epoch_kind(inbox2, 0), ==, EPOCH_V2);
	g_assert_cmpint(inbox_epoch_kind(inbox3, 0), ==, EPOCH_V2);
}

static void make_heads(void)
{
	g_autofree char *tip = NULL, *head = NULL;

	make_mails("renamed", EPOCH_V1);
	move("renamed/refs/heads/master", "renamed/refs/heads/main");
	make_mails("torn", EPOCH_V1);
	move("torn/refs/heads/master", "torn/refs/heads/main");
	head = in_root("torn/refs/heads/main");
	g_assert_true(g_file_get_contents(head, &tip, NULL, NULL));
	write_file("torn/refs/heads/other", tip);
	make_mails("detached", EPOCH_V1);
	write_file("detached/HEAD", tip);
	make_mails("garbage", EPOCH_V1);
	write_file("garbage/HEAD", "\1\2\3");
}

static void make_broken(void)
{
	g_autofree char *path = in_root("empty.git");

	inbox_maker_free(inbox_maker_new(path, EPOCH_V1));
	make_folder("nothing");
	write_file("file", "text");
	put("source", "README", 0100644);
	put("hexlike", "db/schema", 0100644);
	put("folder-m", "m/x", 0100644);
	put("link-m", "m", 0120000);
	make_mails("sha256", EPOCH_V1);
	write_file("sha256/config",
		   "[core]\n\tbare = true\n[Extensions]\n\tobjectFormat = SHA256\n");
	make_mails("reftable", EPOCH_V1);
	write_file("reftable/config", "[extensions]\n\trefstorage = reftable\n");
	make_mails("odd-config", EPOCH_V1);
	write_file("odd-config/config", "[include]\n\tpath = /dev/zero\n[[[\nobjectformat=sha256\n"
					"[core\n\trepositoryformatversion = 99\n= x\n");
	make_mails("half", EPOCH_V2);
	make_folder("half/git/1.git");
	make_mails("no-objects", EPOCH_V1);
	remove_folder("no-objects/objects");
	make_folder("no-objects/objects");
}

/* Every way in which there is nothing to open; NULL: it opens. */
static void test_errors(void)
{
	static const struct {
		const char *path, *message;
	} cases[] = {
		{"absent", "absent: no such folder"},
		{"file", "file: not a folder: give the folder of an inbox"},
		{"nothing", "nothing: not an inbox: it holds neither git/0.git, git/1.git, ..."},
		{"empty.git", "empty.git: there are no commits yet: fetch the inbox first"},
		{"source", "source: not a mail archive: its newest commit holds README, where"},
		{"hexlike", "not a mail archive: its newest commit holds db/, where"},
		{"folder-m", "not a mail archive: its newest commit holds m/, where"},
		{"link-m", "not a mail archive: its newest commit holds m, where"},
		{"sha256", "sha256: a SHA-256 repository: maildelta reads SHA-1 repositories"},
		{"reftable", "reftable: its refs are stored as a reftable"},
		{"odd-config", NULL},
		{"half", "half/git/1.git: not a git repository: a clone that was cut short"},
		{"no-objects", "is missing: the mirror is damaged or shallow: see git -C "},
		{"renamed", NULL},
		{"detached", NULL},
		{"torn", "torn: HEAD names a branch that does not exist, and there are 2 others"},
		{"garbage", "garbage: HEAD cannot be read: "},
	};

	make_heads();
	make_broken();
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = in_root(cases[i].path);
		g_autoptr(GError) error = NULL;
		g_autoptr(Inbox) inbox = inbox_open(path, &error);

		g_test_message("%s: %s", cases[i].path, error ? error->message : "opened");
		if (!cases[i].message) {
			g_assert_no_error(error);
			g_assert_nonnull(inbox);
			continue;
		}
		g_assert_null(inbox);
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		g_assert_nonnull(strstr(error->message, cases[i].message));
		g_assert_true(g_str_has_prefix(error->message, path));
	}
}

static void test_foreign(void)
{
	g_autofree char *path = in_root("foreign"), *epoch = in_root("foreign/git/0.git");
	g_autoptr(GError) error = NULL;
	g_autoptr(Inbox) inbox = NULL;

	if (getuid() != 0) {
		g_test_skip("only root can give files away");
		return;
	}
	make_mails("foreign", EPOCH_V2);
	g_assert_cmpint(chown(epoch, 12345, 12345), ==, 0);
	inbox = inbox_open(path, &error);
	g_assert_no_error(error);
	g_assert_nonnull(inbox);
}

static void test_discover(void)
{
	static const struct {
		const char *start, *name;
	} cases[] = {
		{"found", "found"},
		{"found/git", "found"},
		{"found/git/0.git/objects", "found"},
		{"found/notes/deep", "found"},
		{"found/notes/absent/still", "found"},
		{"lost", NULL},
	};

	make_mails("found", EPOCH_V2);
	make_folder("found/notes/deep");
	make_folder("lost");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *start = in_root(cases[i].start);
		g_autoptr(GError) error = NULL;
		g_autoptr(Inbox) inbox = inbox_discover(start, &error);

		g_test_message("%s", cases[i].start);
		if (cases[i].name) {
			g_assert_no_error(error);
			g_assert_cmpstr(inbox ? inbox_name(inbox) : NULL, ==, cases[i].name);
		} else {
			g_assert_error(error, MD_ERROR, MD_ERROR_NOT_FOUND);
			g_assert_nonnull(strstr(error->message, "no inbox here"));
		}
	}
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	root = g_dir_make_tmp("maildelta-inbox-XXXXXX", NULL);
	g_test_add_func("/inbox/places", test_places);
	g_test_add_func("/inbox/epochs", test_epochs);
	g_test_add_func("/inbox/empty-trees", test_empty_trees);
	g_test_add_func("/inbox/errors", test_errors);
	g_test_add_func("/inbox/foreign", test_foreign);
	g_test_add_func("/inbox/discover", test_discover);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
