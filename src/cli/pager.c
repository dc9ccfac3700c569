/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/pager.h"

#include "cli/probe.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEFAULT_PAGER "less"
#define BLANKS " \t\n"
#define SHELL_CHARACTERS "|&;<>()$`\\\"'*?[#~=%{}!" /* a word with one is the shell's to read */

static volatile pid_t pid; /* 0: none runs */
static int terminal;       /* standard output as it was */
static struct sigaction on_interrupt, on_pipe;

const char *pager_command(void)
{
	const char *command = g_getenv("MAILDELTA_PAGER");

	if (!isatty(STDOUT_FILENO))
		return NULL;
	if (!command)
		command = g_getenv("PAGER");
	if (!command)
		command = DEFAULT_PAGER;
	return *command && !g_str_equal(command, "cat") ? command : NULL;
}

/* The first word of a command: the program, unless the shell makes something else of it. */
static char *program_of(const char *command)
{
	command += strspn(command, BLANKS);
	return g_strndup(command, strcspn(command, BLANKS));
}

gboolean pager_takes_color(const char *command)
{
	g_autofree char *program = program_of(command);
	g_autofree char *name = g_path_get_basename(program);
	const char *options = g_getenv("LESS");

	if (!g_str_equal(name, "less") || !options)
		return TRUE;
	return strpbrk(options, "rR") || strpbrk(strstr(command, name) + strlen(name), "rR");
}

/* Whether the shell knows a command of that name. */
static gboolean is_command(const char *program)
{
	const char *const argv[] = {"sh", "-c", "command -v \"$1\"", "sh", program, NULL};

	return probe(argv);
}

/* The shell would say so too, but only when the text is lost in its pipe. */
static gboolean is_missing(const char *command)
{
	g_autofree char *program = program_of(command);

	return !strpbrk(program, SHELL_CHARACTERS) && !is_command(program);
}

static gboolean spawn(const char *command, int input)
{
	const char *const argv[] = {"sh", "-c", command, NULL};
	g_auto(GStrv) environment = g_get_environ();
	posix_spawn_file_actions_t actions;
	pid_t child;
	int failed;

	environment = g_environ_setenv(environment, "LESS", "FRX", FALSE);
	environment = g_environ_setenv(environment, "LV", "-c", FALSE);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	failed = posix_spawnp(&child, argv[0], &actions, NULL, (char **)argv, environment);
	posix_spawn_file_actions_destroy(&actions);
	pid = failed ? 0 : child;
	return !failed;
}

static void ignore(int number, struct sigaction *before)
{
	struct sigaction ignored = {.sa_handler = SIG_IGN};

	sigaction(number, &ignored, before);
}

gboolean pager_start(const char *command)
{
	int ends[2];

	if (is_missing(command) || !g_unix_open_pipe(ends, FD_CLOEXEC, NULL))
		return FALSE;
	terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (terminal >= 0 && spawn(command, ends[0])) {
		/* only now, so that the pager does not inherit it */
		ignore(SIGINT, &on_interrupt);
		ignore(SIGPIPE, &on_pipe);
		dup2(ends[1], STDOUT_FILENO);
	}
	close(ends[0]);
	close(ends[1]);
	if (!pid && terminal >= 0)
		close(terminal);
	return pid != 0;
}

gboolean pager_runs(void)
{
	return pid != 0;
}

static void wait_for_exit(void)
{
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

void pager_wait(void)
{
	if (!pid)
		return;
	dup2(terminal, STDOUT_FILENO); /* closes the pipe */
	close(terminal);
	wait_for_exit();
	pid = 0;
	sigaction(SIGINT, &on_interrupt, NULL);
	sigaction(SIGPIPE, &on_pipe, NULL);
}

void pager_wait_in_signal(void)
{
	if (!pid)
		return;
	close(STDOUT_FILENO);
	wait_for_exit();
}
