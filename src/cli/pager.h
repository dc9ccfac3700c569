/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_PAGER_H
#define MD_CLI_PAGER_H

#include <glib.h>

/*
 * A program that shows a terminal's reader what is printed page by page. There is one
 * at most: while it runs, standard output leads to it.
 */

/*
 * The command for it, borrowed: MAILDELTA_PAGER, PAGER, or less. NULL where none is
 * wanted (empty, or cat), and where standard output is no terminal.
 */
const char *pager_command(void);

/* Whether colours pass through it: FALSE for a less that is told to show them as text. */
gboolean pager_takes_color(const char *command);

/*
 * Starts it, as git starts its own: by the shell, with LESS=FRX and LV=-c unless they
 * are set. FALSE: it cannot be started, and standard output is what it was.
 *
 * While it runs SIGINT is the reader's word to it, not to us, and SIGPIPE is ignored:
 * write() tells when the reader leaves (EPIPE).
 */
gboolean pager_start(const char *command);

gboolean pager_runs(void);

/* Ends its input and waits until the reader is done, if it runs. */
void pager_wait(void);

/* The same for a signal handler, before the program ends: or two read one terminal. */
void pager_wait_in_signal(void);

#endif
