/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/held.h"

#include "base/numbers.h"

struct _Held {
	GHashTable *people; /* who → table: part → GArray of guint */
};

Held *held_new(void)
{
	Held *held = g_new0(Held, 1);

	held->people = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
	return held;
}

void held_free(Held *held)
{
	if (!held)
		return;
	g_hash_table_unref(held->people);
	g_free(held);
}

void held_add(Held *held, guint who, guint part, guint number)
{
	GHashTable *parts = g_hash_table_lookup(held->people, GUINT_TO_POINTER(who));
	GArray *numbers;

	if (!parts) {
		parts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
		g_hash_table_insert(held->people, GUINT_TO_POINTER(who), parts);
	}
	numbers = g_hash_table_lookup(parts, GUINT_TO_POINTER(part));
	if (!numbers) {
		numbers = g_array_new(FALSE, FALSE, sizeof(guint));
		g_hash_table_insert(parts, GUINT_TO_POINTER(part), numbers);
	}
	g_array_append_val(numbers, number);
}

GArray *held_take(Held *held, guint who, guint part)
{
	GHashTable *parts = g_hash_table_lookup(held->people, GUINT_TO_POINTER(who));
	gpointer numbers;

	if (!parts || !g_hash_table_steal_extended(parts, GUINT_TO_POINTER(part), NULL, &numbers))
		return g_array_new(FALSE, FALSE, sizeof(guint));
	return numbers;
}

GArray *held_take_all(Held *held, guint who)
{
	GHashTable *parts = g_hash_table_lookup(held->people, GUINT_TO_POINTER(who));
	GArray *all = g_array_new(FALSE, FALSE, sizeof(guint));
	GHashTableIter iter;
	gpointer numbers;

	if (!parts)
		return all;
	g_hash_table_iter_init(&iter, parts);
	while (g_hash_table_iter_next(&iter, NULL, &numbers))
		g_array_append_vals(all, ((GArray *)numbers)->data, ((GArray *)numbers)->len);
	g_hash_table_remove(held->people, GUINT_TO_POINTER(who));
	g_array_sort(all, numbers_compare);
	return all;
}
