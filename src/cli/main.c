/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "base/cancel.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/manual.h"
#include "mail/mail.h"
#include "mirror/mirror.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Exit codes, as maildelta(1) has them. */
enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_EMPTY = 3,
};

static int exit_code(const GError *error)
{
	if (g_error_matches(error, MD_ERROR, MD_ERROR_USAGE))
		return EXIT_USAGE;
	if (g_error_matches(error, MD_ERROR, MD_ERROR_EMPTY))
		return EXIT_EMPTY;
	return EXIT_FAILED;
}

/* Folders, arguments and files may be called anything: what a terminal obeys stops here. */
static int tell(const GError *error)
{
	g_autofree char *line = text_clean_line(error->message, strlen(error->message));
	g_autofree char *message = text_show(line);

	fprintf(stderr, "maildelta: %s\n", message);
	return exit_code(error);
}

static void print_synopsis(FILE *to)
{
	fputs("usage: maildelta [<options>] <command> [<options>] [<words>]\n\n", to);
	for (const Command *command = commands; command->name; command++)
		fprintf(to, "  %-10s %s\n", command->name, command->summary);
}

static void print_usage(const OptionGroup *groups)
{
	print_synopsis(stdout);
	options_print(groups);
	puts("\n'maildelta <command> -h' lists its options, 'maildelta --help' is the manual.");
}

/* -h, --help and --version without a command end the run; TRUE when one was given. */
static gboolean answer(const Context *context, const OptionGroup *groups)
{
	if (context->version) {
		puts(PACKAGE_NAME " " PACKAGE_VERSION);
		return TRUE;
	}
	if (context->manual)
		manual_show("maildelta");
	if (context->manual || context->usage)
		print_usage(groups);
	return context->manual || context->usage;
}

static gboolean no_command(GError **error)
{
	print_synopsis(stderr);
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, "no command; see maildelta -h");
	return FALSE;
}

static gboolean run_command(Context *context, int argc, char **argv, GError **error)
{
	const Command *command = command_find(argv[0], error);

	if (!command)
		return FALSE;
	/* here, not in main(): to tell a version needs no certificates to be loaded */
	mail_init();
	mirror_init();
	if (command->run(context, argc, argv, error))
		return TRUE;
	g_prefix_error(error, "%s: ", command->name);
	return FALSE;
}

static gboolean run(Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {context_common(context), context_first(context), {0}};
	const Options options = {.groups = groups, .stop_at_word = TRUE};
	int first = options_parse(&options, argc, argv, error);

	if (first < 0)
		return FALSE;
	/* a help that is asked for before a command's name is that command's */
	if ((first >= argc || context->version) && answer(context, groups))
		return TRUE;
	if (first >= argc)
		return no_command(error);
	return run_command(context, argc - first, argv + first, error);
}

/* Help and versions are printed through stdio, which tells only when asked. */
static gboolean flush_stdout(GError **error)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "standard output: cannot write: %s",
		    g_strerror(errno));
	return FALSE;
}

/*
 * What is opened takes the lowest number that is free: a report would take the place of a
 * standard error that is closed, and get the messages. What stands there instead fails to
 * be written to, as a closed one does.
 */
static void fill_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_auto(Context) context = {0};

	fill_standard_files();
	context_init(&context);
	if (run(&context, argc, argv, &error) && flush_stdout(&error))
		return EXIT_DONE;
	if (g_error_matches(error, MD_ERROR, MD_ERROR_CANCELLED))
		cancel_finish();
	return tell(error);
}
