/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_LAYOUT_H
#define MD_MIRROR_LAYOUT_H

#include "mirror/inbox.h"
#include "mirror/odb.h"

/* Private to mirror/: what the tree of a mail archive looks like (RULES §1). */

/* The kind of inbox whose commits have such trees. FALSE: none. */
gboolean layout_detect(Odb *odb, GBytes *tree, EpochKind *kind);

/* v1 keeps mails at xx/yyyy…: two hex digits, then the other 38. */
gboolean layout_is_v1_folder(const TreeEntry *entry);
gboolean layout_is_v1_mail(const TreeEntry *entry);

/* The first few names of a tree, for a message; clean, newly allocated. */
char *layout_describe(GBytes *tree);

#endif
