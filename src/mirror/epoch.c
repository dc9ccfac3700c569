/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/epoch.h"

#include "base/error.h"
#include "mirror/history.h"
#include "mirror/layout.h"
#include "mirror/reason.h"

#include <git2.h>
#include <git2/sys/repository.h>
#include <string.h>

#define MAX_ODD_TREES 16 /* that are no inbox's, before the repository is none */

#define MAX_CONFIG (1 << 20) /* bytes: no mirror's config comes near */

gboolean epoch_is_repository(const char *path)
{
	g_autofree char *head = g_build_filename(path, "HEAD", NULL);
	g_autofree char *objects = g_build_filename(path, "objects", NULL);
	g_autofree char *refs = g_build_filename(path, "refs", NULL);

	return g_file_test(head, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK) &&
	       g_file_test(objects, G_FILE_TEST_IS_DIR) && g_file_test(refs, G_FILE_TEST_IS_DIR);
}

G_GNUC_PRINTF(3, 4)
static void set_failed(GError **error, const char *path, const char *format, ...)
{
	g_autofree char *reason = NULL;
	va_list args;

	va_start(args, format);
	reason = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s", path, reason);
}

/* The same, ending in what libgit2 says. */
static void set_failed_git(GError **error, const char *path, const char *what)
{
	g_autofree char *reason = reason_dup();

	set_failed(error, path, "%s: %s", what, reason);
}

/* --- what cannot be read ----------------------------------------------------- */

/*
 * The value of `name = value` under [extensions], lower-cased, or NULL. Git's own
 * reader of configs follows includes to anywhere, so this one looks at lines.
 */
static char *find_extension(Slice config, const char *name)
{
	gboolean inside = FALSE;
	Slice line;

	while (slice_next_line(&config, &line)) {
		gssize equals;

		line = slice_trim(line);
		if (slice_starts(line, "["))
			inside = slice_starts_nocase(line, "[extensions]");
		equals = slice_find(line, '=');
		if (inside && equals > 0) {
			Slice key = slice_trim(slice_sub(line, 0, (gsize)equals));
			Slice value = slice_trim(slice_sub(line, (gsize)equals + 1, line.len));

			if (key.len == strlen(name) && slice_starts_nocase(key, name))
				return g_ascii_strdown(value.ptr, (gssize)value.len);
		}
	}
	return NULL;
}

static gboolean check_format(const char *path, GError **error)
{
	g_autofree char *file = g_build_filename(path, "config", NULL);
	g_autoptr(GMappedFile) mapped = NULL;
	g_autofree char *hash = NULL, *refs = NULL;
	Slice config;

	if (g_file_test(file, G_FILE_TEST_IS_REGULAR))
		mapped = g_mapped_file_new(file, FALSE, NULL);
	if (!mapped)
		return TRUE;
	config.ptr = g_mapped_file_get_contents(mapped);
	config.len = MIN(g_mapped_file_get_length(mapped), MAX_CONFIG);
	hash = find_extension(config, "objectformat");
	refs = find_extension(config, "refstorage");
	if (hash && strcmp(hash, "sha256") == 0)
		set_failed(error, path,
			   "a SHA-256 repository: maildelta reads SHA-1 repositories, which is "
			   "what public-inbox writes: mirror the inbox again with "
			   "git clone --mirror");
	else if (refs && strcmp(refs, "reftable") == 0)
		set_failed(error, path,
			   "its refs are stored as a reftable: maildelta reads files: "
			   "git refs migrate --ref-format=files");
	else
		return TRUE;
	return FALSE;
}

/* --- refs -------------------------------------------------------------------- */

static git_repository *open_refs(const char *path, GError **error)
{
	git_repository *repository = NULL;
	git_config *nothing = NULL;

	if (git_repository_open_bare(&repository, path) == 0 && git_config_new(&nothing) == 0 &&
	    git_repository_set_config(repository, nothing) == 0) {
		git_config_free(nothing);
		return repository;
	}
	set_failed_git(error, path, "this git repository cannot be opened");
	git_config_free(nothing);
	git_repository_free(repository);
	return NULL;
}

/* The first branch into @name, and how many there are. */
static guint count_branches(git_repository *repository, char **name)
{
	git_reference_iterator *iterator;
	const char *found;
	guint n = 0;

	if (git_reference_iterator_glob_new(&iterator, repository, "refs/heads/*") < 0)
		return 0;
	while (git_reference_next_name(&found, iterator) == 0)
		if (n++ == 0)
			*name = g_strdup(found);
	git_reference_iterator_free(iterator);
	return n;
}

/* Clones of an empty repository, and renamed branches, leave HEAD pointing nowhere. */
static gboolean find_tip(Epoch *epoch, GError **error)
{
	g_autofree char *branch = NULL;
	int result = git_reference_name_to_id((git_oid *)&epoch->tip, epoch->refs, "HEAD");
	guint n;

	if (result == 0)
		return TRUE;
	if (result != GIT_ENOTFOUND) {
		set_failed_git(error, epoch->path, "HEAD cannot be read");
		return FALSE;
	}
	n = count_branches(epoch->refs, &branch);
	if (n > 1) {
		set_failed(error, epoch->path,
			   "HEAD names a branch that does not exist, and there are %u others: "
			   "choose with git -C %s symbolic-ref HEAD refs/heads/<branch>",
			   n, epoch->path);
		return FALSE;
	}
	epoch->empty = n == 0;
	if (epoch->empty ||
	    git_reference_name_to_id((git_oid *)&epoch->tip, epoch->refs, branch) == 0)
		return TRUE;
	set_failed_git(error, epoch->path, "its only branch cannot be read");
	return FALSE;
}

gboolean epoch_is_ref_name(const char *name)
{
	int valid = 0;

	return git_reference_name_is_valid(&valid, name) == 0 && valid;
}

gboolean epoch_find_ref(const Epoch *epoch, const char *name, Oid *commit)
{
	git_reference *ref = NULL;
	git_object *object = NULL;
	gboolean found = git_reference_dwim(&ref, epoch->refs, name) == 0 &&
			 git_reference_peel(&object, ref, GIT_OBJECT_COMMIT) == 0;

	if (found)
		memcpy(commit->id, git_object_id(object)->id, OID_RAW);
	git_object_free(object);
	git_reference_free(ref);
	return found;
}

/* --- the kind ---------------------------------------------------------------- */

static void set_no_inbox(const Epoch *epoch, GBytes *tree, GError **error)
{
	g_autofree char *holds = layout_describe(tree);

	set_failed(error, epoch->path,
		   "not a mail archive: its newest commit holds %s, where public-inbox keeps "
		   "one file m or d (v2) or folders 00 to ff of mails (v1)",
		   holds);
}

/*
 * The newest trees may be empty (after a purge, or when the last mail of a v1
 * inbox was deleted), and a few may hold what no inbox does: the first that is an
 * inbox's decides. All empty: a purged v2 epoch.
 */
static gboolean find_kind(Epoch *epoch, GError **error)
{
	g_autoptr(GBytes) odd = NULL;
	guint n_odd = 0;
	g_autoptr(GError) failure = NULL;
	CommitObject commit;
	History history;
	Oid oid;

	history_start(&history, epoch->odb, &epoch->tip);
	while (n_odd < MAX_ODD_TREES && history_next(&history, &oid, &commit, &failure)) {
		g_autoptr(GBytes) tree = odb_read_tree(epoch->odb, &commit.tree, &failure);

		if (!tree)
			break;
		if (g_bytes_get_size(tree) == 0)
			continue;
		if (layout_detect(epoch->odb, tree, &epoch->kind))
			return TRUE;
		n_odd++;
		if (!odd)
			odd = g_steal_pointer(&tree);
	}
	if (failure)
		set_failed(error, epoch->path, "%s", failure->message);
	else if (odd)
		set_no_inbox(epoch, odd, error);
	epoch->kind = EPOCH_V2;
	return !failure && !odd;
}

/* An epoch that has packs had commits, and leaving it out would hide its mails. */
static gboolean check_empty(const Epoch *epoch, GError **error)
{
	if (odb_has_no_packs(epoch->odb))
		return TRUE;
	set_failed(error, epoch->path,
		   "it holds objects, but no branch that leads to them: its refs were lost, or its "
		   "first fetch is not over: fetch it again");
	return FALSE;
}

Epoch *epoch_open(const char *path, guint number, GError **error)
{
	g_autoptr(Epoch) epoch = g_new0(Epoch, 1);

	epoch->number = number;
	epoch->path = g_strdup(path);
	if (!epoch_is_repository(path)) {
		set_failed(error, path,
			   "not a git repository: a clone that was cut short leaves such a folder: "
			   "remove it and update the mirror");
		return NULL;
	}
	if (!check_format(path, error))
		return NULL;
	epoch->refs = open_refs(path, error);
	if (!epoch->refs || !find_tip(epoch, error))
		return NULL;
	epoch->odb = odb_open(path, error);
	if (!epoch->odb || !(epoch->empty ? check_empty(epoch, error) : find_kind(epoch, error)))
		return NULL;
	return g_steal_pointer(&epoch);
}

void epoch_free(Epoch *epoch)
{
	if (!epoch)
		return;
	git_repository_free(epoch->refs);
	odb_free(epoch->odb);
	g_free(epoch->path);
	g_free(epoch);
}
