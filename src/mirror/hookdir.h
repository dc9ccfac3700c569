/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_HOOKDIR_H
#define MD_MIRROR_HOOKDIR_H

#include <glib.h>

/*
 * The folder in which git looks for the hooks of the repository at @path (githooks(5)): its
 * hooks/, or what core.hooksPath of its own settings, the user's or the machine's says, where
 * what is relative counts from where hooks are run. Absolute, newly allocated; it may be
 * missing. *origin: NULL for hooks/, else whose setting it is, for people; static.
 *
 * Git's settings are read here, as nowhere else: ask only for repositories of one's own.
 * MD_ERROR_FAILED: they cannot be read.
 */
char *hookdir_find(const char *path, const char **origin, GError **error);

#endif
