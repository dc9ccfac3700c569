/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_tags.h"

#include "report/view_parts.h"
#include "report/view_ranges.h"

#include <string.h>

#define MAX_GIVERS 12 /* of tags of one kind: more are counted */
#define MAX_NOTES 8   /* that one of them has with them */

/* What one person gave of one kind, under the same words. */
typedef struct {
	const char *token, *note; /* borrowed */
	char *name;
	guint who;     /* the same of one person, in the order of their first tags */
	GArray *parts; /* of guint */
} Given;

static void given_free(gpointer data)
{
	Given *given = data;

	g_free(given->name);
	g_array_unref(given->parts);
	g_free(given);
}

/* Who gave it: by address, which is in every tag but hand-made ones. Borrowed. */
static const char *giver_of(const Json *tag)
{
	const Json *person = json_get(tag, "person");
	const char *address = view_text_of(person, "address");

	return *address ? address : view_text_of(person, "name");
}

static guint number_of(GHashTable *givers, const char *giver)
{
	gpointer known = g_hash_table_lookup(givers, giver);

	if (!known) {
		known = GUINT_TO_POINTER(g_hash_table_size(givers) + 1);
		g_hash_table_insert(givers, (char *)giver, known);
	}
	return GPOINTER_TO_UINT(known);
}

static Given *given_new(const Json *tag, guint who)
{
	Given *given = g_new0(Given, 1);

	given->token = view_text_of(tag, "token");
	given->note = view_text_of(tag, "note");
	given->name = view_person_brief(json_get(tag, "person"));
	given->who = who;
	given->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	return given;
}

static gint compare_given(gconstpointer a, gconstpointer b)
{
	const Given *x = *(Given *const *)a, *y = *(Given *const *)b;
	gint order = strcmp(x->token, y->token);

	if (order)
		return order;
	return x->who < y->who ? -1 : x->who > y->who;
}

/* Of Given, by token and person; the author's own tell nothing. */
static GPtrArray *given_of(const Json *tags)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(given_free);
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) givers = g_hash_table_new(g_str_hash, g_str_equal);

	for (const Json *tag = json_first(tags); tag; tag = json_next(tag)) {
		g_autofree char *key = g_strconcat(view_text_of(tag, "token"), "\n", giver_of(tag),
						   "\n", view_text_of(tag, "note"), NULL);
		guint part = (guint)json_integer(json_get(tag, "part"));
		Given *given = g_hash_table_lookup(known, key);

		if (view_is_set(tag, "own"))
			continue;
		if (!given) {
			given = given_new(tag, number_of(givers, giver_of(tag)));
			g_ptr_array_add(list, given);
			g_hash_table_insert(known, g_steal_pointer(&key), given);
		}
		g_array_append_val(given->parts, part);
	}
	g_ptr_array_sort(list, compare_given); /* which is stable */
	return list;
}

/* "1–3: with that fixed"; of a patch on its own there are no parts to name. */
static char *given_text(const Library *library, const Given *given, gboolean several)
{
	GString *text = g_string_new(NULL);
	gboolean all = FALSE;
	g_autofree char *parts = view_ranges(library, given->parts);
	gsize len = strlen(given->note);
	g_autofree char *note =
		g_strndup(given->note, g_str_has_suffix(given->note, ":") ? len - 1 : len);

	for (guint i = 0; i < given->parts->len; i++)
		all = all || g_array_index(given->parts, guint, i) == 0;
	if (several)
		g_string_append(text, all ? view_term(library, "parts.all") : parts);
	view_join(text, view_term(library, "parts.note"), note);
	return g_string_free(text, FALSE);
}

static const Given *given_at(const GPtrArray *list, guint i)
{
	return list->pdata[i];
}

/* Where that ends which one person gave of one kind, from @i on. */
static guint end_of_giver(const GPtrArray *list, guint i)
{
	const Given *first = given_at(list, i);

	while (i < list->len && given_at(list, i)->who == first->who &&
	       g_str_equal(given_at(list, i)->token, first->token))
		i++;
	return i;
}

static void append_giver(GString *people, const Library *library, const GPtrArray *list, guint i,
			 gboolean several)
{
	guint end = end_of_giver(list, i), stop = MIN(end, i + MAX_NOTES);
	g_autoptr(GString) what = g_string_new(NULL);

	view_join(people, view_term(library, "digest.comma"), given_at(list, i)->name);
	for (; i < stop; i++) {
		g_autofree char *text = given_text(library, given_at(list, i), several);

		view_join(what, view_term(library, "parts.and"), text);
	}
	if (stop < end)
		view_join(what, view_term(library, "parts.and"), "…");
	if (what->len)
		g_string_append_printf(people, "%s%s%s", view_term(library, "parts.open"),
				       what->str, view_term(library, "parts.close"));
}

/* All of one kind, from @i on; gives where the next begins. */
static guint append_kind(Json *tags, const Library *library, const GPtrArray *list, guint i,
			 gboolean several)
{
	const char *token = given_at(list, i)->token;
	g_autoptr(GString) people = g_string_new(NULL);
	g_autofree char *text = NULL;
	Json *entry = json_object();
	guint n = 0;

	for (; i < list->len && g_str_equal(given_at(list, i)->token, token);
	     i = end_of_giver(list, i))
		if (n++ < MAX_GIVERS)
			append_giver(people, library, list, i, several);
	text = g_strdup_printf("%s: %s", token, people->str);
	json_set_string(entry, "token", token);
	view_set_lines(entry, text, VIEW_COLUMNS - VIEW_MARGIN);
	if (n > MAX_GIVERS)
		json_set_int(entry, "more_people", n - MAX_GIVERS);
	json_append(tags, entry);
	return i;
}

/* A text for each kind of tag: "Reviewed-by: Ann Example (1–3), Bo Fjord (all)". */
Json *view_tags(const Library *library, const Json *state)
{
	g_autoptr(GPtrArray) list = given_of(json_get(state, "tags"));
	gboolean several = json_integer(json_get(state, "parts")) > 1;
	Json *tags = json_array();

	for (guint i = 0; i < list->len;)
		i = append_kind(tags, library, list, i, several);
	return tags;
}
