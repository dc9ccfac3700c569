/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_OUTPUTS_H
#define MD_CLI_OUTPUTS_H

#include "cli/words.h"
#include "report/render.h"

/*
 * The copies of one report: each -o, or standard output, with the renderer of its
 * format, and the mail of --mail-to, for which standard output is left out. No file
 * appears before all are complete, and the mail is sent behind that: one that could not be
 * sent leaves the files, and the same report told again, of the same context->now, is the
 * same files and the same mail (its Message-ID goes by text, subject and addresses).
 */
typedef struct _Outputs Outputs;

/*
 * For a report of @kind ("range", "digest", "show", "status"). Opens every file, and reads and
 * checks every template, before a mail is read. Errors: what cannot be written or rendered;
 * MD_ERROR_USAGE: one file named twice, a --template that no copy can take, what
 * renderer_new() refuses, what is no address; MD_ERROR_FAILED: there is no
 * sendmail for what is to be mailed. @context must outlive it.
 */
Outputs *outputs_new(const Context *context, const Words *words, const char *kind, GError **error);
void outputs_free(Outputs *outputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outputs, outputs_free)

/* Prints one copy; @progress (may be NULL) is to be told how far it has come. */
typedef gboolean (*OutputsPrint)(const Renderer *renderer, Progress *progress, gpointer user,
				 GError **error);

/* The files shall say that they were last changed then; see output_date(). */
void outputs_date(Outputs *outputs, gint64 instant);

/*
 * Has @print print every copy, standard output last, and finishes them; a mail's
 * subject is a copy of its own. A reader who leaves the pager before the end is no error.
 */
gboolean outputs_print(Outputs *outputs, OutputsPrint print, gpointer user, GError **error);

#endif
