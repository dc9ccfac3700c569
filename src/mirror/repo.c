/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/repo.h"

#include "base/error.h"
#include "base/file.h"
#include "mirror/disk.h"
#include "mirror/epoch.h"
#include "mirror/gitconfig.h"
#include "mirror/reason.h"

#include <git2.h>
#include <git2/sys/repository.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOTE "maildelta.refs"
#define NOTE_MAX (1u << 20) /* bytes: of a thousand branches with names of their own */

static gboolean fail(const char *path, const char *what, GError **error)
{
	g_autofree char *reason = reason_dup();

	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s: %s", path, what, reason);
	return FALSE;
}

git_repository *repo_open(const char *path, GError **error)
{
	git_repository *repository = NULL;
	git_config *nothing = NULL;

	if (git_repository_open_bare(&repository, path) == 0 && git_config_new(&nothing) == 0 &&
	    git_repository_set_config(repository, nothing) == 0) {
		git_config_free(nothing);
		return repository;
	}
	fail(path, "this git repository cannot be opened", error);
	git_config_free(nothing);
	git_repository_free(repository);
	return NULL;
}

char *repo_kept_ref(const char *branch, const Oid *tip)
{
	g_autofree char *hex = oid_hex(tip);

	return g_strdup_printf(REPO_OWN_REFS "kept/%s-%.12s", branch, hex);
}

/* --- a new one ------------------------------------------------------------------- */

/* A value of git-config(1), in quotes. */
static char *quote(const char *value)
{
	GString *quoted = g_string_new("\"");

	for (const char *c = value; *c; c++) {
		if (*c == '"' || *c == '\\')
			g_string_append_c(quoted, '\\');
		if (*c == '\n')
			g_string_append(quoted, "\\n");
		else
			g_string_append_c(quoted, *c);
	}
	g_string_append_c(quoted, '"');
	return g_string_free(quoted, FALSE);
}

static gboolean write_config(const char *path, const char *url, GError **error)
{
	g_autofree char *file = g_build_filename(path, "config", NULL);
	g_autofree char *quoted = quote(url);
	g_autofree char *text = g_strdup_printf("[core]\n"
						"\trepositoryformatversion = 0\n"
						"\tfilemode = true\n"
						"\tbare = true\n"
						"[remote \"origin\"]\n"
						"\turl = %s\n"
						"\tfetch = +refs/heads/*:refs/heads/*\n",
						quoted);

	return file_write(file, text, 0666, error);
}

gboolean repo_init(const char *path, const char *url, GError **error)
{
	git_repository_init_options options;
	git_repository *repository = NULL;

	git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_NO_REINIT;
	options.initial_head = "master";
	if (git_repository_init_ext(&repository, path, &options) < 0)
		return fail(path, "a git repository cannot be made there", error);
	git_repository_free(repository);
	return write_config(path, url, error);
}

/* --- what it says of itself ------------------------------------------------------- */

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *list_refs(git_repository *repository)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	git_reference_iterator *iterator;
	const char *name;

	if (git_reference_iterator_new(&iterator, repository) < 0)
		return NULL;
	while (git_reference_next_name(&name, iterator) == 0)
		if (!g_str_has_prefix(name, REPO_OWN_REFS))
			g_ptr_array_add(names, g_strdup(name));
	git_reference_iterator_free(iterator);
	g_ptr_array_sort(names, compare_names);
	return g_steal_pointer(&names);
}

static gboolean add_refs(git_repository *repository, const GPtrArray *names, GChecksum *sum)
{
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *line = NULL;
		char hex[GIT_OID_HEXSZ + 1];
		git_oid oid;

		if (git_reference_name_to_id(&oid, repository, names->pdata[i]) < 0)
			return FALSE;
		git_oid_tostr(hex, sizeof hex, &oid);
		line = g_strdup_printf("%s %s\n", hex, (const char *)names->pdata[i]);
		g_checksum_update(sum, (const guchar *)line, (gssize)strlen(line));
	}
	return names->len > 0;
}

char *repo_fingerprint(const char *path)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
	g_autoptr(GPtrArray) names = NULL;
	git_repository *repository = repo_open(path, NULL);
	gboolean known = FALSE;

	if (repository)
		names = list_refs(repository);
	if (names)
		known = add_refs(repository, names, sum);
	git_repository_free(repository);
	return known ? g_strdup(g_checksum_get_string(sum)) : NULL;
}

char *repo_url(const char *path)
{
	static const char *const names[] = {"remote.origin.url", "remote._grokmirror.url"};
	g_autofree char *file = g_build_filename(path, "config", NULL);
	g_autoptr(GPtrArray) entries = gitconfig_read(file, NULL);
	const char *url = NULL;

	for (guint n = 0; entries && !url && n < G_N_ELEMENTS(names); n++)
		for (guint i = 0; i < entries->len && !url; i++) {
			const GitconfigEntry *entry = entries->pdata[i];

			if (g_str_equal(entry->name, names[n]) && entry->value && *entry->value)
				url = entry->value;
		}
	return g_strdup(url);
}

gboolean repo_is_wanted(const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 && (file.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) != 0;
}

guint64 repo_size(const char *path)
{
	g_autofree char *objects = g_build_filename(path, "objects", NULL);

	return disk_size(objects);
}

/* --- what a killed run left --------------------------------------------------------- */

/* @n hex digits, and then @end. */
static gboolean is_hex(const char *text, gsize n, const char *end)
{
	return oid_count_hex(text) == n && strcmp(text + n, end) == 0;
}

#define RANDOM 16 /* digits that the git library draws */

/*
 * What the git library writes to: pack_git2_ and the digits; for the index the same with the
 * last four replaced by "idx", and a lock of it.
 */
static gboolean is_half_pack(const char *name)
{
	static const char prefix[] = "pack_git2_";
	const char *rest = name + strlen(prefix);

	return g_str_has_prefix(name, prefix) &&
	       (is_hex(rest, RANDOM, "") || is_hex(rest, RANDOM - 4, "idx") ||
		is_hex(rest, RANDOM - 4, "idx.lock"));
}

/* An index comes behind its pack; the git library renames it first. */
static gboolean is_index_alone(const char *folder, const char *name)
{
	g_autofree char *pack = NULL;
	gsize len = strlen(name);

	if (!g_str_has_prefix(name, "pack-") || !g_str_has_suffix(name, ".idx") ||
	    len != strlen("pack-.idx") + GIT_OID_HEXSZ)
		return FALSE;
	pack = g_strdup_printf("%s/%.*s.pack", folder, (int)(len - strlen(".idx")), name);
	return !g_file_test(pack, G_FILE_TEST_EXISTS);
}

static void clean_packs(const char *path)
{
	g_autofree char *folder = g_build_filename(path, "objects", "pack", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *file = g_build_filename(folder, name, NULL);

		if (is_half_pack(name) || is_index_alone(folder, name))
			unlink(file);
	}
}

static void clean_locks(const char *path)
{
	g_autofree char *note = g_build_filename(path, NOTE, NULL);
	g_autofree char *text = file_read(note, NOTE_MAX, NULL);
	g_auto(GStrv) names = NULL;

	if (!text)
		return;
	names = g_strsplit(text, "\n", -1);
	for (char **name = names; *name; name++) {
		g_autofree char *lock = g_strconcat(path, "/", *name, ".lock", NULL);

		if (g_str_has_prefix(*name, "refs/") && epoch_is_ref_name(*name))
			unlink(lock);
	}
	unlink(note);
}

void repo_clean(const char *path)
{
	g_autofree char *note = g_build_filename(path, NOTE, NULL);

	clean_packs(path);
	clean_locks(path);
	file_sweep(note);
}

gboolean repo_note_refs(const char *path, const GPtrArray *names, GError **error)
{
	g_autofree char *note = g_build_filename(path, NOTE, NULL);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(text, "%s\n", (const char *)names->pdata[i]);
	return file_write(note, text->str, 0666, error);
}

void repo_forget_refs(const char *path)
{
	g_autofree char *note = g_build_filename(path, NOTE, NULL);

	unlink(note);
}
