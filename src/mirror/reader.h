/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_READER_H
#define MD_MIRROR_READER_H

#include "mirror/range.h"

/* What one commit (v2), or one path of a commit (v1), did to the archive. */
typedef enum {
	CHANGE_ADDED,      /* a mail came; raw holds its bytes */
	CHANGE_DELETED,    /* the mail whose blob is named was deleted */
	CHANGE_PURGED,     /* the mail was purged from history: nothing is left to read */
	CHANGE_MISSING,    /* a mail came, but the mirror lacks its blob */
	CHANGE_UNREADABLE, /* no layout an inbox has, or a blob beyond READER_MAX_MAIL */
} ChangeKind;

#define READER_MAX_MAIL (256u << 20) /* bytes */

typedef struct {
	ChangeKind kind;
	Oid blob;     /* of the mail that came or went; zero for PURGED and UNREADABLE */
	Oid replaces; /* v1: the blob that stood at this path before; else zero */
	GBytes *raw;  /* the mail, for CHANGE_ADDED; else NULL */
} Change;

/*
 * Reads commits. One reader a thread: readers of one inbox share nothing but the
 * files. Commits read newest first are read fastest.
 */
typedef struct _Reader Reader;

Reader *reader_new(const Inbox *inbox, GError **error);
void reader_free(Reader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, reader_free)

/*
 * What @commit changed against its first parent: a GArray of Change that owns
 * the bytes. v2: exactly one. v1: one for each mail path that changed, in path
 * order, none for a commit that changed nothing. NULL with an error only when
 * the repository itself is damaged (a commit or tree that cannot be read, a pack
 * cut short): a blob that is merely absent is CHANGE_MISSING.
 */
GArray *reader_read(Reader *reader, const Commit *commit, GError **error);

#endif
