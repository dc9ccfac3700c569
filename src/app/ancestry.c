/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/ancestry.h"

/* The mails of a window, and what is found of their ancestors. */
typedef struct {
	const Past *past;
	GHashTable *known; /* ids looked up already: their first bearers */
	GHashTable *found; /* ancestors: places in the overview */
	GArray *wanted;    /* of guint: places in the overview of ancestors to be read */
} Search;

/* The first bearer that is of the past; 0: none. */
static guint find_bearer(const Past *past, guint bearer)
{
	while (bearer && !past_has(past, overview_place(past->overview, bearer)))
		bearer = overview_next_bearer(past->overview, bearer);
	return bearer;
}

static void want(Search *search, const char *id)
{
	const Overview *overview = search->past->overview;
	guint bearer = overview_first_bearer(overview, id), place;

	if (!bearer || !g_hash_table_add(search->known, GUINT_TO_POINTER(bearer)))
		return;
	bearer = find_bearer(search->past, bearer);
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

/* What has just been read may name parents that no one has named yet. */
gboolean ancestry_read(const Past *past, GPtrArray *mails, GError **error)
{
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(guint));
	Search search = {past, known, found, wanted};

	for (guint from = 0; from < mails->len;) {
		guint end = mails->len;

		g_array_set_size(wanted, 0);
		for (; from < end; from++)
			want_ancestors(&search, ((DigestMail *)mails->pdata[from])->post);
		if (!past_read(past, wanted, mails, error))
			return FALSE;
	}
	return TRUE;
}
