/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/replica.h"

#include "base/cancel.h"
#include "base/error.h"
#include "base/file.h"
#include "mirror/copy.h"
#include "mirror/disk.h"
#include "mirror/epoch.h"
#include "mirror/history.h"
#include "mirror/repo.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PREFIX ".maildelta-clone-"
#define RANDOM 6 /* letters that mkdtemp(3) makes */

/* That of a repository in the making. */
static gboolean is_made_name(const char *name)
{
	const char *rest = name + strlen(PREFIX);

	if (!g_str_has_prefix(name, PREFIX) || strlen(rest) != RANDOM)
		return FALSE;
	while (g_ascii_isalnum(*rest))
		rest++;
	return !*rest;
}

/* --- moving what is complete ---------------------------------------------------------- */

static gboolean move_one(const char *from, const char *to, const char *name, GError **error)
{
	g_autofree char *source = g_build_filename(from, name, NULL);
	g_autofree char *target = g_build_filename(to, name, NULL);

	return rename(source, target) == 0 || file_fail(target, "cannot be made", error);
}

static gboolean has(const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* Objects first, by which replica_clean() sees that it was begun, and HEAD last. */
static gboolean move_entries(const char *from, const char *to, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(from, 0, NULL);
	const char *name;

	if (has(from, "objects") && !move_one(from, to, "objects", error))
		return FALSE;
	while (dir && (name = g_dir_read_name(dir)))
		if (!g_str_equal(name, "HEAD") && !g_str_equal(name, "objects") &&
		    !move_one(from, to, name, error))
			return FALSE;
	if (!disk_sync_folder(to, error) || !move_one(from, to, "HEAD", error))
		return FALSE;
	rmdir(from);
	return disk_sync_folder(to, error);
}

static gboolean take_name(const char *from, const char *path, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);

	if (rename(from, path) != 0)
		return file_fail(path, "cannot be made", error);
	return disk_sync_folder(folder, error);
}

/* --- what a killed run left ------------------------------------------------------------- */

static gboolean clean_one(const char *folder, const char *name, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	if (has(path, "HEAD") && !has(path, "objects"))
		return move_entries(path, folder, error);
	disk_remove(path);
	return TRUE;
}

gboolean replica_clean(const char *folder, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (is_made_name(name))
			g_ptr_array_add(names, g_strdup(name));
	for (guint i = 0; i < names->len; i++)
		if (!clean_one(folder, names->pdata[i], error))
			return FALSE;
	return TRUE;
}

/* --- making it ---------------------------------------------------------------------------- */

/* All of history is there, from the newest commit to the first. */
static gboolean check(const Replica *replica, const char *path, guint64 *commits, GError **error)
{
	g_autoptr(Epoch) epoch = epoch_open(path, 0, error);
	g_autoptr(GError) failure = NULL;
	CommitObject commit;
	History history;
	Oid oid;

	*commits = 0;
	if (!epoch)
		return FALSE;
	if (epoch->empty) {
		g_set_error(error, MD_ERROR, MD_ERROR_EMPTY, "%s: there are no commits yet",
			    replica->shown);
		return FALSE;
	}
	history_start(&history, epoch->odb, &epoch->tip);
	while (history_next(&history, &oid, &commit, &failure)) {
		if (++*commits % 1024 == 0 && !cancel_check(error))
			return FALSE;
	}
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

static gboolean fill(const Replica *replica, const char *path, const FetchOptions *options,
		     guint64 *commits, GError **error)
{
	g_auto(FetchResult) result = {0};

	if (!repo_init(path, replica->shown, error))
		return FALSE;
	if (replica->local && !copy_objects(replica->url, path, options, error))
		return FALSE;
	return fetch_branches(path, replica->url, options, &result, error) &&
	       check(replica, path, commits, error) && cancel_check(error);
}

/* Messages name the other side, or the place it is to have, not the folder of a moment. */
static void rename_in(GError *error, const char *made, const char *path)
{
	char *at = strstr(error->message, made);
	char *text;

	if (!at)
		return;
	*at = '\0';
	text = g_strconcat(error->message, path, at + strlen(made), NULL);
	g_free(error->message);
	error->message = text;
}

gboolean replica_make(const Replica *replica, const FetchOptions *options, guint64 *commits,
		      GError **error)
{
	g_autofree char *parent = g_path_get_dirname(replica->path);
	g_autofree char *made =
		g_build_filename(replica->into ? replica->path : parent, PREFIX "XXXXXX", NULL);
	g_autoptr(GError) failure = NULL;

	if (!g_mkdtemp_full(made, 0777))
		return file_fail(replica->path, "cannot be made", error);
	if (fill(replica, made, options, commits, &failure) && disk_sync(made, &failure) &&
	    (replica->into ? move_entries(made, replica->path, &failure)
			   : take_name(made, replica->path, &failure)))
		return TRUE;
	rename_in(failure, made, replica->path);
	g_propagate_error(error, g_steal_pointer(&failure));
	if (has(made, "objects") || !has(made, "HEAD")) /* else the next run moves what is left */
		disk_remove(made);
	return FALSE;
}
