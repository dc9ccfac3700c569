/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_FILE_H
#define MD_BASE_FILE_H

#include <glib.h>

/* Small files that are read and written as a whole. */

/*
 * All of the file at @path, with a NUL behind it, and *len bytes (or NULL); newly allocated.
 * NULL: errno says why, EFBIG where it has more than @max bytes, or is none that has an end: a
 * pipe is not waited for.
 */
char *file_read(const char *path, gsize max, gsize *len);
/* The same of one that is open, which it closes: for who has looked at it before. @fd may be -1,
 * with errno. */
char *file_read_fd(int fd, gsize max, gsize *len);

/*
 * Has the file hold @text: it does, on the disk, or is as it was, whatever happens. @mode: of a
 * new one, less the umask. MD_ERROR_FAILED, beginning with @path.
 */
gboolean file_write(const char *path, const char *text, int mode, GError **error);

/*
 * Takes away what a file_write() of @path that was killed left: @path, a dot and six letters or
 * digits, as mkstemp(3) draws them. Only where no one else can be writing that file: another's may
 * be called so, too.
 */
void file_sweep(const char *path);

/* All of @bytes into @fd. FALSE: errno says why. */
gboolean file_fill(int fd, const char *bytes, gsize len);

/* MD_ERROR_FAILED: "@path: @what: why" of errno. Always FALSE. */
gboolean file_fail(const char *path, const char *what, GError **error);

#endif
