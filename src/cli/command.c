/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/command.h"

#include "cli/output.h"
#include "mail/mail.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_JOBS 64

const Command commands[] = {
	{"range", cmd_range, "[<options>] [<inbox>] <A>..<B>", "what arrived between two commits"},
	{"show", cmd_show, "[<options>] [<inbox>] <commit>|<message-id>",
	 "one mail as maildelta reads it"},
	{NULL, NULL, NULL, NULL},
};

const Command *command_find(const char *name)
{
	const Command *command = commands;

	while (command->name && !g_str_equal(command->name, name))
		command++;
	return command->name ? command : NULL;
}

static void print_usage(const OptionRow *rows, const char *name)
{
	const Command *command = command_find(name);

	g_assert(command); /* it is running */
	printf("usage: maildelta %s %s\n\n%s\n\n", name, command->synopsis, command->summary);
	options_print(rows);
}

/* The manual page where there is one to be read; it does not return then. */
static void exec_manual(const char *name)
{
	g_autofree char *page = g_strconcat("maildelta-", name, NULL);

	execlp("man", "man", page, (char *)NULL);
}

/* Copies the rows of @from, at most up to @to's end; the number of them. */
static guint add_rows(OptionRow *to, const OptionRow *from)
{
	guint n = 0;

	for (; from && from[n].name; n++)
		to[n] = from[n];
	return n;
}

int command_parse(Words *words, const OptionRow *own, int argc, char **argv, GError **error)
{
	gboolean usage = FALSE, manual = FALSE;
	const OptionRow common[] = {
		{"format", 0, OPTION_TEXT, &words->format, "<format>",
		 "text (the default), json, or another that has a template", 0, 0},
		{"lang", 0, OPTION_TEXT, &words->lang, "<language>",
		 "en (the default), zh_CN, or another that has a file", 0, 0},
		{"template", 0, OPTION_TEXT, &words->template, "<file>",
		 "a template of your own; its ending says how it escapes", 0, 0},
		{"output", 'o', OPTION_TEXT, &words->output, "<file>",
		 "write there, whole or not at all", 0, 0},
		{"jobs", 'j', OPTION_NUMBER, &words->jobs, "<n>",
		 "threads; 0 is as many as processors", 0, MAX_JOBS},
		{"usage", 'h', OPTION_FLAG, &usage, NULL, "this text", 0, 0},
		{"help", 0, OPTION_FLAG, &manual, NULL, "the manual page", 0, 0},
		{NULL, 0, OPTION_FLAG, NULL, NULL, NULL, 0, 0},
	};
	OptionRow rows[OPTIONS_MAX + 1] = {0};
	int first;

	add_rows(rows + add_rows(rows, own), common);
	first = options_parse(rows, argc, argv, error);
	if (first < 0)
		return -1;
	if (manual)
		exec_manual(argv[0]);
	words->done = usage || manual;
	if (words->done)
		print_usage(rows, argv[0]);
	return first;
}

guint command_jobs(const Words *words)
{
	return words->jobs ? words->jobs : MIN(g_get_num_processors(), MAX_JOBS);
}

Inbox *command_inbox(const char *path, GError **error)
{
	g_autofree char *here = g_get_current_dir();

	return path ? inbox_open(path, error) : inbox_discover(here, error);
}

ReportInbox command_title(const Context *context, const Inbox *inbox)
{
	const char *title = settings_get(context->settings, "maildelta.title");
	const char *web = settings_get(context->settings, "maildelta.web");
	ReportInbox named = {g_strdup(title ? title : inbox_name(inbox)), g_strdup(web)};

	while (named.web && g_str_has_suffix(named.web, "/"))
		named.web[strlen(named.web) - 1] = '\0';
	return named;
}

/* The folders of templates: one's own, and the built-in one or what stands for it. */
static Library *open_library(const Context *context, const Words *words, GError **error)
{
	const char *own = settings_get(context->settings, "maildelta.templates");
	const char *lang = settings_get(context->settings, "maildelta.lang");
	const char *environment = g_getenv("MAILDELTA_TEMPLATES");
	const char *built_in = environment && *environment ? environment : TEMPLATE_DIR;
	const char *const dirs[] = {own ? own : built_in, own ? built_in : NULL, NULL};

	if (words->lang)
		lang = words->lang;
	return library_new(dirs, lang ? lang : "en", error);
}

gboolean command_print(const Context *context, const Words *words, const char *kind,
		       CommandPrint print, gpointer user, GError **error)
{
	g_autoptr(Output) output = output_open(words->output, error);
	g_autoptr(Library) library = NULL;
	g_autoptr(Renderer) renderer = NULL;
	RenderOptions options = {
		.format = words->format ? words->format : "text",
		.file = words->template,
		.decode = mail_decode_header,
		.sink = output_write,
		.sink_user = output,
	};

	if (!output)
		return FALSE;
	library = open_library(context, words, error);
	if (!library)
		return FALSE;
	options.library = library;
	renderer = renderer_new(kind, &options, error);
	return renderer && print(renderer, user, error) && output_finish(output, error);
}

Progress *command_progress(const Context *context, const char *what)
{
	return progress_new(what, !context->quiet);
}
