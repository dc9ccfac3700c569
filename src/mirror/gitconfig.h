/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_GITCONFIG_H
#define MD_MIRROR_GITCONFIG_H

#include <glib.h>

/*
 * Settings of the user's own in a file of git's syntax (git-config(1), CONFIGURATION FILE).
 * Never that of a mirror, nor git's: those are for git.
 */
typedef struct {
	char *name;  /* section and key in lower case, what stands between them as written */
	char *value; /* as written, any bytes but NUL; NULL: a name without = */
	char *file;  /* full path of where it stands: the one read, or one that it includes */
} GitconfigEntry;

/*
 * The entries of the file at @path in the order in which they take effect: what a file
 * includes (include.path; conditions hold for no mirror, and so never) stands where it is
 * included. A file that is not there, or in a folder that may not be looked into, has none.
 * MD_ERROR_FAILED: no file of settings, or one that cannot be read; begins with the file and,
 * where it is known, the line.
 */
GPtrArray *gitconfig_read(const char *path, GError **error);

#endif
