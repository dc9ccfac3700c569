/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_TESTS_INBOX_MAKER_H
#define MD_TESTS_INBOX_MAKER_H

#include "base/slice.h"
#include "mirror/inbox.h"
#include "mirror/oid.h"

/*
 * Writes inboxes for tests, the same bytes each time: the first commit is of
 * 2026-01-05 00:00:00 UTC, each further one is a minute later. Any failure ends
 * the program. Call mirror_init() first.
 */
typedef struct _InboxMaker InboxMaker;

#define INBOX_MAKER_START G_GINT64_CONSTANT(1767571200)
#define INBOX_MAKER_TICK 60

/*
 * EPOCH_V2 makes @path/git/0.git, EPOCH_V1 a bare repository at @path. Neither
 * has a config file. @path must not exist.
 */
InboxMaker *inbox_maker_new(const char *path, EpochKind kind);
void inbox_maker_free(InboxMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InboxMaker, inbox_maker_free)

/* When the next commit is made; those after it go on from there. */
void inbox_maker_set_date(InboxMaker *maker, gint64 committed);

/* v2: what follows goes into a new epoch; one with nothing added stays empty. */
void inbox_maker_next_epoch(InboxMaker *maker);

/* All give the newest commit. A mail is given whole, headers and body; it may hold anything. */
Oid inbox_maker_add(InboxMaker *maker, Slice mail);
Oid inbox_maker_delete(InboxMaker *maker, Slice mail);

/*
 * v2, as public-inbox does it: the commit that added @mail is written anew, with
 * an empty m or with @by, and so are all after it in that epoch. The old ones
 * stay in the repository, as they do in a mirror until git gc.
 */
Oid inbox_maker_purge(InboxMaker *maker, Slice mail);
Oid inbox_maker_replace(InboxMaker *maker, Slice mail, Slice by);

/* v1: a commit that puts @by where @mail is. They have the same Message-ID. */
Oid inbox_maker_edit(InboxMaker *maker, Slice mail, Slice by);

/* The blob of @mail goes away; the commits that name it stay. */
void inbox_maker_lose(InboxMaker *maker, Slice mail);

/*
 * Commits what no inbox holds: @path with @mode and @content, alone in its tree
 * (v2; no slash in it), or beside the mails (v1; at most one slash, and a NULL
 * @content takes it away again). An empty @path: an empty tree.
 */
Oid inbox_maker_put(InboxMaker *maker, const char *path, guint mode, const char *content);

/* Puts all objects of all epochs into one pack each, as git gc does. */
void inbox_maker_pack(InboxMaker *maker);

/* The name of a mail's blob. */
Oid inbox_maker_blob(Slice mail);

/* Removes a folder and all in it. */
void inbox_maker_remove(const char *path);

#endif
