/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/secret.h"

#include "base/error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Planted everywhere: no message may have any of it. */
#define KEY "sk-PLANTED-0123456789"
#define PLANTED "PLANTED"
#define VARIABLE "MAILDELTA_TEST_KEY"

static char *root;

static char *at(const char *name)
{
	return g_build_filename(root, name, NULL);
}

static char *make(const char *name, const char *text, gssize len, mode_t mode)
{
	char *path = at(name);

	g_unlink(path);
	g_assert_true(g_file_set_contents(path, text, len, NULL));
	g_assert_cmpint(chmod(path, mode), ==, 0);
	return path;
}

static void set(Settings *settings, const char *name, const char *value)
{
	g_autofree char *assignment = g_strconcat(name, "=", value, NULL);

	g_assert_true(settings_set(settings, assignment, NULL));
}

/* What comes of @settings: @says NULL: the key; "": none is set; else an error that says that. */
static void check(const Settings *settings, const char *says)
{
	g_autoptr(GError) error = NULL;
	char *key = NULL;
	gboolean read = secret_read(settings, &key, &error);

	if (error)
		g_test_message("%s", error->message);
	g_assert_cmpint(read, ==, !says || !*says);
	g_assert_cmpstr(key, ==, says ? NULL : KEY);
	if (!read) {
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		g_assert_nonnull(error && says ? strstr(error->message, says) : NULL);
		g_assert_null(error ? strstr(error->message, PLANTED) : NULL);
	}
	secret_free(key);
}

static void check_one(const char *name, const char *value, const char *says)
{
	g_autoptr(Settings) settings = settings_new();

	set(settings, name, value);
	check(settings, says);
}

/* --- files ----------------------------------------------------------------------------- */

static void test_file(void)
{
	static const struct {
		const char *text;
		gssize len; /* 0: to its NUL */
		const char *says;
	} cases[] = {
		{KEY, 0, NULL},
		{KEY "\n", 0, NULL},
		{" \t" KEY " \r\n\n", 0, NULL},
		{"", 0, ": there is no key in it: it is empty"},
		{" \n\n", 0, "it is empty"},
		{KEY "\n" KEY "\n", 0, "it is no key: "},
		{"Bearer " KEY, 0, "it is no key: "},
		{"\xEF\xBB\xBF" KEY, 0, "it is no key: "},
		{KEY "\xC3\xA9", 0, "it is no key: "},
		{KEY "\x1b[31m", 0, "it is no key: "},
		{KEY "\x7f", 0, "it is no key: "},
		{KEY "\0" KEY, sizeof KEY + 5, "it is no key: "},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path =
			make("key", cases[i].text, cases[i].len ? cases[i].len : -1, 0600);

		check_one("summary.apiKeyFile", path, cases[i].says);
	}
}

static void test_mode(void)
{
	static const struct {
		mode_t mode;
		const char *says;
	} cases[] = {
		{0600, NULL},         {0400, NULL},        {0700, NULL},
		{0640, "mode 0640"},  {0604, "mode 0604"}, {0620, "mode 0620"},
		{0644, "chmod 600"},  {0601, "mode 0601"}, {0666, "others may read or write it"},
		{01644, "mode 1644"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = make("key", KEY, -1, cases[i].mode);

		check_one("summary.apiKeyFile", path, cases[i].says);
	}
}

static void test_length(void)
{
	static const guint lengths[] = {SECRET_MAX + 1, 3 * SECRET_MAX, 1 << 20};
	g_autofree char *longest = g_strnfill(SECRET_MAX, 'k');
	g_autofree char *path = make("key", longest, -1, 0600);
	g_autoptr(Settings) settings = settings_new();
	char *key = NULL;

	set(settings, "summary.apiKeyFile", path);
	g_assert_true(secret_read(settings, &key, NULL));
	g_assert_cmpstr(key, ==, longest);
	secret_free(key);
	for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
		g_autofree char *longer = g_strnfill(lengths[i], 'k');
		g_autofree char *other = make("longer", longer, -1, 0600);

		check_one("summary.apiKeyFile", other, "it is too long for a key");
	}
}

/* A link is followed, and what it leads to is what has to be safe. */
static void test_link(void)
{
	g_autofree char *link = at("link"), *dangling = at("dangling");
	g_autofree char *path = make("target", KEY, -1, 0600);

	g_assert_cmpint(symlink("target", link), ==, 0);
	g_assert_cmpint(symlink("nowhere", dangling), ==, 0);
	check_one("summary.apiKeyFile", link, NULL);
	g_assert_cmpint(chmod(path, 0644), ==, 0);
	check_one("summary.apiKeyFile", link, "mode 0644");
	check_one("summary.apiKeyFile", dangling, "No such file");
}

/* Nobody writes into the pipe: whoever opens it like a file waits for ever. */
static void test_no_file(void)
{
	g_autofree char *pipe = at("pipe"), *folder = at("folder"), *none = at("none");

	g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
	g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
	check_one("summary.apiKeyFile", pipe, ": not a file");
	check_one("summary.apiKeyFile", folder, ": not a file");
	check_one("summary.apiKeyFile", "/dev/zero", "/dev/zero: not a file");
	check_one("summary.apiKeyFile", none, "/none: No such file");
}

static void test_owner(void)
{
	g_autofree char *path = make("other", KEY, -1, 0600);

	if (geteuid() != 0) {
		g_test_skip("only root gives files away");
		return;
	}
	g_assert_cmpint(chown(path, 65534, 65534), ==, 0);
	check_one("summary.apiKeyFile", path, "it belongs to somebody else");
	g_assert_cmpint(chown(path, 0, 0), ==, 0);
	check_one("summary.apiKeyFile", path, NULL);
}

/* --- commands --------------------------------------------------------------------------- */

static void test_command(void)
{
	static const struct {
		const char *command, *says;
	} cases[] = {
		{"echo " KEY, NULL},
		{"printf %s " KEY, NULL},
		{"printf '  " KEY "\\r\\nuser: ann\\n'", NULL},
		{"cat; echo " KEY, NULL}, /* no input is one that ends */
		{"test -t 0 || echo " KEY, NULL},
		{"exec 1>&1; (sleep 0.2; echo " KEY ")", NULL},
		{"echo " KEY "; exit 3", "summary.apiKeyCommand: exit status 3"},
		{"echo " KEY "; kill -9 $$", "summary.apiKeyCommand: ended by signal 9"},
		{"no-such-command-" PLANTED " 2>/dev/null", "exit status 127"},
		{"if " PLANTED "(", "exit status 2"},
		{"true", "it is empty"},
		{"printf '\\n" KEY "\\n'", "it is empty"},
		{"echo Bearer " KEY, "it is no key"},
		{"printf '" KEY "\\000\\n'", "it is no key"},
		{"printf '\\377'", "it is no key"},
		{"head -c 5000 /dev/zero | tr '\\0' k", "it is too long"},
		{"head -c 50000 /dev/zero | tr '\\0' k", "it prints more than a key"},
		{"yes " KEY, "it prints more than a key"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].command);
		check_one("summary.apiKeyCommand", cases[i].command, cases[i].says);
	}
}

static void test_command_slow(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(secret_of_command("echo " KEY "; exec sleep 600", 1, &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	g_assert_cmpstr(error ? error->message : NULL, ==, "no end after 1 seconds");
}

/* What it leaves behind, such as an agent, may hold its output open. */
static void test_command_leaves(void)
{
	g_autofree char *path = at("pid"), *text = NULL;
	g_autofree char *command = g_strdup_printf("sleep 600 & echo $! >'%s'; echo " KEY, path);
	char *key = secret_of_command(command, 300, NULL);

	g_assert_cmpstr(key, ==, KEY);
	secret_free(key);
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	if (text && g_ascii_strtoll(text, NULL, 10) > 1)
		g_assert_cmpint(kill((pid_t)g_ascii_strtoll(text, NULL, 10), SIGKILL), ==, 0);
}

/* It does not get the variable that has a key, and what it says is passed on. */
static void test_command_around(void)
{
	g_autofree char *path = at("said"), *said = NULL;
	int before = dup(STDERR_FILENO), to = open(path, O_WRONLY | O_CREAT, 0600);
	g_autoptr(Settings) settings = settings_new();

	g_setenv(VARIABLE, "other", TRUE);
	g_setenv("MAILDELTA_TEST_OTHER", "stays", TRUE);
	set(settings, "summary.apiKeyEnv", VARIABLE);
	set(settings, "summary.apiKeyCommand",
	    "test \"${" VARIABLE "-none} $MAILDELTA_TEST_OTHER\" = 'none stays' && echo said >&2 "
	    "&& echo " KEY);
	dup2(to, STDERR_FILENO);
	check(settings, NULL);
	dup2(before, STDERR_FILENO);
	close(to);
	close(before);
	g_assert_true(g_file_get_contents(path, &said, NULL, NULL));
	g_assert_cmpstr(said, ==, "said\n");
}

/* Who started us may ignore that children end. */
static void test_command_ignored(void)
{
	struct sigaction ignored = {.sa_handler = SIG_IGN}, before, after;

	sigaction(SIGCHLD, &ignored, &before);
	check_one("summary.apiKeyCommand", "echo " KEY, NULL);
	check_one("summary.apiKeyCommand", "exit 4", "exit status 4");
	sigaction(SIGCHLD, &before, &after);
	g_assert_true(after.sa_handler == SIG_IGN);
}

/* --- the environment ----------------------------------------------------------------------- */

static void test_variable(void)
{
	static const struct {
		const char *value, *says;
	} cases[] = {
		{KEY, NULL},
		{" " KEY "\n", NULL},
		{NULL, "summary.apiKeyEnv: " VARIABLE ": there is no such variable"},
		{"", "it is empty"},
		{"Bearer " KEY, "it is no key"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		if (cases[i].value)
			g_setenv(VARIABLE, cases[i].value, TRUE);
		else
			g_unsetenv(VARIABLE);
		check_one("summary.apiKeyEnv", VARIABLE, cases[i].says);
		g_assert_null(g_getenv(VARIABLE));
	}
}

/* What the system shows of this process's environment: as it was when it was started. */
static gboolean shows_key(void)
{
	g_autofree char *shown = NULL;
	gsize len = 0;

	g_assert_true(g_file_get_contents("/proc/self/environ", &shown, &len, NULL));
	for (gsize i = 0; i < len; i++)
		if (!shown[i])
			shown[i] = '\n';
	return shown && strstr(shown, KEY);
}

static void test_shown(void)
{
	if (!g_file_test("/proc/self/environ", G_FILE_TEST_EXISTS)) {
		g_test_skip("no /proc");
		return;
	}
	if (g_test_subprocess()) {
		g_assert_true(shows_key());
		check_one("summary.apiKeyEnv", VARIABLE, NULL);
		g_assert_false(shows_key());
		return;
	}
	g_setenv(VARIABLE, KEY, TRUE);
	g_test_trap_subprocess(NULL, 0, 0);
	g_unsetenv(VARIABLE);
	g_test_trap_assert_passed();
}

static void test_credentials(void)
{
	g_autofree char *folder = at("credentials"), *path = at("credentials/maildelta-apikey");
	g_autoptr(Settings) settings = settings_new();

	g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
	check(settings, "");
	g_setenv("CREDENTIALS_DIRECTORY", folder, TRUE);
	check(settings, "");
	g_free(make("credentials/maildelta-apikey", KEY "\n", -1, 0440)); /* as systemd has it */
	check(settings, NULL);
	g_free(make("credentials/maildelta-apikey", "", -1, 0400));
	check(settings, "credentials/maildelta-apikey: there is no key in it");
	g_assert_cmpint(g_unlink(path), ==, 0);
	g_assert_cmpint(mkfifo(path, 0600), ==, 0);
	check(settings, "not a file");
	g_setenv("CREDENTIALS_DIRECTORY", "credentials", TRUE);
	check(settings, "");
	g_unsetenv("CREDENTIALS_DIRECTORY");
}

/* --- of several ------------------------------------------------------------------------------ */

#define FROM(where) "from-" where

/* The first that is set counts, though it be wrong, and the variable goes whichever it is. */
static void test_order(void)
{
	static const struct {
		gboolean file, command, variable;
		const char *want;
	} cases[] = {
		{TRUE, TRUE, TRUE, FROM("file")},           {TRUE, FALSE, FALSE, FROM("file")},
		{FALSE, TRUE, TRUE, FROM("command")},       {FALSE, FALSE, TRUE, FROM("variable")},
		{FALSE, FALSE, FALSE, FROM("credentials")},
	};
	g_autofree char *path = make("key", FROM("file"), -1, 0600), *folder = at("loaded");
	g_autofree char *none = at("none");

	g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
	g_free(make("loaded/maildelta-apikey", FROM("credentials"), -1, 0400));
	g_setenv("CREDENTIALS_DIRECTORY", folder, TRUE);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		char *key = NULL;

		g_setenv(VARIABLE, FROM("variable"), TRUE);
		set(settings, "summary.apiKeyFile", cases[i].file ? path : "");
		set(settings, "summary.apiKeyCommand", cases[i].command ? "echo from-command" : "");
		set(settings, "summary.apiKeyEnv", cases[i].variable ? VARIABLE : "");
		g_assert_true(secret_read(settings, &key, NULL));
		g_assert_cmpstr(key, ==, cases[i].want);
		g_assert_cmpint(g_getenv(VARIABLE) == NULL, ==, cases[i].variable);
		secret_free(key);
		if (!cases[i].file)
			continue;
		set(settings, "summary.apiKeyFile", none);
		check(settings, "summary.apiKeyFile: /");
	}
	g_unsetenv("CREDENTIALS_DIRECTORY");
	g_unsetenv(VARIABLE);
	secret_free(NULL);
}

static void remove_all(const char *path)
{
	g_autoptr(GDir) dir =
		g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		remove_all(inner);
	}
	g_remove(path);
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_unsetenv("CREDENTIALS_DIRECTORY");
	root = g_dir_make_tmp("maildelta-secret-XXXXXX", NULL);
	alarm(300); /* whatever waits for ever fails */
	g_test_add_func("/secret/file", test_file);
	g_test_add_func("/secret/mode", test_mode);
	g_test_add_func("/secret/length", test_length);
	g_test_add_func("/secret/link", test_link);
	g_test_add_func("/secret/no-file", test_no_file);
	g_test_add_func("/secret/owner", test_owner);
	g_test_add_func("/secret/command", test_command);
	g_test_add_func("/secret/command-slow", test_command_slow);
	g_test_add_func("/secret/command-leaves", test_command_leaves);
	g_test_add_func("/secret/command-around", test_command_around);
	g_test_add_func("/secret/command-ignored", test_command_ignored);
	g_test_add_func("/secret/variable", test_variable);
	g_test_add_func("/secret/shown", test_shown);
	g_test_add_func("/secret/credentials", test_credentials);
	g_test_add_func("/secret/order", test_order);
	result = g_test_run();
	remove_all(root);
	g_free(root);
	return result;
}
