/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/folder.h"

#include "base/error.h"
#include "base/file.h"
#include "base/lock.h"
#include "mirror/inbox.h"
#include "mirror/replica.h"
#include "mirror/repo.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME "maildelta.lock"
#define V2_NAME "inbox.lock" /* by which public-inbox knows a v2 inbox, and locks it */
#define DESCRIPTION "description"
#define DESCRIPTION_MAX 4096 /* bytes of which anything is looked at */

struct _Folder {
	char *path;
	char *repositories; /* that holds N.git; or the repository */
	gboolean has_epochs;
	gboolean made; /* by folder_new() */
	Lock *lock;
};

G_GNUC_PRINTF(3, 4)
static gboolean fail(const char *path, GError **error, const char *format, ...)
{
	va_list args;
	g_autofree char *text = NULL;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s", path, text);
	return FALSE;
}

static gboolean exists(const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	return g_file_test(path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

/* --- whose it is -------------------------------------------------------------------- */

/*
 * What one user fetched, another would leave files in that the first cannot replace. Git refuses
 * it, too (safe.directory), and the git library looks no longer since reports may read them.
 */
static gboolean check_owner(const char *path, GError **error)
{
	struct stat file;

	if (geteuid() == 0 || stat(path, &file) != 0 || file.st_uid == geteuid())
		return TRUE;
	return fail(path, error,
		    "it belongs to another user (uid %lu), who alone may write there; for reports "
		    "of what they fetched: maildelta update --no-fetch",
		    (unsigned long)file.st_uid);
}

/* --- the lock, and what killed runs left --------------------------------------------- */

static gboolean lock(Folder *folder, guint wait, GError **error)
{
	g_autofree char *path = g_build_filename(folder->path, LOCK_NAME, NULL);

	folder->lock = lock_take(path, wait, error);
	return folder->lock != NULL;
}

static gboolean clean(const Folder *folder, GError **error)
{
	static const char *const written[] = {DESCRIPTION, V2_NAME, FOLDER_MEMORY};
	g_autoptr(GArray) numbers = NULL;

	if (!replica_clean(folder->repositories, error))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(written); i++) {
		g_autofree char *path = g_build_filename(folder->path, written[i], NULL);

		file_sweep(path);
	}
	numbers = folder_epochs(folder);
	for (guint i = 0; i < numbers->len; i++) {
		g_autofree char *path = folder_epoch(folder, g_array_index(numbers, guint, i));

		repo_clean(path);
	}
	return TRUE;
}

/* --- one that is there ------------------------------------------------------------------ */

static Folder *take_place(InboxPlace *place)
{
	Folder *folder = g_new0(Folder, 1);

	folder->path = g_steal_pointer(&place->folder);
	folder->repositories = g_steal_pointer(&place->path);
	folder->has_epochs = place->has_epochs;
	return folder;
}

static gboolean check_place(const char *path, const InboxPlace *place, GError **error)
{
	if (g_str_has_suffix(place->path, "/.git"))
		return fail(path, error,
			    "it has a working tree, which no one but git may move: have git fetch "
			    "it, and use maildelta update --no-fetch; or clone it anew, bare");
	return check_owner(place->folder, error) && check_owner(place->path, error);
}

Folder *folder_open(const char *path, guint wait, GError **error)
{
	g_auto(InboxPlace) place = {0};
	g_autoptr(Folder) folder = NULL;

	if (!inbox_find(path, &place)) {
		g_set_error(error, MD_ERROR, MD_ERROR_NOT_FOUND, "%s: %s", path,
			    g_file_test(path, G_FILE_TEST_EXISTS)
				    ? "no mirror of an inbox: give the folder that maildelta clone "
				      "or git clone --mirror made"
				    : "no such folder");
		return NULL;
	}
	if (!check_place(path, &place, error))
		return NULL;
	folder = take_place(&place);
	if (!lock(folder, wait, error) || !clean(folder, error))
		return NULL;
	return g_steal_pointer(&folder);
}

/* --- a new one ---------------------------------------------------------------------------- */

/* Whether an earlier clone began there, or nothing is there. */
static gboolean is_free(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);

	return dir && (exists(path, LOCK_NAME) || !g_dir_read_name(dir));
}

static gboolean check_free(const char *path, gboolean has_epochs, GError **error)
{
	g_auto(InboxPlace) place = {0};

	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return TRUE;
	if (!g_file_test(path, G_FILE_TEST_IS_DIR))
		return fail(path, error, "not a folder: name another");
	if (!inbox_find(path, &place))
		return is_free(path) ||
		       fail(path, error, "it holds something else: name a new or empty folder");
	if (place.has_epochs == has_epochs)
		return check_place(path, &place, error);
	return fail(path, error, "it is a mirror of another kind: name another folder");
}

static gboolean make_folder(const char *path, gboolean *made, GError **error)
{
	*made = !g_file_test(path, G_FILE_TEST_EXISTS);
	return g_mkdir_with_parents(path, 0777) == 0 || file_fail(path, "cannot be made", error);
}

static gboolean touch(const char *folder, const char *name, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	return exists(folder, name) || file_write(path, "", 0666, error);
}

Folder *folder_new(const char *path, gboolean has_epochs, guint wait, GError **error)
{
	g_autoptr(Folder) folder = g_new0(Folder, 1);
	gboolean ignored;

	folder->path = g_canonicalize_filename(path, NULL);
	folder->has_epochs = has_epochs;
	folder->repositories =
		has_epochs ? g_build_filename(folder->path, "git", NULL) : g_strdup(folder->path);
	if (!check_free(folder->path, has_epochs, error) ||
	    !make_folder(folder->path, &folder->made, error) || !check_owner(folder->path, error) ||
	    !lock(folder, wait, error))
		return NULL;
	/* another may have had the lock until now, and made it */
	if (!check_free(folder->path, has_epochs, error) ||
	    !make_folder(folder->repositories, &ignored, error) ||
	    (has_epochs && !touch(folder->path, V2_NAME, error)) || !clean(folder, error))
		return NULL;
	return g_steal_pointer(&folder);
}

/* What clone itself put there; a folder in which there is anything else stays. */
static void take_away(const Folder *folder)
{
	static const char *const names[] = {V2_NAME, LOCK_NAME};

	if (folder->has_epochs && rmdir(folder->repositories) != 0)
		return;
	if (!folder->has_epochs && exists(folder->path, "objects"))
		return;
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(folder->path, names[i], NULL);

		unlink(path);
	}
	rmdir(folder->path);
}

void folder_free(Folder *folder)
{
	if (!folder)
		return;
	if (folder->made && folder->lock)
		take_away(folder);
	lock_free(folder->lock);
	g_free(folder->path);
	g_free(folder->repositories);
	g_free(folder);
}

/* --- what is in it ---------------------------------------------------------------------------- */

const char *folder_path(const Folder *folder)
{
	return folder->path;
}

gboolean folder_has_epochs(const Folder *folder)
{
	return folder->has_epochs;
}

GArray *folder_epochs(const Folder *folder)
{
	GArray *numbers;

	if (folder->has_epochs)
		return inbox_list_epochs(folder->repositories);
	numbers = g_array_new(FALSE, TRUE, sizeof(guint));
	if (exists(folder->path, "HEAD"))
		g_array_set_size(numbers, 1);
	return numbers;
}

char *folder_epoch(const Folder *folder, guint number)
{
	if (!folder->has_epochs)
		return g_strdup(folder->repositories);
	return g_strdup_printf("%s/%u.git", folder->repositories, number);
}

char *folder_fingerprint(const Folder *folder, guint number)
{
	g_autofree char *path = folder_epoch(folder, number);

	return repo_fingerprint(path);
}

char *folder_url(const Folder *folder, guint number)
{
	g_autofree char *path = folder_epoch(folder, number);

	return repo_url(path);
}

gboolean folder_is_wanted(const Folder *folder, guint number)
{
	g_autofree char *path = folder_epoch(folder, number);

	return repo_is_wanted(path);
}

guint64 folder_size(const Folder *folder, guint number)
{
	g_autofree char *path = folder_epoch(folder, number);

	return repo_size(path);
}

gboolean folder_add(const Folder *folder, guint number, const char *url, const char *shown,
		    const FetchOptions *options, guint64 *commits, GError **error)
{
	g_autofree char *path = folder_epoch(folder, number);
	Replica replica = {
		.url = url,
		.shown = shown ? shown : url,
		.local = !shown,
		.path = path,
		.into = !folder->has_epochs,
	};

	return replica_make(&replica, options, commits, error);
}

/* What git and public-inbox write there says nothing. */
static gboolean is_described(const char *path)
{
	g_autofree char *text = file_read(path, DESCRIPTION_MAX, NULL);

	if (!text)
		return errno == EFBIG; /* whatever that is, it is not ours */
	g_strstrip(text);
	return *text && !g_str_has_prefix(text, "Unnamed repository") &&
	       !g_str_has_prefix(text, "($INBOX_DIR");
}

gboolean folder_describe(const Folder *folder, const char *text, GError **error)
{
	g_autofree char *path = g_build_filename(folder->path, DESCRIPTION, NULL);
	g_autofree char *line = g_strconcat(text, "\n", NULL);

	return is_described(path) || file_write(path, line, 0666, error);
}
