/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_SENDMAIL_H
#define MD_CLI_SENDMAIL_H

#include <glib.h>

/*
 * The program that mails go out by: one that does as sendmail(8) does, which all mail
 * systems bring.
 */

/*
 * Its path, newly allocated. @program: a path, or a name in PATH; NULL: sendmail, where
 * systems have it or in PATH. MD_ERROR_FAILED: there is none.
 */
char *sendmail_find(const char *program, GError **error);

/*
 * Runs it as "sendmail -t -i", no shell between, with the file @fd, which is read from its
 * beginning, as its standard input: so it may read late, or never, and no one waits for it
 * but at its end. What it prints goes to standard error. MD_ERROR_FAILED: it cannot be
 * run, or says by its exit status that the mail is not on its way.
 */
gboolean sendmail_run(const char *path, int fd, GError **error);

#endif
