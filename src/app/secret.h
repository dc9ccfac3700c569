/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_SECRET_H
#define MD_APP_SECRET_H

#include "app/settings.h"

/*
 * The key of an endpoint, where the settings say that it is kept: the first of
 *
 *	summary.apiKeyFile     a file of one's own, or root's, that nobody else may read or write
 *	                       (0600), else refused; a link is followed
 *	summary.apiKeyCommand  the first line that it prints (sh -c, as git's credential helpers)
 *	summary.apiKeyEnv      the environment variable of that name
 *	$CREDENTIALS_DIRECTORY/maildelta-apikey (systemd's LoadCredential=), if it is there
 *
 * Blanks around it do not count. *key NULL: none of them is set. To be called once, since what the
 * variable held is gone then. Errors name where it was looked for, never what was
 * found: MD_ERROR_FAILED: not there, not safe, empty, longer than SECRET_MAX, or with anything in
 * it but printable ASCII without blanks; MD_ERROR_CANCELLED.
 */
#define SECRET_MAX 4096 /* bytes */

/*
 * Takes that variable out of this program's environment, whichever of them counts, and keeps what
 * it held for secret_read(): nothing that is started from now on gets it, whether a model is asked
 * or not. To be called before there are other threads.
 */
void secret_hide(const Settings *settings);

gboolean secret_read(const Settings *settings, char **key, GError **error);
/* Wipes and frees it; NULL is none. */
void secret_free(char *key);

/*
 * What a command prints, as above: it gets no input and SECRET_WAIT seconds; what it says on
 * standard error is passed on. NULL: the errors begin with what went wrong.
 */
#define SECRET_WAIT 60

char *secret_of_command(const char *command, guint seconds, GError **error);

#endif
