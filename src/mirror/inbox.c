/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/inbox.h"

#include "base/error.h"
#include "base/slice.h"
#include "base/text.h"
#include "mirror/epoch.h"

#include <string.h>
#include <sys/stat.h>

struct _Inbox {
	char *name;
	char *folder;      /* that has the name */
	char *path;        /* of the repository, or of the epochs' folder */
	GPtrArray *epochs; /* of Epoch, oldest first */
};

/* --- finding it -------------------------------------------------------------- */

typedef enum {
	PLACE_NONE,
	PLACE_REPOSITORY, /* one repository */
	PLACE_EPOCHS,     /* a folder of N.git */
} Place;

/* "12.git", with no zeros before the number. */
static gboolean parse_epoch_name(const char *name, guint *number)
{
	Slice rest = slice_of(name);

	return (name[0] != '0' || name[1] == '.') &&
	       slice_take_number(&rest, INBOX_MAX_EPOCH, number) && slice_equal(rest, ".git");
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *)a, y = *(const guint *)b;

	return (x > y) - (x < y);
}

/* None when there is no such folder. */
GArray *inbox_list_epochs(const char *folder)
{
	GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	guint number;

	while (dir && (name = g_dir_read_name(dir)))
		if (parse_epoch_name(name, &number))
			g_array_append_val(numbers, number);
	g_array_sort(numbers, compare_numbers);
	return numbers;
}

static gboolean has_epochs(const char *folder)
{
	g_autoptr(GArray) numbers = inbox_list_epochs(folder);

	return numbers->len > 0;
}

/*
 * What lies at @path. all.git, which public-inbox keeps beside the epochs, has
 * no commits of its own: it stands for them.
 */
static Place look_at(const char *path, char **found)
{
	g_autofree char *parent = g_path_get_dirname(path);
	g_autofree char *beside = g_build_filename(parent, "git", NULL);
	g_autofree char *git = g_build_filename(path, "git", NULL);
	g_autofree char *dot_git = g_build_filename(path, ".git", NULL);
	const struct {
		gboolean found;
		const char *path;
		Place place;
	} places[] = {
		{g_str_has_suffix(path, "/all.git") && has_epochs(beside), beside, PLACE_EPOCHS},
		{epoch_is_repository(path), path, PLACE_REPOSITORY},
		{has_epochs(git), git, PLACE_EPOCHS},
		{epoch_is_repository(dot_git), dot_git, PLACE_REPOSITORY},
		{has_epochs(path), path, PLACE_EPOCHS},
	};

	for (guint i = 0; i < G_N_ELEMENTS(places); i++)
		if (places[i].found) {
			*found = g_strdup(places[i].path);
			return places[i].place;
		}
	return PLACE_NONE;
}

/* --- its name ---------------------------------------------------------------- */

/* git/0.git and git name the folder they are in: there is a list called git, too. */
static char *find_folder(const char *path, Place place)
{
	g_autofree char *base = g_path_get_basename(path);
	g_autofree char *parent = g_path_get_dirname(path);
	g_autofree char *parent_base = g_path_get_basename(parent);
	guint number;

	if (place == PLACE_EPOCHS && strcmp(base, "git") == 0)
		return g_steal_pointer(&parent);
	if (strcmp(base, ".git") == 0)
		return g_steal_pointer(&parent);
	if (parse_epoch_name(base, &number) && strcmp(parent_base, "git") == 0)
		return g_path_get_dirname(parent);
	return g_strdup(path);
}

/* @folder: of @path. old.git is called old; but what a folder around it is called, it is. */
static char *make_name(const char *folder, const char *path)
{
	g_autofree char *raw = g_path_get_basename(folder);
	char *name;

	if (strcmp(folder, path) == 0 && g_str_has_suffix(raw, ".git"))
		raw[strlen(raw) - strlen(".git")] = '\0';
	name = text_clean_line(raw, strlen(raw));
	return g_strdelimit(name, " /", '-');
}

gboolean inbox_find(const char *path, InboxPlace *place)
{
	g_autofree char *full = g_canonicalize_filename(path, NULL);
	g_autofree char *found = NULL;
	Place kind = look_at(full, &found);

	if (kind == PLACE_NONE)
		return FALSE;
	place->folder = find_folder(found, kind);
	if (kind == PLACE_REPOSITORY && g_str_has_suffix(found, ".git") &&
	    !g_str_has_suffix(found, "/.git") && strcmp(found, place->folder) != 0) {
		kind = PLACE_EPOCHS;
		place->path = g_path_get_dirname(found);
	} else {
		place->path = g_steal_pointer(&found);
	}
	place->has_epochs = kind == PLACE_EPOCHS;
	return TRUE;
}

void inbox_place_clear(InboxPlace *place)
{
	g_clear_pointer(&place->folder, g_free);
	g_clear_pointer(&place->path, g_free);
}

static gboolean is_same_file(const struct stat *file, const char *path)
{
	struct stat other;

	return stat(path, &other) == 0 && other.st_dev == file->st_dev &&
	       other.st_ino == file->st_ino;
}

const char *inbox_folder(const Inbox *inbox)
{
	return inbox->folder;
}

gboolean inbox_is_at(const Inbox *inbox, const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 &&
	       (is_same_file(&file, inbox->folder) || is_same_file(&file, inbox->path));
}

/* --- opening it -------------------------------------------------------------- */

static gboolean add_epoch(Inbox *inbox, const char *path, guint number, GError **error)
{
	Epoch *epoch = epoch_open(path, number, error);

	if (epoch)
		g_ptr_array_add(inbox->epochs, epoch);
	return epoch != NULL;
}

static gboolean add_epochs(Inbox *inbox, const char *folder, GError **error)
{
	g_autoptr(GArray) numbers = inbox_list_epochs(folder);

	for (guint i = 0; i < numbers->len; i++) {
		guint number = g_array_index(numbers, guint, i);
		g_autofree char *name = g_strdup_printf("%u.git", number);
		g_autofree char *path = g_build_filename(folder, name, NULL);

		if (!add_epoch(inbox, path, number, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean add_repository(Inbox *inbox, const char *path, GError **error)
{
	g_autofree char *base = g_path_get_basename(path);
	guint number = 0;

	parse_epoch_name(base, &number);
	return add_epoch(inbox, path, number, error);
}

static gboolean check_not_empty(const Inbox *inbox, const char *path, GError **error)
{
	for (guint i = 0; i < inbox->epochs->len; i++)
		if (!inbox_epoch(inbox, i)->empty)
			return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "%s: there are no commits yet: fetch the inbox first", path);
	return FALSE;
}

static Inbox *open_place(const char *path, Place place, GError **error)
{
	g_autoptr(Inbox) inbox = g_new0(Inbox, 1);

	inbox->path = g_strdup(path);
	inbox->folder = find_folder(path, place);
	inbox->name = make_name(inbox->folder, path);
	inbox->epochs = g_ptr_array_new_with_free_func((GDestroyNotify)epoch_free);
	if (place == PLACE_EPOCHS ? add_epochs(inbox, path, error)
				  : add_repository(inbox, path, error))
		if (check_not_empty(inbox, path, error))
			return g_steal_pointer(&inbox);
	return NULL;
}

Inbox *inbox_open(const char *path, GError **error)
{
	g_autofree char *full = g_canonicalize_filename(path, NULL);
	g_autofree char *found = NULL;
	Place place;

	if (!g_file_test(full, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s", path,
			    g_file_test(full, G_FILE_TEST_EXISTS)
				    ? "not a folder: give the folder of an inbox"
				    : "no such folder");
		return NULL;
	}
	place = look_at(full, &found);
	if (place != PLACE_NONE)
		return open_place(found, place, error);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "%s: not an inbox: it holds neither git/0.git, git/1.git, ... nor is it a git "
		    "repository: give the folder that maildelta clone, git clone --mirror or "
		    "public-inbox-clone made",
		    path);
	return NULL;
}

Inbox *inbox_discover(const char *start, GError **error)
{
	g_autofree char *path = g_canonicalize_filename(start, NULL);
	g_autofree char *found = NULL;
	Place place = look_at(path, &found);

	while (place == PLACE_NONE && strcmp(path, "/") != 0) {
		char *parent = g_path_get_dirname(path);

		g_free(path);
		path = parent;
		place = look_at(path, &found);
	}
	if (place != PLACE_NONE)
		return open_place(found, place, error);
	g_set_error(error, MD_ERROR, MD_ERROR_NOT_FOUND,
		    "%s: no inbox here or in a folder above: name one, or give its path", start);
	return NULL;
}

char *inbox_folder_of(const char *path)
{
	g_autofree char *full = g_canonicalize_filename(path, NULL);
	g_autofree char *base = g_path_get_basename(full);
	g_autofree char *parent = g_path_get_dirname(full);
	g_autofree char *found = NULL;
	Place place = PLACE_EPOCHS;
	guint number;

	if (parse_epoch_name(base, &number) && epoch_is_repository(full))
		found = g_strdup(parent); /* it is not alone there, or could not be */
	else
		place = look_at(full, &found);
	return place == PLACE_NONE ? NULL : find_folder(found, place);
}

void inbox_free(Inbox *inbox)
{
	if (!inbox)
		return;
	g_ptr_array_unref(inbox->epochs);
	g_free(inbox->name);
	g_free(inbox->folder);
	g_free(inbox->path);
	g_free(inbox);
}

const char *inbox_name(const Inbox *inbox)
{
	return inbox->name;
}

guint inbox_n_epochs(const Inbox *inbox)
{
	return inbox->epochs->len;
}

guint inbox_epoch_number(const Inbox *inbox, guint epoch)
{
	return inbox_epoch(inbox, epoch)->number;
}

gboolean inbox_find_epoch(const Inbox *inbox, guint number, guint *epoch)
{
	for (guint i = 0; i < inbox_n_epochs(inbox); i++)
		if (inbox_epoch_number(inbox, i) == number) {
			*epoch = i;
			return TRUE;
		}
	return FALSE;
}

EpochKind inbox_epoch_kind(const Inbox *inbox, guint epoch)
{
	return inbox_epoch(inbox, epoch)->kind;
}

const char *inbox_epoch_path(const Inbox *inbox, guint epoch)
{
	return inbox_epoch(inbox, epoch)->path;
}

const Epoch *inbox_epoch(const Inbox *inbox, guint epoch)
{
	g_assert(epoch < inbox->epochs->len);
	return g_ptr_array_index(inbox->epochs, epoch);
}
