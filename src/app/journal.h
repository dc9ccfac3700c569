/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_JOURNAL_H
#define MD_APP_JOURNAL_H

#include <glib.h>

/*
 * What hooks did, where no one looks on: the file "log" in an inbox's state folder
 * (app/ledger.h). A line for each event, with its time in UTC and the process. When it has
 * grown beyond JOURNAL_MAX bytes it becomes log.1, and the log.1 before it goes away.
 */
#define JOURNAL_MAX (256 * 1024)

/*
 * Adds a line, of clean text whatever went into it. @folder must be there. A log that cannot
 * be written has no one to be told: FALSE is for those who have.
 */
gboolean journal_write(const char *folder, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
