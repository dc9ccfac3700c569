/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_ALLOC_H
#define MD_MIRROR_ALLOC_H

#include <glib.h>

/*
 * Private to mirror/. libgit2 allocates an object at whatever size it claims to
 * have, and a few kilobytes can claim gigabytes. Its allocator is the one place
 * all of them pass: from now on it refuses pieces larger than @max bytes, which
 * libgit2 reports as it does any lack of memory.
 */
void alloc_limit(gsize max);

#endif
