/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/reader.h"

#include "mirror/epoch.h"
#include "mirror/layout.h"

/* v1 reads a commit against its parent, which is mostly the next to be read. */
#define KEPT_TREES 8

typedef struct {
	Oid oid;
	GBytes *tree;
} KeptTree;

struct _Reader {
	const Inbox *inbox;
	Odb **odbs; /* by epoch; NULL until met */
	Oid kept_commit_oid;
	CommitObject kept_commit;
	KeptTree kept_trees[KEPT_TREES]; /* a ring */
	guint next_tree;
};

Reader *reader_new(const Inbox *inbox)
{
	Reader *reader = g_new0(Reader, 1);

	reader->inbox = inbox;
	reader->odbs = g_new0(Odb *, inbox_n_epochs(inbox));
	return reader;
}

void reader_free(Reader *reader)
{
	if (!reader)
		return;
	for (guint i = 0; i < inbox_n_epochs(reader->inbox); i++)
		odb_free(reader->odbs[i]);
	for (guint i = 0; i < KEPT_TREES; i++)
		g_clear_pointer(&reader->kept_trees[i].tree, g_bytes_unref);
	g_free(reader->odbs);
	g_free(reader);
}

static Odb *get_odb(Reader *reader, guint epoch, GError **error)
{
	if (!reader->odbs[epoch])
		reader->odbs[epoch] = odb_open(inbox_epoch(reader->inbox, epoch)->path, error);
	return reader->odbs[epoch];
}

/* Where the changes of one commit go. */
typedef struct {
	ReaderTake take;
	gpointer user;
	gboolean names; /* no mail is looked at */
} Taker;

static void give(const Taker *taker, const Change *change)
{
	taker->take(change, taker->user);
	if (change->raw)
		g_bytes_unref(change->raw);
}

static Slice bytes_slice(GBytes *bytes)
{
	Slice s = {NULL, 0};

	if (bytes)
		s.ptr = g_bytes_get_data(bytes, &s.len);
	return s;
}

/* --- one mail ----------------------------------------------------------------- */

/* e69de29b…: what an empty m is, and need not be there to be known. */
static gboolean is_empty_blob(const Oid *oid)
{
	static const Oid empty = {{0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b,
				   0x29, 0xae, 0x77, 0x5a, 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91}};

	return oid_equal(oid, &empty);
}

static void give_kind(const Taker *taker, ChangeKind kind, const Oid *blob)
{
	Change change = {.kind = kind};

	if (blob)
		change.blob = *blob;
	give(taker, &change);
}

/* A mail came. @replaces may be NULL. */
static gboolean give_mail(const Taker *taker, Odb *odb, const Oid *oid, const Oid *replaces,
			  GError **error)
{
	Change change = {.kind = CHANGE_PURGED};

	if (taker->names && !is_empty_blob(oid)) {
		change.kind = CHANGE_ADDED;
	} else if (!is_empty_blob(oid)) {
		switch (odb_read_blob(odb, oid, &change.raw, error)) {
		case ODB_FOUND:
			change.kind = CHANGE_ADDED;
			break;
		case ODB_ABSENT:
			change.kind = CHANGE_MISSING;
			break;
		case ODB_UNFIT:
			change.kind = CHANGE_UNREADABLE;
			break;
		case ODB_FAILED:
			return FALSE;
		}
	}
	if (change.kind == CHANGE_ADDED || change.kind == CHANGE_MISSING)
		change.blob = *oid;
	if (replaces)
		change.replaces = *replaces;
	give(taker, &change);
	return TRUE;
}

/* --- v2 ------------------------------------------------------------------------ */

static gboolean read_v2(Odb *odb, const Commit *commit, const Taker *taker, GError **error)
{
	g_autoptr(GBytes) tree = odb_read_tree(odb, &commit->tree, error);
	TreeEntry entry, mail = {0}, deleted = {0};
	Slice rest;

	if (!tree)
		return FALSE;
	rest = bytes_slice(tree);
	while (object_next_entry(&rest, &entry)) {
		if (slice_equal(entry.name, "m"))
			mail = entry;
		else if (slice_equal(entry.name, "d"))
			deleted = entry;
	}
	if (mail.mode && object_is_file(&mail))
		return give_mail(taker, odb, &mail.oid, NULL, error);
	if (mail.mode || (deleted.mode && !object_is_file(&deleted)))
		give_kind(taker, CHANGE_UNREADABLE, NULL);
	else if (deleted.mode)
		give_kind(taker, CHANGE_DELETED, &deleted.oid);
	else
		give_kind(taker, CHANGE_PURGED, NULL);
	return TRUE;
}

/* --- v1 ------------------------------------------------------------------------ */

/* Two trees side by side, in git's order. */
typedef struct {
	Slice rest;
	TreeEntry entry;
	gboolean at_entry;
} Cursor;

static Cursor cursor_start(GBytes *tree)
{
	Cursor cursor = {.rest = bytes_slice(tree)};

	cursor.at_entry = object_next_entry(&cursor.rest, &cursor.entry);
	return cursor;
}

static TreeEntry *cursor_take(Cursor *cursor, TreeEntry *taken)
{
	*taken = cursor->entry;
	cursor->at_entry = object_next_entry(&cursor->rest, &cursor->entry);
	return taken;
}

/* An entry that differs, as it was and as it is; NULL where there was or is none. */
typedef struct {
	TreeEntry *before, *after;
	TreeEntry storage[2];
} Difference;

static gboolean next_pair(Cursor *before, Cursor *after, Difference *pair)
{
	int order;

	if (!before->at_entry && !after->at_entry)
		return FALSE;
	if (before->at_entry && after->at_entry)
		order = object_compare_entries(&before->entry, &after->entry);
	else
		order = before->at_entry ? -1 : 1;
	pair->before = order <= 0 ? cursor_take(before, &pair->storage[0]) : NULL;
	pair->after = order >= 0 ? cursor_take(after, &pair->storage[1]) : NULL;
	return TRUE;
}

static gboolean next_difference(Cursor *before, Cursor *after, Difference *pair)
{
	while (next_pair(before, after, pair))
		if (!pair->before || !pair->after || pair->before->mode != pair->after->mode ||
		    !oid_equal(&pair->before->oid, &pair->after->oid))
			return TRUE;
	return FALSE;
}

/*
 * Whether names ascend, as side by side they must. Git writes no other trees, but
 * a forged one can name a folder of thousands of mails thousands of times.
 */
static gboolean is_ordered(GBytes *tree)
{
	Slice rest = bytes_slice(tree);
	TreeEntry last, entry;

	if (!object_next_entry(&rest, &last))
		return TRUE;
	for (; object_next_entry(&rest, &entry); last = entry)
		if (object_compare_entries(&last, &entry) >= 0)
			return FALSE;
	return TRUE;
}

/* A tree by name; NULL without an error for none. */
static gboolean get_tree(Reader *reader, Odb *odb, const Oid *oid, GBytes **tree, GError **error)
{
	KeptTree *kept;

	if (!oid)
		return TRUE;
	for (guint i = 0; i < KEPT_TREES; i++) {
		kept = &reader->kept_trees[i];
		if (kept->tree && oid_equal(&kept->oid, oid)) {
			*tree = g_bytes_ref(kept->tree);
			return TRUE;
		}
	}
	*tree = odb_read_tree(odb, oid, error);
	if (!*tree)
		return FALSE;
	kept = &reader->kept_trees[reader->next_tree++ % KEPT_TREES];
	g_clear_pointer(&kept->tree, g_bytes_unref);
	*kept = (KeptTree){*oid, g_bytes_ref(*tree)};
	return TRUE;
}

static gboolean get_commit(Reader *reader, Odb *odb, const Oid *oid, CommitObject *commit,
			   GError **error)
{
	if (!oid_equal(oid, &reader->kept_commit_oid)) {
		if (!odb_read_commit(odb, oid, commit, error))
			return FALSE;
		reader->kept_commit = *commit;
		reader->kept_commit_oid = *oid;
	}
	*commit = reader->kept_commit;
	return TRUE;
}

static const TreeEntry *if_mail(const TreeEntry *entry)
{
	return entry && layout_is_v1_mail(entry) ? entry : NULL;
}

static const Oid *if_folder(const TreeEntry *entry)
{
	return entry && layout_is_v1_folder(entry) ? &entry->oid : NULL;
}

static gboolean read_path(Odb *odb, const Difference *pair, const Taker *taker, GError **error)
{
	const TreeEntry *before = if_mail(pair->before), *after = if_mail(pair->after);

	if (before && after && oid_equal(&before->oid, &after->oid))
		return TRUE; /* its mode alone */
	if (after)
		return give_mail(taker, odb, &after->oid, before ? &before->oid : NULL, error);
	if (before)
		give_kind(taker, CHANGE_DELETED, &before->oid);
	if (pair->after)
		give_kind(taker, CHANGE_UNREADABLE, NULL);
	return TRUE;
}

/* One folder xx, before and after; either may be NULL. */
static gboolean read_folder(Reader *reader, Odb *odb, const Oid *before, const Oid *after,
			    const Taker *taker, GError **error)
{
	g_autoptr(GBytes) old = NULL, new = NULL;
	Cursor a, b;
	Difference pair;

	if (!get_tree(reader, odb, before, &old, error) ||
	    !get_tree(reader, odb, after, &new, error))
		return FALSE;
	if (!is_ordered(old) || !is_ordered(new)) {
		give_kind(taker, CHANGE_UNREADABLE, NULL);
		return TRUE;
	}
	a = cursor_start(old);
	b = cursor_start(new);
	while (next_difference(&a, &b, &pair))
		if (!read_path(odb, &pair, taker, error))
			return FALSE;
	return TRUE;
}

static gboolean read_roots(Reader *reader, Odb *odb, GBytes *before, GBytes *after,
			   const Taker *taker, GError **error)
{
	Cursor a = cursor_start(before), b = cursor_start(after);
	Difference pair;

	if (!is_ordered(before) || !is_ordered(after)) {
		give_kind(taker, CHANGE_UNREADABLE, NULL);
		return TRUE;
	}
	while (next_difference(&a, &b, &pair)) {
		const Oid *old = if_folder(pair.before), *new = if_folder(pair.after);

		if ((old || new) && !read_folder(reader, odb, old, new, taker, error))
			return FALSE;
		if (pair.after && !new)
			give_kind(taker, CHANGE_UNREADABLE, NULL);
	}
	return TRUE;
}

static gboolean read_v1(Reader *reader, Odb *odb, const Commit *commit, const Taker *taker,
			GError **error)
{
	g_autoptr(GBytes) before = NULL, after = NULL;
	CommitObject object, parent;

	if (!get_commit(reader, odb, &commit->oid, &object, error) ||
	    !get_tree(reader, odb, &object.tree, &after, error))
		return FALSE;
	if (object.has_parent && (!get_commit(reader, odb, &object.parent, &parent, error) ||
				  !get_tree(reader, odb, &parent.tree, &before, error)))
		return FALSE;
	return read_roots(reader, odb, before, after, taker, error);
}

static gboolean read_commit(Reader *reader, const Commit *commit, const Taker *taker,
			    GError **error)
{
	g_autofree char *hex = NULL;
	Odb *odb = get_odb(reader, commit->epoch, error);
	gboolean done;

	if (!odb)
		done = FALSE;
	else if (inbox_epoch_kind(reader->inbox, commit->epoch) == EPOCH_V2)
		done = read_v2(odb, commit, taker, error);
	else
		done = read_v1(reader, odb, commit, taker, error);
	if (done)
		return TRUE;
	hex = oid_hex(&commit->oid);
	g_prefix_error(error, "%s: %.12s: ", inbox_name(reader->inbox), hex);
	return FALSE;
}

gboolean reader_read(Reader *reader, const Commit *commit, ReaderTake take, gpointer user,
		     GError **error)
{
	const Taker taker = {take, user, FALSE};

	return read_commit(reader, commit, &taker, error);
}

gboolean reader_read_names(Reader *reader, const Commit *commit, ReaderTake take, gpointer user,
			   GError **error)
{
	const Taker taker = {take, user, TRUE};

	return read_commit(reader, commit, &taker, error);
}

gboolean reader_read_mail(Reader *reader, guint epoch, const Oid *blob, ReaderTake take,
			  gpointer user, GError **error)
{
	const Taker taker = {take, user, FALSE};
	Odb *odb = get_odb(reader, epoch, error);

	return odb && give_mail(&taker, odb, blob, NULL, error);
}
