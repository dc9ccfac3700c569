/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_DISK_H
#define MD_MIRROR_DISK_H

#include <glib.h>

/* Private to mirror/: folders as a whole. Links are never followed. */

/* Removes @path and all below it, as far as that goes. */
void disk_remove(const char *path);

/* The bytes of all files below @path. */
guint64 disk_size(const char *path);

/* Has all files and folders below @path, and itself, written to the disk. */
gboolean disk_sync(const char *path, GError **error);

/* The same for the entries of one folder, once something was renamed into it. */
gboolean disk_sync_folder(const char *path, GError **error);

#endif
