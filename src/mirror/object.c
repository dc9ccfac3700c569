/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/object.h"

#include <string.h>

#define MODE_TYPE 0170000
#define MODE_FILE 0100000
#define MODE_FOLDER 0040000

#define LAST_DATE G_GINT64_CONSTANT(253402300799) /* 9999-12-31 23:59:59 UTC */

/* "parent <40 hex>" */
static gboolean parse_oid_line(Slice line, const char *key, Oid *oid)
{
	gsize skip = strlen(key);

	return slice_starts(line, key) && oid_parse(oid, line.ptr + skip, line.len - skip);
}

/* The seconds behind the last > of a committer line. */
static gint64 parse_date(Slice line)
{
	const char *end = line.ptr + line.len;
	const char *p = end;
	gint64 seconds = 0;

	while (p > line.ptr && p[-1] != '>')
		p--;
	while (p < end && *p == ' ')
		p++;
	for (; p < end && g_ascii_isdigit(*p) && seconds <= LAST_DATE; p++)
		seconds = seconds * 10 + (*p - '0');
	return MIN(seconds, LAST_DATE);
}

gboolean object_parse_commit(Slice raw, CommitObject *commit)
{
	CommitObject read = {0};
	Slice line;

	if (!slice_next_line(&raw, &line) || !parse_oid_line(line, "tree ", &read.tree))
		return FALSE;
	while (slice_next_line(&raw, &line) && line.len != 0) {
		if (!read.has_parent && slice_starts(line, "parent ")) {
			if (!parse_oid_line(line, "parent ", &read.parent))
				return FALSE;
			read.has_parent = TRUE;
		} else if (slice_starts(line, "committer ")) {
			read.committed = parse_date(line);
			*commit = read;
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean take_mode(Slice *s, guint *mode)
{
	gsize n = 0;

	*mode = 0;
	for (; n < s->len && n < 7 && s->ptr[n] >= '0' && s->ptr[n] <= '7'; n++)
		*mode = *mode << 3 | (guint)(s->ptr[n] - '0');
	if (n == 0 || n == s->len || s->ptr[n] != ' ')
		return FALSE;
	*s = slice_sub(*s, n + 1, s->len);
	return TRUE;
}

gboolean object_next_entry(Slice *rest, TreeEntry *entry)
{
	Slice s = *rest;
	gssize end;

	if (!take_mode(&s, &entry->mode))
		return FALSE;
	end = slice_find(s, '\0');
	if (end <= 0 || s.len - (gsize)end - 1 < OID_RAW)
		return FALSE;
	entry->name = slice_sub(s, 0, (gsize)end);
	memcpy(entry->oid.id, s.ptr + end + 1, OID_RAW);
	*rest = slice_sub(s, (gsize)end + 1 + OID_RAW, s.len);
	return TRUE;
}

gboolean object_is_file(const TreeEntry *entry)
{
	return (entry->mode & MODE_TYPE) == MODE_FILE;
}

gboolean object_is_folder(const TreeEntry *entry)
{
	return (entry->mode & MODE_TYPE) == MODE_FOLDER;
}

/* The byte of an entry's name at @at, as the order of entries sees it. */
static guchar name_byte(const TreeEntry *entry, gsize at)
{
	if (at < entry->name.len)
		return (guchar)entry->name.ptr[at];
	return object_is_folder(entry) && at == entry->name.len ? '/' : '\0';
}

int object_compare_entries(const TreeEntry *a, const TreeEntry *b)
{
	gsize shared = MIN(a->name.len, b->name.len);
	int order = memcmp(a->name.ptr, b->name.ptr, shared);

	if (order == 0)
		order = (int)name_byte(a, shared) - (int)name_byte(b, shared);
	if (order == 0 && a->name.len != b->name.len)
		order = a->name.len < b->name.len ? -1 : 1;
	return order;
}
