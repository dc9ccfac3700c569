/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/ids.h"

#include <string.h>

#include "mail/decode.h"

#define BLANKS " \t"

/* What stands between < and >; blanks are taken out, for a fold may stand inside an id. */
static char *bracketed_id(Slice text)
{
	GString *id;
	gssize open;

	while ((open = slice_find(text, '<')) >= 0)
		text = slice_sub(text, (gsize)open + 1, text.len);
	if (slice_find(text, ' ') < 0 && slice_find(text, '\t') < 0)
		return slice_dup(text);
	id = g_string_sized_new(text.len);
	for (gsize i = 0; i < text.len; i++)
		if (text.ptr[i] != ' ' && text.ptr[i] != '\t')
			g_string_append_c(id, text.ptr[i]);
	return g_string_free(id, FALSE);
}

/* Appends what stands in <…>. */
static gboolean add_bracketed(GPtrArray *ids, const char *text)
{
	gboolean found = FALSE;
	const char *open, *close;

	while ((open = strchr(text, '<')) && (close = strchr(open, '>'))) {
		char *id = bracketed_id((Slice){open + 1, (gsize)(close - open - 1)});

		if (*id)
			g_ptr_array_add(ids, id);
		else
			g_free(id);
		found = TRUE;
		text = close + 1;
	}
	return found;
}

/* Without brackets: one word is an id; several are when each has an @; prose is none. */
static void add_bare(GPtrArray *ids, const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text, BLANKS "<>", -1);
	guint first = ids->len, with_at = 0;

	for (char **word = words; *word; word++) {
		if (**word)
			g_ptr_array_add(ids, g_strdup(*word));
		with_at += strchr(*word, '@') != NULL;
	}
	if (ids->len - first > MAX(with_at, 1))
		g_ptr_array_set_size(ids, (int)first);
}

/* All ids in the headers of one name, in order, duplicates included. */
static GPtrArray *ids_in(const HeaderSection *headers, HeaderName name, DefectSet *defects)
{
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	Slice value;
	guint at = 0;

	while (header_next(headers, name, &at, &value)) {
		g_autofree char *text = decode_header(value, defects);

		if (!add_bracketed(ids, text))
			add_bare(ids, text);
	}
	return ids;
}

GPtrArray *ids_own(const HeaderSection *headers, DefectSet *defects)
{
	g_autoptr(GPtrArray) all = ids_in(headers, HEADER_MESSAGE_ID, defects);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *own = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < all->len && own->len < IDS_MAX; i++)
		if (g_hash_table_add(seen, all->pdata[i]))
			g_ptr_array_add(own, g_strdup(all->pdata[i]));
	if (own->len > 1)
		defect_add(defects, DEFECT_SEVERAL_MESSAGE_IDS);
	return own;
}

/* Ids by their text in either case, to be looked up by a piece of a header. */
static guint hash_nocase(gconstpointer data)
{
	const Slice *s = data;
	guint hash = 5381;

	for (gsize i = 0; i < s->len; i++)
		hash = hash * 33 + (guchar)g_ascii_tolower(s->ptr[i]);
	return hash;
}

static gboolean equal_nocase(gconstpointer a, gconstpointer b)
{
	const Slice *x = a, *y = b;

	return x->len == y->len && g_ascii_strncasecmp(x->ptr, y->ptr, x->len) == 0;
}

static gboolean ends_address(char c)
{
	switch (c) {
	case '\0':
	case ' ':
	case '\t':
	case '\r':
	case '\n':
	case '<':
	case '>':
	case ',':
	case ';':
	case ':':
	case '(':
	case ')':
	case '"':
		return TRUE;
	default:
		return FALSE;
	}
}

/* The word around the @ at @at; it does not reach back beyond @from. */
static Slice address_at(Slice value, gsize from, gsize at)
{
	gsize start = at, end = at + 1;

	while (start > from && !ends_address(value.ptr[start - 1]))
		start--;
	while (end < value.len && !ends_address(value.ptr[end]))
		end++;
	return slice_sub(value, start, end);
}

/* Adds those of @ids that are an address in @value to @addresses, lower-cased. */
static void find_addresses(GHashTable *ids, Slice value, GHashTable *addresses)
{
	gsize from = 0;
	gssize at;

	while ((at = slice_find(slice_sub(value, from, value.len), '@')) >= 0) {
		Slice word = address_at(value, from, from + (gsize)at);

		if (g_hash_table_contains(ids, &word))
			g_hash_table_add(addresses, g_ascii_strdown(word.ptr, (gssize)word.len));
		from = (gsize)(word.ptr - value.ptr) + word.len;
	}
}

static void add_slices(GHashTable *set, const GPtrArray *ids)
{
	for (guint i = 0; i < ids->len; i++) {
		Slice id = slice_of(ids->pdata[i]);

		g_hash_table_add(set, g_memdup2(&id, sizeof(id)));
	}
}

/* What was read of the headers that name parents. */
typedef struct {
	GPtrArray *references, *replied;
	GHashTable *addresses; /* of both, those that are addresses in From, To or Cc */
	GHashTable *own;       /* the mail's own ids: borrowed */
} Named;

static void named_clear(Named *named)
{
	g_ptr_array_unref(named->references);
	g_ptr_array_unref(named->replied);
	g_hash_table_unref(named->addresses);
	g_hash_table_unref(named->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Named, named_clear)

static void named_init(Named *named, const HeaderSection *headers, const GPtrArray *own,
		       DefectSet *defects)
{
	named->references = ids_in(headers, HEADER_REFERENCES, defects);
	named->replied = ids_in(headers, HEADER_IN_REPLY_TO, defects);
	named->addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	named->own = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < own->len; i++)
		g_hash_table_add(named->own, own->pdata[i]);
}

static void named_compare(Named *named, const HeaderSection *headers)
{
	static const HeaderName names[] = {HEADER_FROM, HEADER_TO, HEADER_CC};
	g_autoptr(GHashTable) ids = g_hash_table_new_full(hash_nocase, equal_nocase, g_free, NULL);

	add_slices(ids, named->references);
	add_slices(ids, named->replied);
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		Slice value;
		guint at = 0;

		while (header_next(headers, names[i], &at, &value))
			find_addresses(ids, value, named->addresses);
	}
}

/*
 * What is no parent, whatever stands there: the mail itself, addresses, and "y" and
 * "n": old versions of git send-email asked for In-Reply-To, and got such answers.
 */
static gboolean is_no_parent(const Named *named, const char *id)
{
	g_autofree char *lower = g_ascii_strdown(id, -1);

	return g_str_equal(lower, "y") || g_str_equal(lower, "n") ||
	       g_hash_table_contains(named->own, id) ||
	       g_hash_table_contains(named->addresses, lower);
}

/* Takes what is no parent out of @ids. */
static void drop_bad(const Named *named, GPtrArray *ids, DefectSet *defects)
{
	guint kept = 0;

	for (guint i = 0; i < ids->len; i++) {
		g_autofree char *id = g_steal_pointer(&ids->pdata[i]);

		if (is_no_parent(named, id))
			defect_add(defects, DEFECT_BAD_REFERENCE);
		else
			ids->pdata[kept++] = g_steal_pointer(&id);
	}
	g_ptr_array_set_size(ids, (int)kept);
}

/* Appends the ids not seen yet, up to and with @last; TRUE when that was met. */
static gboolean append_new(GPtrArray *to, const GPtrArray *from, GHashTable *seen, const char *last)
{
	for (guint i = 0; i < from->len; i++) {
		if (g_hash_table_add(seen, from->pdata[i]))
			g_ptr_array_add(to, g_strdup(from->pdata[i]));
		if (last && g_str_equal(from->pdata[i], last))
			return TRUE;
	}
	return FALSE;
}

static void cap(GPtrArray *ids, DefectSet *defects)
{
	if (ids->len <= IDS_MAX)
		return;
	defect_add(defects, DEFECT_TRUNCATED);
	g_ptr_array_remove_range(ids, IDS_MAX / 2, ids->len - IDS_MAX);
}

GPtrArray *ids_parents(const HeaderSection *headers, const GPtrArray *own, DefectSet *defects)
{
	GPtrArray *parents = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) seen = NULL;
	g_auto(Named) named = {0};
	const GPtrArray *replied;

	named_init(&named, headers, own, defects);
	replied = named.replied;
	if (!named.references->len && !replied->len)
		return parents;
	named_compare(&named, headers);
	drop_bad(&named, named.references, defects);
	drop_bad(&named, named.replied, defects);
	seen = g_hash_table_new(g_str_hash, g_str_equal);
	if (!append_new(parents, named.references, seen, replied->len ? replied->pdata[0] : NULL))
		append_new(parents, replied, seen, NULL);
	cap(parents, defects);
	return parents;
}
