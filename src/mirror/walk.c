/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/walk.h"

#include "mirror/epoch.h"

static void enter(Walk *walk, guint epoch, const Oid *from)
{
	walk->epoch = epoch;
	history_start(&walk->history, inbox_epoch(walk->inbox, epoch)->odb, from);
}

void walk_start(Walk *walk, const Inbox *inbox, const Commit *from)
{
	walk->inbox = inbox;
	enter(walk, from->epoch, &from->oid);
}

static gboolean enter_older_epoch(Walk *walk)
{
	for (guint i = walk->epoch; i-- > 0;) {
		const Epoch *epoch = inbox_epoch(walk->inbox, i);

		if (!epoch->empty) {
			enter(walk, i, &epoch->tip);
			return TRUE;
		}
	}
	return FALSE;
}

gboolean walk_next(Walk *walk, Commit *commit, GError **error)
{
	CommitObject object;
	Oid oid;

	if (!walk->history.more && !enter_older_epoch(walk))
		return FALSE;
	if (!history_next(&walk->history, &oid, &object, error))
		return FALSE;
	*commit = (Commit){oid, object.tree, walk->epoch, object.committed};
	return TRUE;
}

gboolean walk_tip(const Inbox *inbox, Commit *commit, GError **error)
{
	Walk walk = {.inbox = inbox, .epoch = inbox_n_epochs(inbox)};

	return enter_older_epoch(&walk) && walk_next(&walk, commit, error);
}
