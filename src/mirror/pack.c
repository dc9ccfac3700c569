/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/pack.h"

#include "base/error.h"
#include "base/slice.h"
#include "mirror/oid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECKSUM OID_RAW
#define MAX_ALTERNATES 5 /* deep, as git has it */

/* The checksum that starts @from_end bytes before a file's end. */
static gboolean read_checksum(const char *path, long from_end, guint8 checksum[CHECKSUM])
{
	FILE *file = fopen(path, "rb");
	gboolean done;

	if (!file)
		return FALSE;
	done = fseek(file, -from_end, SEEK_END) == 0 &&
	       fread(checksum, 1, CHECKSUM, file) == CHECKSUM;
	fclose(file);
	return done;
}

/* Adds what stands before a file's last checksum. */
static gboolean sum_up(FILE *file, GChecksum *sum)
{
	guchar buffer[BUFSIZ];
	long left;

	if (fseek(file, -CHECKSUM, SEEK_END) != 0 || (left = ftell(file)) < 0)
		return FALSE;
	rewind(file);
	while (left > 0) {
		gsize n = fread(buffer, 1, (gsize)MIN(left, BUFSIZ), file);

		if (n == 0)
			return FALSE;
		g_checksum_update(sum, buffer, (gssize)n);
		left -= (long)n;
	}
	return TRUE;
}

/*
 * Whether a file is what its last checksum says. An index in which the name of an
 * object is wrong hides that object. A pack is too large to look at like this.
 */
static gboolean is_intact(const char *path)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
	guint8 expected[CHECKSUM], found[CHECKSUM];
	gsize len = sizeof(found);
	FILE *file = fopen(path, "rb");
	gboolean done;

	if (!file)
		return FALSE;
	done = sum_up(file, sum);
	fclose(file);
	g_checksum_get_digest(sum, found, &len);
	return done && read_checksum(path, CHECKSUM, expected) &&
	       memcmp(expected, found, CHECKSUM) == 0;
}

/* An index ends in its pack's checksum and its own; a pack in its own. */
static gboolean check_one(const char *folder, const char *index_name, GError **error)
{
	g_autofree char *stem = g_strndup(index_name, strlen(index_name) - strlen(".idx"));
	g_autofree char *pack_name = g_strconcat(stem, ".pack", NULL);
	g_autofree char *index = g_build_filename(folder, index_name, NULL);
	g_autofree char *pack = g_build_filename(folder, pack_name, NULL);
	guint8 expected[CHECKSUM], found[CHECKSUM];

	if (read_checksum(index, 2 * CHECKSUM, expected) && read_checksum(pack, CHECKSUM, found) &&
	    memcmp(expected, found, CHECKSUM) == 0 && is_intact(index))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "%s or its index is damaged or cut short: fetch the mirror again", pack);
	return FALSE;
}

static gboolean check_folder(const char *folder, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_str_has_prefix(name, "pack-") && g_str_has_suffix(name, ".idx") &&
		    !check_one(folder, name, error))
			return FALSE;
	return TRUE;
}

/*
 * @seen: the folders met, so that a list that names each of them many times, or
 * its own, is worth no more than one that does not.
 */
static gboolean check_objects(const char *objects_dir, guint depth, GHashTable *seen,
			      GError **error)
{
	g_autofree char *packs = g_build_filename(objects_dir, "pack", NULL);
	g_autofree char *list = g_build_filename(objects_dir, "info", "alternates", NULL);
	g_autofree char *text = NULL;
	char *real = realpath(objects_dir, NULL);
	Slice rest, line;

	if (!real || !g_hash_table_add(seen, real))
		return TRUE;
	if (!check_folder(packs, error))
		return FALSE;
	if (depth == MAX_ALTERNATES || !g_file_test(list, G_FILE_TEST_IS_REGULAR) ||
	    !g_file_get_contents(list, &text, NULL, NULL))
		return TRUE;
	rest = slice_of(text);
	while (slice_next_line(&rest, &line)) {
		g_autofree char *named = slice_dup(line);
		g_autofree char *path = g_canonicalize_filename(named, objects_dir);

		if (line.len && line.ptr[0] != '#' && !check_objects(path, depth + 1, seen, error))
			return FALSE;
	}
	return TRUE;
}

gboolean pack_check(const char *objects_dir, GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL);

	return check_objects(objects_dir, 0, seen, error);
}
