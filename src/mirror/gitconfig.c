/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/gitconfig.h"

#include "base/error.h"
#include "mirror/reason.h"

#include <errno.h>
#include <git2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH_MAX 16 /* of includes; libgit2 has fewer */

static void entry_free(GitconfigEntry *entry)
{
	g_free(entry->name);
	g_free(entry->value);
	g_free(entry->file);
	g_free(entry);
}

/* --- errors ------------------------------------------------------------------ */

/*
 * "failed to parse config file: missing ']' (in x/config:3)" as "x/config:3: missing ']'".
 * The file it names may be one that is included.
 */
static void set_failed_git(GError **error, const char *path)
{
	static const char prefix[] = "failed to parse config file: ", mark[] = " (in ";
	g_autofree char *reason = reason_dup();
	const char *what = reason;
	char *where = g_strrstr(reason, mark);

	if (g_str_has_prefix(what, prefix))
		what += strlen(prefix);
	if (!where || where < what || !g_str_has_suffix(where, ")")) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s", path, what);
		return;
	}
	*where = '\0';
	where += strlen(mark);
	where[strlen(where) - 1] = '\0';
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s", where, what);
}

/* Whether there is something to read. Like git, no error where HOME is someone else's. */
static gboolean is_there(const char *path, GError **error)
{
	struct stat status;

	if (stat(path, &status) < 0) {
		if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
			g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s", path,
				    g_strerror(errno));
		return FALSE;
	}
	/* not a pipe, either, which would be waited for */
	if (!S_ISREG(status.st_mode))
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: not a file", path);
	else if (access(path, R_OK) < 0)
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: cannot be read: %s", path,
			    g_strerror(errno));
	else
		return TRUE;
	return FALSE;
}

/* --- entries ----------------------------------------------------------------- */

static gboolean is_include(const git_config_entry *entry)
{
	return entry->value && (g_str_equal(entry->name, "include.path") ||
				(g_str_has_prefix(entry->name, "includeif.") &&
				 g_str_has_suffix(entry->name, ".path")));
}

/* What @value of an include in @file names. */
static char *include_path(const char *file, const char *value)
{
	g_autofree char *folder = g_path_get_dirname(file);

	if (g_str_has_prefix(value, "~/"))
		return g_build_filename(g_get_home_dir(), value + 2, NULL);
	return g_canonicalize_filename(value, folder);
}

/*
 * libgit2 tells how deep an entry stands, not in which file; but what is included stands
 * right behind the entry that includes it. @files: at each depth the one that is read.
 */
static void take_entries(git_config_iterator *iterator, char **files, GPtrArray *entries)
{
	git_config_entry *found;

	while (git_config_next(&found, iterator) == 0) {
		guint depth = MIN(found->include_depth, DEPTH_MAX - 1);
		const char *file = files[depth] ? files[depth] : files[0];
		GitconfigEntry *entry = g_new(GitconfigEntry, 1);

		*entry = (GitconfigEntry){g_strdup(found->name), g_strdup(found->value),
					  g_strdup(file)};
		g_ptr_array_add(entries, entry);
		if (!is_include(found) || depth + 1 >= DEPTH_MAX)
			continue;
		g_free(files[depth + 1]);
		files[depth + 1] = include_path(file, found->value);
	}
}

GPtrArray *gitconfig_read(const char *path, GError **error)
{
	g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);
	g_autoptr(GError) failure = NULL;
	char *files[DEPTH_MAX] = {g_canonicalize_filename(path, NULL)};
	git_config *config = NULL;
	git_config_iterator *iterator = NULL;
	gboolean there = is_there(files[0], &failure);

	if (there && git_config_open_ondisk(&config, files[0]) == 0 &&
	    git_config_iterator_new(&iterator, config) == 0)
		take_entries(iterator, files, entries);
	else if (there)
		set_failed_git(&failure, files[0]);
	git_config_iterator_free(iterator);
	git_config_free(config);
	for (guint i = 0; i < DEPTH_MAX; i++)
		g_free(files[i]);
	if (!failure)
		return g_steal_pointer(&entries);
	g_propagate_error(error, g_steal_pointer(&failure));
	return NULL;
}
