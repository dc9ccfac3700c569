/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_HISTORY_H
#define MD_MIRROR_HISTORY_H

#include "mirror/odb.h"

/* Private to mirror/: the first parents of a commit within one repository. */
typedef struct {
	Odb *odb;
	Oid next;
	gboolean more;
	Oid mark;             /* a commit passed earlier */
	guint64 steps, limit; /* taken since the mark, and where the next mark is set */
} History;

void history_start(History *history, Odb *odb, const Oid *from);

/*
 * The next commit, beginning with @from itself. FALSE without an error behind
 * the first commit ever, with MD_ERROR_FAILED when a commit cannot be read.
 */
gboolean history_next(History *history, Oid *oid, CommitObject *commit, GError **error);

#endif
