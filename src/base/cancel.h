/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_CANCEL_H
#define MD_BASE_CANCEL_H

#include <glib.h>

/*
 * Long work that leaves something behind is asked to stop, and does so at its next step:
 * it takes its unfinished files away and fails with MD_ERROR_CANCELLED. Whatever is written
 * is safe without that, too: a second signal, or SIGKILL, ends the program at once.
 */

/* From now on the first SIGINT, SIGTERM or SIGHUP asks; the second ends the program. */
void cancel_on_signals(void);

/* Whether it was asked; from any thread. */
gboolean cancel_is_asked(void);

/* FALSE with MD_ERROR_CANCELLED where it was. */
gboolean cancel_check(GError **error);

/* Ends the program by the signal that asked, as if it had not been caught; else returns. */
void cancel_finish(void);

#endif
