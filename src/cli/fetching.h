/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_FETCHING_H
#define MD_CLI_FETCHING_H

#include "cli/context.h"
#include "mirror/fetch.h"

/* What clone and update have in common. */

/*
 * From now on this run writes mirrors: the network is as the settings want it, and the first
 * signal has it stop and clean up. @http is filled, and has to outlive all fetches.
 */
void fetching_begin(const Context *context, HttpSettings *http);

/* "45% of 1234 objects, 12.3 MiB, 1.2 MiB/s", or that nothing came yet; @since: monotonic time when
 * it began. */
char *fetching_describe(const FetchCount *count, gint64 since);

/* "12.3 MiB"; newly allocated, as the one above. */
char *fetching_size(guint64 bytes);

/* "1 mail", "5 mails"; the same. */
char *fetching_number(guint64 n, const char *what);

/* One line on standard output, whatever is in it; @progress (or NULL) is cleared before it. */
void fetching_print(Progress *progress, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* "maildelta: …" on standard error, in the same way. */
void fetching_warn(Progress *progress, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Seconds to wait for a lock, unless --wait says otherwise. */
#define FETCHING_WAIT 10
#define FETCHING_WAIT_MAX 86400

#endif
