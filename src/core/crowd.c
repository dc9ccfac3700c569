/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/crowd.h"

/*
 * Senders that share an address or a name are one person. Each key stands for a
 * group; two keys met in one mail join their groups (union-find).
 */
typedef struct {
	GHashTable *keys; /* "addr:…", "name:…" → place in up, plus one */
	GArray *up;       /* of guint: the group that a group was joined to; itself: none */
	guint groups;
} Merger;

static guint find_group(const Merger *merger, guint group)
{
	guint *up = (guint *)merger->up->data;

	while (up[group] != group)
		group = up[group] = up[up[group]];
	return group;
}

/* Takes @key. */
static guint group_of(Merger *merger, char *key)
{
	guint group = GPOINTER_TO_UINT(g_hash_table_lookup(merger->keys, key));

	if (group) {
		g_free(key);
		return find_group(merger, group - 1);
	}
	group = merger->up->len;
	g_array_append_val(merger->up, group);
	g_hash_table_insert(merger->keys, key, GUINT_TO_POINTER(group + 1));
	merger->groups++;
	return group;
}

static void join(Merger *merger, guint a, guint b)
{
	if (a == b)
		return;
	g_array_index(merger->up, guint, b) = a;
	merger->groups--;
}

static void add_person(Merger *merger, const Person *person)
{
	g_autofree char *addr = person_key(person), *name = person_name_key(person->name);
	guint group = group_of(merger, g_strconcat("addr:", addr, NULL));

	if (*name)
		join(merger, group, group_of(merger, g_strconcat("name:", name, NULL)));
}

Crowd crowd_count(const GPtrArray *posts)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) bots = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GArray) up = g_array_new(FALSE, FALSE, sizeof(guint));
	Merger merger = {keys, up, 0};

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
	return (Crowd){g_hash_table_size(names), merger.groups, g_hash_table_size(bots)};
}
