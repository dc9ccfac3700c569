/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/spool.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _Spool {
	int fd;
};

static gboolean fail(GError **error)
{
	int why = errno;

	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "a temporary file in %s: %s; TMPDIR may name another folder", g_get_tmp_dir(),
		    g_strerror(why));
	return FALSE;
}

Spool *spool_new(GError **error)
{
	g_autofree char *path = g_build_filename(g_get_tmp_dir(), "maildelta.XXXXXX", NULL);
	int fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
	Spool *spool;

	if (fd < 0) {
		fail(error);
		return NULL;
	}
	g_unlink(path);
	spool = g_new(Spool, 1);
	spool->fd = fd;
	return spool;
}

void spool_free(Spool *spool)
{
	if (!spool)
		return;
	close(spool->fd);
	g_free(spool);
}

gboolean spool_write(const char *text, gsize len, gpointer user, GError **error)
{
	const Spool *spool = user;

	while (len) {
		gssize written = write(spool->fd, text, len);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return fail(error);
		text += written;
		len -= (gsize)written;
	}
	return TRUE;
}

gboolean spool_rewind(Spool *spool, GError **error)
{
	return lseek(spool->fd, 0, SEEK_SET) == 0 || fail(error);
}

gssize spool_read(Spool *spool, char *buffer, gsize len, GError **error)
{
	gssize got;

	do
		got = read(spool->fd, buffer, len);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		fail(error);
	return got;
}

int spool_fd(const Spool *spool)
{
	return spool->fd;
}
