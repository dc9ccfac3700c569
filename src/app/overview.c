/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/overview.h"

#include "base/sets.h"
#include "base/text.h"

#define NAMES_BLOCK (64 << 10)

/* A mail that bears an id. Those of one id make a list, oldest first. */
typedef struct {
	guint place;
	guint next; /* place in bearers; 0 ends the list */
	guint last; /* of the first: where its list ends */
} Bearer;

struct _Overview {
	GArray *mails;       /* of OverviewMail */
	GStringChunk *names; /* their ids */
	GArray *bearers;     /* of Bearer; none stands at 0 */
	GHashTable *by_id;   /* id → place in bearers of its first */
	GHashTable *gone;    /* blob → order of the change that took it away, plus one */
	Sets *together;      /* of mails, by their places */
	GArray *next;        /* of guint: of each mail, the next of its circle */
	GHashTable *named;   /* print of an id that no one bore when it was named → the place of a
				mail that names it, plus one */
};

Overview *overview_new(void)
{
	Overview *overview = g_new0(Overview, 1);

	overview->mails = g_array_new(FALSE, FALSE, sizeof(OverviewMail));
	overview->names = g_string_chunk_new(NAMES_BLOCK);
	overview->bearers = g_array_new(FALSE, TRUE, sizeof(Bearer));
	g_array_set_size(overview->bearers, 1);
	overview->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	overview->gone = g_hash_table_new_full(oid_hash, oid_equal_keys, g_free, NULL);
	overview->together = sets_new();
	overview->next = g_array_new(FALSE, FALSE, sizeof(guint));
	overview->named = g_hash_table_new(NULL, NULL);
	return overview;
}

void overview_free(Overview *overview)
{
	if (!overview)
		return;
	g_array_unref(overview->mails);
	g_array_unref(overview->bearers);
	g_hash_table_unref(overview->by_id);
	g_string_chunk_free(overview->names);
	g_hash_table_unref(overview->gone);
	sets_free(overview->together);
	g_array_unref(overview->next);
	g_hash_table_unref(overview->named);
	g_free(overview);
}

static Bearer *bearer_at(const Overview *overview, guint bearer)
{
	return &g_array_index(overview->bearers, Bearer, bearer);
}

/* --- what hangs together ----------------------------------------------------------- */

/*
 * An id as a number: nobody asks for the text of an id that no mail bears. Two ids of one
 * print make a circle larger than it has to be, and no worse.
 */
static gpointer print_of(const char *id)
{
	return (gpointer)(gsize)text_fingerprint(id);
}

/* Two circles are made one by having each go on where the other would have. */
static void join(Overview *overview, guint a, guint b)
{
	guint *next = (guint *)(gpointer)overview->next->data, after;

	if (!sets_join(overview->together, a, b))
		return;
	after = next[a];
	next[a] = next[b];
	next[b] = after;
}

/* With those that named it; FALSE: none did. */
static gboolean join_named(Overview *overview, guint place, const char *id)
{
	guint other = GPOINTER_TO_UINT(g_hash_table_lookup(overview->named, print_of(id)));

	if (other)
		join(overview, place, other - 1);
	return other;
}

static void join_parent(Overview *overview, guint place, const char *id)
{
	guint bearer = overview_first_bearer(overview, id);

	if (bearer)
		join(overview, place, overview_place(overview, bearer));
	else if (!join_named(overview, place, id))
		g_hash_table_insert(overview->named, print_of(id), GUINT_TO_POINTER(place + 1));
}

static void join_parents(Overview *overview, guint place, char **parents)
{
	guint n = parents ? g_strv_length(parents) : 0;

	for (guint i = 0; i < n; i++)
		if (i < OVERVIEW_PARENTS / 2 || n - i <= OVERVIEW_PARENTS / 2)
			join_parent(overview, place, parents[i]);
}

guint overview_next_together(const Overview *overview, guint place)
{
	return g_array_index(overview->next, guint, place);
}

guint overview_circle(const Overview *overview, guint place)
{
	return sets_find(overview->together, place);
}

/* --- mails and their ids ------------------------------------------------------------- */

/* The newest mail bears @id. */
static void name_last(Overview *overview, const char *id)
{
	guint first = overview_first_bearer(overview, id), new = overview->bearers->len;
	Bearer bearer = {overview->mails->len - 1, 0, new};

	if (first && bearer_at(overview, bearer_at(overview, first)->last)->place == bearer.place)
		return; /* it says so twice */
	g_array_append_val(overview->bearers, bearer);
	if (!first) {
		g_hash_table_insert(overview->by_id, g_string_chunk_insert(overview->names, id),
				    GUINT_TO_POINTER(new));
		join_named(overview, bearer.place, id);
		return;
	}
	join(overview, bearer.place, overview_place(overview, first));
	bearer_at(overview, bearer_at(overview, first)->last)->next = new;
	bearer_at(overview, first)->last = new;
}

guint overview_add(Overview *overview, const OverviewMail *mail, const Post *post)
{
	guint place = sets_add(overview->together);

	g_array_append_val(overview->mails, *mail);
	g_array_append_val(overview->next, place);
	name_last(overview, post->id);
	for (char **id = post->ids; id && *id; id++)
		name_last(overview, *id);
	join_parents(overview, place, post->parents);
	return place;
}

void overview_withdraw(Overview *overview, const Oid *blob, guint order)
{
	if (!oid_is_zero(blob))
		g_hash_table_replace(overview->gone, g_memdup2(blob, sizeof(*blob)),
				     GUINT_TO_POINTER(order + 1));
}

gboolean overview_is_gone(const Overview *overview, const Oid *blob, guint order)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(overview->gone, blob)) > order + 1;
}

gboolean overview_has(const Overview *overview, const char *id)
{
	guint bearer = overview_first_bearer(overview, id);

	for (; bearer; bearer = overview_next_bearer(overview, bearer)) {
		const OverviewMail *mail = overview_at(overview, overview_place(overview, bearer));

		if (!overview_is_gone(overview, &mail->blob, mail->order))
			return TRUE;
	}
	return FALSE;
}

const OverviewMail *overview_at(const Overview *overview, guint place)
{
	return &g_array_index(overview->mails, OverviewMail, place);
}

guint overview_find(const Overview *overview, guint order)
{
	guint low = 0, high = overview->mails->len;

	while (low + 1 < high) {
		guint middle = low + (high - low) / 2;

		if (overview_at(overview, middle)->order <= order)
			low = middle;
		else
			high = middle;
	}
	return low;
}

guint overview_first_bearer(const Overview *overview, const char *id)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(overview->by_id, id));
}

guint overview_next_bearer(const Overview *overview, guint bearer)
{
	return bearer_at(overview, bearer)->next;
}

guint overview_place(const Overview *overview, guint bearer)
{
	return bearer_at(overview, bearer)->place;
}
