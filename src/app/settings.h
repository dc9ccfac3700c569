/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_SETTINGS_H
#define MD_APP_SETTINGS_H

#include <glib.h>

/*
 * Settings of one run (-c <name>=<value>). Names are git-config's: section and
 * key in either case. A setting given twice has its last value.
 */
typedef struct _Settings Settings;

Settings *settings_new(void);
void settings_free(Settings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settings, settings_free)

/*
 * @assignment: name=value. MD_ERROR_USAGE: not that, no such setting (says which may
 * have been meant), or a value that it cannot have.
 */
gboolean settings_set(Settings *settings, const char *assignment, GError **error);

/* The value, clean text of one line, borrowed; NULL where it is not set or empty. */
const char *settings_get(const Settings *settings, const char *name);

#endif
