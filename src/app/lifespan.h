/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_LIFESPAN_H
#define MD_APP_LIFESPAN_H

#include "app/lookup.h"

/*
 * When the mails of one thread came to the archive, which is found from any of them. What is
 * looked through ends with the newest commit, and begins @history before the mail, or before
 * @since where that is earlier: of a thread that is older its newest mails are known.
 */
typedef struct {
	gint64 first, last; /* committer dates of the first and of the newest that was found */
	GPtrArray *posts;   /* of Post, owned, in archive order; what was taken away is none */
	const Post *asked;  /* the one by which it was found; of them */
} Lifespan;

/*
 * @of: which mail, by its Message-ID, or by a commit that brought a single one. @since: an
 * instant; G_MAXINT64: none. @history: days. MD_ERROR_NOT_FOUND: those of lookup_find(); all that
 * bear the Message-ID were taken away. MD_ERROR_USAGE: a commit that brought several. Else a
 * mirror that cannot be read.
 */
Lifespan *lifespan_find(const Lookup *of, gint64 since, guint history, GError **error);
void lifespan_free(Lifespan *lifespan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lifespan, lifespan_free)

/*
 * The mail by which it was found, if that came from @since on and before @until; else the newest
 * of its mails that did. NULL: none. Borrowed.
 */
const Post *lifespan_mail_in(const Lifespan *lifespan, gint64 since, gint64 until);

/* Of what hangs together, so many mails are looked at: the newest. */
#define LIFESPAN_MAX 10000

#endif
