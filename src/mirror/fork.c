/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/fork.h"

#include "mirror/epoch.h"
#include "mirror/history.h"

/* One of the two lines, read from its tip back. */
typedef struct {
	guint epoch;
	History history;
	Commit head; /* the next to be appended */
	gboolean has_head;
	GArray *commits;  /* where it is appended */
	GHashTable *seen; /* Oid → place in commits, of the head, too; NULL: none needs it */
} Line;

static void line_clear(Line *line)
{
	g_clear_pointer(&line->seen, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Line, line_clear)

static void line_start(Line *line, const Inbox *inbox, guint epoch, const Oid *from,
		       GArray *commits)
{
	*line = (Line){.epoch = epoch, .commits = commits};
	history_start(&line->history, inbox_epoch(inbox, epoch)->odb, from);
}

static void line_remember(Line *line)
{
	line->seen = g_hash_table_new_full(oid_hash, oid_equal_keys, g_free, NULL);
}

/* Reads the next head; none is no error. */
static gboolean line_read(Line *line, GError **error)
{
	g_autoptr(GError) failure = NULL;
	CommitObject object;
	Oid oid;

	line->has_head = history_next(&line->history, &oid, &object, &failure);
	if (failure) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	if (!line->has_head)
		return TRUE;
	line->head = (Commit){oid, object.tree, line->epoch, object.committed};
	if (line->seen)
		g_hash_table_insert(line->seen, g_memdup2(&oid, sizeof(oid)),
				    GUINT_TO_POINTER(line->commits->len));
	return TRUE;
}

static gboolean line_step(Line *line, GError **error)
{
	g_array_append_val(line->commits, line->head);
	return line_read(line, error);
}

/* Whether @line has come to what @other has passed, which then ends there, too. */
static gboolean line_meets(const Line *line, Line *other)
{
	gpointer place;

	if (!line->has_head ||
	    !g_hash_table_lookup_extended(other->seen, &line->head.oid, NULL, &place))
		return FALSE;
	g_array_set_size(other->commits, GPOINTER_TO_UINT(place));
	return TRUE;
}

/* The line whose head is the newer: so neither runs far beyond the place where they part. */
static Line *pick(Line *old, Line *new)
{
	if (!old->has_head)
		return new;
	if (!new->has_head)
		return old;
	return new->head.committed >= old->head.committed ? new : old;
}

static gboolean read_both(Line *old, Line *new, GError **error)
{
	if (!line_read(old, error) || !line_read(new, error))
		return FALSE;
	if (line_meets(new, old))
		return TRUE;
	while (old->has_head || new->has_head) {
		Line *line = pick(old, new);

		if (!line_step(line, error))
			return FALSE;
		if (line_meets(line, line == new ? old : new))
			return TRUE;
	}
	return TRUE;
}

gboolean fork_read(const Inbox *inbox, guint epoch, const Oid *old_tip, const Oid *new_tip,
		   const ForkSides *sides, GError **error)
{
	g_auto(Line) old = {0}, new = {0};

	line_start(&new, inbox, epoch, new_tip, sides->commits);
	if (old_tip) {
		line_start(&old, inbox, epoch, old_tip, sides->lost);
		line_remember(&old);
		line_remember(&new);
		return read_both(&old, &new, error);
	}
	if (!line_read(&new, error))
		return FALSE;
	while (new.has_head)
		if (!line_step(&new, error))
			return FALSE;
	return TRUE;
}
