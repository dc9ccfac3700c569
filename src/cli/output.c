/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/output.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_LINKS 40 /* one behind the other, as the kernel has it */

struct _Output {
	int fd;
	gboolean own_fd;
	char *name;       /* for messages */
	char *path;       /* where the file shall appear; NULL when written in place */
	char *unfinished; /* its name until then */
};

/* The one unfinished file that a signal has to take away. */
static const char *volatile unfinished_file;

static void on_signal(int number)
{
	if (unfinished_file)
		unlink(unfinished_file);
	signal(number, SIG_DFL);
	raise(number);
}

static void guard(const char *unfinished)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXFSZ};

	unfinished_file = unfinished;
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		struct sigaction now;

		if (sigaction(numbers[i], NULL, &now) == 0 && now.sa_handler == SIG_IGN)
			continue; /* nohup and the like: stay ignored */
		signal(numbers[i], unfinished ? on_signal : SIG_DFL);
	}
}

static gboolean fail(const Output *output, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: cannot write: %s", output->name,
		    g_strerror(errno));
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

static gboolean open_file(Output *output, const char *path, GError **error)
{
	output->own_fd = TRUE;
	if (is_special(path)) {
		output->fd = g_open(path, O_WRONLY | O_CLOEXEC, 0);
		return output->fd >= 0 || fail(output, error);
	}
	output->path = follow_links(path);
	output->unfinished = g_strconcat(output->path, ".XXXXXX", NULL);
	output->fd = g_mkstemp_full(output->unfinished, O_WRONLY | O_CLOEXEC, 0666);
	if (output->fd < 0) {
		fail(output, error);
		g_clear_pointer(&output->unfinished, g_free);
		return FALSE;
	}
	guard(output->unfinished);
	return keep_mode(output, error);
}

Output *output_open(const char *path, GError **error)
{
	g_autoptr(Output) output = g_new0(Output, 1);

	output->fd = STDOUT_FILENO;
	if (!path || g_str_equal(path, "-")) {
		output->name = g_strdup("standard output");
		return g_steal_pointer(&output);
	}
	output->name = g_strdup(path);
	if (!open_file(output, path, error))
		return NULL;
	return g_steal_pointer(&output);
}

gboolean output_write(const char *text, gsize len, gpointer user, GError **error)
{
	const Output *output = user;

	while (len) {
		gssize written = write(output->fd, text, len);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return fail(output, error);
		text += written;
		len -= (gsize)written;
	}
	return TRUE;
}

gboolean output_finish(Output *output, GError **error)
{
	int fd = output->fd;

	if (!output->own_fd)
		return TRUE;
	if (output->unfinished && fsync(fd) != 0)
		return fail(output, error);
	output->fd = -1;
	if (close(fd) != 0)
		return fail(output, error);
	if (output->unfinished && g_rename(output->unfinished, output->path) != 0)
		return fail(output, error);
	guard(NULL);
	g_clear_pointer(&output->unfinished, g_free);
	return TRUE;
}

void output_free(Output *output)
{
	if (!output)
		return;
	if (output->own_fd && output->fd >= 0)
		close(output->fd);
	if (output->unfinished) {
		unlink(output->unfinished);
		guard(NULL);
	}
	g_free(output->unfinished);
	g_free(output->path);
	g_free(output->name);
	g_free(output);
}
