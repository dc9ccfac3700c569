/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/hookdir.h"

#include "base/error.h"
#include "mirror/reason.h"

#include <git2.h>
#include <pwd.h>
#include <string.h>

static const char *name_origin(git_config_level_t level)
{
	if (level <= GIT_CONFIG_LEVEL_SYSTEM)
		return "the machine's git settings";
	return level < GIT_CONFIG_LEVEL_LOCAL ? "the user's git settings" : "its own git settings";
}

static int read_setting(git_config *config, char **value, const char **origin)
{
	git_config_entry *entry = NULL;
	int result = git_config_get_entry(&entry, config, "core.hookspath");

	if (result == 0) {
		*origin = name_origin(entry->level);
		*value = g_strdup(entry->value ? entry->value : "");
	}
	git_config_entry_free(entry);
	return result;
}

/* "~ann" of ~ann/hooks, whose home that is; NULL: nobody's. */
static char *find_home(const char *user)
{
	const struct passwd *entry = getpwnam(user + 1);

	if (!user[1])
		return g_strdup(g_get_home_dir());
	return entry ? g_strdup(entry->pw_dir) : NULL;
}

/* What git makes of @value: an empty one is the root to it, and so is a home of nobody to us. */
static char *expand(const char *value, const char *base)
{
	gsize len = *value == '~' ? strcspn(value, "/") : 0;
	g_autofree char *user = g_strndup(value, len);
	g_autofree char *home = len ? find_home(user) : NULL;
	g_autofree char *path = g_strconcat(home ? home : "", value + len, NULL);

	return g_canonicalize_filename(*path ? path : "/", base);
}

/* Where git runs hooks: in a bare repository, or in the working tree around a .git. */
static char *find_base(const char *path)
{
	g_autofree char *name = g_path_get_basename(path);

	return g_str_equal(name, ".git") ? g_path_get_dirname(path) : g_strdup(path);
}

char *hookdir_find(const char *path, const char **origin, GError **error)
{
	g_autofree char *full = g_canonicalize_filename(path, NULL);
	g_autofree char *base = find_base(full);
	g_autofree char *value = NULL, *reason = NULL;
	git_repository *repository = NULL;
	git_config *config = NULL;
	int result = git_repository_open_bare(&repository, full);

	*origin = NULL;
	if (result == 0)
		result = git_repository_config_snapshot(&config, repository);
	if (result == 0)
		result = read_setting(config, &value, origin);
	if (result != 0 && result != GIT_ENOTFOUND)
		reason = reason_dup();
	git_config_free(config);
	git_repository_free(repository);
	if (value)
		return expand(value, base);
	if (!reason)
		return g_build_filename(full, "hooks", NULL);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: its git settings cannot be read: %s",
		    path, reason);
	return NULL;
}
