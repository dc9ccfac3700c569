/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_OVERVIEW_H
#define MD_APP_OVERVIEW_H

#include "core/post.h"
#include "mirror/oid.h"

/*
 * What is kept of every mail that was read, in the order of the archive: its ids, and where
 * to read it again. Some 120 bytes a mail. (Newsreaders call it so: RFC 3977, "overview".)
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

/* Borrowed until the next overview_add(). */
const OverviewMail *overview_at(const Overview *overview, guint place);

/* FALSE: none has that id. Of several the place is that of the first bearer. */
gboolean overview_find(const Overview *overview, const char *id, guint *place);

#endif
