/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_OBJECT_H
#define MD_MIRROR_OBJECT_H

#include "base/slice.h"
#include "mirror/oid.h"

/* Private to mirror/: raw commits and trees, read without building objects. */

/* What a walk needs of a commit. */
typedef struct {
	Oid tree;
	Oid parent; /* the first one; zero without */
	gboolean has_parent;
	gint64 committed; /* committer date; 0 when it cannot be read, as in git */
} CommitObject;

/* FALSE when @raw is no commit. */
gboolean object_parse_commit(Slice raw, CommitObject *commit);

typedef struct {
	guint mode;
	Slice name; /* borrowed from the tree */
	Oid oid;
} TreeEntry;

/*
 * Takes the next entry off the front of a raw tree. FALSE at the end, and then
 * @rest is empty, or where the bytes are no entry.
 */
gboolean object_next_entry(Slice *rest, TreeEntry *entry);

gboolean object_is_file(const TreeEntry *entry);   /* a regular file: no link, no submodule */
gboolean object_is_folder(const TreeEntry *entry); /* a tree */

/* Git's order of entries: by name, a folder's as if a slash followed it. */
int object_compare_entries(const TreeEntry *a, const TreeEntry *b);

#endif
