/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/ancestry.h"

#include "app/place.h"
#include "app/stream.h"

/* The mails of a window, and what is found of their ancestors. */
typedef struct {
	const Ancestry *ancestry;
	GPtrArray *mails;  /* of DigestMail */
	GHashTable *known; /* ids looked up already: their first bearers */
	GHashTable *found; /* ancestors: places in the overview */
	GArray *wanted;    /* of guint: places in the overview of ancestors to be read */
} Search;

static const Commit *commit_of(const Ancestry *ancestry, const OverviewMail *mail)
{
	return &g_array_index(ancestry->commits, Commit, mail->commit);
}

/* Whether it came before the window, not too long before, and is still there. */
static gboolean is_history(const Ancestry *ancestry, const OverviewMail *mail)
{
	gint64 committed = commit_of(ancestry, mail)->committed;

	return mail->commit < ancestry->n_history && committed >= ancestry->from &&
	       committed < ancestry->until &&
	       !overview_is_gone(ancestry->overview, &mail->blob, mail->order);
}

/* The first bearer that is history; 0: none. */
static guint find_bearer(const Ancestry *ancestry, guint bearer)
{
	const Overview *overview = ancestry->overview;

	while (bearer &&
	       !is_history(ancestry, overview_at(overview, overview_place(overview, bearer))))
		bearer = overview_next_bearer(overview, bearer);
	return bearer;
}

static void want(Search *search, const char *id)
{
	const Overview *overview = search->ancestry->overview;
	guint bearer = overview_first_bearer(overview, id), place;

	if (!bearer || !g_hash_table_add(search->known, GUINT_TO_POINTER(bearer)))
		return;
	bearer = find_bearer(search->ancestry, bearer);
	if (!bearer)
		return;
	place = overview_place(overview, bearer);
	if (g_hash_table_add(search->found, GUINT_TO_POINTER(place)))
		g_array_append_val(search->wanted, place);
}

/* A reused Message-ID hangs under its first bearer: that is an ancestor, too. */
static void want_ancestors(Search *search, const Post *post)
{
	want(search, post->id);
	for (char **id = post->parents; id && *id; id++)
		want(search, *id);
}

static const OverviewMail *wanted_at(const Search *search, guint entry)
{
	return overview_at(search->ancestry->overview, g_array_index(search->wanted, guint, entry));
}

static gboolean read_ancestor(Reader *reader, guint entry, gpointer user, ReaderTake take,
			      gpointer taker, GError **error)
{
	const Search *search = user;
	const OverviewMail *wanted = wanted_at(search, entry);

	return reader_read_mail(reader, commit_of(search->ancestry, wanted)->epoch, &wanted->blob,
				take, taker, error);
}

static gpointer parse_ancestor(guint entry, const Change *change, gpointer user)
{
	const Search *search = user;
	const OverviewMail *wanted = wanted_at(search, entry);
	const Commit *commit = commit_of(search->ancestry, wanted);
	PostPlace place = place_of(commit, change);
	DigestMail *mail = facts_read(&search->ancestry->facts,
				      place_parse(change, commit->committed), &place, TRUE);

	mail->post->order = wanted->order;
	mail->history = TRUE;
	return mail;
}

/* Reads those wanted, and lists them. */
static gboolean read_wanted(Search *search, GError **error)
{
	StreamPlan plan = {
		.n = search->wanted->len,
		.read = read_ancestor,
		.parse = parse_ancestor,
		.destroy = (GDestroyNotify)digest_mail_free,
		.user = search,
		.jobs = search->ancestry->jobs,
	};
	g_autoptr(Stream) stream = stream_new(search->ancestry->inbox, &plan);
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	while (stream_next(stream, &item, &failure))
		if (item.value)
			g_ptr_array_add(search->mails, item.value);
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

/* What has just been read may name parents that no one has named yet. */
static gboolean read_ancestors(Search *search, GError **error)
{
	for (guint from = 0; from < search->mails->len;) {
		guint end = search->mails->len;

		g_array_set_size(search->wanted, 0);
		for (; from < end; from++)
			want_ancestors(search, ((DigestMail *)search->mails->pdata[from])->post);
		if (!read_wanted(search, error))
			return FALSE;
	}
	return TRUE;
}

gboolean ancestry_read(const Ancestry *ancestry, GPtrArray *mails, GError **error)
{
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(guint));
	Search search = {ancestry, mails, known, found, wanted};

	return read_ancestors(&search, error);
}
