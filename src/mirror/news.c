/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/news.h"

#include "mirror/epoch.h"
#include "mirror/fork.h"
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

static gboolean read_side(Count *count, const GArray *commits, GError **error)
{
	for (guint i = 0; i < commits->len; i++)
		if (!reader_read(count->reader, &g_array_index(commits, Commit, i), take, count,
				 error))
			return FALSE;
	return TRUE;
}

static GHashTable *new_oids(void)
{
	return g_hash_table_new_full(oid_hash, oid_equal_keys, g_free, NULL);
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

static gboolean count_rewritten(Count *count, const ForkSides *sides, GError **error)
{
	g_autoptr(GHashTable) came = new_oids(), gone = new_oids();

	count->mails = gone;
	if (!read_side(count, sides->lost, error))
		return FALSE;
	count->mails = came;
	if (!read_side(count, sides->commits, error))
		return FALSE;
	count->news->added = count_only(came, gone);
	count->news->removed = count_only(gone, came);
	return TRUE;
}

static gboolean count_epoch(Count *count, GError **error)
{
	News *news = count->news;
	g_autoptr(GArray) lost = g_array_new(FALSE, FALSE, sizeof(Commit));
	g_autoptr(GArray) commits = g_array_new(FALSE, FALSE, sizeof(Commit));
	const ForkSides sides = {lost, commits};

	if (!fork_read(count->inbox, count->position, news->is_new ? NULL : &news->old, &news->now,
		       &sides, error))
		return FALSE;
	news->rewritten = lost->len > 0;
	return news->rewritten ? count_rewritten(count, &sides, error)
			       : read_side(count, commits, error);
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
