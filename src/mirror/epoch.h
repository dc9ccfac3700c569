/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_EPOCH_H
#define MD_MIRROR_EPOCH_H

#include "mirror/inbox.h"
#include "mirror/odb.h"

/* Private to mirror/: one git repository of an inbox. Opened once, read by one thread. */
struct _Epoch {
	guint number;
	char *path;
	EpochKind kind;
	gboolean empty; /* no commits yet: kind and tip say nothing */
	Oid tip;        /* of HEAD; where HEAD names no branch, of the only branch */
	Odb *odb;
	struct git_repository *refs; /* for names: looked up, and made by keep.c */
};

/* Whether @path looks like a bare repository (a .git folder is one, too). */
gboolean epoch_is_repository(const char *path);

/*
 * Opens the repository at @path and decides its kind from its newest tree that is
 * not empty (RULES §1). Its config is never read but to recognise what cannot be
 * read. Error: MD_ERROR_FAILED, beginning with the path.
 */
Epoch *epoch_open(const char *path, guint number, GError **error);
void epoch_free(Epoch *epoch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Epoch, epoch_free)

/* The commit a branch, a tag or any other ref leads to. FALSE when there is none. */
gboolean epoch_find_ref(const Epoch *epoch, const char *name, Oid *commit);

/* Whether a ref may be called so; @name begins with refs/. */
gboolean epoch_is_ref_name(const char *name);

#endif
