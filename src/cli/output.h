/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_OUTPUT_H
#define MD_CLI_OUTPUT_H

#include <glib.h>

/*
 * Where a report goes: standard output, or a file that appears whole or not at
 * all. A file is written under another name beside its place and renamed when it
 * is complete; a signal that ends the program takes the unfinished one away.
 */
typedef struct _Output Output;

/* @path NULL or "-": standard output. Fails early when the file cannot be made. */
Output *output_open(const char *path, GError **error);

/* A MustacheSink; @user is the Output. */
gboolean output_write(const char *text, gsize len, gpointer user, GError **error);

/* Puts a file in its place. FALSE: it is not there, and what was there before is. */
gboolean output_finish(Output *output, GError **error);

/* Without output_finish() before, leaves no trace of a file. */
void output_free(Output *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Output, output_free)

#endif
