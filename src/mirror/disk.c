/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/disk.h"

#include "base/file.h"

#include <fcntl.h>
#include <fts.h>
#include <unistd.h>

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
		file_fail(path, "cannot be written to the disk", error);
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
		return file_fail(path, "cannot be read", error);
	fts_close(fts);
	return done;
}
