/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/disk.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

gboolean disk_fail(const char *path, const char *what, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s: %s", path, what, g_strerror(errno));
	return FALSE;
}

static FTS *walk(const char *path)
{
	char *const paths[] = {(char *)path, NULL};

	return fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR | FTS_XDEV, NULL);
}

void disk_remove(const char *path)
{
	FTS *fts = walk(path);
	FTSENT *entry;

	while (fts && (entry = fts_read(fts)))
		if (entry->fts_info == FTS_DP)
			rmdir(entry->fts_accpath);
		else if (entry->fts_info != FTS_D)
			unlink(entry->fts_accpath);
	if (fts)
		fts_close(fts);
}

guint64 disk_size(const char *path)
{
	FTS *fts = walk(path);
	FTSENT *entry;
	guint64 size = 0;

	while (fts && (entry = fts_read(fts)))
		if (entry->fts_info == FTS_F)
			size += (guint64)entry->fts_statp->st_size;
	if (fts)
		fts_close(fts);
	return size;
}

static gboolean sync_one(const char *path, int flags, GError **error)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags);
	gboolean done = fd >= 0 && fsync(fd) == 0;

	if (!done)
		disk_fail(path, "cannot be written to the disk", error);
	if (fd >= 0)
		close(fd);
	return done;
}

gboolean disk_sync_folder(const char *path, GError **error)
{
	return sync_one(path, O_DIRECTORY, error);
}

gboolean disk_sync(const char *path, GError **error)
{
	FTS *fts = walk(path);
	gboolean done = fts != NULL;
	FTSENT *entry;

	while (done && (entry = fts_read(fts)))
		if (entry->fts_info == FTS_F)
			done = sync_one(entry->fts_accpath, 0, error);
		else if (entry->fts_info == FTS_DP)
			done = sync_one(entry->fts_accpath, O_DIRECTORY, error);
	if (!fts)
		return disk_fail(path, "cannot be read", error);
	fts_close(fts);
	return done;
}

gboolean disk_write(const char *path, const char *text, GError **error)
{
	g_autoptr(GError) failure = NULL;

	if (g_file_set_contents_full(path, text, -1,
				     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
				     0666, &failure))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: cannot be written: %s", path,
		    failure->message);
	return FALSE;
}

#define RANDOM 6 /* letters that g_file_set_contents() draws */

void disk_clean(const char *folder, const char *name)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	gsize len = strlen(name);
	const char *found;

	while (dir && (found = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, found, NULL);
		gsize n = 0;

		if (!g_str_has_prefix(found, name) || found[len] != '.')
			continue;
		while (g_ascii_isalnum(found[len + 1 + n]))
			n++;
		if (n == RANDOM && !found[len + 1 + n])
			unlink(path);
	}
}
