/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/rewrite.h"

#include "app/place.h"

#include <string.h>

/* What is known of a mail of the old side: its commit's place in range->lost, and … */
#define MAIL_THERE 1u /* … no later commit of that side took it away again */
#define MAIL_KEPT 2u  /* … the new side has it, too */
#define MAIL_BITS 2

/* A mail that was removed. Numbers of others count from 1; 0: none. */
typedef struct {
	Oid blob;
	guint entry; /* of range->lost */
	char *id;    /* NULL where the mail cannot be read */
	guint next;  /* of those with that id */
	guint first; /* of the first with an id: the first that is not edited */
	gboolean edited;
} Removed;

struct _Rewrite {
	const Inbox *inbox;
	const Range *range;
	guint jobs;
	GHashTable *mails;        /* of the old side: Oid → place and bits */
	GHashTable *deletions;    /* of the old side: Oids of blobs */
	guint purges, unreadable; /* of the old side, that were not met on the new one */
	GHashTable *gone;         /* while the old side is read */
	GByteArray *told;         /* of each change of the new side */
	GByteArray *fresh;        /* of each commit of it: something in it was not told */
	GArray *removed;          /* of Removed, newest first */
	GHashTable *by_id;        /* id → number of the first that has it; borrows ids */
};

static void removed_clear(gpointer removed)
{
	g_free(((Removed *)removed)->id);
}

static GHashTable *oids_new(void)
{
	return g_hash_table_new_full(oid_hash, oid_equal_keys, g_free, NULL);
}

static Rewrite *rewrite_new(const Inbox *inbox, const Range *range, guint jobs)
{
	Rewrite *rewrite = g_new0(Rewrite, 1);

	rewrite->inbox = inbox;
	rewrite->range = range;
	rewrite->jobs = jobs;
	rewrite->mails = oids_new();
	rewrite->deletions = oids_new();
	rewrite->gone = oids_new();
	rewrite->told = g_byte_array_new();
	rewrite->fresh = g_byte_array_new();
	rewrite->removed = g_array_new(FALSE, TRUE, sizeof(Removed));
	g_array_set_clear_func(rewrite->removed, removed_clear);
	rewrite->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	return rewrite;
}

void rewrite_free(Rewrite *rewrite)
{
	if (!rewrite)
		return;
	g_hash_table_unref(rewrite->by_id);
	g_array_unref(rewrite->removed);
	g_byte_array_unref(rewrite->fresh);
	g_byte_array_unref(rewrite->told);
	g_hash_table_unref(rewrite->gone);
	g_hash_table_unref(rewrite->deletions);
	g_hash_table_unref(rewrite->mails);
	g_free(rewrite);
}

/* --- what both sides did, by name ------------------------------------------------ */

static gboolean read_names(Reader *reader, guint entry, gpointer user, ReaderTake take,
			   gpointer taker, GError **error)
{
	const GArray *commits = user;

	return reader_read_names(reader, &g_array_index(commits, Commit, entry), take, taker,
				 error);
}

static gpointer parse_nothing(G_GNUC_UNUSED guint entry, G_GNUC_UNUSED const Change *change,
			      G_GNUC_UNUSED gpointer user)
{
	return NULL;
}

typedef void (*TakeName)(Rewrite *rewrite, const StreamItem *item);

static gboolean each_name(Rewrite *rewrite, GArray *commits, TakeName take, GError **error)
{
	StreamPlan plan = {
		.n = commits->len,
		.read = read_names,
		.parse = parse_nothing,
		.destroy = g_free,
		.user = commits,
		.jobs = rewrite->jobs,
	};
	g_autoptr(Stream) stream = stream_new(rewrite->inbox, &plan);
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	while (stream_next(stream, &item, &failure))
		take(rewrite, &item);
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

static void add_oid(GHashTable *oids, const Oid *oid)
{
	if (!oid_is_zero(oid))
		g_hash_table_add(oids, g_memdup2(oid, sizeof(*oid)));
}

static guint mail_bits(const Rewrite *rewrite, const Oid *blob)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(rewrite->mails, blob));
}

static void set_bits(Rewrite *rewrite, const Oid *blob, guint bits)
{
	g_hash_table_insert(rewrite->mails, g_memdup2(blob, sizeof(*blob)), GUINT_TO_POINTER(bits));
}

static void take_old_mail(Rewrite *rewrite, const StreamItem *item)
{
	guint there = g_hash_table_contains(rewrite->gone, &item->blob) ? 0 : MAIL_THERE;

	if (!rewrite_has_mail(rewrite, &item->blob))
		set_bits(rewrite, &item->blob, item->entry << MAIL_BITS | there);
}

/* Newest first: what takes a mail away is met before it. */
static void take_old(Rewrite *rewrite, const StreamItem *item)
{
	if (item->kind == CHANGE_ADDED)
		take_old_mail(rewrite, item);
	rewrite->purges += item->kind == CHANGE_PURGED;
	rewrite->unreadable += item->kind == CHANGE_UNREADABLE;
	if (item->kind == CHANGE_DELETED) {
		add_oid(rewrite->deletions, &item->blob);
		add_oid(rewrite->gone, &item->blob);
	}
	add_oid(rewrite->gone, &item->replaces);
}

static gboolean take_one_of(guint *left)
{
	if (*left == 0)
		return FALSE;
	(*left)--;
	return TRUE;
}

static gboolean take_told(Rewrite *rewrite, const StreamItem *item)
{
	switch (item->kind) {
	case CHANGE_DELETED:
		return g_hash_table_contains(rewrite->deletions, &item->blob);
	case CHANGE_PURGED:
		return take_one_of(&rewrite->purges);
	case CHANGE_UNREADABLE:
		return take_one_of(&rewrite->unreadable);
	default:
		if (!rewrite_has_mail(rewrite, &item->blob))
			return FALSE;
		set_bits(rewrite, &item->blob, mail_bits(rewrite, &item->blob) | MAIL_KEPT);
		return TRUE;
	}
}

static void take_new(Rewrite *rewrite, const StreamItem *item)
{
	guint8 told = take_told(rewrite, item);

	g_byte_array_append(rewrite->told, &told, 1);
	rewrite->fresh->data[item->entry] |= !told;
}

/* --- what was removed --------------------------------------------------------------- */

/* The order of the archive, newest first, as the rest of a report has it. */
static gint compare_removed(gconstpointer a, gconstpointer b)
{
	const Removed *x = a, *y = b;

	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	return memcmp(x->blob.id, y->blob.id, OID_RAW);
}

static void find_removed(Rewrite *rewrite)
{
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, rewrite->mails);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		guint bits = GPOINTER_TO_UINT(value);
		Removed removed = {.blob = *(const Oid *)key, .entry = bits >> MAIL_BITS};

		if (bits & MAIL_THERE && !(bits & MAIL_KEPT))
			g_array_append_val(rewrite->removed, removed);
	}
	g_array_sort(rewrite->removed, compare_removed);
}

static Removed *removed_at(const Rewrite *rewrite, guint i)
{
	return &g_array_index(rewrite->removed, Removed, i);
}

static const Commit *removed_commit(const Rewrite *rewrite, const Removed *removed)
{
	return &g_array_index(rewrite->range->lost, Commit, removed->entry);
}

static gboolean read_removed(Reader *reader, guint entry, gpointer user, ReaderTake take,
			     gpointer taker, GError **error)
{
	const Removed *removed = removed_at(user, entry);
	const Commit *commit = removed_commit(user, removed);

	return reader_read_mail(reader, commit->epoch, &removed->blob, take, taker, error);
}

static gpointer parse_id(guint entry, const Change *change, gpointer user)
{
	const Commit *commit = removed_commit(user, removed_at(user, entry));
	g_autoptr(Message) message = place_parse(change, commit->committed);

	return g_strdup(message->ids[0]);
}

/* From the oldest on, so that the newest of those with one id comes to be the first. */
static void index_ids(Rewrite *rewrite)
{
	for (guint i = rewrite->removed->len; i > 0; i--) {
		Removed *removed = removed_at(rewrite, i - 1);

		if (!removed->id)
			continue;
		removed->next = GPOINTER_TO_UINT(g_hash_table_lookup(rewrite->by_id, removed->id));
		removed->first = i;
		g_hash_table_replace(rewrite->by_id, removed->id, GUINT_TO_POINTER(i));
	}
}

static gboolean read_ids(Rewrite *rewrite, GError **error)
{
	StreamPlan plan = {
		.n = rewrite->removed->len,
		.read = read_removed,
		.parse = parse_id,
		.destroy = g_free,
		.user = rewrite,
		.jobs = rewrite->jobs,
	};
	g_autoptr(Stream) stream = stream_new(rewrite->inbox, &plan);
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	while (stream_next(stream, &item, &failure))
		g_ptr_array_add(ids, item.value); /* workers read the array meanwhile */
	for (guint i = 0; i < ids->len; i++)
		removed_at(rewrite, i)->id = ids->pdata[i];
	if (failure) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	index_ids(rewrite);
	return TRUE;
}

/* --- all together --------------------------------------------------------------------- */

static gboolean read_sides(Rewrite *rewrite, GError **error)
{
	const Range *range = rewrite->range;

	if (!each_name(rewrite, range->lost, take_old, error))
		return FALSE;
	g_hash_table_remove_all(rewrite->gone);
	g_byte_array_set_size(rewrite->fresh, range->commits->len);
	if (range->commits->len)
		memset(rewrite->fresh->data, 0, range->commits->len);
	if (!each_name(rewrite, range->commits, take_new, error))
		return FALSE;
	find_removed(rewrite);
	return read_ids(rewrite, error);
}

gboolean rewrite_read(const Inbox *inbox, const Range *range, guint jobs, Rewrite **rewrite,
		      GError **error)
{
	g_autoptr(Rewrite) made = NULL;

	*rewrite = NULL;
	if (!range->lost)
		return TRUE;
	made = rewrite_new(inbox, range, jobs);
	if (!read_sides(made, error))
		return FALSE;
	*rewrite = g_steal_pointer(&made);
	return TRUE;
}

gboolean rewrite_was_told(const Rewrite *rewrite, guint n)
{
	return rewrite && n < rewrite->told->len && rewrite->told->data[n];
}

gboolean rewrite_was_told_whole(const Rewrite *rewrite, guint entry)
{
	return rewrite && !rewrite->fresh->data[entry];
}

gboolean rewrite_has_mail(const Rewrite *rewrite, const Oid *blob)
{
	return rewrite && g_hash_table_contains(rewrite->mails, blob);
}

gboolean rewrite_has_id(const Rewrite *rewrite, const char *id)
{
	return rewrite && g_hash_table_contains(rewrite->by_id, id);
}

gboolean rewrite_take_edit(Rewrite *rewrite, const char *id)
{
	guint number = rewrite ? GPOINTER_TO_UINT(g_hash_table_lookup(rewrite->by_id, id)) : 0;
	Removed *first, *next;

	if (!number)
		return FALSE;
	first = removed_at(rewrite, number - 1);
	if (!first->first)
		return FALSE;
	next = removed_at(rewrite, first->first - 1);
	next->edited = TRUE;
	first->first = next->next;
	return TRUE;
}

guint rewrite_count_removed(const Rewrite *rewrite)
{
	guint n = 0;

	for (guint i = 0; i < rewrite->removed->len; i++)
		n += !removed_at(rewrite, i)->edited;
	return n;
}

/* Where a removed mail that is read again goes. */
typedef struct {
	const Commit *commit;
	GPtrArray *mails;
} Listing;

static void list_mail(const Change *change, gpointer user)
{
	const Listing *listing = user;
	g_autoptr(Message) message = NULL;

	if (change->kind != CHANGE_ADDED)
		return;
	message = place_parse(change, listing->commit->committed);
	g_ptr_array_add(listing->mails, report_mail_new(message));
}

gboolean rewrite_list_removed(const Rewrite *rewrite, guint max, GPtrArray *mails, GError **error)
{
	g_autoptr(Reader) reader = reader_new(rewrite->inbox);

	for (guint i = 0; i < rewrite->removed->len && mails->len < max; i++) {
		const Removed *removed = removed_at(rewrite, i);
		const Commit *commit = removed_commit(rewrite, removed);
		Listing listing = {commit, mails};

		if (!removed->edited && removed->id &&
		    !reader_read_mail(reader, commit->epoch, &removed->blob, list_mail, &listing,
				      error))
			return FALSE;
	}
	return TRUE;
}
