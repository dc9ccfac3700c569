/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_SECRET_H
#define MD_APP_SECRET_H

#include "app/settings.h"

/*
 * The key of an endpoint, where the settings say that it is kept: the first of
 *
 *	summary.apiKeyFile     a file of one's own that nobody else may read (0600), else refused
 *	summary.apiKeyCommand  the first line that it prints (sh -c, as git's credential helpers)
 *	summary.apiKeyEnv      the environment variable of that name
 *	$CREDENTIALS_DIRECTORY/maildelta-apikey (systemd's LoadCredential=)
 *
 * Blanks around it do not count. *key NULL: none of them is set. It is taken out of this program's
 * environment, so that what it starts does not get it. Errors name where it was looked for, never
 * what was found: MD_ERROR_FAILED: not there, not safe, empty, longer than SECRET_MAX, or not
 * printable ASCII.
 */
#define SECRET_MAX 4096 /* bytes */

gboolean secret_read(const Settings *settings, char **key, GError **error);
/* Wipes and frees it; NULL is none. */
void secret_free(char *key);

#endif
