/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/secret.h"

#include "base/cancel.h"
#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define KEY_FILE "summary.apiKeyFile"
#define KEY_COMMAND "summary.apiKeyCommand"
#define KEY_ENV "summary.apiKeyEnv"
#define CREDENTIAL "maildelta-apikey"

#define MAX_READ (2 * SECRET_MAX) /* blanks around it do not count */
#define POLL_MSEC 10

#define TOO_MUCH "it prints more than a key"

static void *fail(GError **error, const char *what)
{
	g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, what);
	return NULL;
}

/* --- what is a key --------------------------------------------------------------- */

static gboolean is_printable(const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++)
		if (!g_ascii_isgraph(text[i]))
			return FALSE;
	return TRUE;
}

/* The key that @len bytes are, without the blanks around it; NULL: none. */
static char *take_key(const char *text, gsize len, GError **error)
{
	while (len && g_ascii_isspace(*text)) {
		text++;
		len--;
	}
	while (len && g_ascii_isspace(text[len - 1]))
		len--;
	if (!len)
		return fail(error, "there is no key in it: it is empty");
	if (len > SECRET_MAX)
		return fail(error, "it is too long for a key");
	if (!is_printable(text, len))
		return fail(error, "it is no key: there is more in it than printable ASCII, or a "
				   "blank or line end in the middle");
	return g_strndup(text, len);
}

void secret_free(char *key)
{
	if (!key)
		return;
	explicit_bzero(key, strlen(key));
	g_free(key);
}

/* --- of a file ------------------------------------------------------------------- */

/* Whether nobody else has read it, or put it there. */
static gboolean is_private(const struct stat *file, GError **error)
{
	if (file->st_uid != geteuid() && file->st_uid != 0)
		return fail(error, "it belongs to somebody else") != NULL;
	if (!(file->st_mode & (S_IRWXG | S_IRWXO)))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "others may read or write it (mode %04o): chmod 600, and ask for a new key if "
		    "others use this machine",
		    (unsigned)file->st_mode & 07777);
	return FALSE;
}

/* What was opened is looked at, so that nothing else can take its place. */
static gboolean check_file(int fd, gboolean private, GError **error)
{
	struct stat file;

	if (fd < 0 || fstat(fd, &file) != 0)
		return fail(error, g_strerror(errno)) != NULL;
	if (!S_ISREG(file.st_mode))
		return fail(error, "not a file") != NULL;
	if (file.st_size > MAX_READ)
		return fail(error, "it is too long for a key") != NULL;
	return !private || is_private(&file, error);
}

/* @private: nobody else may read it; else who put it there has seen to that. */
static char *of_file(const char *path, gboolean private, GError **error)
{
	/* whoever opens a pipe without O_NONBLOCK waits */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	char *text, *key;
	gsize len;

	if (!check_file(fd, private, error)) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	text = file_read_fd(fd, MAX_READ, &len);
	if (!text)
		return fail(error, g_strerror(errno));
	key = take_key(text, len, error);
	explicit_bzero(text, len);
	g_free(text);
	return key;
}

/* --- of a command ------------------------------------------------------------------ */

typedef struct {
	GPid pid;
	int fd; /* its output; -1: that has ended */
	int status;
	gsize len;
	char text[MAX_READ];
} Run;

static gboolean start(Run *run, const char *command, GError **error)
{
	const char *const argv[] = {"/bin/sh", "-c", command, NULL};
	g_autoptr(GError) failure = NULL;

	/* without flags it gets /dev/null as its input, and our standard error */
	if (!g_spawn_async_with_pipes(NULL, (char **)argv, NULL,
				      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CLOEXEC_PIPES, NULL, NULL,
				      &run->pid, NULL, &run->fd, NULL, &failure))
		return fail(error, failure->message) != NULL;
	fcntl(run->fd, F_SETFL, O_NONBLOCK);
	return TRUE;
}

/* What there is of its output. FALSE: there is more than any key has. */
static gboolean drain(Run *run)
{
	while (run->fd >= 0 && run->len < sizeof run->text) {
		gssize n = read(run->fd, run->text + run->len, sizeof run->text - run->len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return TRUE;
		if (n <= 0) {
			close(run->fd);
			run->fd = -1;
			return TRUE;
		}
		run->len += (gsize)n;
	}
	return run->len < sizeof run->text;
}

static void wait_for_more(const Run *run)
{
	struct pollfd poll_fd = {.fd = run->fd, .events = POLLIN};

	/* a negative one is none: a pause */
	poll(&poll_fd, 1, POLL_MSEC);
}

/* Whether it is over; what it started and left behind may hold its output open. */
static gboolean has_ended(Run *run)
{
	pid_t got = waitpid(run->pid, &run->status, WNOHANG);

	return got == run->pid || (got < 0 && errno != EINTR);
}

/* Until it is over. FALSE: it was ended. */
static gboolean follow(Run *run, guint seconds, GError **error)
{
	gint64 until = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;

	run->status = -1;
	while (!has_ended(run)) {
		gboolean fits = drain(run);

		if (fits && cancel_check(error) && g_get_monotonic_time() < until) {
			wait_for_more(run);
			continue;
		}
		kill(run->pid, SIGKILL);
		waitpid(run->pid, NULL, 0);
		if (!fits)
			fail(error, TOO_MUCH);
		else if (!cancel_is_asked())
			g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "no end after %u seconds",
				    seconds);
		return FALSE;
	}
	return drain(run) || fail(error, TOO_MUCH) != NULL;
}

static char *key_of_run(const Run *run, GError **error)
{
	const char *end = memchr(run->text, '\n', run->len);

	if (WIFSIGNALED(run->status))
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "ended by signal %d",
			    WTERMSIG(run->status));
	else if (!WIFEXITED(run->status) || WEXITSTATUS(run->status) != 0)
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "exit status %d",
			    WEXITSTATUS(run->status));
	else
		return take_key(run->text, end ? (gsize)(end - run->text) : run->len, error);
	return NULL;
}

char *secret_of_command(const char *command, guint seconds, GError **error)
{
	struct sigaction kept = {.sa_handler = SIG_DFL}, before;
	Run run = {.fd = -1};
	char *key = NULL;

	sigaction(SIGCHLD, &kept, &before); /* who started us may ignore it: no status is kept */
	if (start(&run, command, error) && follow(&run, seconds, error))
		key = key_of_run(&run, error);
	sigaction(SIGCHLD, &before, NULL);
	if (run.fd >= 0)
		close(run.fd);
	explicit_bzero(run.text, sizeof run.text);
	return key;
}

/* --- of the environment ------------------------------------------------------------- */

/* What it has, which it has no more; NULL: it is not set. */
static char *take_variable(const char *name)
{
	char *value = getenv(name), *copy;

	if (!value)
		return NULL;
	copy = g_strdup(value);
	/* ps shows what a program was started with, from where it was put then */
	explicit_bzero(value, strlen(value));
	g_unsetenv(name);
	return copy;
}

/* What the variable held, from secret_hide() until it is read. */
static char *hidden;

void secret_hide(const Settings *settings)
{
	const char *name = settings_get(settings, KEY_ENV);
	char *value = name ? take_variable(name) : NULL;

	if (!value)
		return;
	secret_free(hidden);
	hidden = value;
}

static char *of_variable(const char *value, GError **error)
{
	if (!value)
		return fail(error, "there is no such variable in the environment");
	return take_key(value, strlen(value), error);
}

/* --- where it is ---------------------------------------------------------------------- */

/* NULL: systemd has put none there. */
static char *credential(void)
{
	const char *folder = g_getenv("CREDENTIALS_DIRECTORY");
	g_autofree char *path = NULL;

	if (!folder || !g_path_is_absolute(folder))
		return NULL;
	path = g_build_filename(folder, CREDENTIAL, NULL);
	return g_file_test(path, G_FILE_TEST_EXISTS) ? g_steal_pointer(&path) : NULL;
}

/* @variable: what that held. *where: in which setting and what, where one is set. */
static char *find_key(const Settings *settings, const char *variable, char **where, GError **error)
{
	const char *file = settings_get(settings, KEY_FILE);
	const char *command = settings_get(settings, KEY_COMMAND);
	const char *name = settings_get(settings, KEY_ENV);
	g_autofree char *given = file || command || name ? NULL : credential();

	if (file) {
		*where = g_strdup_printf(KEY_FILE ": %s", file);
		return of_file(file, TRUE, error);
	}
	if (command) {
		*where = g_strdup(KEY_COMMAND); /* a key may stand in it */
		return secret_of_command(command, SECRET_WAIT, error);
	}
	if (name) {
		*where = g_strdup_printf(KEY_ENV ": %s", name);
		return of_variable(variable, error);
	}
	*where = g_strdup(given);
	return given ? of_file(given, FALSE, error) : NULL;
}

gboolean secret_read(const Settings *settings, char **key, GError **error)
{
	g_autofree char *where = NULL;
	char *variable;

	secret_hide(settings);
	variable = g_steal_pointer(&hidden);
	*key = find_key(settings, variable, &where, error);
	secret_free(variable);
	if (*key || !where)
		return TRUE;
	g_prefix_error(error, "%s: ", where);
	return FALSE;
}
