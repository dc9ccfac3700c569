/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/who.h"

#include "base/sets.h"

#include <string.h>

/*
 * Each address and each name is a key, each key a member of a set; a mention of both makes
 * theirs one. Sub-domains are joined once all are known: it takes the parent to be there.
 */
struct _Who {
	GHashTable *keys; /* address key, or name key behind a blank → its member, plus one */
	GPtrArray *addrs; /* those that are addresses; borrowed from keys */
	guint joined;     /* how many of these have met their parent domains */
	Sets *sets;
};

#define MAX_LABELS 8 /* of a domain; what has more is an attack */

Who *who_new(void)
{
	Who *who = g_new0(Who, 1);

	who->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	who->addrs = g_ptr_array_new();
	who->sets = sets_new();
	return who;
}

void who_free(Who *who)
{
	if (!who)
		return;
	g_ptr_array_unref(who->addrs);
	g_hash_table_unref(who->keys);
	sets_free(who->sets);
	g_free(who);
}

/* Lower-cased, without a plus extension; NULL: no address. */
static char *addr_key(const char *addr)
{
	char *key = g_ascii_strdown(addr, -1), *at = strrchr(key, '@'), *plus = strchr(key, '+');

	if (at == key || !*key) {
		g_free(key);
		return NULL;
	}
	if (at && plus > key && plus < at)
		memmove(plus, at, strlen(at) + 1);
	return key;
}

/* Not to be taken for an address: that has no blank in front. NULL: no name. */
static char *name_key(const char *name)
{
	g_autofree char *key = person_name_key(name);

	return *key ? g_strconcat(" ", key, NULL) : NULL;
}

/* Takes @key, which may be NULL. */
static guint member_of(Who *who, char *key, gboolean addr)
{
	guint member;

	if (!key)
		return WHO_NOBODY;
	member = GPOINTER_TO_UINT(g_hash_table_lookup(who->keys, key));
	if (member) {
		g_free(key);
		return member - 1;
	}
	member = sets_add(who->sets);
	g_hash_table_insert(who->keys, key, GUINT_TO_POINTER(member + 1));
	if (addr)
		g_ptr_array_add(who->addrs, key);
	return member;
}

void who_add(Who *who, const Person *person)
{
	guint addr = member_of(who, addr_key(person->addr), TRUE);
	guint name = member_of(who, name_key(person->name), FALSE);

	if (addr != WHO_NOBODY && name != WHO_NOBODY)
		sets_join(who->sets, addr, name);
	who->joined = 0;
}

static guint find(const Who *who, const char *key)
{
	guint member = key ? GPOINTER_TO_UINT(g_hash_table_lookup(who->keys, key)) : 0;

	return member ? member - 1 : WHO_NOBODY;
}

/* ann@lab.example.org and ann@example.org are one. */
static void join_parents(Who *who, const char *addr)
{
	const char *at = strrchr(addr, '@'), *dot = at ? strchr(at, '.') : NULL;
	guint member = find(who, addr);

	for (guint label = 0; dot && strchr(dot + 1, '.') && label < MAX_LABELS; label++) {
		g_autofree char *parent =
			g_strdup_printf("%.*s@%s", (int)(at - addr), addr, dot + 1);
		guint other = find(who, parent);

		if (other != WHO_NOBODY)
			sets_join(who->sets, member, other);
		dot = strchr(dot + 1, '.');
	}
}

guint who_number(Who *who, const Person *person)
{
	g_autofree char *addr = addr_key(person->addr), *name = NULL;
	guint member = find(who, addr);

	for (; who->joined < who->addrs->len; who->joined++)
		join_parents(who, who->addrs->pdata[who->joined]);
	if (member == WHO_NOBODY) {
		name = name_key(person->name);
		member = find(who, name);
	}
	return member == WHO_NOBODY ? WHO_NOBODY : sets_find(who->sets, member);
}
