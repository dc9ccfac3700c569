/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/lock.h"

#include "base/cancel.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define POLL_USEC (100 * 1000)

struct _Lock {
	int fd;
};

static Lock *fail(const char *path, const char *what, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s: %s", path, what, g_strerror(errno));
	return NULL;
}

/* The holder's number stands in the file, for people alone: it may be stale, the lock never is. */
static void fail_busy(const Lock *lock, const char *path, GError **error)
{
	char text[32] = "";
	gssize len = pread(lock->fd, text, sizeof text - 1, 0);
	guint64 holder = len > 0 ? g_ascii_strtoull(text, NULL, 10) : 0;

	if (holder)
		g_set_error(error, MD_ERROR, MD_ERROR_BUSY,
			    "%s: process %" G_GUINT64_FORMAT " has the lock", path, holder);
	else
		g_set_error(error, MD_ERROR, MD_ERROR_BUSY, "%s: another process has the lock",
			    path);
}

static void sign(const Lock *lock)
{
	g_autofree char *text = g_strdup_printf("%ld\n", (long)getpid());

	if (ftruncate(lock->fd, 0) == 0 && pwrite(lock->fd, text, strlen(text), 0) < 0)
		return; /* no room: the lock is one without it */
}

/* FALSE with no error: @wait is over. */
static gboolean wait_for(const Lock *lock, const char *path, gint64 until, GError **error)
{
	while (flock(lock->fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return fail(path, "cannot lock", error) != NULL;
		if (!cancel_check(error) || g_get_monotonic_time() >= until)
			return FALSE;
		g_usleep(POLL_USEC);
	}
	return TRUE;
}

/* Whoever had it before may have taken the file away; a lock on that keeps no one out. */
static gboolean is_gone(const Lock *lock, const char *path)
{
	struct stat here, there;

	return lstat(path, &there) != 0 || fstat(lock->fd, &here) != 0 ||
	       here.st_dev != there.st_dev || here.st_ino != there.st_ino;
}

static Lock *lock_open(const char *path, GError **error)
{
	Lock *lock = g_new0(Lock, 1);

	lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (lock->fd >= 0)
		return lock;
	g_free(lock);
	return fail(path, "cannot open the lock", error);
}

Lock *lock_take(const char *path, guint wait, GError **error)
{
	gint64 until = wait == LOCK_FOREVER
			       ? G_MAXINT64
			       : g_get_monotonic_time() + (gint64)wait * G_USEC_PER_SEC;

	for (;;) {
		g_autoptr(Lock) lock = lock_open(path, error);
		g_autoptr(GError) failure = NULL;

		if (!lock)
			return NULL;
		if (!wait_for(lock, path, until, &failure)) {
			if (failure)
				g_propagate_error(error, g_steal_pointer(&failure));
			else
				fail_busy(lock, path, error);
			return NULL;
		}
		if (is_gone(lock, path))
			continue;
		sign(lock);
		return g_steal_pointer(&lock);
	}
}

void lock_free(Lock *lock)
{
	if (!lock)
		return;
	if (lock->fd >= 0)
		close(lock->fd);
	g_free(lock);
}
