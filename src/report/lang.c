/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/lang.h"

#include "base/error.h"
#include "base/json.h"

#include <string.h>

struct _Lang {
	GHashTable *words; /* name → word */
};

Lang *lang_new(void)
{
	Lang *lang = g_new0(Lang, 1);

	lang->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return lang;
}

void lang_free(Lang *lang)
{
	if (!lang)
		return;
	g_hash_table_unref(lang->words);
	g_free(lang);
}

static gboolean add_word(Lang *lang, const char *file, const Json *word, GError **error)
{
	if (!json_text(word)) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s: a word is a text", file,
			    json_name(word));
		return FALSE;
	}
	g_hash_table_replace(lang->words, g_strdup(json_name(word)), g_strdup(json_text(word)));
	return TRUE;
}

gboolean lang_add(Lang *lang, const char *name, const char *text, gsize len, GError **error)
{
	g_autoptr(Json) json = json_parse(text, len, error);

	if (!json) {
		g_prefix_error(error, "%s: ", name);
		return FALSE;
	}
	if (json_type(json) != JSON_OBJECT) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: not a JSON object", name);
		return FALSE;
	}
	for (const Json *word = json_first(json); word; word = json_next(word))
		if (!add_word(lang, name, word, error))
			return FALSE;
	return TRUE;
}

const char *lang_word(const Lang *lang, const char *name)
{
	return g_hash_table_lookup(lang->words, name);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *lang_names(const Lang *lang)
{
	GPtrArray *names = g_ptr_array_new();
	GHashTableIter iter;
	gpointer name;

	g_hash_table_iter_init(&iter, lang->words);
	while (g_hash_table_iter_next(&iter, &name, NULL))
		g_ptr_array_add(names, name);
	g_ptr_array_sort(names, compare_names);
	return names;
}
