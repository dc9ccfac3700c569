/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/lookup.h"

#include "app/place.h"
#include "app/stream.h"
#include "base/error.h"
#include "mail/mail.h"

#include <string.h>

void found_free(Found *found)
{
	if (!found)
		return;
	message_free(found->message);
	g_free(found);
}

static Found *found_new(const Commit *commit, const Change *change)
{
	Found *found = g_new0(Found, 1);

	found->place = place_of(commit, change);
	found->message = place_parse(change, commit->committed);
	return found;
}

/* A Message-ID has an @ that is not the @ of a revision's @{date}. */
static gboolean is_message_id(const char *name)
{
	const char *at = strchr(name, '@');

	return *name == '<' || (at && at[1] != '{');
}

static GPtrArray *found_array(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)found_free);
}

static const char *const done_instead[] = {
	[CHANGE_ADDED] = "adds a mail",
	[CHANGE_DELETED] = "deletes a mail",
	[CHANGE_PURGED] = "is what a purge left: its mail is gone for good",
	[CHANGE_MISSING] = "adds a mail whose blob the mirror lacks",
	[CHANGE_UNREADABLE] = "holds nothing that is a mail",
};

/* What a commit brought, or did instead. */
typedef struct {
	const Commit *commit;
	GPtrArray *all; /* of Found */
	const char *instead;
} Brought;

static void take_change(const Change *change, gpointer user)
{
	Brought *brought = user;

	if (change->kind == CHANGE_ADDED)
		g_ptr_array_add(brought->all, found_new(brought->commit, change));
	else
		brought->instead = done_instead[change->kind];
}

static GPtrArray *find_by_commit(const Lookup *lookup, GError **error)
{
	g_autoptr(GPtrArray) all = found_array();
	g_autoptr(Reader) reader = reader_new(lookup->inbox);
	Commit commit;
	Brought brought = {&commit, all, "changes no mail"};

	if (!revision_find(lookup->inbox, lookup->name, lookup->now, &commit, error) ||
	    !reader_read(reader, &commit, take_change, &brought, error))
		return NULL;
	if (all->len)
		return g_steal_pointer(&all);
	g_set_error(error, MD_ERROR, MD_ERROR_NOT_FOUND, "%s: %s: the commit %s",
		    inbox_name(lookup->inbox), lookup->name, brought.instead);
	return NULL;
}

typedef struct {
	const Range *range;
	char *id;
} Scan;

static const Commit *scan_commit(const Scan *scan, guint entry)
{
	return &g_array_index(scan->range->commits, Commit, entry);
}

static gboolean scan_read(Reader *reader, guint entry, gpointer user, ReaderTake take,
			  gpointer taker, GError **error)
{
	return reader_read(reader, scan_commit(user, entry), take, taker, error);
}

static gpointer scan_match(guint entry, const Change *change, gpointer user)
{
	const Scan *scan = user;
	gsize len;
	const char *raw = g_bytes_get_data(change->raw, &len);

	if (!mail_has_id(raw, len, scan->id))
		return NULL;
	return found_new(scan_commit(scan, entry), change);
}

static GPtrArray *scan_archive(const Lookup *lookup, Scan *scan, GError **error)
{
	g_autoptr(GPtrArray) all = found_array();
	StreamPlan plan = {
		.n = scan->range->commits->len,
		.read = scan_read,
		.parse = scan_match,
		.destroy = (GDestroyNotify)found_free,
		.user = scan,
		.jobs = lookup->jobs,
	};
	g_autoptr(Stream) stream = stream_new(lookup->inbox, &plan);
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	while (!all->len && stream_next(stream, &item, &failure)) {
		progress_at(lookup->progress, item.entry + 1, plan.n);
		if (item.value)
			g_ptr_array_add(all, item.value);
	}
	if (all->len)
		return g_steal_pointer(&all);
	if (failure)
		g_propagate_error(error, g_steal_pointer(&failure));
	else
		g_set_error(error, MD_ERROR, MD_ERROR_NOT_FOUND,
			    "%s: <%s>: no mail with this Message-ID in %u commits",
			    inbox_name(lookup->inbox), scan->id, plan.n);
	return NULL;
}

static GPtrArray *find_by_id(const Lookup *lookup, GError **error)
{
	RangeRequest everything = {.root = TRUE, .now = lookup->now};
	g_autoptr(Range) range = range_resolve(lookup->inbox, &everything, error);
	const char *name = lookup->name;
	g_autofree char *id = NULL;
	Scan scan;

	if (!range)
		return NULL;
	id = g_strdup(*name == '<' ? name + 1 : name);
	if (g_str_has_suffix(id, ">"))
		id[strlen(id) - 1] = '\0';
	scan = (Scan){range, id};
	return scan_archive(lookup, &scan, error);
}

GPtrArray *lookup_find(const Lookup *lookup, GError **error)
{
	return is_message_id(lookup->name) ? find_by_id(lookup, error)
					   : find_by_commit(lookup, error);
}
