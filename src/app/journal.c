/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/journal.h"

#include "base/date.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN_TRIES 3

/* Whether @fd is what @path is now: another process may have put it aside. */
static gboolean is_at(int fd, const char *path)
{
	struct stat file, other;

	return fstat(fd, &file) == 0 && lstat(path, &other) == 0 && file.st_dev == other.st_dev &&
	       file.st_ino == other.st_ino;
}

static int open_log(const char *path)
{
	int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;

	return open(path, flags, 0600);
}

/* The log, locked, with room in it; -1: it cannot be written. */
static int lock_log(const char *path, const char *old)
{
	for (guint i = 0; i < OPEN_TRIES; i++) {
		int fd = open_log(path);
		struct stat file;

		if (fd < 0)
			return -1;
		if (flock(fd, LOCK_EX) == 0 && is_at(fd, path)) {
			if (fstat(fd, &file) != 0 || file.st_size < JOURNAL_MAX)
				return fd;
			if (g_rename(path, old) != 0)
				return fd;
		}
		close(fd);
	}
	return -1;
}

static char *make_line(const char *format, va_list arguments)
{
	g_autofree char *raw = g_strdup_vprintf(format, arguments);
	g_autofree char *line = text_clean_line(raw, strlen(raw));
	g_autofree char *text = text_show(line);
	/* of the clock: the present of a report may be another one */
	g_autofree char *now = date_format_rfc3339(g_get_real_time() / G_USEC_PER_SEC, 0);

	return g_strdup_printf("%s [%ld] %s\n", now, (long)getpid(), text);
}

gboolean journal_write(const char *folder, const char *format, ...)
{
	g_autofree char *path = g_build_filename(folder, "log", NULL);
	g_autofree char *old = g_build_filename(folder, "log.1", NULL);
	g_autofree char *line = NULL;
	va_list arguments;
	gssize written;
	int fd;

	va_start(arguments, format);
	line = make_line(format, arguments);
	va_end(arguments);
	fd = lock_log(path, old);
	if (fd < 0)
		return FALSE;
	written = write(fd, line, strlen(line));
	close(fd);
	return written == (gssize)strlen(line);
}
