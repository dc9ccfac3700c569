/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_WALK_H
#define MD_MIRROR_WALK_H

#include "mirror/history.h"
#include "mirror/revision.h"

/*
 * Private to mirror/: an inbox's commits, newest first, from one of them back to
 * the first of the oldest epoch. Where an epoch begins, the newest commit of the
 * one before it is next.
 */
typedef struct {
	const Inbox *inbox;
	guint epoch;
	History history;
} Walk;

void walk_start(Walk *walk, const Inbox *inbox, const Commit *from);

/* FALSE without an error at the end, with one as history_next() sets it. */
gboolean walk_next(Walk *walk, Commit *commit, GError **error);

/* The newest commit of the inbox. */
gboolean walk_tip(const Inbox *inbox, Commit *commit, GError **error);

#endif
