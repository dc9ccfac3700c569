/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_ASKING_H
#define MD_CLI_ASKING_H

#include "app/ai.h"
#include "cli/context.h"

/*
 * Whether a model is asked for the summaries of a run, by its command line and the settings
 * (summary.method); and the model, which is made ready when it is first wanted, and serves the
 * whole run: its limits of tokens and cost are the run's. Nothing is sent unless one of them says
 * so.
 */
typedef struct {
	int ai;         /* --ai, --no-ai; -1: not said, so the settings */
	gboolean dry;   /* --dry-run: what would be asked, and what it would cost */
	gboolean fresh; /* --fresh: what was answered in earlier runs is asked again */
	gboolean all;   /* set by the command: however little is new */
	/* private */
	const Context *context;
	HttpSettings http;
	Library *library;
	Ai *model;
} Asking;

#define ASKING_INIT                                                                                \
	{                                                                                          \
		.ai = -1                                                                           \
	}

void asking_clear(Asking *asking);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asking, asking_clear)

/* The options that fill it; and those of them that say whether alone. */
OptionGroup asking_options(Asking *asking);
OptionGroup asking_options_short(Asking *asking);

/*
 * *model: the one to ask (borrowed), in that language (NULL: that of the settings); NULL: nobody
 * is. Where the command line asks for it, what is wrong with the settings is an error: those of
 * ai_new(); where the settings do, it is told on standard error, and an Ai that asks nobody says
 * so in the report.
 */
gboolean asking_begin(Asking *asking, const Context *context, const char *lang, Ai **model,
		      GError **error);

#endif
