/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "cli/detach.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST_OTHER (STDERR_FILENO + 1)

static void close_others(void)
{
#ifdef HAVE_CLOSEFROM
	closefrom(FIRST_OTHER);
#else
	long max = MIN(sysconf(_SC_OPEN_MAX), 65536);

	for (int fd = FIRST_OTHER; fd < max; fd++)
		close(fd);
#endif
}

static gboolean leave_files(void)
{
	int nothing = open("/dev/null", O_RDWR);

	for (int fd = STDIN_FILENO; nothing >= 0 && fd <= STDERR_FILENO; fd++)
		if (dup2(nothing, fd) < 0)
			return FALSE;
	close_others();
	return nothing >= 0 && chdir("/") == 0;
}

/* Twice, so that the worker leads no session and never gets a terminal. */
static void leave(void)
{
	pid_t worker;

	setsid();
	worker = fork();
	if (worker != 0)
		_exit(worker < 0);
}

static DetachResult fail(GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "cannot go on in a process of its own: %s",
		    g_strerror(errno));
	return DETACH_FAILED;
}

DetachResult detach(GError **error)
{
	pid_t child = fork();
	int status = 0;

	if (child < 0)
		return fail(error);
	if (child == 0) {
		leave();
		return leave_files() ? DETACH_WORKER : fail(error);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (status == 0)
		return DETACH_CALLER;
	errno = EAGAIN;
	return fail(error);
}
