/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/news.h"

#include "mirror/epoch.h"
#include "mirror/history.h"
#include "mirror/reader.h"

/* One epoch. */
typedef struct {
	const Inbox *inbox;
	guint position;
	Reader *reader;
	News *news;
	/* where it was rewritten, of the side that is read: which mails come, and go */
	GHashTable *mails;
} Count;

static void take(const Change *change, gpointer user)
{
	Count *count = user;

	if (count->mails) {
		if (change->kind == CHANGE_ADDED)
			g_hash_table_add(count->mails, g_memdup2(&change->blob, sizeof(Oid)));
		return;
	}
	count->news->added += change->kind == CHANGE_ADDED;
	count->news->deleted += change->kind == CHANGE_DELETED;
}

/* The commits from @from back to one of @ends, or to the first. */
static gboolean read_side(Count *count, const Oid *from, GHashTable *ends, GError **error)
{
	g_autoptr(GError) failure = NULL;
	CommitObject object;
	History history;
	Oid oid;

	history_start(&history, inbox_epoch(count->inbox, count->position)->odb, from);
	while (history_next(&history, &oid, &object, &failure)) {
		Commit commit = {oid, object.tree, count->position, object.committed};

		if (g_hash_table_contains(ends, &oid))
			return TRUE;
		if (!reader_read(count->reader, &commit, take, count, error))
			return FALSE;
	}
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

static GHashTable *new_oids(void)
{
	return g_hash_table_new_full(oid_hash, oid_equal_keys, g_free, NULL);
}

/* Those behind @from; up to @end, where that is met: then *met. */
static GHashTable *list_behind(const Count *count, const Oid *from, const Oid *end, gboolean *met,
			       GError **error)
{
	g_autoptr(GHashTable) oids = new_oids();
	g_autoptr(GError) failure = NULL;
	CommitObject object;
	History history;
	Oid oid;

	*met = FALSE;
	history_start(&history, inbox_epoch(count->inbox, count->position)->odb, from);
	while (!*met && history_next(&history, &oid, &object, &failure)) {
		g_hash_table_add(oids, g_memdup2(&oid, sizeof oid));
		*met = end && oid_equal(&oid, end);
	}
	if (!failure)
		return g_steal_pointer(&oids);
	g_propagate_error(error, g_steal_pointer(&failure));
	return NULL;
}

static guint64 count_only(GHashTable *of, GHashTable *other)
{
	GHashTableIter iter;
	gpointer oid;
	guint64 n = 0;

	g_hash_table_iter_init(&iter, of);
	while (g_hash_table_iter_next(&iter, &oid, NULL))
		n += !g_hash_table_contains(other, oid);
	return n;
}

/* @now: all commits of the new history. */
static gboolean count_rewritten(Count *count, GHashTable *now, GError **error)
{
	News *news = count->news;
	g_autoptr(GHashTable) came = new_oids(), gone = new_oids(), before = NULL;
	gboolean met;

	before = list_behind(count, &news->old, NULL, &met, error);
	if (!before)
		return FALSE;
	count->mails = gone;
	if (!read_side(count, &news->old, now, error))
		return FALSE;
	count->mails = came;
	if (!read_side(count, &news->now, before, error))
		return FALSE;
	count->mails = NULL;
	news->added = count_only(came, gone);
	news->removed = count_only(gone, came);
	return TRUE;
}

static gboolean count_epoch(Count *count, GError **error)
{
	News *news = count->news;
	g_autoptr(GHashTable) none = new_oids(), now = NULL;
	gboolean met;

	if (news->is_new)
		return read_side(count, &news->now, none, error);
	now = list_behind(count, &news->now, &news->old, &met, error);
	if (!now)
		return FALSE;
	news->rewritten = !met;
	if (news->rewritten)
		return count_rewritten(count, now, error);
	g_hash_table_add(none, g_memdup2(&news->old, sizeof(Oid)));
	return read_side(count, &news->now, none, error);
}

GArray *news_since(const Inbox *inbox, const GArray *before, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(News));
	g_autoptr(Reader) reader = reader_new(inbox);

	for (guint i = 0; i < inbox_n_epochs(inbox); i++) {
		const Epoch *epoch = inbox_epoch(inbox, i);
		const Tip *old = tips_find(before, epoch->number);
		News news = {.number = epoch->number, .is_new = !old, .now = epoch->tip};
		Count count = {.inbox = inbox, .position = i, .reader = reader, .news = &news};

		if (epoch->empty || (old && oid_equal(&old->oid, &epoch->tip)))
			continue;
		if (old)
			news.old = old->oid;
		if (!count_epoch(&count, error))
			return NULL;
		g_array_append_val(all, news);
	}
	return g_steal_pointer(&all);
}
