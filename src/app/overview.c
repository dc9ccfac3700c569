/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/overview.h"

#define NAMES_BLOCK (64 << 10)

struct _Overview {
	GArray *mails;       /* of OverviewMail */
	GStringChunk *names; /* their ids */
	GHashTable *by_id;   /* id → place, plus one */
	GHashTable *gone;    /* blob → order of the change that took it away, plus one */
};

Overview *overview_new(void)
{
	Overview *overview = g_new0(Overview, 1);

	overview->mails = g_array_new(FALSE, FALSE, sizeof(OverviewMail));
	overview->names = g_string_chunk_new(NAMES_BLOCK);
	overview->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	overview->gone = g_hash_table_new_full(oid_hash, oid_equal_keys, g_free, NULL);
	return overview;
}

void overview_free(Overview *overview)
{
	if (!overview)
		return;
	g_array_unref(overview->mails);
	g_hash_table_unref(overview->by_id);
	g_string_chunk_free(overview->names);
	g_hash_table_unref(overview->gone);
	g_free(overview);
}

static void name_last(Overview *overview, const char *id)
{
	if (g_hash_table_contains(overview->by_id, id))
		return;
	g_hash_table_insert(overview->by_id, g_string_chunk_insert(overview->names, id),
			    GUINT_TO_POINTER(overview->mails->len));
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

const OverviewMail *overview_at(const Overview *overview, guint place)
{
	return &g_array_index(overview->mails, OverviewMail, place);
}

gboolean overview_find(const Overview *overview, const char *id, guint *place)
{
	guint found = GPOINTER_TO_UINT(g_hash_table_lookup(overview->by_id, id));

	if (found)
		*place = found - 1;
	return found > 0;
}
