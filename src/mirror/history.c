/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/history.h"

#include "base/error.h"

void history_start(History *history, Odb *odb, const Oid *from)
{
	*history = (History){.odb = odb, .next = *from, .more = TRUE, .limit = 1};
}

/*
 * Hashes are not verified when objects are read, so that a forged pack could
 * hold a commit that is its own ancestor. Brent's way to notice without a set:
 * compare with one mark, moved on at distances that double.
 */
static gboolean is_circle(History *history)
{
	if (history->steps > 0 && oid_equal(&history->next, &history->mark))
		return TRUE;
	if (history->steps == history->limit || history->steps == 0) {
		history->mark = history->next;
		history->limit *= 2;
		history->steps = 0;
	}
	history->steps++;
	return FALSE;
}

gboolean history_next(History *history, Oid *oid, CommitObject *commit, GError **error)
{
	g_autofree char *hex = NULL;

	if (!history->more)
		return FALSE;
	if (is_circle(history)) {
		hex = oid_hex(&history->next);
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "commit %s is its own ancestor: the mirror is damaged: clone it again",
			    hex);
		return FALSE;
	}
	if (!odb_read_commit(history->odb, &history->next, commit, error))
		return FALSE;
	*oid = history->next;
	history->more = commit->has_parent;
	history->next = commit->parent;
	return TRUE;
}
