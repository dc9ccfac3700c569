/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/transport.h"

#include "base/cancel.h"
#include "base/error.h"
#include "lib/inbox-maker.h"
#include "lib/server.h"
#include "mirror/mirror.h"

#include <git2.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* More than the server is asked about at once (20), so that it is asked again. */
#define MAILS 70
/* Many times what is cut off. */
#define SIZE 50000

#define WELL (-1)

static char *root;
#define PATIENT 30 /* seconds: a busy machine can be slow */
static HttpSettings settings;
static Server *web, *daemon_; /* daemon(3) has the name */
static Oid tip, other_tip;

static char *in_root(const char *name)
{
	return g_build_filename(root, name, NULL);
}

/* Mails that do not compress: a pack of some size. */
static char *make_mail(guint number)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GRand) rand = g_rand_new_with_seed(number);

	g_string_append_printf(text,
			       "From: Ann Example <ann@example.org>\nSubject: mail %u\n"
			       "Message-ID: <%u@example.org>\n\n",
			       number, number);
	for (guint i = 0; i < SIZE / MAILS; i++)
		g_string_append_printf(text, "%08x\n", g_rand_int(rand));
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static Oid make_list(const char *name, guint from)
{
	g_autofree char *path = in_root(name);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	Oid last = {0};

	for (guint i = 0; i < MAILS; i++) {
		g_autofree char *mail = make_mail(from + i);

		last = inbox_maker_add(maker, (Slice){mail, strlen(mail)});
	}
	return last;
}

/* --- fetching ------------------------------------------------------------------------ */

/* Into a bare repository of that name in root: the code of the error, or WELL. */
static int fetch(const char *name, const char *url, char **message)
{
	g_autofree char *path = in_root(name);
	git_strarray specs = {(char *[]){(char *)"+refs/heads/*:refs/heads/*"}, 1};
	git_remote_create_options how = {.version = GIT_REMOTE_CREATE_OPTIONS_VERSION};
	git_repository *repository = NULL;
	git_remote *remote = NULL;
	g_autoptr(GError) error = NULL;
	int result = WELL;

	g_test_message("%s", url);
	g_assert_cmpint(git_repository_init(&repository, path, TRUE), ==, 0);
	how.repository = repository;
	/* libgit2 1.5 leaks memory with each line of a config that it looks for it in */
	how.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF;
	g_assert_cmpint(git_remote_create_with_opts(&remote, url, &how), ==, 0);
	if (git_remote_fetch(remote, &specs, NULL, NULL) < 0) {
		g_assert_true(transport_take_error(&error));
		g_assert_nonnull(error);
		result = error ? error->code : 0;
	}
	g_assert_false(transport_take_error(NULL));
	g_test_message("%s", error ? error->message : "fetched");
	if (message)
		*message = g_strdup(error ? error->message : "");
	git_remote_free(remote);
	git_repository_free(repository);
	return result;
}

static gboolean has_tip(const char *name, const Oid *want)
{
	g_autofree char *path = in_root(name);
	git_repository *repository = NULL;
	git_oid got;
	git_commit *commit = NULL;
	gboolean has;

	g_assert_cmpint(git_repository_open(&repository, path), ==, 0);
	has = git_reference_name_to_id(&got, repository, "refs/heads/master") == 0 &&
	      memcmp(got.id, want->id, sizeof(got.id)) == 0 &&
	      git_commit_lookup(&commit, repository, &got) == 0;
	git_commit_free(commit);
	git_repository_free(repository);
	return has;
}

static void drop(const char *name)
{
	g_autofree char *path = in_root(name);

	inbox_maker_remove(path);
}

static void check_fetch(const char *scheme, const Server *server, const char *path, int want,
			const char *like)
{
	g_autofree char *url = server_url(server, scheme, path);
	g_autofree char *message = NULL;

	g_assert_cmpint(fetch("copy", url, &message), ==, want);
	g_assert_true(g_pattern_match_simple(like, message));
	if (want == WELL)
		g_assert_true(has_tip("copy", &tip));
	drop("copy");
}

static gboolean has_servers(void)
{
	if (!web)
		g_test_skip("no python3 here");
	return web != NULL;
}

/* What the server says of itself at @path. */
static guint ask_server(const char *path)
{
	g_autofree char *url = server_url(web, "http", path);
	const HttpRequest request = {.url = url, .cap = 100};
	g_auto(HttpAnswer) answer = {0};
	g_autofree char *number = NULL;

	g_assert_true(http_get(&settings, &request, &answer, NULL));
	number = g_strndup(g_bytes_get_data(answer.body, NULL), g_bytes_get_size(answer.body));
	return (guint)g_ascii_strtoull(number, NULL, 10);
}

static guint times_asked(const char *path)
{
	g_autofree char *count =
		g_strdup_printf("/count?%s/info/refs?service=git-upload-pack", path);

	return ask_server(count);
}

/* --- what goes well ------------------------------------------------------------------- */

static void test_http(void)
{
	if (!has_servers())
		return;
	check_fetch("http", web, "/git/list/git/0.git", WELL, "");
	check_fetch("http", web, "/git/list/git/0.git///", WELL, "");
	check_fetch("http", web, "/moved/list/git/0.git", WELL, "");
}

static void test_git(void)
{
	if (has_servers())
		check_fetch("git", daemon_, "/list/git/0.git", WELL, "");
}

/* What is here and not there is told in several requests. */
static void check_rounds(const char *scheme, const Server *server, const char *above)
{
	g_autofree char *list = g_strconcat(above, "/list/git/0.git", NULL);
	g_autofree char *other = g_strconcat(above, "/other/git/0.git", NULL);
	g_autofree char *list_url = server_url(server, scheme, list);
	g_autofree char *other_url = server_url(server, scheme, other);

	g_assert_cmpint(fetch("rounds", list_url, NULL), ==, WELL);
	g_assert_cmpint(fetch("rounds", list_url, NULL), ==, WELL);
	g_assert_true(has_tip("rounds", &tip));
	g_assert_cmpint(fetch("rounds", other_url, NULL), ==, WELL);
	g_assert_true(has_tip("rounds", &other_tip));
	drop("rounds");
}

static void test_rounds(void)
{
	guint before;

	if (!has_servers())
		return;
	before = ask_server("/connections");
	check_rounds("http", web, "/git");
	/* each request in a connection of its own would be more than twice that; but a server
	   that is slow to end an answer has its connection closed */
	g_assert_cmpuint(ask_server("/connections") - before, <=, 4);
	check_rounds("git", daemon_, "");
}

static void test_login(void)
{
	g_autofree char *url = NULL, *message = NULL;

	if (!has_servers())
		return;
	check_fetch("http", web, "/private/list/git/0.git", MD_ERROR_FAILED, "*HTTP 401*");
	url = g_strdup_printf("http://ann:s3cret@127.0.0.1:%u/private/list/git/0.git",
			      server_port(web));
	g_assert_cmpint(fetch("copy", url, NULL), ==, WELL);
	g_assert_true(has_tip("copy", &tip));
	drop("copy");
	g_free(url);
	url = g_strdup_printf("http://ann:s3cret@127.0.0.1:%u/git/none", server_port(web));
	g_assert_cmpint(fetch("copy", url, &message), ==, MD_ERROR_NOT_FOUND);
	g_assert_null(strstr(message, "s3cret"));
	drop("copy");
}

/* --- what does not -------------------------------------------------------------------- */

static void test_answers(void)
{
	static const struct {
		const char *path;
		int want;
		const char *like;
		guint times;
	} cases[] = {
		{"/status/404", MD_ERROR_NOT_FOUND, "*/status/404: not there (HTTP 404)", 1},
		{"/status/403", MD_ERROR_FAILED, "*(HTTP 403)*", 1},
		{"/status/503", MD_ERROR_NETWORK, "*(HTTP 503)", 3},
		{"/fails/2/500", MD_ERROR_FAILED, "*not a git repository*", 3},
		{"/ok", MD_ERROR_FAILED, "*/ok: not a git repository*", 1},
		{"/git/never", MD_ERROR_NOT_FOUND, "*/git/never: not there*", 1},
		{"/noise", MD_ERROR_FAILED, "*/noise: *", 1},
		{"/empty", MD_ERROR_NETWORK, "*/empty: *", 0},
	};

	for (guint i = 0; has_servers() && i < G_N_ELEMENTS(cases); i++) {
		check_fetch("http", web, cases[i].path, cases[i].want, cases[i].like);
		if (cases[i].times)
			g_assert_cmpuint(times_asked(cases[i].path), ==, cases[i].times);
	}
}

/* A redirect to what cannot be a repository. */
static void test_lost(void)
{
	if (!has_servers())
		return;
	check_fetch("http", web, "/to?/ok#", MD_ERROR_FAILED, "*redirected here*");
	check_fetch("git", daemon_, "/none", MD_ERROR_NOT_FOUND, "*not exported*");
	check_fetch("git", web, "/list", MD_ERROR_NETWORK, "*");
}

/* Through one that goes wrong after some bytes: in the refs, and amid the pack. */
static void check_cut(const char *scheme, const Server *to, const char *path, const char *how,
		      const char *bytes, const char *like)
{
	g_autofree char *url = server_url(to, "http", "");
	const char *words[] = {"--forward", url, how, bytes, NULL};
	g_autoptr(Server) between = server_start(words);

	check_fetch(scheme, between, path, MD_ERROR_NETWORK, like);
}

static void test_cut(void)
{
	static const char *const bytes[] = {"0", "20", "230", "20000"};

	for (guint i = 0; has_servers() && i < G_N_ELEMENTS(bytes); i++) {
		check_cut("http", web, "/git/list/git/0.git", "--cut-after", bytes[i], "*");
		check_cut("git", daemon_, "/list/git/0.git", "--cut-after", bytes[i], "*");
	}
}

static void test_stalled(void)
{
	guint retries = settings.retries;

	if (!has_servers())
		return;
	settings.retries = 0;
	settings.stall_timeout = 1;
	check_cut("http", web, "/git/list/git/0.git", "--stall-after", "0", "*stalled for 1 s*");
	check_cut("http", web, "/git/list/git/0.git", "--stall-after", "20000", "*stalled*");
	check_cut("git", daemon_, "/list/git/0.git", "--stall-after", "20000", "*stalled*");
	settings.retries = retries;
	settings.stall_timeout = PATIENT;
}

/* Refs that do not end, as fast as can be, or slow enough never to stall. */
static void test_refs(void)
{
	static const char many[] = "*: it has more refs than a mirror can have";
	guint retries = settings.retries;

	if (!has_servers())
		return;
	settings.retries = 0;
	check_fetch("http", web, "/refs", MD_ERROR_FAILED, many);
	check_fetch("git", daemon_, "/refs", MD_ERROR_FAILED, many);
	settings.stall_timeout = 1;
	check_fetch("http", web, "/driprefs", MD_ERROR_NETWORK, "*stalled for 1 s*");
	check_fetch("git", daemon_, "/driprefs", MD_ERROR_NETWORK, "*stalled for 1 s*");
	settings.stall_timeout = PATIENT;
	settings.retries = retries;
	settings.stall_timeout = PATIENT;
}

/* The library's own failures are not the network's. */
static void test_own(void)
{
	git_repository *repository;
	g_autofree char *path = in_root("nowhere");

	transport_take_error(NULL);
	g_assert_cmpint(git_repository_open(&repository, path), <, 0);
	g_assert_false(transport_take_error(NULL));
}

/* --- cancelling ------------------------------------------------------------------------- */

static gpointer ask_to_stop(G_GNUC_UNUSED gpointer of)
{
	g_usleep(100 * G_TIME_SPAN_MILLISECOND);
	kill(getpid(), SIGINT);
	return NULL;
}

/* In a process of its own: what was asked once stays asked. */
static void check_cancelled(const char *scheme, const Server *to, const char *path)
{
	g_autofree char *url = server_url(to, "http", "");
	const char *words[] = {"--forward", url, "--stall-after", "20000", NULL};
	g_autoptr(Server) between = server_start(words);
	g_autofree char *from = server_url(between, scheme, path);
	GThread *thread;

	cancel_on_signals();
	thread = g_thread_new("signal", ask_to_stop, NULL);
	g_assert_cmpint(fetch("copy", from, NULL), ==, MD_ERROR_CANCELLED);
	g_thread_join(thread);
}

static void test_http_cancelled(void)
{
	if (has_servers())
		check_cancelled("http", web, "/git/list/git/0.git");
}

static void test_git_cancelled(void)
{
	if (has_servers())
		check_cancelled("git", daemon_, "/list/git/0.git");
}

static void test_cancelled(void)
{
	g_test_trap_subprocess("/transport/cancelled/subprocess/http", 0,
			       G_TEST_SUBPROCESS_DEFAULT);
	g_test_trap_assert_passed();
	g_test_trap_subprocess("/transport/cancelled/subprocess/git", 0, G_TEST_SUBPROCESS_DEFAULT);
	g_test_trap_assert_passed();
}

static void set_up(void)
{
	const char *web_words[] = {"--git", root, NULL};
	const char *daemon_words[] = {"--daemon", root, NULL};

	http_settings_init(&settings);
	settings.proxy = "";
	settings.connect_timeout = PATIENT;
	settings.stall_timeout = PATIENT;
	settings.retries = 2;
	settings.pause = 1;
	mirror_init();
	transport_init(&settings);
	tip = make_list("list", 0);
	other_tip = make_list("other", 1000);
	web = server_start(web_words);
	daemon_ = server_start(daemon_words);
}

int main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	root = g_dir_make_tmp("maildelta-XXXXXX", NULL);
	set_up();
	g_test_add_func("/transport/http", test_http);
	g_test_add_func("/transport/git", test_git);
	g_test_add_func("/transport/rounds", test_rounds);
	g_test_add_func("/transport/login", test_login);
	g_test_add_func("/transport/answers", test_answers);
	g_test_add_func("/transport/lost", test_lost);
	g_test_add_func("/transport/cut", test_cut);
	g_test_add_func("/transport/stalled", test_stalled);
	g_test_add_func("/transport/refs", test_refs);
	g_test_add_func("/transport/own", test_own);
	g_test_add_func("/transport/cancelled", test_cancelled);
	g_test_add_func("/transport/cancelled/subprocess/http", test_http_cancelled);
	g_test_add_func("/transport/cancelled/subprocess/git", test_git_cancelled);
	status = g_test_run();
	server_free(web);
	server_free(daemon_);
	inbox_maker_remove(root);
	g_free(root);
	return status;
}
