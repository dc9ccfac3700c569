/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/file.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RANDOM 6 /* letters and digits that mkstemp(3) draws */

gboolean file_fail(const char *path, const char *what, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s: %s", path, what, g_strerror(errno));
	return FALSE;
}

/* --- reading -------------------------------------------------------------------- */

/* Up to @len bytes; fewer where the file ends before. < 0: errno. */
static gssize read_all(int fd, char *text, gsize len)
{
	gsize got = 0;

	while (got < len) {
		gssize n = read(fd, text + got, len - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		got += (gsize)n;
	}
	return (gssize)got;
}

/* -1: errno. */
static gssize size_of(int fd, gsize max)
{
	struct stat file;

	if (fstat(fd, &file) != 0)
		return -1;
	if (S_ISREG(file.st_mode) && (guint64)file.st_size <= max)
		return (gssize)file.st_size;
	errno = EFBIG;
	return -1;
}

char *file_read(const char *path, gsize max, gsize *len)
{
	return file_read_fd(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), max, len);
}

char *file_read_fd(int fd, gsize max, gsize *len)
{
	int why;
	gssize size = fd >= 0 ? size_of(fd, max) : -1;
	char *text = size >= 0 ? g_malloc((gsize)size + 1) : NULL;

	if (text)
		size = read_all(fd, text, (gsize)size);
	why = errno;
	if (fd >= 0)
		close(fd);
	errno = why;
	if (size < 0) {
		g_free(text);
		return NULL;
	}
	text[size] = '\0';
	if (len)
		*len = (gsize)size;
	return text;
}

/* --- writing -------------------------------------------------------------------- */

gboolean file_write(const char *path, const char *text, int mode, GError **error)
{
	g_autoptr(GError) failure = NULL;

	if (g_file_set_contents_full(path, text, -1,
				     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
				     mode, &failure))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: cannot be written: %s", path,
		    failure->message);
	return FALSE;
}

static gboolean is_unfinished(const char *name, const char *of)
{
	const char *drawn = name + strlen(of) + 1;
	gsize n = 0;

	if (!g_str_has_prefix(name, of) || drawn[-1] != '.')
		return FALSE;
	while (g_ascii_isalnum(drawn[n]))
		n++;
	return n == RANDOM && !drawn[n];
}

void file_sweep(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path), *of = g_path_get_basename(path);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (is_unfinished(name, of)) {
			g_autofree char *left = g_build_filename(folder, name, NULL);

			g_unlink(left);
		}
}

gboolean file_fill(int fd, const char *bytes, gsize len)
{
	while (len) {
		gssize n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return FALSE;
		bytes += n;
		len -= (gsize)n;
	}
	return TRUE;
}
