/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/cast.h"

#include "base/text.h"
#include "core/who.h"
#include "summary/cast_names.h"

#include <string.h>

#define NAME_MAX_CHARS 100 /* characters of a name or an address */
#define NAMELESS "?"       /* who gives neither */

/* One mail's sender. */
typedef struct {
	Person person;
	gboolean bot;
} Sender;

/* What is made of all senders when somebody first asks. */
typedef struct {
	gboolean made;
	GArray *members;     /* of CastMember */
	GPtrArray *names;    /* cast_name() of each */
	GHashTable *numbers; /* of who.h, plus one; 0 of who is nobody there → member, plus one */
	CastNames *forms;
} Told;

struct _Cast {
	GArray *senders; /* of Sender */
	Who *who;
	Told *told;
};

static void sender_clear(gpointer data)
{
	person_clear(&((Sender *)data)->person);
}

static void member_clear(gpointer data)
{
	person_clear(&((CastMember *)data)->person);
}

static Told *told_new(void)
{
	Told *told = g_new0(Told, 1);

	told->members = g_array_new(FALSE, FALSE, sizeof(CastMember));
	g_array_set_clear_func(told->members, member_clear);
	told->names = g_ptr_array_new_with_free_func(g_free);
	told->numbers = g_hash_table_new(NULL, NULL);
	told->forms = cast_names_new();
	return told;
}

static void told_free(Told *told)
{
	g_array_unref(told->members);
	g_ptr_array_unref(told->names);
	g_hash_table_unref(told->numbers);
	cast_names_free(told->forms);
	g_free(told);
}

Cast *cast_new(void)
{
	Cast *cast = g_new0(Cast, 1);

	cast->senders = g_array_new(FALSE, FALSE, sizeof(Sender));
	g_array_set_clear_func(cast->senders, sender_clear);
	cast->who = who_new();
	cast->told = told_new();
	return cast;
}

void cast_free(Cast *cast)
{
	if (!cast)
		return;
	g_array_unref(cast->senders);
	who_free(cast->who);
	told_free(cast->told);
	g_free(cast);
}

void cast_add(Cast *cast, const Person *person, gboolean bot)
{
	Sender sender = {person_copy(person), bot};

	g_array_append_val(cast->senders, sender);
	who_add(cast->who, person);
	if (!cast->told->made)
		return;
	told_free(cast->told);
	cast->told = told_new();
}

/* --- names ------------------------------------------------------------------------ */

/* What is seen of it, on one line, cut; without braces, which are ours (cast_fill_in()). */
static char *clean_name(const char *raw)
{
	return g_strdelimit(g_strdelimit(text_seen_line(raw, NAME_MAX_CHARS), "{", '('), "}", ')');
}

static gboolean has_letter(const char *name)
{
	for (; *name; name = g_utf8_next_char(name))
		if (g_unichar_isalpha(g_utf8_get_char(name)))
			return TRUE;
	return FALSE;
}

/* "P3", "p3" */
static gboolean looks_like_id(const char *name)
{
	return (*name == 'P' || *name == 'p') && name[1] &&
	       strspn(name + 1, "0123456789") == strlen(name + 1);
}

/* The name alone; "" where it is none, or none that could be told from our own words. */
static char *bare_name(const CastMember *member)
{
	g_autofree char *name = clean_name(member->person.name);

	return has_letter(name) ? g_steal_pointer(&name) : g_strdup("");
}

static char *told_name(const CastMember *member, const char *bare, gboolean unique)
{
	g_autofree char *addr = clean_name(member->person.addr);

	if (!*bare)
		return *addr ? g_steal_pointer(&addr) : g_strdup(NAMELESS);
	if ((unique && !looks_like_id(bare)) || !*addr)
		return g_strdup(bare);
	return g_strdup_printf("%s <%s>", bare, addr);
}

static void make_names(Told *told)
{
	g_autoptr(GPtrArray) bares = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) uses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < told->members->len; i++) {
		char *bare = bare_name(&g_array_index(told->members, CastMember, i));
		char *key = g_utf8_casefold(bare, -1);
		guint n = GPOINTER_TO_UINT(g_hash_table_lookup(uses, key));

		g_ptr_array_add(bares, bare);
		g_hash_table_replace(uses, key, GUINT_TO_POINTER(n + 1));
	}
	for (guint i = 0; i < told->members->len; i++) {
		const CastMember *member = &g_array_index(told->members, CastMember, i);
		g_autofree char *key = g_utf8_casefold(bares->pdata[i], -1);
		guint n = GPOINTER_TO_UINT(g_hash_table_lookup(uses, key));

		g_ptr_array_add(told->names, told_name(member, bares->pdata[i], n == 1));
		cast_names_add(told->forms, bares->pdata[i], member->bot);
	}
}

/* --- members ---------------------------------------------------------------------- */

static gpointer number_of(const Cast *cast, const Person *person)
{
	guint number = who_number(cast->who, person);

	return GUINT_TO_POINTER(number == WHO_NOBODY ? 0 : number + 1);
}

static void make_members(const Cast *cast, Told *told)
{
	for (guint i = 0; i < cast->senders->len; i++) {
		const Sender *sender = &g_array_index(cast->senders, Sender, i);
		gpointer number = number_of(cast, &sender->person);
		guint place = GPOINTER_TO_UINT(g_hash_table_lookup(told->numbers, number));
		CastMember member = {.bot = sender->bot};

		if (!place) {
			member.person = person_copy(&sender->person);
			g_array_append_val(told->members, member);
			place = told->members->len;
			g_hash_table_insert(told->numbers, number, GUINT_TO_POINTER(place));
		}
		g_array_index(told->members, CastMember, place - 1).mails++;
	}
}

static const Told *told_of(const Cast *cast)
{
	Told *told = cast->told;

	if (!told->made) {
		make_members(cast, told);
		make_names(told);
		told->made = TRUE;
	}
	return told;
}

guint cast_size(const Cast *cast)
{
	return told_of(cast)->members->len;
}

const CastMember *cast_member(const Cast *cast, guint i)
{
	return &g_array_index(told_of(cast)->members, CastMember, i);
}

/* Neither address nor name that who.h could tell from another. */
static gboolean is_nameless(const Person *person)
{
	g_autofree char *key = person_name_key(person->name);

	return !*key && (!*person->addr || *person->addr == '@');
}

guint cast_find(Cast *cast, const Person *person)
{
	const Told *told = told_of(cast);
	gpointer number = number_of(cast, person);
	guint place;

	if (!number && !is_nameless(person))
		return CAST_NOBODY;
	place = GPOINTER_TO_UINT(g_hash_table_lookup(told->numbers, number));
	return place ? place - 1 : CAST_NOBODY;
}

guint cast_number(const Cast *cast, const char *id)
{
	g_autofree char *braced = g_strdup_printf("{%s}", id);
	guint who;

	return cast_names_take_id(braced, cast_size(cast), &who) == strlen(braced) ? who
										   : CAST_NOBODY;
}

const char *cast_name(const Cast *cast, guint i)
{
	return told_of(cast)->names->pdata[i];
}

/* --- texts -------------------------------------------------------------------------- */

GArray *cast_mentions(const Cast *cast, const char *text)
{
	return cast_names_find(told_of(cast)->forms, text);
}

char *cast_fill_in(const Cast *cast, const char *text)
{
	GString *out = g_string_sized_new(strlen(text));
	guint who, n = cast_size(cast);

	while (*text) {
		gsize len = *text == '{' ? cast_names_take_id(text, n, &who) : 0;

		if (len)
			g_string_append(out, cast_name(cast, who));
		else
			g_string_append_c(out, *text);
		text += len ? len : 1;
	}
	return g_string_free(out, FALSE);
}
