/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_COMMAND_H
#define MD_CLI_COMMAND_H

#include "app/settings.h"
#include "base/progress.h"
#include "cli/options.h"
#include "mirror/inbox.h"
#include "report/render.h"
#include "report/report.h"

/* What stands before the command's name and is the same for all of them. */
typedef struct {
	Settings *settings;
	gboolean quiet; /* -q: no progress */
	gint64 now;
} Context;

/* A row of the command table (main.c); help and the tests of the manual use it too. */
typedef struct {
	const char *name;
	/* TRUE: done. FALSE: @error says what not, and its code the exit code. */
	gboolean (*run)(const Context *context, int argc, char **argv, GError **error);
	const char *synopsis; /* behind "maildelta <name> " */
	const char *summary;  /* one line */
} Command;

extern const Command commands[]; /* ends with a NULL name */

/* The row of that name, or NULL. */
const Command *command_find(const char *name);

gboolean cmd_range(const Context *context, int argc, char **argv, GError **error);
gboolean cmd_show(const Context *context, int argc, char **argv, GError **error);

/* What every command that prints a report can be told. */
typedef struct {
	const char *format;   /* --format, or NULL */
	const char *lang;     /* --lang, or NULL */
	const char *template; /* --template, or NULL */
	const char *output;   /* -o, or NULL */
	guint jobs;           /* -j; 0: as many as there are processors */
	gboolean done;        /* help was asked for and given */
} Words;

/*
 * Reads a command's options: its @own rows (or NULL), those of Words, and help.
 * The index in @argv of the first word that is no option; -1 with an error.
 */
int command_parse(Words *words, const OptionRow *own, int argc, char **argv, GError **error);

/* How many threads that is. */
guint command_jobs(const Words *words);

/* Opens the inbox at @path, or the one around the current folder when NULL. */
Inbox *command_inbox(const char *path, GError **error);

/* The inbox's title and web address as set for this run, else its folder's name and none. */
ReportInbox command_title(const Context *context, const Inbox *inbox);

/* What a command has to print, with the renderer made for it. */
typedef gboolean (*CommandPrint)(const Renderer *renderer, gpointer user, GError **error);

/*
 * Has @print write a report of @kind ("range", "show") where and in the format the
 * words say, with the templates set for this run, those of $MAILDELTA_TEMPLATES, or
 * the installed ones. What cannot be written or rendered fails before @print runs.
 */
gboolean command_print(const Context *context, const Words *words, const char *kind,
		       CommandPrint print, gpointer user, GError **error);

/* NULL with -q, and where no one would see it. */
Progress *command_progress(const Context *context, const char *what);

#endif
