/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CACHE_ROOM_H
#define MD_SUMMARY_CACHE_ROOM_H

#include <glib.h>

/* Private to summary/cache: what its folder is made of, and how room is made in it. */

#define CACHE_ROOM_ANSWERS "answers"
#define CACHE_ROOM_LEARNED "learned"
#define CACHE_ROOM_KEY 64  /* hex digits of a SHA-256 */
#define CACHE_ROOM_SHARD 2 /* of them that name a folder of answers; the others name a file */

/* Whether @text, @len bytes, is of such digits alone. */
gboolean cache_room_is_hex(const char *text, gsize len);

/*
 * Takes answers away from the folder @root, those not used for longest first, until those that stay
 * have @max bytes at most; and files that nobody goes on writing. Nothing where another process
 * does it right now. What is called otherwise than what we write stays.
 */
void cache_room_make(const char *root, guint64 max);

#endif
