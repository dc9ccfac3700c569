/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_OVERVIEW_H
#define MD_APP_OVERVIEW_H

#include "core/post.h"
#include "mirror/oid.h"

/*
 * What is kept of every mail that was read, in the order of the archive: its ids, where to
 * read it again, and which others it hangs together with. Some 150 bytes a mail, and 20 for
 * an id that is only named. (Newsreaders call it so: RFC 3977, "overview".)
 */
typedef struct _Overview Overview;

typedef struct {
	guint order;  /* among all changes read, oldest first */
	guint commit; /* the caller's number of the commit that brought it */
	Oid blob;
} OverviewMail;

Overview *overview_new(void);
void overview_free(Overview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Overview, overview_free)

/* Adds a mail, of which @post has the ids; its place. Orders go up. */
guint overview_add(Overview *overview, const OverviewMail *mail, const Post *post);

/* Notes that change @order took away the mail with that blob; a zero @blob is none. */
void overview_withdraw(Overview *overview, const Oid *blob, guint order);

/* Whether what came as change @order with that blob has been taken away since. */
gboolean overview_is_gone(const Overview *overview, const Oid *blob, guint order);

/* Whether a mail that bears @id is there, and has not been taken away. */
gboolean overview_has(const Overview *overview, const char *id);

/* Borrowed until the next overview_add(). */
const OverviewMail *overview_at(const Overview *overview, guint place);

/* The place of the mail that came as change @order, which was added. */
guint overview_find(const Overview *overview, guint order);

/*
 * The mails that hang together, by their references and by Message-IDs used again, in a
 * circle: the one after @place; a mail alone has itself. All that core/thread may put into one
 * thread are of one circle, and others besides: it looks closer. A mail's parents beyond
 * OVERVIEW_PARENTS, those in the middle, are not looked at.
 */
#define OVERVIEW_PARENTS 32
guint overview_next_together(const Overview *overview, guint place);
/* The same number for all of one circle, until the next overview_add(). */
guint overview_circle(const Overview *overview, guint place);

/*
 * The mails that bear an id, oldest first: of a reused one, and where a mail was edited, or
 * taken away and added anew, there are several. 0: none, or no more.
 */
guint overview_first_bearer(const Overview *overview, const char *id);
guint overview_next_bearer(const Overview *overview, guint bearer);
guint overview_place(const Overview *overview, guint bearer);

#endif
