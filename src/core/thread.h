/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_THREAD_H
#define MD_CORE_THREAD_H

#include "core/post.h"

/* One mail in its thread. */
typedef struct {
	guint mail;        /* its place among the posts given to thread_build() */
	gint answers;      /* place in Thread.mails of the nearest mail above it; -1: none */
	const char *ghost; /* borrowed id of the mail right above it, where that was not read;
			      else NULL */
	guint depth;       /* mails above it that were read */
} ThreadMail;

/* Mails that hang together by their references. */
typedef struct {
	GArray *mails;      /* of ThreadMail: by instant, ties in archive order */
	GArray *tree;       /* of guint: the same, places in mails, each mail followed by what
			       hangs from it; mails of one parent by instant */
	guint first;        /* place in mails of its first mail: the root where that was read,
			       else the earliest */
	gboolean root_read; /* all of it hangs from a mail that was read */
} Thread;

void thread_free(Thread *thread);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Thread, thread_free)

/*
 * Strict References threading (RULES §6): Jamie Zawinski's algorithm without its subject
 * step. Missing parents are kept as ghosts, so that two mails which name the same missing
 * one are of one thread; a reused Message-ID hangs under its first bearer; of what would
 * close a circle nothing is done: a mail's own last reference that does not is its parent,
 * mails before references that others make about it. Nothing is ever joined by subject.
 *
 * @posts: of Post, in archive order. A GPtrArray of Thread in the order of their oldest
 * mails in the archive; each post is in exactly one, once. Takes time next to linear in
 * the references, however deep they lead, and never recurses.
 */
GPtrArray *thread_build(const GPtrArray *posts);

#endif
