/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_OUTPUT_H
#define MD_CLI_OUTPUT_H

#include <glib.h>

/*
 * Where a report goes: standard output, or a file that appears whole or not at
 * all. A file is written under another name beside its place and renamed when it
 * is complete; a signal that ends the program takes the unfinished ones away.
 */
typedef struct _Output Output;

/*
 * Standard output (output_is_stdout()) goes through @pager (pager.h) from the first byte on
 * where that is not NULL; it must outlive the output. Fails early when the file cannot
 * be made.
 */
Output *output_open(const char *path, const char *pager, GError **error);

/*
 * Whether that is standard output: NULL, "-", and what the system calls it, which would
 * be replaced, with all that is in it, where it leads to a file.
 */
gboolean output_is_stdout(const char *path);

/* What is the same for two names of one file; newly allocated. */
char *output_place(const char *path);

/*
 * Takes away what a run that was killed left unfinished of the file @path. Only where no one
 * else can be writing that file, and one that was begun is known not to have been finished:
 * another file may be called so, too.
 */
void output_sweep(const char *path);

/* A MustacheSink; @user is the Output. */
gboolean output_write(const char *text, gsize len, gpointer user, GError **error);

/*
 * The file shall say that it was last changed at @instant, not when it is written. What is
 * written in place keeps the moment.
 */
void output_date(Output *output, gint64 instant);

/* Whether the reader left the pager, which is why output_write() failed: no error. */
gboolean output_is_left(const Output *output);

/*
 * Completes all of @outputs (of Output), and only then puts the files in their places;
 * waits for the pager. FALSE: a file is not in its place, and what was there before is.
 */
gboolean output_finish(GPtrArray *outputs, GError **error);

/* Without output_finish() before, leaves no trace of a file. Waits for the pager. */
void output_free(Output *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Output, output_free)

#endif
