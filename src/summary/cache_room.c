/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/cache_room.h"

#include "base/lock.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define ID (CACHE_ROOM_KEY / 2)                  /* bytes of a SHA-256 */
#define REST (CACHE_ROOM_KEY - CACHE_ROOM_SHARD) /* hex digits that name a file */
#define DRAWN 6                                  /* letters and digits that mkstemp(3) draws */
#define FORSAKEN (24 * 3600) /* seconds after which nobody is writing a file any more */

typedef struct {
	guint8 id[ID];
	gint64 used; /* seconds, and … */
	gint64 nano;
	guint64 size;
} Kept;

static gint compare_kept(gconstpointer a, gconstpointer b)
{
	const Kept *x = a, *y = b;

	if (x->used != y->used)
		return x->used < y->used ? -1 : 1;
	if (x->nano != y->nano)
		return x->nano < y->nano ? -1 : 1;
	return memcmp(x->id, y->id, ID);
}

gboolean cache_room_is_hex(const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++)
		if (!g_ascii_isdigit(text[i]) && !(text[i] >= 'a' && text[i] <= 'f'))
			return FALSE;
	return TRUE;
}

static gboolean is_file_name(const char *name)
{
	return cache_room_is_hex(name, strnlen(name, REST + 1)) && strnlen(name, REST + 1) == REST;
}

static gboolean is_unfinished(const char *name, gsize digits)
{
	if (strlen(name) != digits + 1 + DRAWN || !cache_room_is_hex(name, digits) ||
	    name[digits] != '.')
		return FALSE;
	for (gsize i = digits + 1; name[i]; i++)
		if (!g_ascii_isalnum(name[i]))
			return FALSE;
	return TRUE;
}

static void sweep(const char *folder, const char *name, gsize digits, gint64 now)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	struct stat file;

	if (is_unfinished(name, digits) && lstat(path, &file) == 0 && S_ISREG(file.st_mode) &&
	    file.st_mtime < now - FORSAKEN)
		g_unlink(path);
}

static void note_file(GArray *all, const char *folder, const char *shard, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *key = g_strconcat(shard, name, NULL);
	struct stat file;
	Kept kept;

	if (lstat(path, &file) != 0 || !S_ISREG(file.st_mode))
		return;
	kept = (Kept){
		.used = file.st_mtim.tv_sec,
		.nano = file.st_mtim.tv_nsec,
		.size = (guint64)file.st_size,
	};
	for (guint i = 0; i < ID; i++)
		kept.id[i] = (guint8)(g_ascii_xdigit_value(key[2 * i]) * 16 +
				      g_ascii_xdigit_value(key[2 * i + 1]));
	g_array_append_val(all, kept);
}

static gboolean is_folder(const char *path)
{
	struct stat file;

	return lstat(path, &file) == 0 && S_ISDIR(file.st_mode);
}

/* What is called otherwise than what we write is nobody's we know, and stays. */
static void note_shard(GArray *all, const char *answers, const char *shard, gint64 now)
{
	g_autofree char *folder = g_build_filename(answers, shard, NULL);
	g_autoptr(GDir) dir = is_folder(folder) ? g_dir_open(folder, 0, NULL) : NULL;
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (is_file_name(name))
			note_file(all, folder, shard, name);
		else
			sweep(folder, name, REST, now);
}

static GArray *list_answers(const char *answers, gint64 now)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(Kept));
	g_autoptr(GDir) dir = g_dir_open(answers, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (strlen(name) == CACHE_ROOM_SHARD && cache_room_is_hex(name, CACHE_ROOM_SHARD))
			note_shard(all, answers, name, now);
	return all;
}

static void remove_answer(const char *answers, const guint8 *id)
{
	char key[CACHE_ROOM_KEY + 1], shard[CACHE_ROOM_SHARD + 1];
	g_autofree char *path = NULL;

	for (guint i = 0; i < ID; i++)
		g_snprintf(key + 2 * i, 3, "%02x", id[i]);
	g_strlcpy(shard, key, sizeof shard);
	path = g_build_filename(answers, shard, key + CACHE_ROOM_SHARD, NULL);
	g_unlink(path);
}

static void sweep_learned(const char *root, gint64 now)
{
	g_autofree char *folder = g_build_filename(root, CACHE_ROOM_LEARNED, NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		sweep(folder, name, CACHE_ROOM_KEY, now);
}

/* One at a time is enough: whoever has the lock makes room for all. */
void cache_room_make(const char *root, guint64 max)
{
	g_autofree char *answers = g_build_filename(root, CACHE_ROOM_ANSWERS, NULL);
	g_autofree char *path = g_build_filename(root, "lock", NULL);
	g_autoptr(Lock) lock = lock_take(path, 0, NULL);
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	g_autoptr(GArray) all = NULL;
	guint64 sum = 0;

	if (!lock)
		return;
	sweep_learned(root, now);
	all = list_answers(answers, now);
	for (guint i = 0; i < all->len; i++)
		sum += g_array_index(all, Kept, i).size;
	if (sum > max)
		g_array_sort(all, compare_kept);
	for (guint i = 0; i < all->len && sum > max; i++) {
		remove_answer(answers, g_array_index(all, Kept, i).id);
		sum -= g_array_index(all, Kept, i).size;
	}
}
