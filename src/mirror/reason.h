/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_REASON_H
#define MD_MIRROR_REASON_H

/*
 * Private to mirror/: why the call to libgit2 that has just failed did so. Clean
 * text of one line, newly allocated.
 */
char *reason_dup(void);

#endif
