/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_WEEKS_H
#define MD_CLI_WEEKS_H

#include "cli/outputs.h"
#include "report/digest.h"

/*
 * A folder with a report of each week in each format: <inbox>_<year>_week<NN>.<ending>,
 * by ISO 8601. A file is complete when it says that it was last changed at its week's end
 * or later. What it says is when the mirror last got a mail, and not after now: so what
 * was written while mails of the week could still come is written again.
 */
typedef struct {
	const Context *context;
	const Words *words;
	const char *inbox;
	const char *folder; /* borrowed from words, as the others are from their owners; NULL: they
			       are mailed alone */
	char **formats;
	gint64 date; /* what the files say, where that is known; 0: see above */
} Weeks;

/*
 * @words: its only -o is the folder, its --format may be a list (markdown,html). Makes
 * the folder where its own name is all that is missing. Without -o they are mailed.
 * MD_ERROR_USAGE: none or two are named, or a file; MD_ERROR_FAILED: it cannot be made.
 */
gboolean weeks_init(Weeks *weeks, const Context *context, const Words *words, const char *inbox,
		    GError **error);
void weeks_clear(Weeks *weeks);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Weeks, weeks_clear)

/*
 * Those of @windows, in their order, that have a file which is not complete; all where they are
 * mailed.
 */
GArray *weeks_left(const Weeks *weeks, const GArray *windows);

/* The names of a week's files, with commas; "" where there are none. Newly allocated. */
char *weeks_files(const Weeks *weeks, const DigestWindow *window);

/*
 * Whether the files of that week could be written, before a mail is read: errors are those
 * of outputs_new().
 */
gboolean weeks_check(const Weeks *weeks, const DigestWindow *window, GError **error);

/* Writes the week's files that are not complete, all of them or none. */
gboolean weeks_write(const Weeks *weeks, const Digest *digest, OutputsPrint print, gpointer user,
		     GError **error);

#endif
