/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/fetch.h"

#include "base/error.h"
#include "lib/inbox-maker.h"
#include "mirror/folder.h"
#include "mirror/mirror.h"
#include "mirror/news.h"
#include "mirror/replica.h"
#include "mirror/repo.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *root;
static HttpSettings http;
static guint asked; /* how often progress was told */

static char *in_root(const char *name)
{
	return g_build_filename(root, name, NULL);
}

static Slice mail(guint n)
{
	static char text[100];

	g_snprintf(text, sizeof text, "Message-ID: <%u@list.example.org>\n\n%u\n", n, n);
	return slice_of(text);
}

static void on_count(const FetchCount *count, gpointer user)
{
	(void)count;
	(void)user;
	asked++;
}

static const FetchOptions options = {&http, on_count, NULL, 0, 0};

/* A list of @n mails, a commit each. */
static InboxMaker *make_list(const char *name, guint n)
{
	g_autofree char *path = in_root(name);
	InboxMaker *maker = inbox_maker_new(path, EPOCH_V2);

	for (guint i = 0; i < n; i++)
		inbox_maker_add(maker, mail(i));
	return maker;
}

static Inbox *open_inbox(const char *name)
{
	g_autofree char *path = in_root(name);
	g_autoptr(GError) error = NULL;
	Inbox *inbox = inbox_open(path, &error);

	g_assert_no_error(error);
	g_assert_nonnull(inbox);
	return inbox;
}

static GArray *read_tips(const char *name)
{
	g_autoptr(Inbox) inbox = open_inbox(name);

	return inbox ? tips_of(inbox, NULL) : g_array_new(FALSE, FALSE, sizeof(Tip));
}

/* Clones epoch 0 of one list to another. */
static guint64 clone(const char *from, const char *to)
{
	g_autofree char *folder = g_build_filename(root, to, "git", NULL);
	g_autofree char *source = g_build_filename(root, from, "git", "0.git", NULL);
	g_autofree char *path = g_build_filename(folder, "0.git", NULL);
	Replica replica = {source, source, TRUE, path, FALSE};
	g_autoptr(GError) error = NULL;
	guint64 commits = 0;

	g_mkdir_with_parents(folder, 0777);
	replica_make(&replica, &options, &commits, &error);
	g_assert_no_error(error);
	return commits;
}

/* Fetches it; the one ref that was kept, or NULL. */
static char *fetch(const char *from, const char *to, guint moved)
{
	g_autofree char *source = g_build_filename(root, from, "git", "0.git", NULL);
	g_autofree char *path = g_build_filename(root, to, "git", "0.git", NULL);
	g_auto(FetchResult) result = {0};
	g_autoptr(GError) error = NULL;

	fetch_branches(path, source, &options, &result, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(result.moved, ==, moved);
	g_assert_cmpuint(result.kept ? result.kept->len : 9, <=, 1);
	return result.kept && result.kept->len ? g_strdup(result.kept->pdata[0]) : NULL;
}

typedef struct {
	gboolean is_new, rewritten;
	guint64 added, deleted, removed;
} Want;

static void check_news(const char *name, const GArray *before, const Want *want)
{
	g_autoptr(Inbox) inbox = open_inbox(name);
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) all = news_since(inbox, before, &error);
	const News *news;

	g_assert_no_error(error);
	g_assert_cmpuint(all->len, ==, want ? 1 : 0);
	if (!want || all->len != 1)
		return;
	news = &g_array_index(all, News, 0);
	g_assert_cmpint(news->is_new, ==, want->is_new);
	g_assert_cmpint(news->rewritten, ==, want->rewritten);
	g_assert_cmpuint(news->added, ==, want->added);
	g_assert_cmpuint(news->deleted, ==, want->deleted);
	g_assert_cmpuint(news->removed, ==, want->removed);
}

static void check_same_refs(const char *a, const char *b, gboolean same)
{
	g_autofree char *one = g_build_filename(root, a, "git", "0.git", NULL);
	g_autofree char *two = g_build_filename(root, b, "git", "0.git", NULL);
	g_autofree char *first = repo_fingerprint(one), *second = repo_fingerprint(two);

	g_assert_nonnull(first);
	g_assert_cmpint(g_strcmp0(first, second) == 0, ==, same);
}

static gboolean exists(const char *name)
{
	g_autofree char *path = in_root(name);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* A mirror follows its list: forward, deletions, a purge, an edit; and keeps what was. */
static void test_follow(void)
{
	g_autoptr(InboxMaker) maker = make_list("list", 5);
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(Tip)), first = NULL,
			  second = NULL, third = NULL;
	g_autofree char *kept = NULL, *hex = NULL, *want = NULL, *nothing = NULL;
	g_autofree char *path = in_root("mirror/git/0.git");
	g_assert_cmpuint(clone("list", "mirror"), ==, 5);
	g_assert_cmpuint(asked, >, 0);
	check_same_refs("list", "mirror", TRUE);
	check_news("mirror", none, &(Want){TRUE, FALSE, 5, 0, 0});
	first = read_tips("mirror");
	check_news("mirror", first, NULL);
	g_assert_null(fetch("list", "mirror", 0));

	inbox_maker_delete(maker, mail(1));
	inbox_maker_add(maker, mail(5));
	g_assert_null(fetch("list", "mirror", 1));
	check_news("mirror", first, &(Want){FALSE, FALSE, 1, 1, 0});
	second = read_tips("mirror");

	inbox_maker_purge(maker, mail(3));
	inbox_maker_add(maker, mail(6));
	kept = fetch("list", "mirror", 1);
	hex = oid_hex(&g_array_index(second, Tip, 0).oid);
	want = g_strdup_printf("refs/maildelta/kept/master-%.12s", hex);
	g_assert_cmpstr(kept, ==, want);
	check_news("mirror", second, &(Want){FALSE, TRUE, 1, 0, 1});
	check_same_refs("list", "mirror", TRUE); /* what is kept is our own */
	third = read_tips("mirror");

	inbox_maker_replace(maker, mail(4), mail(44));
	nothing = fetch("list", "mirror", 1);
	g_assert_nonnull(nothing);
	check_news("mirror", third, &(Want){FALSE, TRUE, 1, 0, 1});
	g_assert_false(exists("mirror/git/0.git/FETCH_HEAD"));
	g_assert_false(exists("mirror/git/0.git/maildelta.refs"));
}

static void set_branch(const char *list, const char *name, gboolean there)
{
	g_autofree char *head = g_build_filename(root, list, "git/0.git/refs/heads/master", NULL);
	g_autofree char *ref = g_build_filename(root, list, "git/0.git/refs/heads", name, NULL);
	g_autofree char *folder = g_path_get_dirname(ref), *text = NULL;

	if (!there) {
		g_assert_cmpint(g_unlink(ref), ==, 0);
		g_rmdir(folder);
		return;
	}
	g_mkdir_with_parents(folder, 0777);
	g_assert_true(g_file_get_contents(head, &text, NULL, NULL));
	g_assert_true(g_file_set_contents(ref, text, -1, NULL));
}

/* A branch for which there is no room stays out, and the others move. */
static void test_collision(void)
{
	static const char *const names[] = {"a", "a/b", "a", "l", "n/o/p", "n/o"};
	g_autoptr(InboxMaker) maker = make_list("branches", 2);
	static const guint moved[] = {2, 1, 2, 2, 2, 1};

	clone("branches", "followed");
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_test_message("%s", names[i]);
		inbox_maker_add(maker, mail(10 + i));
		set_branch("branches", names[i], TRUE);
		g_assert_null(fetch("branches", "followed", moved[i]));
		set_branch("branches", names[i], FALSE);
	}
}

/* The list calls its branch otherwise: HEAD follows, but never to one for which there is no room.
 */
static void test_head(void)
{
	static const struct {
		const char *name, *head;
	} cases[] = {
		{"master/new", "ref: refs/heads/master\n"},
		{"main", "ref: refs/heads/main\n"},
		{"main/new", "ref: refs/heads/main\n"},
	};
	g_autoptr(InboxMaker) maker = make_list("named", 2);
	g_autofree char *heads = in_root("named/git/0.git/refs/heads");
	g_autofree char *head = in_root("named/git/0.git/HEAD");
	g_autofree char *ours = in_root("renamed/git/0.git/HEAD");
	g_autofree char *master = g_build_filename(heads, "master", NULL), *tip = NULL;

	clone("named", "renamed");
	g_assert_true(g_file_get_contents(master, &tip, NULL, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *branch = g_build_filename(heads, cases[i].name, NULL);
		g_autofree char *folder = g_path_get_dirname(branch), *got = NULL;
		g_autofree char *to = g_strdup_printf("ref: refs/heads/%s\n", cases[i].name);
		g_autoptr(GArray) tips = NULL;

		g_test_message("%s", cases[i].name);
		inbox_maker_remove(heads);
		g_mkdir_with_parents(folder, 0777);
		g_assert_true(g_file_set_contents(branch, tip, -1, NULL));
		g_assert_true(g_file_set_contents(head, to, -1, NULL));
		g_free(fetch("named", "renamed", i == 1 ? 1 : 0));
		g_assert_true(g_file_get_contents(ours, &got, NULL, NULL));
		g_assert_cmpstr(got, ==, cases[i].head);
		tips = read_tips("renamed");
		g_assert_cmpuint(tips->len, ==, 1);
	}
}

static void copy_object(const char *from, const char *to, const char *hex)
{
	g_autofree char *name = g_strdup_printf("git/0.git/objects/%.2s/%s", hex, hex + 2);
	g_autofree char *source = g_build_filename(root, from, name, NULL);
	g_autofree char *target = g_build_filename(root, to, name, NULL);
	g_autofree char *folder = g_path_get_dirname(target), *bytes = NULL;
	gsize len;

	g_mkdir_with_parents(folder, 0777);
	g_assert_true(g_file_get_contents(source, &bytes, &len, NULL));
	g_assert_true(g_file_set_contents(target, bytes, (gssize)len, NULL));
}

/* Of a commit whose mail or tree did not come no branch is made, and the next fetch mends it. */
static void test_halves(void)
{
	g_autoptr(InboxMaker) maker = make_list("all", 2);
	g_autofree char *source = in_root("all/git/0.git"), *path = in_root("half/git/0.git");
	g_autofree char *before = NULL, *after = NULL;

	clone("all", "half");
	before = repo_fingerprint(path);
	for (guint i = 0; i < 2; i++) {
		Oid tip = inbox_maker_add(maker, mail(20 + i));
		g_autofree char *hex = oid_hex(&tip);
		g_auto(FetchResult) result = {0};
		g_autoptr(GError) error = NULL;

		if (i == 1) /* a new branch is looked at, too */
			set_branch("all", "other", TRUE);
		copy_object("all", "half", hex);
		g_assert_false(fetch_branches(path, source, &options, &result, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		g_assert_nonnull(error ? strstr(error->message, "did not send all") : NULL);
		after = repo_fingerprint(path);
		g_assert_cmpstr(after, ==, before);
		g_clear_pointer(&after, g_free);
	}
	inbox_maker_add(maker, mail(22));
	set_branch("all", "other", TRUE);
	g_assert_null(fetch("all", "half", 2));
	check_same_refs("all", "half", TRUE);
}

/* Mails that a mirror has lost are no reason for new ones to stay away. */
static void test_holes(void)
{
	g_autofree char *source = in_root("v1-list"), *path = in_root("v1-mirror");
	g_autoptr(InboxMaker) maker = inbox_maker_new(source, EPOCH_V1);
	Replica replica = {source, source, TRUE, path, FALSE};
	guint64 commits;
	guint n = 0;

	for (; n < 40; n++)
		inbox_maker_add(maker, mail(n));
	g_assert_true(replica_make(&replica, &options, &commits, NULL));
	for (guint i = 0; i < n; i++) {
		Oid blob = inbox_maker_blob(mail(i));
		g_autofree char *hex = oid_hex(&blob);
		g_autofree char *file = g_strdup_printf("%s/objects/%.2s/%s", path, hex, hex + 2);

		g_assert_cmpint(g_unlink(file), ==, 0);
	}
	/* enough that some share a folder with what is lost */
	for (guint i = 0; i < 40; i++) {
		g_auto(FetchResult) result = {0};
		g_autoptr(GError) error = NULL;

		inbox_maker_add(maker, mail(n + i));
		fetch_branches(path, source, &options, &result, &error);
		g_assert_no_error(error);
		g_assert_cmpuint(result.moved, ==, 1);
	}
}

/* What cannot be had leaves all as it was. */
static void test_failures(void)
{
	static const struct {
		const char *from;
		int code;
	} cases[] = {
		{"nothing/git/0.git", MD_ERROR_FAILED},
		{"empty", MD_ERROR_EMPTY},
		{"code", MD_ERROR_FAILED},
	};
	g_autofree char *empty = in_root("empty"), *folder = in_root("failed");
	g_autofree char *path = in_root("failed/0.git"), *code = in_root("code");
	g_autoptr(InboxMaker) maker = inbox_maker_new(code, EPOCH_V1);

	inbox_maker_put(maker, "README", 0100644, "x");
	g_mkdir(empty, 0777);
	g_mkdir(folder, 0777);
	g_assert_true(repo_init(empty, "x", NULL));
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *source = in_root(cases[i].from);
		Replica replica = {source, source, TRUE, path, FALSE};
		g_autoptr(GError) error = NULL;
		guint64 commits;

		g_test_message("%s", cases[i].from);
		g_assert_false(replica_make(&replica, &options, &commits, &error));
		g_assert_error(error, MD_ERROR, cases[i].code);
		g_assert_null(error ? strstr(error->message, "maildelta-clone") : NULL);
		g_assert_cmpint(g_rmdir(folder), ==, 0); /* nothing is left in it */
		g_mkdir(folder, 0777);
	}
}

/* What a killed run left goes, by its exact name alone. */
static void test_clean(void)
{
	static const struct {
		const char *name;
		gboolean stays;
	} cases[] = {
		{"objects/pack/pack_git2_0123456789abcdef", FALSE},
		{"objects/pack/pack_git2_0123456789abidx", FALSE},
		{"objects/pack/pack_git2_0123456789abidx.lock", FALSE},
		{"objects/pack/pack-0123456789012345678901234567890123456789.idx", FALSE},
		{"refs/heads/master.lock", FALSE},
		{"maildelta.refs", FALSE},
		{"maildelta.refs.aB3xYz", FALSE},
		{"maildelta.refs.aB3xYz7", TRUE},
		{"maildelta.refs.aB3.yz", TRUE},
		{"objects/pack/pack-1123456789012345678901234567890123456789.idx", TRUE},
		{"objects/pack/pack-1123456789012345678901234567890123456789.pack", TRUE},
		{"objects/pack/pack-2123456789012345678901234567890123456789.pack", TRUE},
		{"objects/pack/pack-01234567.idx", TRUE},
		{"objects/pack/tmp_pack_aB3xYz", TRUE},
		{"objects/pack/pack_git2_0123456789abcdef.keep", TRUE},
		{"objects/pack/pack_git2_", TRUE},
		{"objects/pack/pack_git2_01234567", TRUE},
		{"refs/heads/other.lock", TRUE},
		{"HEAD.lock", TRUE},
		{"outside.lock", TRUE},
	};
	static const char note[] = "refs/heads/master\nrefs/../outside\nrefs/heads/../../HEAD\n";
	g_autofree char *path = in_root("clean"), *file = NULL;

	g_mkdir(path, 0777);
	g_assert_true(repo_init(path, "x", NULL));
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *one = g_build_filename(path, cases[i].name, NULL);

		g_assert_true(g_file_set_contents(one, "", 0, NULL));
	}
	file = g_build_filename(path, "maildelta.refs", NULL);
	g_assert_true(g_file_set_contents(file, note, -1, NULL));
	repo_clean(path);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *one = g_build_filename(path, cases[i].name, NULL);

		g_test_message("%s", cases[i].name);
		g_assert_cmpint(g_file_test(one, G_FILE_TEST_EXISTS), ==, cases[i].stays);
	}
}

/* Folders that clone may take, and what it leaves in those that it made. */
static void test_folders(void)
{
	static const struct {
		const char *path, *make; /* a folder, or a file, that is in it */
		gboolean has_epochs, takes, stays;
	} cases[] = {
		{"f/new/deep", NULL, TRUE, TRUE, FALSE},
		{"f/old", NULL, FALSE, TRUE, FALSE},
		{"f/empty", "", TRUE, TRUE, TRUE},
		{"f/broken-off", "maildelta.lock", TRUE, TRUE, TRUE},
		{"f/foreign", "x", TRUE, FALSE, TRUE},
		{"f/foreign-git", "git/x", TRUE, FALSE, TRUE},
		{"list", NULL, TRUE, TRUE, TRUE},
		{"list", NULL, FALSE, FALSE, TRUE},
		{"list/git/0.git", NULL, FALSE, FALSE, TRUE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = in_root(cases[i].path), *in = NULL, *of = NULL;
		g_autoptr(Folder) folder = NULL, second = NULL;
		g_autoptr(GError) error = NULL, busy = NULL;

		g_test_message("%s", cases[i].path);
		if (cases[i].make) {
			in = g_build_filename(path, cases[i].make, NULL);
			of = g_path_get_dirname(in);
			g_mkdir_with_parents(*cases[i].make ? of : path, 0777);
			if (*cases[i].make)
				g_assert_true(g_file_set_contents(in, "", 0, NULL));
		}
		folder = folder_new(path, cases[i].has_epochs, 0, &error);
		g_assert_cmpint(folder != NULL, ==, cases[i].takes);
		g_assert_cmpint(error == NULL, ==, cases[i].takes);
		if (folder) {
			second = folder_new(path, cases[i].has_epochs, 0, &busy);
			g_assert_error(busy, MD_ERROR, MD_ERROR_BUSY);
		}
		g_clear_pointer(&folder, folder_free);
		g_assert_cmpint(exists(cases[i].path), ==, cases[i].stays);
	}
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	fetch_init();
	http_settings_init(&http);
	root = g_dir_make_tmp("test-fetch-XXXXXX", NULL);
	g_test_add_func("/fetch/follow", test_follow);
	g_test_add_func("/fetch/collision", test_collision);
	g_test_add_func("/fetch/head", test_head);
	g_test_add_func("/fetch/halves", test_halves);
	g_test_add_func("/fetch/holes", test_holes);
	g_test_add_func("/fetch/failures", test_failures);
	g_test_add_func("/fetch/clean", test_clean);
	g_test_add_func("/fetch/folders", test_folders);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
