/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/crowd.h"

#include "base/sets.h"

/*
 * Senders that share an address or a name are one person: each key is of a set, and two
 * keys met in one mail make theirs one.
 */
typedef struct {
	GHashTable *keys; /* "addr:…", "name:…" → its number in sets, plus one */
	Sets *sets;
} Merger;

/* Takes @key. */
static guint number_of(Merger *merger, char *key)
{
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(merger->keys, key));

	if (number) {
		g_free(key);
		return number - 1;
	}
	number = sets_add(merger->sets);
	g_hash_table_insert(merger->keys, key, GUINT_TO_POINTER(number + 1));
	return number;
}

static void add_person(Merger *merger, const Person *person)
{
	g_autofree char *addr = person_key(person), *name = person_name_key(person->name);
	guint number = number_of(merger, g_strconcat("addr:", addr, NULL));

	if (*name)
		sets_join(merger->sets, number,
			  number_of(merger, g_strconcat("name:", name, NULL)));
}

Crowd crowd_count(const GPtrArray *posts)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) bots = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(Sets) sets = sets_new();
	Merger merger = {keys, sets};

	for (guint i = 0; i < posts->len; i++) {
		const Post *post = posts->pdata[i];
		const Person *sender = &post->sender;
		char *name = *sender->name ? sender->name : sender->addr;

		g_hash_table_add(names, name);
		if (post->bot)
			g_hash_table_add(bots, name);
		else
			add_person(&merger, sender);
	}
	return (Crowd){g_hash_table_size(names), sets_count(sets), g_hash_table_size(bots)};
}
