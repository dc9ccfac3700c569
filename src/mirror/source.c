/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/source.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "mirror/inbox.h"
#include "mirror/oid.h"
#include "mirror/repo.h"

#include <string.h>

/* --- what was there before ----------------------------------------------------------- */

#define MEMORY_MAX (4u << 20) /* bytes */

typedef struct {
	ManifestEntry entry;
	char *refs; /* our own fingerprint behind that fetch */
} MemoryEntry;

struct _Memory {
	char *etag, *modified;
	gboolean has_epochs;
	GArray *entries; /* of MemoryEntry, by number */
};

static void clear_memory_entry(MemoryEntry *entry)
{
	g_clear_pointer(&entry->entry.fingerprint, g_free);
	g_clear_pointer(&entry->refs, g_free);
}

static Memory *memory_new(void)
{
	Memory *memory = g_new0(Memory, 1);

	memory->entries = g_array_new(FALSE, FALSE, sizeof(MemoryEntry));
	g_array_set_clear_func(memory->entries, (GDestroyNotify)clear_memory_entry);
	return memory;
}

void memory_free(Memory *memory)
{
	if (!memory)
		return;
	g_free(memory->etag);
	g_free(memory->modified);
	g_array_unref(memory->entries);
	g_free(memory);
}

static char *memory_path(const Folder *folder)
{
	return g_build_filename(folder_path(folder), FOLDER_MEMORY, NULL);
}

static Json *read_memory(const Folder *folder)
{
	g_autofree char *path = memory_path(folder);
	gsize len;
	g_autofree char *text = file_read(path, MEMORY_MAX, &len);

	return text ? json_parse(text, len, NULL) : NULL;
}

static char *get_text(const Json *object, const char *name)
{
	return g_strdup(json_text(json_get(object, name)));
}

static void take_entries(Memory *memory, const Json *list)
{
	for (const Json *one = json_first(list); one; one = json_next(one)) {
		MemoryEntry entry = {{(guint)json_integer(json_get(one, "number")),
				      get_text(one, "fingerprint"),
				      json_integer(json_get(one, "modified"))},
				     get_text(one, "refs")};

		g_array_append_val(memory->entries, entry);
	}
}

Memory *memory_read(const Folder *folder, const Site *site)
{
	g_autoptr(Json) root = read_memory(folder);
	const char *url = json_text(json_get(root, "url"));
	Memory *memory = memory_new();

	if (!url || !g_str_equal(url, site->shown))
		return memory;
	memory->etag = get_text(root, "etag");
	memory->modified = get_text(root, "modified");
	memory->has_epochs = json_type(json_get(root, "epochs")) == JSON_ARRAY;
	take_entries(memory,
		     memory->has_epochs ? json_get(root, "epochs") : json_get(root, "repository"));
	return memory;
}

static void write_entry(Json *list, const Folder *folder, const ManifestEntry *entry)
{
	g_autofree char *refs = folder_fingerprint(folder, entry->number);
	Json *one = json_object();

	json_set_int(one, "number", entry->number);
	json_set_string(one, "fingerprint", entry->fingerprint);
	json_set_int(one, "modified", entry->modified);
	json_set_string(one, "refs", refs);
	json_append(list, one);
}

gboolean memory_write(const Folder *folder, const Site *site, const Source *source, GError **error)
{
	g_autofree char *path = memory_path(folder);
	g_autofree char *text = NULL, *before = file_read(path, MEMORY_MAX, NULL);
	g_autoptr(Json) root = json_object();
	const GArray *epochs = source->manifest->epochs;
	Json *list = json_array();

	json_set_string(root, "url", site->shown);
	json_set_string(root, "etag", source->etag);
	json_set_string(root, "modified", source->modified);
	if (folder_has_epochs(folder))
		for (guint i = 0; i < epochs->len; i++)
			write_entry(list, folder, &g_array_index(epochs, ManifestEntry, i));
	else
		write_entry(list, folder, &source->manifest->v1);
	json_set(root, folder_has_epochs(folder) ? "epochs" : "repository", list);
	text = json_print(root);
	if (g_strcmp0(before, text) == 0)
		return TRUE;
	return file_write(path, text, 0666, error);
}

static const MemoryEntry *find_memory(const Memory *memory, guint number)
{
	for (guint i = 0; i < memory->entries->len; i++)
		if (g_array_index(memory->entries, MemoryEntry, i).entry.number == number)
			return &g_array_index(memory->entries, MemoryEntry, i);
	return NULL;
}

gboolean memory_has(const Memory *memory, const Folder *folder, const ManifestEntry *entry)
{
	g_autofree char *refs = folder_fingerprint(folder, entry->number);
	const MemoryEntry *before = find_memory(memory, entry->number);

	if (!refs || !entry->fingerprint)
		return FALSE;
	if (g_str_equal(refs, entry->fingerprint))
		return TRUE;
	return before && g_strcmp0(before->entry.fingerprint, entry->fingerprint) == 0 &&
	       before->entry.modified == entry->modified && g_strcmp0(before->refs, refs) == 0;
}

/* The manifest as it was. */
static Manifest *remember(const Memory *memory)
{
	Manifest *manifest = manifest_new();

	for (guint i = 0; i < memory->entries->len; i++) {
		const ManifestEntry *entry = &g_array_index(memory->entries, MemoryEntry, i).entry;

		manifest_add(manifest, memory->has_epochs, entry);
	}
	return manifest;
}

/* --- what is there now ------------------------------------------------------------------- */

void source_free(Source *source)
{
	if (!source)
		return;
	manifest_free(source->manifest);
	g_free(source->warning);
	g_free(source->etag);
	g_free(source->modified);
	g_free(source);
}

static gboolean says_nothing(const Manifest *manifest)
{
	return !manifest->epochs->len && !manifest->has_v1;
}

/* FALSE: the error is set. */
static gboolean take_answer(Source *source, const Site *site, HttpAnswer *answer, gboolean strict,
			    GError **error)
{
	g_autofree char *path = site_path(site);
	g_autoptr(GError) failure = NULL;

	source->etag = g_steal_pointer(&answer->etag);
	source->modified = g_steal_pointer(&answer->modified);
	source->manifest = manifest_parse(answer->body, path, &failure);
	if (source->manifest && says_nothing(source->manifest))
		g_clear_pointer(&source->manifest, manifest_free);
	if (!failure)
		return TRUE;
	g_prefix_error(&failure, "%s/manifest.js.gz: ", site->shown);
	if (!strict)
		source->warning = g_strdup(failure->message);
	else
		g_propagate_error(error, g_steal_pointer(&failure));
	return !strict;
}

static gboolean read_http(Source *source, const Site *site, const Memory *memory, gboolean strict,
			  const FetchOptions *options, GError **error)
{
	g_autofree char *url = g_strconcat(site->base, "/manifest.js.gz", NULL);
	HttpRequest request = {.url = url, .cap = MANIFEST_MAX_GZIP};
	g_auto(HttpAnswer) answer = {0};
	g_autoptr(GError) failure = NULL;

	/*
	 * Not by the date alone: public-inbox has the newest commit's there, which a purge of
	 * an older mail leaves as it is; a cache before it would hide that.
	 */
	if (memory && memory->entries->len && memory->etag) {
		request.etag = memory->etag;
		request.modified = memory->modified;
	}
	if (!http_get(options->http, &request, &answer, &failure)) {
		if (g_error_matches(failure, MD_ERROR, MD_ERROR_NOT_FOUND))
			return TRUE;
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	if (!answer.unchanged)
		return take_answer(source, site, &answer, strict, error);
	source->manifest = remember(memory);
	source->etag = g_strdup(memory->etag);
	source->modified = g_strdup(memory->modified);
	return TRUE;
}

static gboolean read_local(Source *source, const Site *site, GError **error)
{
	g_auto(InboxPlace) place = {0};
	g_autoptr(GArray) numbers = NULL;

	if (!inbox_find(site->base, &place)) {
		g_set_error(error, MD_ERROR, MD_ERROR_NOT_FOUND,
			    "%s: no inbox is there: neither git/0.git, ... nor a git repository",
			    site->shown);
		return FALSE;
	}
	source->manifest = manifest_new();
	if (!place.has_epochs) {
		g_autofree char *refs = repo_fingerprint(place.path);

		manifest_add(source->manifest, FALSE, &(ManifestEntry){0, refs, 0});
		return TRUE;
	}
	source->form = g_str_equal(place.path, place.folder) ? SITE_FORM_N_GIT : SITE_FORM_GIT;
	numbers = inbox_list_epochs(place.path);
	for (guint i = 0; i < numbers->len; i++) {
		guint number = g_array_index(numbers, guint, i);
		g_autofree char *path = g_strdup_printf("%s/%u.git", place.path, number);
		g_autofree char *refs = repo_fingerprint(path);

		manifest_add(source->manifest, TRUE, &(ManifestEntry){number, refs, 0});
	}
	return TRUE;
}

Source *source_read(const Site *site, const Memory *memory, gboolean strict,
		    const FetchOptions *options, GError **error)
{
	g_autoptr(Source) source = g_new0(Source, 1);
	gboolean done = TRUE;

	source->form = site->form;
	if (site->kind == SITE_HTTP)
		done = read_http(source, site, memory, strict, options, error);
	else if (site->kind == SITE_LOCAL)
		done = read_local(source, site, error);
	return done ? g_steal_pointer(&source) : NULL;
}

/* --- by asking -------------------------------------------------------------------------- */

#define MAX_PROBES 1000 /* a server that says yes to everything has an end, too */

static gboolean probe_epoch(const Site *site, SiteForm form, guint number,
			    const FetchOptions *options, GError **error)
{
	g_autofree char *url = site_epoch(site, form, number);

	return fetch_probe(url, options, error);
}

static gboolean find_form(const Site *site, SiteForm *form, const FetchOptions *options,
			  GError **error)
{
	static const SiteForm forms[] = {SITE_FORM_GIT, SITE_FORM_PLAIN};

	for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
		g_autoptr(GError) failure = NULL;

		*form = forms[i];
		if (probe_epoch(site, *form, 0, options, &failure))
			return TRUE;
		if (failure) {
			g_propagate_error(error, g_steal_pointer(&failure));
			return FALSE;
		}
	}
	return FALSE;
}

void source_add(Source *source, guint number)
{
	if (!source->manifest)
		source->manifest = manifest_new();
	manifest_add(source->manifest, TRUE, &(ManifestEntry){.number = number});
}

static gboolean probe_more(Source *source, const Site *site, const FetchOptions *options,
			   GError **error)
{
	g_autoptr(GError) failure = NULL;
	guint number = 0;

	do
		source_add(source, number++);
	while (number < MAX_PROBES && probe_epoch(site, source->form, number, options, &failure));
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

static gboolean probe_all(Source *source, const Site *site, const FetchOptions *options,
			  GError **error)
{
	g_autoptr(GError) failure = NULL;

	if (find_form(site, &source->form, options, &failure))
		return probe_more(source, site, options, error);
	if (!failure && fetch_probe(site->base, options, &failure)) {
		source->manifest = manifest_new();
		manifest_add(source->manifest, FALSE, &(ManifestEntry){0});
		return TRUE;
	}
	if (failure)
		g_propagate_error(error, g_steal_pointer(&failure));
	else
		g_set_error(
			error, MD_ERROR, MD_ERROR_NOT_FOUND,
			"%s: no inbox is there: no manifest.js.gz, no epoch git/0.git or 0, and "
			"it is no git repository: give the address of the list itself",
			site->shown);
	return FALSE;
}

Source *source_probe(const Site *site, const FetchOptions *options, GError **error)
{
	g_autoptr(Source) source = g_new0(Source, 1);
	g_autoptr(GError) failure = NULL;

	if (probe_all(source, site, options, &failure))
		return g_steal_pointer(&source);
	g_propagate_error(error, g_steal_pointer(&failure));
	return NULL;
}
