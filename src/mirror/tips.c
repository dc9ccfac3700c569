/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/tips.h"

#include "mirror/epoch.h"
#include "mirror/odb.h"

GArray *tips_of(const Inbox *inbox, GError **error)
{
	g_autoptr(GArray) tips = g_array_new(FALSE, FALSE, sizeof(Tip));

	for (guint i = 0; i < inbox_n_epochs(inbox); i++) {
		const Epoch *epoch = inbox_epoch(inbox, i);
		CommitObject commit;

		if (epoch->empty)
			continue;
		if (!odb_read_commit(epoch->odb, &epoch->tip, &commit, error))
			return NULL;
		g_array_append_vals(tips, &(Tip){epoch->number, epoch->tip, commit.committed}, 1);
	}
	return g_steal_pointer(&tips);
}

const Tip *tips_find(const GArray *tips, guint number)
{
	for (guint i = 0; i < tips->len; i++)
		if (g_array_index(tips, Tip, i).number == number)
			return &g_array_index(tips, Tip, i);
	return NULL;
}

gint64 tips_newest(const GArray *tips)
{
	gint64 newest = tips->len ? G_MININT64 : 0;

	for (guint i = 0; i < tips->len; i++)
		newest = MAX(newest, g_array_index(tips, Tip, i).committed);
	return newest;
}

gboolean tips_are_there(const Inbox *inbox, const GArray *tips)
{
	for (guint i = 0; i < tips->len; i++) {
		const Tip *tip = &g_array_index(tips, Tip, i);
		CommitObject commit;
		guint epoch;

		if (!inbox_find_epoch(inbox, tip->number, &epoch) ||
		    !odb_read_commit(inbox_epoch(inbox, epoch)->odb, &tip->oid, &commit, NULL))
			return FALSE;
	}
	return TRUE;
}

gboolean tips_equal(const GArray *a, const GArray *b)
{
	if (a->len != b->len)
		return FALSE;
	for (guint i = 0; i < a->len; i++) {
		const Tip *x = &g_array_index(a, Tip, i), *y = &g_array_index(b, Tip, i);

		if (x->number != y->number || !oid_equal(&x->oid, &y->oid))
			return FALSE;
	}
	return TRUE;
}
