/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/copy.h"

#include "base/cancel.h"
#include "base/file.h"
#include "mirror/oid.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (1u << 20)
#define MODE 0444 /* git's of what is never written again */

typedef struct {
	const char *from, *to; /* the folders of objects */
	const FetchOptions *options;
	FetchCount count;
} Copy;

/* --- one file --------------------------------------------------------------------- */

static gboolean pump(Copy *copy, int in, int out, const char *from, const char *to, GError **error)
{
	g_autofree char *chunk = g_malloc(CHUNK);
	gssize n;

	while ((n = read(in, chunk, CHUNK)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return file_fail(from, "cannot be read", error);
		if (!cancel_check(error))
			return FALSE;
		if (!file_fill(out, chunk, (gsize)n))
			return file_fail(to, "cannot be written", error);
		copy->count.bytes += (guint64)n;
		if (copy->options->at)
			copy->options->at(&copy->count, copy->options->user);
	}
	return TRUE;
}

/* A link, or what is no file, is none that git wrote. */
static int open_file(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat file;

	if (fd >= 0 && (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode))) {
		close(fd);
		errno = EINVAL;
		return -1;
	}
	return fd;
}

static gboolean copy_file(Copy *copy, int folder, const char *from, const char *to, GError **error)
{
	g_autofree char *name = g_path_get_basename(from);
	int in = open_file(folder, name), out = -1;
	gboolean done = FALSE;

	if (in < 0)
		return file_fail(from, "cannot be read", error);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, MODE);
	if (out < 0)
		file_fail(to, "cannot be made", error);
	else
		done = pump(copy, in, out, from, to, error);
	close(in);
	if (out >= 0 && close(out) != 0 && done)
		done = file_fail(to, "cannot be written", error);
	copy->count.objects++;
	return done;
}

/* --- folders ----------------------------------------------------------------------- */

static gboolean is_hex(const char *name, gsize len)
{
	return oid_count_hex(name) == len && !name[len];
}

static gboolean is_pack(const char *name)
{
	g_autofree char *hash = NULL;

	if (!g_str_has_prefix(name, "pack-") ||
	    !(g_str_has_suffix(name, ".pack") || g_str_has_suffix(name, ".idx")))
		return FALSE;
	hash = g_strndup(name + strlen("pack-"), strcspn(name, ".") - strlen("pack-"));
	return is_hex(hash, 40);
}

static gboolean is_object(const char *name)
{
	return is_hex(name, 38);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* NULL: it is not there; or, as a link, it is one of others. */
static DIR *open_folder(int at, const char *name)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;

	if (fd >= 0 && !dir)
		close(fd);
	return dir;
}

static GPtrArray *list(DIR *dir, gboolean (*takes)(const char *name))
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const struct dirent *entry;

	while ((entry = readdir(dir)))
		if (takes(entry->d_name))
			g_ptr_array_add(names, g_strdup(entry->d_name));
	g_ptr_array_sort(names, compare_names); /* .idx before .pack: what is listed has both */
	return names;
}

static gboolean copy_files(Copy *copy, DIR *dir, const char *folder,
			   gboolean (*takes)(const char *name), GError **error)
{
	g_autoptr(GPtrArray) names = list(dir, takes);
	g_autofree char *made = g_build_filename(copy->to, folder, NULL);

	if (names->len && g_mkdir(made, 0777) != 0 && errno != EEXIST)
		return file_fail(made, "cannot be made", error);
	copy->count.of_objects += names->len;
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *from = g_build_filename(copy->from, folder, names->pdata[i], NULL);
		g_autofree char *to = g_build_filename(made, names->pdata[i], NULL);

		if (!copy_file(copy, dirfd(dir), from, to, error))
			return FALSE;
	}
	return TRUE;
}

/* Of a folder in that of objects. */
static gboolean copy_folder(Copy *copy, DIR *objects, const char *name,
			    gboolean (*takes)(const char *name), GError **error)
{
	DIR *dir = open_folder(dirfd(objects), name);
	gboolean done = !dir || copy_files(copy, dir, name, takes, error);

	if (dir)
		closedir(dir);
	return done;
}

static gboolean is_fan(const char *name)
{
	return is_hex(name, 2);
}

static gboolean copy_all(Copy *copy, DIR *objects, GError **error)
{
	g_autoptr(GPtrArray) fans = list(objects, is_fan);

	/* loose ones first: git packs them before it takes them away */
	for (guint i = 0; i < fans->len; i++)
		if (!copy_folder(copy, objects, fans->pdata[i], is_object, error))
			return FALSE;
	return copy_folder(copy, objects, "pack", is_pack, error);
}

/* --- all together --------------------------------------------------------------------- */

/* Objects of others, or packs whose missing objects were promised. */
static gboolean is_partial(const char *objects)
{
	g_autofree char *alternates = g_build_filename(objects, "info", "alternates", NULL);
	g_autofree char *packs = g_build_filename(objects, "pack", NULL);
	g_autoptr(GDir) dir = g_dir_open(packs, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".promisor"))
			return TRUE;
	return g_file_test(alternates, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

gboolean copy_objects(const char *from, const char *to, const FetchOptions *options, GError **error)
{
	g_autofree char *source = g_build_filename(from, "objects", NULL);
	g_autofree char *target = g_build_filename(to, "objects", NULL);
	Copy copy = {source,
		     target,
		     options,
		     {.epoch = options->epoch, .of_epochs = options->of_epochs}};
	DIR *objects = is_partial(source) ? NULL : open_folder(AT_FDCWD, source);
	gboolean done = !objects || copy_all(&copy, objects, error);

	if (objects)
		closedir(objects);
	return done;
}
