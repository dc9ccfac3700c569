/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/glossary.h"

#include "base/error.h"
#include "base/file.h"
#include "base/slice.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"

typedef struct {
	char *line; /* as it is told: "SEA = Synchronous External Abort" */
	char *acronym, *meaning;
} Entry;

struct _Glossary {
	GPtrArray *entries; /* of Entry, in the order of the file */
	GHashTable *firsts; /* what an acronym begins with, up to its first sign → GPtrArray of
			       Entry */
};

static void entry_free(gpointer data)
{
	Entry *entry = data;

	g_free(entry->line);
	g_free(entry->acronym);
	g_free(entry->meaning);
	g_free(entry);
}

void glossary_free(Glossary *glossary)
{
	if (!glossary)
		return;
	g_hash_table_unref(glossary->firsts);
	g_ptr_array_unref(glossary->entries);
	g_free(glossary);
}

/* --- words ------------------------------------------------------------------------- */

static gboolean is_of_word(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

/* Bytes of what stands at @p: a word of ASCII, or a single other character. */
static gsize token_len(const char *p)
{
	gsize len = 0;

	while (is_of_word(p[len]))
		len++;
	return len ? len : (gsize)(g_utf8_next_char(p) - p);
}

/* "SEA", "SEAs" */
static gboolean stands_at(const Entry *entry, const char *p)
{
	gsize len = strlen(entry->acronym);
	const char *end = p + len;

	if (strncmp(p, entry->acronym, len) != 0)
		return FALSE;
	if (!is_of_word(*end) || !is_of_word(end[-1]))
		return TRUE;
	return *end == 's' && !is_of_word(end[1]);
}

/* --- the file ---------------------------------------------------------------------- */

static void add_first(Glossary *glossary, Entry *entry, char *first)
{
	GPtrArray *same = g_hash_table_lookup(glossary->firsts, first);

	if (same) {
		g_free(first);
	} else {
		same = g_ptr_array_new();
		g_hash_table_insert(glossary->firsts, first, same);
	}
	g_ptr_array_add(same, entry);
}

/* Takes both. */
static void add_entry(Glossary *glossary, char *acronym, char *meaning)
{
	Entry *entry = g_new0(Entry, 1);
	gsize len = token_len(acronym);

	entry->acronym = acronym;
	entry->meaning = meaning;
	entry->line = g_strdup_printf("%s = %s", acronym, meaning);
	g_ptr_array_add(glossary->entries, entry);
	add_first(glossary, entry, g_strndup(acronym, len));
	if (!acronym[len]) /* its plural is another word */
		add_first(glossary, entry, g_strconcat(acronym, "s", NULL));
}

static char *line_of(Slice s)
{
	g_autofree char *raw = slice_dup(s);

	return text_seen_line(raw, TEXT_WHOLE);
}

/* FALSE: it is no line of a glossary. */
static gboolean take_line(Glossary *glossary, Slice line)
{
	gssize sign;
	char *acronym, *meaning;

	line = slice_trim(line);
	if (!line.len || *line.ptr == '#')
		return TRUE;
	sign = slice_find(line, '=');
	if (sign <= 0)
		return FALSE;
	acronym = line_of(slice_sub(line, 0, (gsize)sign));
	meaning = line_of(slice_sub(line, (gsize)sign + 1, line.len));
	if (*acronym && *meaning) {
		add_entry(glossary, acronym, meaning);
		return TRUE;
	}
	g_free(acronym);
	g_free(meaning);
	return FALSE;
}

static gboolean fail(const char *path, guint n, const char *what, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s:%u: %s", path, n, what);
	return FALSE;
}

static gboolean take_lines(Glossary *glossary, const char *path, Slice text, GError **error)
{
	guint n = 0;
	Slice line;

	slice_take(&text, BOM);
	while (slice_next_line(&text, &line)) {
		if (++n > GLOSSARY_MAX)
			return fail(path, n, "too many lines", error);
		if (!g_utf8_validate_len(line.ptr, line.len, NULL))
			return fail(path, n, "not UTF-8", error);
		if (!take_line(glossary, line))
			return fail(path, n, "not of the form ACRONYM = what it stands for", error);
	}
	return TRUE;
}

Glossary *glossary_read(const char *path, GError **error)
{
	g_autoptr(Glossary) glossary = g_new0(Glossary, 1);
	gsize len;
	g_autofree char *text = file_read(path, GLOSSARY_MAX_FILE, &len);

	glossary->entries = g_ptr_array_new_with_free_func(entry_free);
	glossary->firsts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						 (GDestroyNotify)g_ptr_array_unref);
	if (!text) {
		file_fail(path, "cannot read it", error);
		return NULL;
	}
	if (!take_lines(glossary, path, (Slice){text, len}, error))
		return NULL;
	return g_steal_pointer(&glossary);
}

/* --- lookup ------------------------------------------------------------------------ */

char **glossary_for(const Glossary *glossary, const char *text)
{
	g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
	GPtrArray *lines = g_ptr_array_new();

	for (const char *p = text; *p;) {
		gsize len = token_len(p);
		g_autofree char *token = g_strndup(p, len);
		const GPtrArray *same = g_hash_table_lookup(glossary->firsts, token);

		for (guint i = 0; same && i < same->len; i++)
			if (stands_at(same->pdata[i], p))
				g_hash_table_add(found, same->pdata[i]);
		p += len;
	}
	for (guint i = 0; i < glossary->entries->len; i++) {
		const Entry *entry = glossary->entries->pdata[i];

		if (g_hash_table_contains(found, entry))
			g_ptr_array_add(lines, g_strdup(entry->line));
	}
	g_ptr_array_add(lines, NULL);
	return (char **)g_ptr_array_free(lines, FALSE);
}

static gboolean is_same(const char *a, const char *b)
{
	g_autofree char *line_a = line_of(slice_of(a)), *line_b = line_of(slice_of(b));
	g_autofree char *fold_a = g_utf8_casefold(line_a, -1),
			*fold_b = g_utf8_casefold(line_b, -1);

	return g_str_equal(fold_a, fold_b);
}

gboolean glossary_has(const Glossary *glossary, const char *acronym, const char *meaning)
{
	for (guint i = 0; glossary && i < glossary->entries->len; i++) {
		const Entry *entry = glossary->entries->pdata[i];

		if (is_same(entry->acronym, acronym) && is_same(entry->meaning, meaning))
			return TRUE;
	}
	return FALSE;
}
