/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/hooks.h"

#include "base/error.h"
#include "lib/inbox-maker.h"
#include "mirror/mirror.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAIL "From: A <a@example.org>\nMessage-ID: <1@example.org>\n\nhello\n"
#define HOOK "hooks/reference-transaction"
#define BEFORE HOOK ".before-maildelta"

/* What the script makes of the call below, quoted for a shell. */
#define RUN                                                                                        \
	"program='/opt/a b'\\''c/maildelta'\nrun() {\n\t\"$program\" hook run --detach "           \
	"'--range-to' "                                                                            \
	"'/tmp/it'\\''s $HOME\n\"x\"' \"$@\"\n}\n"

static char *root;
static char *words[] = {(char *)"--range-to", (char *)"/tmp/it's $HOME\n\"x\"", NULL};
static const HooksCall call = {"/opt/a b'c/maildelta", words};

/* A repository with a mail, which is an inbox given alone. */
static char *make(const char *name)
{
	char *path = g_build_filename(root, name, NULL);
	g_autofree char *hooks = g_build_filename(path, "hooks", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V1);

	inbox_maker_add(maker, slice_of(MAIL));
	g_rmdir(hooks);
	return path;
}

static char *in(const char *path, const char *name)
{
	return g_build_filename(path, name, NULL);
}

static void put(const char *path, const char *name, const char *text, int mode)
{
	g_autofree char *file = in(path, name);
	g_autofree char *folder = g_path_get_dirname(file);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
	g_assert_true(g_file_set_contents(file, text, -1, NULL));
	g_assert_cmpint(g_chmod(file, mode), ==, 0);
}

static void put_link(const char *path, const char *name, const char *target)
{
	g_autofree char *file = in(path, name);
	g_autofree char *folder = g_path_get_dirname(file);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
	g_assert_cmpint(symlink(target, file), ==, 0);
}

static gboolean is_there(const char *path, const char *name)
{
	g_autofree char *file = in(path, name);
	struct stat info;

	return lstat(file, &info) == 0;
}

/* Whether the file there holds that. */
static gboolean holds(const char *path, const char *name, const char *part)
{
	g_autofree char *file = in(path, name);
	g_autofree char *text = NULL;

	return g_file_get_contents(file, &text, NULL, NULL) && strstr(text, part);
}

static int compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *describe(const char *file)
{
	g_autofree char *target = g_file_read_link(file, NULL);
	g_autofree char *text = NULL;
	struct stat info = {0};

	lstat(file, &info);
	if (!target && S_ISREG(info.st_mode))
		g_file_get_contents(file, &text, NULL, NULL);
	return g_strdup_printf("%s %o %lu %s%s", file, info.st_mode, (gulong)info.st_ino,
			       target ? target : "", text ? text : "");
}

/* All that is in the folder @name, and whether it is there. */
static char *snapshot(const char *path, const char *name)
{
	g_autofree char *folder = in(path, name);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
	const char *entry;

	while (dir && (entry = g_dir_read_name(dir))) {
		g_autofree char *file = in(folder, entry);

		g_ptr_array_add(rows, describe(file));
	}
	g_ptr_array_sort(rows, compare);
	g_ptr_array_add(rows, g_strdup(dir ? "" : "no folder"));
	g_ptr_array_add(rows, NULL);
	return g_strjoinv("\n", (char **)rows->pdata);
}

static gboolean install(const char *path, GError **error)
{
	g_autoptr(Inbox) inbox = inbox_open(path, error);

	return inbox && hooks_install(inbox, &call, NULL, error);
}

static guint take_away(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Inbox) inbox = inbox_open(path, &error);
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

	g_assert_no_error(error);
	g_assert_true(hooks_remove(inbox, lines, &error));
	g_assert_no_error(error);
	return lines->len;
}

/* Installed, twice, and taken away: all is as it was. */
static void round_trip(const char *path, const char *folder)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *before = snapshot(path, folder), *once = NULL, *twice = NULL;
	g_autofree char *after = NULL;

	g_assert_true(install(path, &error));
	g_assert_no_error(error);
	once = snapshot(path, folder);
	g_assert_cmpstr(once, !=, before);
	g_assert_true(install(path, &error));
	twice = snapshot(path, folder);
	g_assert_cmpuint(strlen(once), ==, strlen(twice)); /* but for its inode */
	g_assert_cmpuint(take_away(path), ==, 1);
	after = snapshot(path, folder);
	g_assert_cmpstr(after, ==, before);
	g_assert_cmpuint(take_away(path), ==, 0);
}

static void test_none(void)
{
	g_autofree char *path = make("none");

	round_trip(path, "hooks");
	put(path, "hooks/update.sample", "x", 0755);
	round_trip(path, "hooks");
}

static void test_beside(void)
{
	static const struct {
		const char *name, *text, *target;
		int mode;
	} cases[] = {
		{"file", "#!/bin/sh\nexit 1\n", NULL, 0755},
		{"odd-mode", "\xff no script", NULL, 0711},
		{"not-to-be-run", "#!/bin/sh\n", NULL, 0600},
		{"empty", "", NULL, 0755},
		{"link", NULL, "../description", 0},
		{"absolute", NULL, "/bin/true", 0},
		{"dangling", NULL, "none", 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = make(cases[i].name);

		g_test_message("%s", cases[i].name);
		if (cases[i].text)
			put(path, HOOK, cases[i].text, cases[i].mode);
		else
			put_link(path, HOOK, cases[i].target);
		round_trip(path, "hooks");
	}
}

static void test_killed(void)
{
	g_autofree char *path = make("killed");
	g_autofree char *hook = in(path, HOOK), *before = in(path, BEFORE);
	g_autofree char *was = NULL, *is = NULL;

	put(path, HOOK, "#!/bin/sh\n", 0755);
	was = snapshot(path, "hooks");
	/* between the two steps, and before the first */
	g_assert_cmpint(link(hook, before), ==, 0);
	put(path, HOOK ".maildelta-new", "#!/bi", 0755);
	g_assert_cmpuint(take_away(path), ==, 0);
	is = snapshot(path, "hooks");
	g_assert_cmpstr(is, ==, was);
	g_assert_cmpint(link(hook, before), ==, 0);
	g_assert_true(install(path, NULL));
	g_assert_cmpuint(take_away(path), ==, 1);
	g_free(is);
	is = snapshot(path, "hooks");
	g_assert_cmpstr(is, ==, was);
}

static void refused(const char *path, const char *pattern)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *before = snapshot(path, "hooks"), *after = NULL;

	g_assert_false(install(path, &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	g_assert_true(g_pattern_match_simple(pattern, error ? error->message : ""));
	if (error)
		g_test_message("%s", error->message);
	after = snapshot(path, "hooks");
	g_assert_cmpstr(after, ==, before);
}

static void test_refused(void)
{
	g_autofree char *path = make("put-over"), *folder = NULL, *link = NULL;
	g_autofree char *around = in(root, "elsewhere");

	g_assert_true(install(path, NULL));
	put(path, BEFORE, "the first", 0755);
	put(path, HOOK, "the second", 0755);
	refused(path, "*put over maildelta's*");

	folder = make("a-folder");
	put(folder, HOOK "/x", "", 0644);
	refused(folder, "*not a file*");

	link = make("a-link");
	g_assert_cmpint(g_mkdir(around, 0777), ==, 0);
	put_link(link, "hooks", around);
	refused(link, "*leads out of the repository*");
	g_assert_cmpuint(take_away(link), ==, 0);
}

static void test_owner(void)
{
	g_autofree char *path = make("foreign");
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	guint added;

	if (geteuid() != 0) {
		g_test_skip("only root can give files away");
		return;
	}
	g_assert_cmpint(chown(path, 12345, (gid_t)-1), ==, 0);
	refused(path, "*it belongs to #12345*sudo -u*");
	/* whose settings of git are not read, and whose hooks are none of ours */
	put(path, "config", "[core\n", 0644);
	refused(path, "*it belongs to #12345*sudo -u*");
	g_assert_false(hooks_has(inbox));
	g_assert_true(hooks_follow(inbox, &added, NULL));
}

static void test_hooks_path(void)
{
	g_autofree char *path = make("own"), *twin = make("own-twin"), *other = make("out");
	g_autofree char *nothing = make("no-hooks");

	put(path, "config", "[core]\n\tbare = true\n\thooksPath = my hooks\n", 0644);
	round_trip(path, "my hooks");
	put(path, "my hooks/reference-transaction", "x", 0755);
	round_trip(path, "my hooks");
	g_assert_false(is_there(path, "hooks"));
	/* a sibling whose path begins in the same way is not inside */
	put(path, "config", "[core]\n\tbare = true\n\thooksPath = ../own-twin\n", 0644);
	refused(path, "*core.hooksPath of its own git settings*");
	put(other, "config", "[core]\n\thooksPath = ~/x\n", 0644);
	refused(other, "*core.hooksPath of its own git settings*git -C * config core.hooksPath*");
	put(nothing, "config", "[core]\n\thooksPath = /dev/null\n", 0644);
	refused(nothing, "*has git look for hooks in /dev/null*");
	put(nothing, "config", "[core]\n\thooksPath =\n", 0644);
	refused(nothing, "*core.hooksPath*");
	put(nothing, "config", "[core\n", 0644);
	refused(nothing, "*git settings cannot be read*");
}

static void test_epochs(void)
{
	g_autofree char *path = in(root, "epochs"), *first = in(path, "git/0.git");
	g_autofree char *second = in(path, "git/1.git");
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	g_autoptr(Inbox) inbox = NULL;
	guint added = 7;

	inbox_maker_add(maker, slice_of(MAIL));
	inbox = inbox_open(path, NULL);
	g_assert_true(hooks_follow(inbox, &added, NULL)); /* none has it */
	g_assert_cmpuint(added, ==, 0);
	g_assert_false(hooks_has(inbox));
	g_assert_true(install(path, NULL));
	g_assert_true(hooks_has(inbox));
	g_clear_pointer(&inbox, inbox_free);
	inbox_maker_next_epoch(maker);
	inbox_maker_add(maker, slice_of(MAIL));
	put(second, HOOK, "another's", 0755);
	inbox = inbox_open(path, NULL);
	g_assert_true(hooks_follow(inbox, &added, NULL));
	g_assert_cmpuint(added, ==, 1);
	g_assert_true(holds(first, HOOK, RUN));
	g_assert_true(holds(second, HOOK, RUN));
	g_assert_true(is_there(second, BEFORE));
	g_assert_true(hooks_follow(inbox, &added, NULL));
	g_assert_cmpuint(added, ==, 0);
	g_assert_cmpuint(take_away(path), ==, 2);
	g_assert_false(hooks_has(inbox));
	g_assert_true(holds(second, HOOK, "another's"));
	g_assert_false(is_there(first, HOOK));
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	root = g_dir_make_tmp("maildelta-hooks-XXXXXX", NULL);
	g_test_add_func("/hooks/none", test_none);
	g_test_add_func("/hooks/beside", test_beside);
	g_test_add_func("/hooks/killed", test_killed);
	g_test_add_func("/hooks/refused", test_refused);
	g_test_add_func("/hooks/owner", test_owner);
	g_test_add_func("/hooks/hooks-path", test_hooks_path);
	g_test_add_func("/hooks/epochs", test_epochs);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
