/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/output.h"

#include "base/error.h"
#include "base/file.h"
#include "cli/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UNFINISHED ".XXXXXX" /* behind a file's name until it is complete: mkstemp(3) */
#define MAX_LINKS 40         /* one behind the other, as the kernel has it */

struct _Output {
	int fd;
	gboolean own_fd;
	char *name;            /* for messages */
	char *path;            /* where the file shall appear; NULL when written in place */
	char *unfinished;      /* its name until then */
	const char *pager;     /* to be started at the first byte, or NULL */
	gboolean left;         /* the reader left it */
	gboolean dated;        /* it says when it was last changed: */
	gint64 changed;        /* an instant */
	Output *volatile next; /* of the unfinished */
};

/* The files that a signal has to take away. */
static Output *volatile unfinished_outputs;

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXFSZ};

static void on_signal(int number)
{
	for (Output *output = unfinished_outputs; output; output = output->next)
		unlink(output->unfinished);
	pager_wait_in_signal();
	signal(number, SIG_DFL);
	raise(number);
}

/* What the program does with them while there is nothing to take away (base/cancel.h). */
static struct sigaction handlers_before[G_N_ELEMENTS(ending_signals)];
static gboolean handled;

static void handle_signals(void)
{
	const struct sigaction ours = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

	for (guint i = 0; !handled && i < G_N_ELEMENTS(ending_signals); i++) {
		struct sigaction *before = &handlers_before[i];

		if (sigaction(ending_signals[i], NULL, before) == 0 &&
		    before->sa_handler == SIG_IGN)
			continue; /* nohup and the like: stay ignored */
		sigaction(ending_signals[i], &ours, NULL);
	}
	handled = TRUE;
}

static void leave_signals(void)
{
	for (guint i = 0; handled && i < G_N_ELEMENTS(ending_signals); i++)
		sigaction(ending_signals[i], &handlers_before[i], NULL);
	handled = FALSE;
}

/* No signal comes between a file and the note that it has to go. */
static void hold_signals(sigset_t *before)
{
	sigset_t held;

	sigemptyset(&held);
	for (guint i = 0; i < G_N_ELEMENTS(ending_signals); i++)
		sigaddset(&held, ending_signals[i]);
	pthread_sigmask(SIG_BLOCK, &held, before);
}

static void let_signals(const sigset_t *before)
{
	pthread_sigmask(SIG_SETMASK, before, NULL);
}

static void guard(Output *output)
{
	output->next = unfinished_outputs;
	unfinished_outputs = output;
	handle_signals();
}

/* The file is in its place, or gone. */
static void unguard(Output *output)
{
	Output *volatile *at = &unfinished_outputs;

	while (*at != output)
		at = &(*at)->next;
	*at = output->next;
	g_clear_pointer(&output->unfinished, g_free);
	if (!unfinished_outputs && !pager_runs())
		leave_signals();
}

static gboolean fail(const Output *output, GError **error)
{
	int why = errno;
	g_autofree char *folder = g_path_get_dirname(output->name);

	if (why == ENOENT && !g_file_test(folder, G_FILE_TEST_EXISTS)) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "%s: cannot write: there is no folder %s", output->name, folder);
		return FALSE;
	}
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: cannot write: %s", output->name,
		    g_strerror(why));
	return FALSE;
}

/* Devices, pipes and the like are written in place: they cannot be half there. */
static gboolean is_special(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

/* A link stays a link, also one to what is not there yet. */
static char *follow_links(const char *path)
{
	char *at = g_strdup(path);
	char *next;

	for (guint i = 0; i < MAX_LINKS && (next = g_file_read_link(at, NULL)); i++) {
		g_autofree char *folder = g_path_get_dirname(at);

		g_free(at);
		at = g_path_is_absolute(next) ? g_strdup(next)
					      : g_build_filename(folder, next, NULL);
		g_free(next);
	}
	return at;
}

/* Who may read what is replaced may read what replaces it, and no one else. */
static gboolean keep_mode(const Output *output, GError **error)
{
	struct stat info;

	if (stat(output->path, &info) != 0 || fchmod(output->fd, info.st_mode & 0777) == 0)
		return TRUE;
	return fail(output, error);
}

static gboolean make_file(Output *output, GError **error)
{
	sigset_t before;

	output->unfinished = g_strconcat(output->path, UNFINISHED, NULL);
	hold_signals(&before);
	output->fd = g_mkstemp_full(output->unfinished, O_WRONLY | O_CLOEXEC, 0666);
	if (output->fd >= 0)
		guard(output);
	let_signals(&before);
	if (output->fd >= 0)
		return keep_mode(output, error);
	fail(output, error);
	g_clear_pointer(&output->unfinished, g_free);
	return FALSE;
}

static gboolean open_file(Output *output, const char *path, GError **error)
{
	output->own_fd = TRUE;
	output->fd = -1;
	if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "%s: cannot write: it is a folder; name a file in it", path);
		return FALSE;
	}
	if (is_special(path)) {
		output->fd = g_open(path, O_WRONLY | O_CLOEXEC, 0);
		return output->fd >= 0 || fail(output, error);
	}
	output->path = follow_links(path);
	errno = ENOENT;
	return *path ? make_file(output, error) : fail(output, error);
}

gboolean output_is_stdout(const char *path)
{
	static const char *const names[] = {"-", "/dev/stdout", "/dev/fd/1", NULL};

	return !path || g_strv_contains(names, path);
}

char *output_place(const char *path)
{
	g_autofree char *at = NULL, *folder = NULL, *name = NULL, *whole = NULL;
	char *real;

	if (output_is_stdout(path))
		return g_strdup("-");
	at = follow_links(path);
	folder = g_path_get_dirname(at);
	name = g_path_get_basename(at);
	real = realpath(folder, NULL);
	whole = g_build_filename(real ? real : folder, name, NULL);
	free(real);
	return g_steal_pointer(&whole);
}

Output *output_open(const char *path, const char *pager, GError **error)
{
	g_autoptr(Output) output = g_new0(Output, 1);

	if (output_is_stdout(path)) {
		output->fd = STDOUT_FILENO;
		output->name = g_strdup("standard output");
		output->pager = pager;
		return g_steal_pointer(&output);
	}
	output->name = g_strdup(path);
	return open_file(output, path, error) ? g_steal_pointer(&output) : NULL;
}

/* Not before there is something to show: what goes wrong until then is said plainly. */
static void start_pager(Output *output)
{
	const char *pager = output->pager;

	output->pager = NULL;
	if (pager && pager_start(pager))
		handle_signals();
}

/*
 * Whether what failed may go well the next time. Who shares a terminal or pipe with us may
 * have asked for no one to wait for room there (O_NONBLOCK): then that is done here.
 */
static gboolean is_passing(int fd)
{
	GPollFD room = {fd, G_IO_OUT, 0};

	if (errno == EAGAIN)
		return g_poll(&room, 1, -1) > 0 || errno == EINTR;
	return errno == EINTR;
}

void output_sweep(const char *path)
{
	file_sweep(path);
}

gboolean output_write(const char *text, gsize len, gpointer user, GError **error)
{
	Output *output = user;

	if (len)
		start_pager(output);
	while (len) {
		gssize written = write(output->fd, text, len);

		if (written < 0 && is_passing(output->fd))
			continue;
		if (written < 0) {
			output->left = errno == EPIPE && !output->own_fd && pager_runs();
			return fail(output, error);
		}
		text += written;
		len -= (gsize)written;
	}
	return TRUE;
}

gboolean output_is_left(const Output *output)
{
	return output->left;
}

void output_date(Output *output, gint64 instant)
{
	output->dated = TRUE;
	output->changed = instant;
}

/* Behind the last byte: each one written is a change. */
static gboolean set_date(const Output *output, GError **error)
{
	const struct timespec times[] = {{.tv_nsec = UTIME_NOW}, {.tv_sec = output->changed}};

	return !output->dated || futimens(output->fd, times) == 0 || fail(output, error);
}

/* All that can fail for want of room or by a broken disk. */
static gboolean complete(Output *output, GError **error)
{
	int fd = output->fd;

	if (!output->own_fd)
		return TRUE;
	if (output->unfinished && !set_date(output, error))
		return FALSE;
	if (output->unfinished && fsync(fd) != 0)
		return fail(output, error);
	output->fd = -1;
	return close(fd) == 0 || fail(output, error);
}

static gboolean put_in_place(Output *output, GError **error)
{
	if (!output->unfinished)
		return TRUE;
	if (g_rename(output->unfinished, output->path) != 0)
		return fail(output, error);
	unguard(output);
	return TRUE;
}

typedef gboolean (*Step)(Output *output, GError **error);

static gboolean for_all(GPtrArray *outputs, Step step, GError **error)
{
	for (guint i = 0; i < outputs->len; i++)
		if (!step(outputs->pdata[i], error))
			return FALSE;
	return TRUE;
}

gboolean output_finish(GPtrArray *outputs, GError **error)
{
	sigset_t before;
	gboolean placed;

	if (!for_all(outputs, complete, error))
		return FALSE;
	hold_signals(&before); /* all of them, or none */
	placed = for_all(outputs, put_in_place, error);
	let_signals(&before);
	pager_wait();
	return placed;
}

void output_free(Output *output)
{
	if (!output)
		return;
	if (!output->own_fd)
		pager_wait();
	else if (output->fd >= 0)
		close(output->fd);
	if (output->unfinished) {
		unlink(output->unfinished);
		unguard(output);
	}
	g_free(output->path);
	g_free(output->name);
	g_free(output);
}
