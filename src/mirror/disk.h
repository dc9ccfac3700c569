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

/* Writes a file as a whole: it is there with @text in it, or as it was. */
gboolean disk_write(const char *path, const char *text, GError **error);

/* Takes away what a killed disk_write() of @name in @folder left: @name, a dot, six letters. */
void disk_clean(const char *folder, const char *name);

/* MD_ERROR_FAILED: "@path: @what: why" of errno. Always FALSE. */
gboolean disk_fail(const char *path, const char *what, GError **error);

#endif
