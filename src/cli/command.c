/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/command.h"

#include "base/error.h"
#include "base/guess.h"
#include "cli/manual.h"

#include <stdio.h>

const Command commands[] = {
	{"clone", cmd_clone, "[<options>] <url>|<path> [<dir>]", "mirror an inbox"},
	{"config", cmd_config, "--list | <name>", "the settings, and where each comes from"},
	{"digest", cmd_digest, "[<options>] [<inbox>] [<A>..<B>]",
	 "the threads of a week, by category"},
	{"hook", cmd_hook, "[<options>] install | remove | run [<inbox>]",
	 "reports of what git fetch brings, as it comes"},
	{"list", cmd_list, "[<options>]", "the inboxes that have a name, and how far they are"},
	{"range", cmd_range, "[<options>] [<inbox>] <A>..<B>", "what arrived between two commits"},
	{"show", cmd_show, "[<options>] [<inbox>] <commit>|<message-id>",
	 "one mail as maildelta reads it"},
	{"status", cmd_status, "[<options>] [<inbox>]",
	 "where threads stand, and whom they wait for"},
	{"summarize", cmd_summarize, "[<options>] [<inbox>] <message-id>",
	 "one thread's summary, and why it says so"},
	{"templates", cmd_templates, "[<options>] [<name>...]",
	 "the templates of reports, to start your own from"},
	{"update", cmd_update, "[<options>] [<inbox>...]",
	 "fetch what came to the mirrors, and write their reports"},
	{NULL, NULL, NULL, NULL},
};

static const char *guess_command(const char *name)
{
	const char *names[G_N_ELEMENTS(commands)];

	for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
		names[i] = commands[i].name;
	return guess_nearest(name, names);
}

const Command *command_find(const char *name, GError **error)
{
	const char *nearest;

	for (const Command *command = commands; command->name; command++)
		if (g_str_equal(command->name, name))
			return command;
	nearest = guess_command(name);
	if (nearest)
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "no such command: %s; did you mean '%s'?", name, nearest);
	else
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "no such command: %s; see maildelta -h", name);
	return NULL;
}

static void print_usage(const char *name, const OptionGroup *groups)
{
	const Command *command = command_find(name, NULL);

	g_assert(command); /* it is running */
	printf("usage: maildelta %s %s\n\n%s\n", name, command->synopsis, command->summary);
	options_print(groups);
}

static void answer(Context *context, const char *name, const OptionGroup *groups)
{
	g_autofree char *page = g_strconcat("maildelta-", name, NULL);

	if (context->manual)
		manual_show(page);
	print_usage(name, groups);
	context->answered = TRUE;
}

int command_parse(Context *context, const OptionGroup *groups, int argc, char **argv,
		  GError **error)
{
	OptionGroup all[COMMAND_GROUPS_MAX + 2] = {0};
	Options options = {
		.groups = all, .command = argv[0], .before = context_first(context).rows};
	guint n = 0;
	int first;

	for (; groups[n].rows; n++) {
		g_assert(n < COMMAND_GROUPS_MAX);
		all[n] = groups[n];
	}
	all[n] = context_common(context);
	first = options_parse(&options, argc, argv, error);
	if (first < 0)
		return -1;
	if (context->usage || context->manual)
		answer(context, argv[0], all);
	else if (!context_load(context, error))
		return -1;
	return first;
}
