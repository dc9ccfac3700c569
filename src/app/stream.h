/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_STREAM_H
#define MD_APP_STREAM_H

#include "mirror/reader.h"

/*
 * Reads and parses many mails on several threads and hands the results out one
 * by one, in the order asked for whatever the scheduling.
 *
 * A worker takes a run of neighbouring entries, reads and parses them with a
 * reader of its own, and shares nothing with the others but the place in the
 * queue. Only a few runs are under way at a time, so memory does not grow with
 * the number of entries.
 */
typedef struct _Stream Stream;

typedef struct {
	guint n; /* entries, 0 to n - 1 */
	/* Hands the changes of an entry to @take: reader_read() or its like. */
	gboolean (*read)(Reader *reader, guint entry, gpointer user, ReaderTake take,
			 gpointer taker, GError **error);
	/*
	 * Makes of a CHANGE_ADDED mail what the taker wants of it. May not fail: a
	 * malformed mail is data.
	 */
	gpointer (*parse)(guint entry, const Change *change, gpointer user);
	GDestroyNotify destroy; /* of what parse returns */
	gpointer user;          /* given to read and parse by all threads at once */
	guint jobs;             /* threads; 1 works in the caller's own */
} StreamPlan;

typedef struct {
	guint entry;
	ChangeKind kind;
	Oid blob, replaces;
	gpointer value; /* of CHANGE_ADDED; the taker's to destroy */
} StreamItem;

/* @inbox and the plan's user must outlive the stream. */
Stream *stream_new(const Inbox *inbox, const StreamPlan *plan);
void stream_free(Stream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stream, stream_free)

/* FALSE at the end, and, with @error set, when the mirror cannot be read. */
gboolean stream_next(Stream *stream, StreamItem *item, GError **error);

#endif
