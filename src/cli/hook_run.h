/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_HOOK_RUN_H
#define MD_CLI_HOOK_RUN_H

#include "cli/tell.h"

/* The mark of what hooks tell (app/ledger.h). */
#define HOOK_REPORT "hook"

/* What a hook sets going: it tells what came to an inbox since that was told last. */
typedef struct {
	Context *context;
	TellTarget target; /* neither folder nor mail_to: where the settings say */
	guint settle;      /* seconds without a further fetch before it is told */
} HookRun;

/*
 * Where the reports of an inbox go that the settings call @name, or NULL. MD_ERROR_USAGE: nobody
 * said. Borrowed.
 */
gboolean hook_run_target(const HookRun *run, const char *name, TellTarget *target, GError **error);

/*
 * Has what came to the inbox at @folder (inbox_folder()) told, once nothing more came for a
 * while: by this process or, where one is at it already, by that. So what several epochs
 * bring is one report. All that happens, and what fails, is in the inbox's log, too.
 */
gboolean hook_run(const HookRun *run, const char *folder, GError **error);

/* Adds a line to the log of the inbox at @folder: why nothing could be told. */
void hook_run_failed(const char *folder, const GError *error);

#endif
