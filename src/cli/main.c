/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "mail/mail.h"
#include "mirror/mirror.h"

#include <errno.h>
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
	g_autofree char *message = text_clean_line(error->message, strlen(error->message));

	fprintf(stderr, "maildelta: %s\n", message);
	return exit_code(error);
}

static void print_usage(FILE *to)
{
	fputs("usage: maildelta [-C <dir>] [-c <name>=<value>] [-q] <command> [<options>]\n\n", to);
	for (const Command *command = commands; command->name; command++)
		fprintf(to, "  %-8s %s\n", command->name, command->summary);
	fputs("\n'maildelta <command> -h' lists its options, 'maildelta --help' is the manual.\n",
	      to);
}

static gboolean usage_error(GError **error, const char *message, const char *word)
{
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s%s; see maildelta -h", message, word);
	return FALSE;
}

static gboolean change_dir(const char *dir, GError **error)
{
	if (chdir(dir) == 0)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "-C %s: %s", dir, g_strerror(errno));
	return FALSE;
}

static gboolean set(Context *context, const char *assignment, GError **error)
{
	if (settings_set(context->settings, assignment, error))
		return TRUE;
	g_prefix_error(error, "-c %s: ", assignment);
	return FALSE;
}

/* -C and -c take their value as the next word or attached. */
static const char *option_value(char **argv, int *i)
{
	const char *attached = argv[*i] + 2;

	return *attached ? attached : argv[++*i];
}

static gboolean take_option(Context *context, char **argv, int *i, GError **error)
{
	const char *option = argv[*i], *value;

	if (g_str_equal(option, "-q") || g_str_equal(option, "--quiet")) {
		context->quiet = TRUE;
		return TRUE;
	}
	if (!g_str_has_prefix(option, "-C") && !g_str_has_prefix(option, "-c"))
		return usage_error(error, "unknown option ", option);
	value = option_value(argv, i);
	if (!value)
		return usage_error(error, "no value behind ", option);
	return option[1] == 'C' ? change_dir(value, error) : set(context, value, error);
}

static gboolean run_command(const Context *context, int argc, char **argv, GError **error)
{
	const Command *command = command_find(argv[0]);

	if (!command)
		return usage_error(error, "no such command: ", argv[0]);
	/* here, not in main(): to tell a version needs no certificates to be loaded */
	mail_init();
	mirror_init();
	if (command->run(context, argc, argv, error))
		return TRUE;
	g_prefix_error(error, "%s: ", command->name);
	return FALSE;
}

/* -h, --help and --version end the run; TRUE when @word is one of them. */
static gboolean answer(const char *word)
{
	if (g_str_equal(word, "--version")) {
		puts(PACKAGE_NAME " " PACKAGE_VERSION);
		return TRUE;
	}
	if (g_str_equal(word, "--help"))
		execlp("man", "man", "maildelta", (char *)NULL);
	if (g_str_equal(word, "--help") || g_str_equal(word, "-h")) {
		print_usage(stdout);
		return TRUE;
	}
	return FALSE;
}

static gboolean run(Context *context, int argc, char **argv, GError **error)
{
	int i;

	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		if (answer(argv[i]))
			return TRUE;
		if (!take_option(context, argv, &i, error))
			return FALSE;
	}
	if (i >= argc) {
		print_usage(stderr);
		return usage_error(error, "no command", "");
	}
	return run_command(context, argc - i, argv + i, error);
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

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_new();
	Context context = {settings, FALSE, date_now()};

	if (run(&context, argc, argv, &error) && flush_stdout(&error))
		return EXIT_DONE;
	return tell(error);
}
