/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/lock.h"

#include "base/cancel.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
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

Lock *lock_take(const char *path, guint wait, GError **error)
{
	g_autoptr(Lock) lock = g_new0(Lock, 1);
	gint64 until = g_get_monotonic_time() + (gint64)wait * G_USEC_PER_SEC;

	lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (lock->fd < 0)
		return fail(path, "cannot open the lock", error);
	while (flock(lock->fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return fail(path, "cannot lock", error);
		if (!cancel_check(error))
			return NULL;
		if (wait != LOCK_FOREVER && g_get_monotonic_time() >= until) {
			fail_busy(lock, path, error);
			return NULL;
		}
		g_usleep(POLL_USEC);
	}
	sign(lock);
	return g_steal_pointer(&lock);
}

void lock_free(Lock *lock)
{
	if (!lock)
		return;
	if (lock->fd >= 0)
		close(lock->fd);
	g_free(lock);
}
