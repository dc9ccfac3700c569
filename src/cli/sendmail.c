/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/sendmail.h"

#include "base/error.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

char *sendmail_find(const char *program, GError **error)
{
	/* sbin is seldom in PATH where no administrator is */
	static const char *const usual[] = {"/usr/sbin/sendmail", "/usr/lib/sendmail", "sendmail"};
	char *path = program ? g_find_program_in_path(program) : NULL;

	for (guint i = 0; !program && !path && i < G_N_ELEMENTS(usual); i++)
		path = g_find_program_in_path(usual[i]);
	if (path)
		return path;
	if (program)
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "maildelta.sendmail: %s: no such program", program);
	else
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED,
				    "there is no sendmail here: install a mail system that has it, "
				    "or name one, -c maildelta.sendmail=<path>");
	return NULL;
}

static gboolean spawn(const char *path, int fd, pid_t *child, GError **error)
{
	const char *const argv[] = {path, "-t", "-i", NULL};
	posix_spawn_file_actions_t actions;
	int failed;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fd, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
	failed = posix_spawn(child, path, &actions, NULL, (char **)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (failed)
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "cannot run %s: %s", path,
			    g_strerror(failed));
	return !failed;
}

/* Whether the exit status says that it went well. */
static gboolean check(const char *path, int status, GError **error)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return TRUE;
	if (WIFEXITED(status))
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "%s -t -i: exit status %d: the mail is not sent", path,
			    WEXITSTATUS(status));
	else
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "%s -t -i: ended by signal %d: the mail is not sent", path,
			    WTERMSIG(status));
	return FALSE;
}

gboolean sendmail_run(const char *path, int fd, GError **error)
{
	struct sigaction kept = {.sa_handler = SIG_DFL}, before;
	pid_t child;
	int status, got;

	if (lseek(fd, 0, SEEK_SET) != 0) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "cannot read the mail: %s",
			    g_strerror(errno));
		return FALSE;
	}
	sigaction(SIGCHLD, &kept, &before); /* who started us may ignore it: no status is kept */
	if (!spawn(path, fd, &child, error)) {
		sigaction(SIGCHLD, &before, NULL);
		return FALSE;
	}
	do
		got = waitpid(child, &status, 0);
	while (got < 0 && errno == EINTR);
	sigaction(SIGCHLD, &before, NULL);
	if (got == child)
		return check(path, status, error);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s -t -i: cannot tell how it ended: %s",
		    path, g_strerror(errno));
	return FALSE;
}
