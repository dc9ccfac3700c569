/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_CONTEXT_H
#define MD_CLI_CONTEXT_H

#include "app/settings.h"
#include "base/progress.h"
#include "cli/options.h"
#include "http/http.h"
#include "report/library.h"

/*
 * What is the same for all commands, and was said before the command's name or,
 * where that makes sense, behind it.
 */
typedef struct {
	Settings *settings;              /* -c; after context_load() those of files, too */
	GPtrArray *assignments;          /* each -c as given, borrowed from argv */
	gint64 now;                      /* --now */
	const char *color;               /* --color: always, auto, never; NULL: not said */
	gboolean pager;                  /* --no-pager */
	gboolean quiet;                  /* -q: no progress, no notes */
	gboolean verbose;                /* -v: notes */
	int progress;                    /* --progress, --no-progress; -1: not said */
	gboolean usage, manual, version; /* what was asked for */
	gboolean answered;               /* that was: nothing is left to do */
} Context;

void context_init(Context *context);
void context_clear(Context *context);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Context, context_clear)

/*
 * Reads the settings of the machine (MAILDELTA_CONFIG_SYSTEM names another file than the
 * built-in one, or, empty, none) and of the user, below those of -c. What is unknown in
 * them is noted on standard error, unless -q.
 */
gboolean context_load(Context *context, GError **error);

/* Where the user's settings are, or would be; newly allocated. */
char *context_file(void);

/* The options that stand before a command alone, and those that stand anywhere. */
OptionGroup context_first(Context *context);
OptionGroup context_common(Context *context);

/* The pager of standard output (pager.h), or NULL. */
const char *context_pager(const Context *context);

/*
 * Whether what goes to standard output, by @pager (or NULL), is coloured: --color,
 * maildelta.color, NO_COLOR decide, in this order, or whether that is a terminal.
 */
gboolean context_color(const Context *context, const char *pager);

/*
 * The folders of templates: one's own (maildelta.templates), and the built-in one, for
 * which MAILDELTA_TEMPLATES may stand. @lang NULL: that of maildelta.lang, or English.
 */
Library *context_library(const Context *context, const char *lang, GError **error);

/* What the settings say about the network; borrowed from them. */
void context_http(const Context *context, HttpSettings *http);

/* @what must outlive it; NULL where no one is to see it. */
Progress *context_progress(const Context *context, const char *what);

/* With -v, a line on standard error: one line of clean text, whatever went into it. */
void context_note(const Context *context, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
