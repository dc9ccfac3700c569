/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/manifest.h"

#include "base/error.h"
#include "base/json.h"
#include "base/slice.h"
#include "base/text.h"
#include "mirror/inbox.h"
#include "mirror/oid.h"

#include <gio/gio.h>
#include <string.h>

static gboolean fail(GError **error, const char *what)
{
	g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, what);
	return FALSE;
}

/* --- unpacking -------------------------------------------------------------------- */

#define CHUNK (64u << 10)

/* The packed bytes that are left, and what they were unpacked to. */
typedef struct {
	GConverter *converter;
	Slice rest;
	GByteArray *text;
} Unpack;

static gboolean is_padding(Slice rest)
{
	for (gsize i = 0; i < rest.len; i++)
		if (rest.ptr[i])
			return FALSE;
	return TRUE;
}

/* One step. *ended: so did the member. */
static gboolean step(Unpack *unpack, gboolean *ended, GError **error)
{
	guint8 chunk[CHUNK];
	gsize read = 0, written = 0;
	g_autoptr(GError) failure = NULL;
	GConverterResult result = g_converter_convert(
		unpack->converter, unpack->rest.ptr, unpack->rest.len, chunk, sizeof chunk,
		G_CONVERTER_INPUT_AT_END, &read, &written, &failure);

	if (result == G_CONVERTER_ERROR)
		return fail(error, g_error_matches(failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
					   ? "it is cut short"
					   : "it is damaged, or no gzip file");
	unpack->rest = slice_sub(unpack->rest, read, unpack->rest.len);
	if (written > MANIFEST_MAX_TEXT - unpack->text->len)
		return fail(error, "it has more than 64 MiB when it is unpacked: not read on");
	g_byte_array_append(unpack->text, chunk, (guint)written);
	*ended = result == G_CONVERTER_FINISHED;
	if (!*ended && read == 0 && written == 0)
		return fail(error, "it is cut short");
	return TRUE;
}

/* RFC 1952: any number of members, and zeros behind them as gzip(1) allows. */
static gboolean unpack_all(Unpack *unpack, GError **error)
{
	gboolean ended = FALSE;

	if (!unpack->rest.len)
		return fail(error, "it is empty");
	while (!ended || !is_padding(unpack->rest)) {
		if (ended)
			g_converter_reset(unpack->converter);
		if (!step(unpack, &ended, error))
			return FALSE;
	}
	return TRUE;
}

static GByteArray *gunzip(GBytes *gzip, GError **error)
{
	g_autoptr(GZlibDecompressor) decompressor =
		g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP);
	g_autoptr(GByteArray) text = g_byte_array_new();
	Unpack unpack = {G_CONVERTER(decompressor), {NULL, 0}, text};

	unpack.rest.ptr = g_bytes_get_data(gzip, &unpack.rest.len);
	return unpack_all(&unpack, error) ? g_steal_pointer(&text) : NULL;
}

/* --- its entries ------------------------------------------------------------------ */

/* "<prefix>/git/<N>.git" */
static gboolean split_key(const char *key, Slice *prefix, guint *number)
{
	Slice whole = slice_of(key), rest;
	gsize end = whole.len;

	if (!g_str_has_suffix(key, ".git"))
		return FALSE;
	end -= strlen(".git");
	rest = slice_sub(whole, 0, end);
	while (rest.len && g_ascii_isdigit(rest.ptr[rest.len - 1]))
		rest.len--;
	*prefix = slice_sub(rest, 0, rest.len);
	rest = slice_sub(whole, rest.len, end);
	if (prefix->len < strlen("/git/") ||
	    memcmp(prefix->ptr + prefix->len - strlen("/git/"), "/git/", strlen("/git/")) != 0)
		return FALSE;
	prefix->len -= strlen("/git/");
	if (rest.len > 1 && rest.ptr[0] == '0')
		return FALSE;
	return slice_take_number(&rest, INBOX_MAX_EPOCH, number) && !rest.len;
}

/* Whether @path ends with @prefix, which begins with a slash or is nothing. */
static gboolean ends_with(Slice path, Slice prefix)
{
	return prefix.len <= path.len && (!prefix.len || prefix.ptr[0] == '/') &&
	       memcmp(path.ptr + path.len - prefix.len, prefix.ptr, prefix.len) == 0;
}

/* Which inbox of the manifest is meant. */
typedef struct {
	Slice path;
	Slice best; /* the longest prefix, or v1's path, that path ends with */
	gboolean found;
	Slice only; /* the one there is */
	gboolean several;
} Choice;

static gboolean is_same(Slice a, Slice b)
{
	return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

static void consider(Choice *choice, Slice prefix)
{
	if (ends_with(choice->path, prefix) && (!choice->found || prefix.len > choice->best.len)) {
		choice->best = prefix;
		choice->found = TRUE;
	}
	if (!choice->only.ptr)
		choice->only = prefix;
	else if (!is_same(choice->only, prefix))
		choice->several = TRUE;
}

static gboolean choose(const Json *root, const char *path, Slice *chosen)
{
	Choice choice = {.path = slice_of(path)};
	guint number;

	for (const Json *entry = json_first(root); entry; entry = json_next(entry)) {
		Slice prefix;

		if (split_key(json_name(entry), &prefix, &number))
			consider(&choice, prefix);
		else if (json_name(entry)[0] == '/')
			consider(&choice, slice_of(json_name(entry)));
	}
	*chosen = choice.found ? choice.best : choice.only;
	return choice.found || (choice.only.ptr && !choice.several);
}

static char *take_fingerprint(const Json *entry)
{
	const char *text = json_text(json_get(entry, "fingerprint"));
	Oid oid;

	return text && oid_parse(&oid, text, strlen(text)) ? oid_hex(&oid) : NULL;
}

static ManifestEntry take_entry(const Json *entry, guint number)
{
	gint64 modified = json_integer(json_get(entry, "modified"));

	return (ManifestEntry){number, take_fingerprint(entry), MAX(modified, 0)};
}

/* "KVM on ARM [epoch 3]" is that of public-inbox; without its own it says so in brackets. */
static char *take_description(const Json *entry)
{
	const char *raw = json_text(json_get(entry, "description"));
	g_autofree char *line = raw ? text_clean_line(raw, strlen(raw)) : NULL;
	char *mark = line ? g_strrstr(line, " [epoch ") : NULL;

	if (mark)
		*mark = '\0';
	if (!line || !*line || g_str_has_prefix(line, "($INBOX_DIR") ||
	    strlen(line) > MANIFEST_MAX_DESCRIPTION)
		return NULL;
	return g_steal_pointer(&line);
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
	guint x = ((const ManifestEntry *)a)->number, y = ((const ManifestEntry *)b)->number;

	return (x > y) - (x < y);
}

/* Of an epoch that is there twice nothing is known but that it is. */
static void drop_doubles(GArray *epochs)
{
	guint kept = 0;

	g_array_sort(epochs, compare_entries);
	for (guint i = 0; i < epochs->len; i++) {
		ManifestEntry *entry = &g_array_index(epochs, ManifestEntry, i);
		ManifestEntry *last = kept ? &g_array_index(epochs, ManifestEntry, kept - 1) : NULL;

		if (last && last->number == entry->number) {
			g_clear_pointer(&last->fingerprint, g_free);
			g_clear_pointer(&entry->fingerprint, g_free);
			continue;
		}
		if (kept != i) {
			g_array_index(epochs, ManifestEntry, kept) = *entry;
			entry->fingerprint = NULL;
		}
		kept++;
	}
	g_array_set_size(epochs, kept);
}

static void clear_entry(ManifestEntry *entry)
{
	g_clear_pointer(&entry->fingerprint, g_free);
}

static void take_v1(Manifest *manifest, const Json *entry)
{
	clear_entry(&manifest->v1);
	manifest->v1 = take_entry(entry, 0);
	manifest->has_v1 = TRUE;
}

static gboolean take_all(Manifest *manifest, const Json *root, Slice inbox, GError **error)
{
	const Json *newest = NULL;
	guint last = 0;

	for (const Json *entry = json_first(root); entry; entry = json_next(entry)) {
		guint number;
		Slice prefix;

		if (json_type(entry) != JSON_OBJECT)
			continue;
		if (is_same(slice_of(json_name(entry)), inbox)) {
			take_v1(manifest, entry);
			newest = newest ? newest : entry;
		}
		if (!split_key(json_name(entry), &prefix, &number) || !is_same(prefix, inbox))
			continue;
		if (manifest->epochs->len == MANIFEST_MAX_EPOCHS)
			return fail(error, "it has more than 10000 epochs of this inbox");
		g_array_append_vals(manifest->epochs, &(ManifestEntry){0}, 1);
		g_array_index(manifest->epochs, ManifestEntry, manifest->epochs->len - 1) =
			take_entry(entry, number);
		if (!newest || number >= last) {
			newest = entry;
			last = number;
		}
	}
	manifest->description = newest ? take_description(newest) : NULL;
	drop_doubles(manifest->epochs);
	return TRUE;
}

Manifest *manifest_new(void)
{
	Manifest *manifest = g_new0(Manifest, 1);

	manifest->epochs = g_array_new(FALSE, FALSE, sizeof(ManifestEntry));
	g_array_set_clear_func(manifest->epochs, (GDestroyNotify)clear_entry);
	return manifest;
}

void manifest_add(Manifest *manifest, gboolean is_epoch, const ManifestEntry *entry)
{
	ManifestEntry copy = {entry->number, g_strdup(entry->fingerprint), entry->modified};

	if (is_epoch) {
		g_array_append_val(manifest->epochs, copy);
		return;
	}
	clear_entry(&manifest->v1);
	manifest->v1 = copy;
	manifest->has_v1 = TRUE;
}

/* --- all together ----------------------------------------------------------------- */

/* An upper bound: what separates and opens, each brings one value at most. */
static gboolean check_values(const GByteArray *text, GError **error)
{
	guint n = 1;

	for (guint i = 0; i < text->len; i++)
		n += text->data[i] == ',' || text->data[i] == '[' || text->data[i] == '{';
	return n <= MANIFEST_MAX_VALUES ||
	       fail(error, "it holds more than two million values: not read on");
}

static Json *read_root(GBytes *gzip, GError **error)
{
	g_autoptr(GByteArray) text = NULL;
	g_autoptr(Json) root = NULL;

	if (g_bytes_get_size(gzip) > MANIFEST_MAX_GZIP) {
		fail(error, "it has more than 16 MiB: not read");
		return NULL;
	}
	text = gunzip(gzip, error);
	if (!text || !check_values(text, error))
		return NULL;
	root = json_parse((const char *)text->data, text->len, error);
	if (!root)
		return NULL;
	if (json_type(root) == JSON_OBJECT)
		return g_steal_pointer(&root);
	fail(error, "it is no JSON object");
	return NULL;
}

Manifest *manifest_parse(GBytes *gzip, const char *path, GError **error)
{
	g_autoptr(Json) root = read_root(gzip, error);
	g_autoptr(Manifest) manifest = NULL;
	Slice inbox;

	if (!root)
		return NULL;
	manifest = manifest_new();
	if (choose(root, path, &inbox) && !take_all(manifest, root, inbox, error))
		return NULL;
	return g_steal_pointer(&manifest);
}

void manifest_free(Manifest *manifest)
{
	if (!manifest)
		return;
	g_array_unref(manifest->epochs);
	clear_entry(&manifest->v1);
	g_free(manifest->description);
	g_free(manifest);
}

const ManifestEntry *manifest_find(const Manifest *manifest, guint number)
{
	ManifestEntry wanted = {.number = number};
	guint at;

	if (!g_array_binary_search(manifest->epochs, &wanted, compare_entries, &at))
		return NULL;
	return &g_array_index(manifest->epochs, ManifestEntry, at);
}
