/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_COMMAND_H
#define MD_CLI_COMMAND_H

#include "cli/context.h"

/* A row of the command table; help and the tests of the manual use it too. */
typedef struct {
	const char *name;
	/* TRUE: done. FALSE: @error says what not, and its code the exit code. */
	gboolean (*run)(Context *context, int argc, char **argv, GError **error);
	const char *synopsis; /* behind "maildelta <name> " */
	const char *summary;  /* one line */
} Command;

extern const Command commands[]; /* ends with a NULL name */

/* The row of that name; NULL with an error that says which may have been meant. */
const Command *command_find(const char *name, GError **error);

gboolean cmd_clone(Context *context, int argc, char **argv, GError **error);
gboolean cmd_config(Context *context, int argc, char **argv, GError **error);
gboolean cmd_digest(Context *context, int argc, char **argv, GError **error);
gboolean cmd_hook(Context *context, int argc, char **argv, GError **error);
gboolean cmd_list(Context *context, int argc, char **argv, GError **error);
gboolean cmd_range(Context *context, int argc, char **argv, GError **error);
gboolean cmd_show(Context *context, int argc, char **argv, GError **error);
gboolean cmd_status(Context *context, int argc, char **argv, GError **error);
gboolean cmd_summarize(Context *context, int argc, char **argv, GError **error);
gboolean cmd_templates(Context *context, int argc, char **argv, GError **error);
gboolean cmd_update(Context *context, int argc, char **argv, GError **error);

#define COMMAND_GROUPS_MAX 5

/*
 * Reads a command's options: its own @groups (ends with NULL rows) and the common
 * ones, and then the files of settings. The index in @argv of the first word that is no
 * option; -1 with an error. Where help was asked for it is given, and context->answered says
 * so: files are not read then, which help may be about.
 */
int command_parse(Context *context, const OptionGroup *groups, int argc, char **argv,
		  GError **error);

#endif
