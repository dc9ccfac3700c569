/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_COPY_H
#define MD_MIRROR_COPY_H

#include "mirror/fetch.h"

/*
 * Private to mirror/: copies the packs and objects of the repository at @from to that at @to,
 * so that a fetch from there has little left to do. No links are made, and none followed:
 * the copy is one's own, and of what the repository itself has: a folder that is a link could
 * lead to any other's packs. One that borrows objects of others, or lacks some on purpose, is left
 * to the fetch.
 */
gboolean copy_objects(const char *from, const char *to, const FetchOptions *options,
		      GError **error);

#endif
