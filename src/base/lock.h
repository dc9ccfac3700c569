/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_LOCK_H
#define MD_BASE_LOCK_H

#include <glib.h>

/*
 * A lock that the system lets go when its holder ends, however that comes: flock(2) on a file,
 * which stays. Two locks of one file exclude each other within one process, too.
 */
typedef struct _Lock Lock;

#define LOCK_FOREVER G_MAXUINT

/*
 * Makes the file at @path where it is missing, and waits up to @wait seconds for the lock. One
 * that was removed meanwhile is made anew: who holds the lock of a path holds that of its file.
 * MD_ERROR_BUSY: another has it (the message says which process, where it is known);
 * MD_ERROR_FAILED: the file cannot be made or locked. Both begin with @path.
 */
Lock *lock_take(const char *path, guint wait, GError **error);
void lock_free(Lock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lock, lock_free)

#endif
