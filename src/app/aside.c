/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/aside.h"

#include "base/numbers.h"

typedef struct {
	const Past *past;
	GHashTable *listed;  /* places in the overview of what is listed */
	GHashTable *circles; /* that were looked through */
	GArray *wanted;      /* of guint: places in the overview */
	guint left;
} Search;

static guint place_of_listed(const Past *past, const DigestMail *mail)
{
	return overview_find(past->overview, mail->post->order);
}

/* Of what was found from @first on, the newest stay. */
static void keep_newest(Search *search, guint first)
{
	GArray *wanted = search->wanted;
	guint found = wanted->len - first;

	if (found <= ASIDE_MAX)
		return;
	qsort(&g_array_index(wanted, guint, first), found, sizeof(guint), numbers_compare);
	g_array_remove_range(wanted, first, found - ASIDE_MAX);
	search->left += found - ASIDE_MAX;
}

/* What hangs together with the mail at @place, once. */
static void look_around(Search *search, guint place)
{
	const Overview *overview = search->past->overview;
	guint first = search->wanted->len, at = place;

	if (!g_hash_table_add(search->circles, GUINT_TO_POINTER(overview_circle(overview, place))))
		return;
	do {
		if (past_has(search->past, at) &&
		    !g_hash_table_contains(search->listed, GUINT_TO_POINTER(at)))
			g_array_append_val(search->wanted, at);
		at = overview_next_together(overview, at);
	} while (at != place);
	keep_newest(search, first);
}

static void look_around_all(Search *search, const GPtrArray *listed)
{
	for (guint i = 0; i < listed->len; i++)
		g_hash_table_add(search->listed,
				 GUINT_TO_POINTER(place_of_listed(search->past, listed->pdata[i])));
	for (guint i = 0; i < listed->len; i++)
		look_around(search, place_of_listed(search->past, listed->pdata[i]));
	g_array_sort(search->wanted, numbers_compare);
}

GPtrArray *aside_read(const Past *past, const GPtrArray *listed, guint *left, GError **error)
{
	g_autoptr(GPtrArray) mails =
		g_ptr_array_new_with_free_func((GDestroyNotify)digest_mail_free);
	g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) circles = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(guint));
	Search search = {past, places, circles, wanted, 0};

	look_around_all(&search, listed);
	*left = search.left;
	if (!past_read(past, wanted, mails, error))
		return NULL;
	return g_steal_pointer(&mails);
}
