/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/update.h"

#include "base/error.h"

#include <string.h>

typedef struct {
	const UpdateRequest *request;
	UpdateResult *result;
	Folder *folder;
	GArray *there; /* epochs (guint), ascending */
	Site *site;    /* the inbox */
	Memory *memory;
	Source *source;
	FetchOptions options;
} Update;

static void update_clear(Update *update)
{
	source_free(update->source);
	memory_free(update->memory);
	site_free(update->site);
	g_clear_pointer(&update->there, g_array_unref);
	folder_free(update->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Update, update_clear)

static void clear_kept(UpdateKept *kept)
{
	g_free(kept->ref);
}

void update_result_clear(UpdateResult *result)
{
	clone_result_clear(&result->clone);
	g_clear_pointer(&result->folder, g_free);
	g_clear_pointer(&result->news, g_array_unref);
	g_clear_pointer(&result->kept, g_array_unref);
	g_clear_pointer(&result->warning, g_free);
}

/* --- where it comes from ------------------------------------------------------------------ */

/* The newest epoch that is wanted says it, as public-inbox-fetch(1) has it. */
static char *find_url(const Update *update)
{
	for (guint i = update->there->len; i-- > 0;) {
		guint number = g_array_index(update->there, guint, i);
		char *url = folder_is_wanted(update->folder, number)
				    ? folder_url(update->folder, number)
				    : NULL;

		if (url)
			return url;
	}
	return NULL;
}

/* Of a repository alone what looks like an epoch's address is its own. */
static void join_site(Site *site)
{
	char *base = site_epoch(site, site->form, site->epoch);
	char *shown = site_epoch_shown(site, site->form, site->epoch);

	g_free(site->base);
	g_free(site->shown);
	site->base = base;
	site->shown = shown;
	site->is_epoch = FALSE;
}

/* New epochs are called as the newest is here, where the settings do not say how. */
static void take_form(Site *site, const char *own)
{
	g_autoptr(Site) newest = own ? site_parse(own, NULL) : NULL;

	if (!site->is_epoch && newest && newest->is_epoch && site_equal(site, newest))
		site->form = newest->form;
}

static gboolean find_site(Update *update, GError **error)
{
	g_autofree char *own = find_url(update);
	const char *url = update->request->url ? update->request->url : own;

	if (!url) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "%s: it does not say where it comes from: set inbox.<name>.url, or "
			    "remote.origin.url in it",
			    folder_path(update->folder));
		return FALSE;
	}
	update->site = site_parse(url, error);
	if (!update->site)
		return FALSE;
	if (folder_has_epochs(update->folder))
		take_form(update->site, own);
	else if (update->site->is_epoch)
		join_site(update->site);
	return TRUE;
}

/* Its own address where that is of this inbox, with the password that the settings may have. */
static char *epoch_url(const Update *update, guint number)
{
	g_autofree char *own = folder_url(update->folder, number);
	g_autoptr(Site) site = own ? site_parse(own, NULL) : NULL;

	if (!folder_has_epochs(update->folder))
		return g_strdup(update->site->base);
	if (site && site->is_epoch && site->epoch == number && site_equal(site, update->site))
		return site_epoch(update->site, site->form, number);
	return site_epoch(update->site, update->source->form, number);
}

/* --- one epoch ------------------------------------------------------------------------------ */

static guint newest(const Update *update)
{
	return update->there->len ? g_array_index(update->there, guint, update->there->len - 1) : 0;
}

/* An older one that the other side no longer has says nothing of the newer ones. */
static gboolean is_dropped(const Update *update, guint number, const GError *failure)
{
	return !update->source->manifest && number < newest(update) &&
	       g_error_matches(failure, MD_ERROR, MD_ERROR_NOT_FOUND);
}

static gboolean fetch_epoch(Update *update, guint number, GError **error)
{
	g_autofree char *path = folder_epoch(update->folder, number);
	g_autofree char *url = epoch_url(update, number);
	g_auto(FetchResult) fetched = {0};
	g_autoptr(GError) failure = NULL;

	if (!fetch_branches(path, url, &update->options, &fetched, &failure)) {
		if (is_dropped(update, number, failure))
			return TRUE;
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	for (guint i = 0; i < fetched.kept->len; i++) {
		UpdateKept kept = {number, g_strdup(fetched.kept->pdata[i])};

		g_array_append_val(update->result->kept, kept);
	}
	return TRUE;
}

/* FALSE with no error: it has no commits yet, and comes another time. */
static gboolean add_epoch(Update *update, guint number, GError **error)
{
	const Site *site = update->site;
	SiteForm form = update->source->form;
	g_autofree char *url = site_epoch(site, form, number);
	g_autofree char *shown = site_epoch_shown(site, form, number);
	g_autoptr(GError) failure = NULL;
	guint64 commits;

	if (folder_add(update->folder, number, url, site->kind == SITE_LOCAL ? NULL : shown,
		       &update->options, &commits, &failure))
		return TRUE;
	if (!g_error_matches(failure, MD_ERROR, MD_ERROR_EMPTY))
		g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

/* --- which epochs ----------------------------------------------------------------------------- */

static gboolean has_news(const Update *update, guint number)
{
	const Manifest *manifest = update->source->manifest;
	const ManifestEntry *entry = manifest_find(manifest, number);

	if (!folder_has_epochs(update->folder))
		entry = manifest->has_v1 ? &manifest->v1 : NULL;
	/* one that the other side no longer has, or does not tell of */
	if (!entry)
		return !folder_has_epochs(update->folder);
	return !memory_has(update->memory, update->folder, entry);
}

/* Epochs that are here, and have to be asked: guint. */
static GArray *list_stale(const Update *update)
{
	GArray *stale = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < update->there->len; i++) {
		guint number = g_array_index(update->there, guint, i);

		if (folder_is_wanted(update->folder, number) &&
		    (!update->source->manifest || has_news(update, number)))
			g_array_append_val(stale, number);
	}
	return stale;
}

static GArray *list_new(const Update *update)
{
	GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
	const Manifest *manifest = update->source->manifest;

	for (guint i = 0;
	     manifest && folder_has_epochs(update->folder) && i < manifest->epochs->len; i++) {
		guint number = g_array_index(manifest->epochs, ManifestEntry, i).number;

		if (!update->there->len || number > newest(update))
			g_array_append_val(numbers, number);
	}
	return numbers;
}

/* A server that has whatever is asked for has an end, too; the next run goes on. */
#define MAX_PROBED 20

/* Without a manifest: the one behind the newest, for as long as there is one. */
static gboolean add_unlisted(Update *update, GError **error)
{
	g_autoptr(GError) failure = NULL;
	guint number = newest(update), last = number + MAX_PROBED;

	do {
		g_autofree char *url = site_epoch(update->site, update->source->form, ++number);

		if (!fetch_probe(url, &update->options, &failure))
			break;
	} while (add_epoch(update, number, &failure) && number < last);
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

/* *all: nothing that the manifest tells of is left out. */
static gboolean fetch_all(Update *update, gboolean *all, GError **error)
{
	g_autoptr(GArray) stale = list_stale(update), fresh = list_new(update);
	g_autoptr(GError) failure = NULL;

	*all = TRUE;
	update->options.of_epochs = stale->len + fresh->len;
	for (guint i = 0; i < stale->len; i++) {
		update->options.epoch = i + 1;
		if (!fetch_epoch(update, g_array_index(stale, guint, i), error))
			return FALSE;
	}
	for (guint i = 0; i < fresh->len && *all; i++) {
		update->options.epoch = stale->len + i + 1;
		*all = add_epoch(update, g_array_index(fresh, guint, i), &failure);
	}
	if (!failure && !update->source->manifest && folder_has_epochs(update->folder))
		add_unlisted(update, &failure);
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

/* --- all together -------------------------------------------------------------------------------
 */

/* The tips of now; none of a mirror that has no commits yet. */
static GArray *read_tips(const Update *update)
{
	g_autoptr(Inbox) inbox = inbox_open(folder_path(update->folder), NULL);
	GArray *tips = inbox ? tips_of(inbox, NULL) : NULL;

	return tips ? tips : g_array_new(FALSE, FALSE, sizeof(Tip));
}

static gboolean tell_news(Update *update, const GArray *before, GError **error)
{
	g_autoptr(Inbox) inbox = inbox_open(folder_path(update->folder), error);

	if (!inbox)
		return FALSE;
	update->result->news = news_since(inbox, before, error);
	return update->result->news != NULL;
}

static gboolean is_stale(const Update *update)
{
	g_autoptr(GArray) stale = list_stale(update), fresh = list_new(update);

	return !update->source->manifest || stale->len || fresh->len;
}

static gboolean fetch_news(Update *update, GError **error)
{
	g_autoptr(GArray) before = NULL;
	gboolean all = TRUE;

	if (is_stale(update)) {
		before = read_tips(update);
		if (!fetch_all(update, &all, error) || !tell_news(update, before, error))
			return FALSE;
	} else {
		update->result->news = g_array_new(FALSE, FALSE, sizeof(News));
	}
	return !update->source->manifest || !all ||
	       memory_write(update->folder, update->site, update->source, error);
}

static gboolean update_there(Update *update, GError **error)
{
	UpdateResult *result = update->result;

	update->there = folder_epochs(update->folder);
	result->folder = g_strdup(folder_path(update->folder));
	result->is_v2 = folder_has_epochs(update->folder);
	result->kept = g_array_new(FALSE, FALSE, sizeof(UpdateKept));
	g_array_set_clear_func(result->kept, (GDestroyNotify)clear_kept);
	if (!find_site(update, error))
		return FALSE;
	update->memory = memory_read(update->folder, update->site);
	update->source = source_read(update->site, update->memory, FALSE, &update->options, error);
	if (!update->source)
		return FALSE;
	result->warning = g_steal_pointer(&update->source->warning);
	/* one that knows no epochs says nothing about ours */
	if (result->is_v2 && update->source->manifest && !update->source->manifest->epochs->len)
		g_clear_pointer(&update->source->manifest, manifest_free);
	return fetch_news(update, error);
}

static gboolean clone_it(const UpdateRequest *request, UpdateResult *result, GError **error)
{
	g_autoptr(Site) site = site_parse(request->url, error);
	CloneRequest clone = {.site = site,
			      .dir = request->dir,
			      .choice = EPOCH_CHOICE_ALL,
			      .wait = request->wait,
			      .fetch = request->fetch};

	if (!site || !clone_inbox(&clone, &result->clone, error))
		return FALSE;
	result->cloned = TRUE;
	result->is_v2 = result->clone.is_v2;
	result->folder = g_strdup(result->clone.folder);
	return TRUE;
}

gboolean update_inbox(const UpdateRequest *request, UpdateResult *result, GError **error)
{
	g_auto(Update) update = {.request = request, .result = result, .options = request->fetch};
	g_autoptr(GError) failure = NULL;

	*result = (UpdateResult){0};
	update.folder = folder_open(request->dir, request->wait, &failure);
	if (update.folder)
		return update_there(&update, error);
	if (request->url && g_error_matches(failure, MD_ERROR, MD_ERROR_NOT_FOUND))
		return clone_it(request, result, error);
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}
