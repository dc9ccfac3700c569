/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/clone.h"

#include "base/error.h"
#include "base/slice.h"

#include <string.h>

/* --- which epochs ---------------------------------------------------------------------- */

/* A number, or nothing. */
static gboolean take_bound(Slice *rest, guint *bound)
{
	if (!rest->len || !g_ascii_isdigit(rest->ptr[0]))
		return TRUE;
	return slice_take_number(rest, INBOX_MAX_EPOCH, bound);
}

gboolean epoch_choice_parse(const char *text, EpochChoice *choice, GError **error)
{
	Slice rest = slice_of(text);

	*choice = EPOCH_CHOICE_ALL;
	choice->latest = g_str_equal(text, "latest");
	if (choice->latest)
		return TRUE;
	if (*text && strcmp(text, "..") != 0 && take_bound(&rest, &choice->from)) {
		if (slice_take(&rest, "..") ? take_bound(&rest, &choice->to)
					    : (choice->to = choice->from, TRUE))
			if (!rest.len && choice->from <= choice->to)
				return TRUE;
	}
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "takes latest, N, N..M, N.. or ..M, not '%s'",
		    text);
	return FALSE;
}

static gboolean is_chosen(const CloneRequest *request, const GArray *epochs, guint i)
{
	guint number = g_array_index(epochs, ManifestEntry, i).number;
	const Site *site = request->site;
	const EpochChoice *choice = &request->choice;

	if (site->is_epoch)
		return number == site->epoch;
	if (choice->latest)
		return i == epochs->len - 1;
	return number >= choice->from && number <= choice->to;
}

static GArray *choose(const CloneRequest *request, const Source *source, GError **error)
{
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
	const GArray *epochs = source->manifest->epochs;

	for (guint i = 0; i < epochs->len; i++)
		if (is_chosen(request, epochs, i))
			g_array_append_val(numbers, g_array_index(epochs, ManifestEntry, i).number);
	if (numbers->len)
		return g_steal_pointer(&numbers);
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s: no such epoch: it has %u to %u",
		    request->site->shown, g_array_index(epochs, ManifestEntry, 0).number,
		    g_array_index(epochs, ManifestEntry, epochs->len - 1).number);
	return NULL;
}

/* --- one epoch after the other ---------------------------------------------------------- */

typedef struct {
	const CloneRequest *request;
	const Folder *folder;
	SiteForm form;
	CloneResult *result;
} Clone;

static gboolean add_epoch(Clone *clone, guint number, FetchOptions *options, GError **error)
{
	const Site *site = clone->request->site;
	CloneResult *result = clone->result;
	gboolean plain = !folder_has_epochs(clone->folder);
	g_autofree char *url = plain ? g_strdup(site->base) : site_epoch(site, clone->form, number);
	g_autofree char *shown =
		plain ? g_strdup(site->shown) : site_epoch_shown(site, clone->form, number);
	guint64 commits;

	if (!folder_add(clone->folder, number, url, site->kind == SITE_LOCAL ? NULL : shown,
			options, &commits, error))
		return FALSE;
	result->first = result->epochs ? result->first : number;
	result->last = number;
	result->epochs++;
	result->commits += commits;
	result->bytes += folder_size(clone->folder, number);
	return TRUE;
}

static gboolean is_there(const GArray *numbers, guint number)
{
	for (guint i = 0; i < numbers->len; i++)
		if (g_array_index(numbers, guint, i) == number)
			return TRUE;
	return FALSE;
}

/* A new epoch has no commits for a moment: it comes with the next update. */
static gboolean is_too_early(const Clone *clone, const GError *failure, const GArray *numbers,
			     guint i)
{
	return g_error_matches(failure, MD_ERROR, MD_ERROR_EMPTY) && i > 0 &&
	       i == numbers->len - 1 && clone->result->epochs + clone->result->already > 0;
}

static gboolean add_epochs(Clone *clone, const GArray *numbers, GError **error)
{
	g_autoptr(GArray) there = folder_epochs(clone->folder);
	FetchOptions options = clone->request->fetch;

	options.of_epochs = numbers->len;
	for (guint i = 0; i < numbers->len; i++) {
		guint number = g_array_index(numbers, guint, i);
		g_autoptr(GError) failure = NULL;

		options.epoch = i + 1;
		if (is_there(there, number)) {
			clone->result->already++;
			continue;
		}
		if (add_epoch(clone, number, &options, &failure) ||
		    is_too_early(clone, failure, numbers, i))
			continue;
		/* the range of a report is empty, but not the inbox that is asked for */
		if (failure->code == MD_ERROR_EMPTY)
			failure->code = MD_ERROR_FAILED;
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	return TRUE;
}

/* --- whether it goes on what is there ------------------------------------------------------ */

/* The mirror that is there is one of another inbox. */
static gboolean check_same(const Clone *clone, GError **error)
{
	g_autoptr(GArray) there = folder_epochs(clone->folder);
	g_autofree char *url = NULL;
	g_autoptr(Site) site = NULL;

	if (there->len)
		url = folder_url(clone->folder, g_array_index(there, guint, there->len - 1));
	if (url)
		site = site_parse(url, NULL);
	if (!site || site_equal(site, clone->request->site))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "%s: it is a mirror of %s: name another folder", clone->request->dir,
		    site->shown);
	return FALSE;
}

static gboolean describe(const Clone *clone, const Source *source, GError **error)
{
	g_autofree char *text = g_strdup(source->manifest->description);

	if (!text)
		text = g_strconcat("mirror of ", clone->request->site->shown, NULL);
	return folder_describe(clone->folder, text, error);
}

/* --- all together ------------------------------------------------------------------------ */

static void add_own_epoch(Source *source, const Site *site)
{
	if (site->is_epoch && !source->manifest)
		source_add(source, site->epoch);
}

static Source *look(const CloneRequest *request, GError **error)
{
	g_autoptr(Source) source = source_read(request->site, NULL, TRUE, &request->fetch, error);

	if (!source)
		return NULL;
	add_own_epoch(source, request->site);
	if (source->manifest)
		return g_steal_pointer(&source);
	return source_probe(request->site, &request->fetch, error);
}

static gboolean clone_epochs(Clone *clone, const Source *source, GError **error)
{
	g_autoptr(GArray) numbers = NULL;

	if (clone->result->is_v2) {
		numbers = choose(clone->request, source, error);
	} else {
		numbers = g_array_new(FALSE, TRUE, sizeof(guint));
		g_array_set_size(numbers, 1);
	}
	if (!numbers || !check_same(clone, error) || !add_epochs(clone, numbers, error) ||
	    !describe(clone, source, error))
		return FALSE;
	/* what was there before may be behind what the source has: update finds out */
	return clone->result->already > 0 ||
	       memory_write(clone->folder, clone->request->site, source, error);
}

gboolean clone_inbox(const CloneRequest *request, CloneResult *result, GError **error)
{
	Clone clone = {.request = request, .result = result};
	g_autoptr(Source) source = look(request, error);
	g_autoptr(Folder) folder = NULL;

	*result = (CloneResult){0};
	if (!source)
		return FALSE;
	clone.form = source->form;
	result->is_v2 = source->manifest->epochs->len > 0;
	folder = folder_new(request->dir, result->is_v2, request->wait, error);
	clone.folder = folder;
	if (!folder)
		return FALSE;
	result->folder = g_strdup(folder_path(folder));
	return clone_epochs(&clone, source, error);
}

void clone_result_clear(CloneResult *result)
{
	g_clear_pointer(&result->folder, g_free);
}
