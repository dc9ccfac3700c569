/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_SETTINGS_H
#define MD_APP_SETTINGS_H

#include "core/category.h"

/*
 * Settings of one run (-c <name>=<value>). Names are git-config's: section and key in
 * either case, what stands between them as it is, dots and blanks too. A setting given
 * twice has its last value; but category.<name>.subject has all, and none that were given
 * before an empty one.
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

/*
 * The categories of category.preset, or "default", with the user's own rules of
 * category.<name>.subject in the order in which they were given. They were checked when
 * they were set.
 */
Categories *settings_categories(const Settings *settings);

/* The value, clean text of one line, borrowed; NULL where it is not set or empty. */
const char *settings_get(const Settings *settings, const char *name);

#endif
