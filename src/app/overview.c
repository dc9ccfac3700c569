/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/overview.h"

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
	g_free(overview);
}

static Bearer *bearer_at(const Overview *overview, guint bearer)
{
	return &g_array_index(overview->bearers, Bearer, bearer);
}

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
		return;
	}
	bearer_at(overview, bearer_at(overview, first)->last)->next = new;
	bearer_at(overview, first)->last = new;
}

guint overview_add(Overview *overview, const OverviewMail *mail, const Post *post)
{
	g_array_append_val(overview->mails, *mail);
	name_last(overview, post->id);
	for (char **id = post->ids; id && *id; id++)
		name_last(overview, *id);
	return overview->mails->len - 1;
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
