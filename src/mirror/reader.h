/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_READER_H
#define MD_MIRROR_READER_H

#include "mirror/revision.h"

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

/* @inbox must outlive the reader. Never NULL: epochs are opened as they are met. */
Reader *reader_new(const Inbox *inbox);
void reader_free(Reader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, reader_free)

/* Takes one change. It and its bytes are the reader's, and gone when this returns. */
typedef void (*ReaderTake)(const Change *change, gpointer user);

/*
 * Hands what @commit changed against its first parent to @take, one by one, so that
 * a commit of many mails never stands in memory as a whole. v2: exactly one. v1: one
 * for each mail path that changed, in path order, and CHANGE_UNREADABLE for what came
 * at a path where no mail can be (a folder counts once), or for a folder whose tree is
 * not in git's order; none for a commit that changed nothing.
 *
 * FALSE only when the repository itself is damaged (a commit or tree that cannot be
 * read, a pack cut short); the error begins with the inbox's name and the commit. A
 * blob that is merely absent is CHANGE_MISSING.
 */
gboolean reader_read(Reader *reader, const Commit *commit, ReaderTake take, gpointer user,
		     GError **error);

/*
 * The same changes in the same order, but no mail is looked at: what came is CHANGE_ADDED,
 * without raw, whether its blob is there and fit or not.
 */
gboolean reader_read_names(Reader *reader, const Commit *commit, ReaderTake take, gpointer user,
			   GError **error);

/* One mail again, by its blob: a single change. Errors as above. */
gboolean reader_read_mail(Reader *reader, guint epoch, const Oid *blob, ReaderTake take,
			  gpointer user, GError **error);

#endif
