/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_INBOX_H
#define MD_MIRROR_INBOX_H

#include <glib.h>

/*
 * An inbox on disk (RULES §1): a v2 folder with git/0.git, git/1.git, …, a v1
 * repository, or one bare epoch given alone. Repositories of other owners and
 * repositories without a config file are read as they are; nothing in them is
 * run, written or believed.
 */
typedef struct _Inbox Inbox;
typedef struct _Epoch Epoch;

#define INBOX_MAX_EPOCH 999999 /* the N of git/N.git */

typedef enum {
	EPOCH_V1, /* mails at xx/yyyy…, commits add and remove paths */
	EPOCH_V2, /* one blob m or d a commit */
} EpochKind;

/*
 * Opens the inbox at @path: the folder, its folder git, its all.git, or a
 * repository (bare, or one with a .git folder). MD_ERROR_FAILED: no such folder,
 * not an inbox, no mail yet, a SHA-256 repository, a damaged one; each message
 * begins with the path and says what to do.
 */
Inbox *inbox_open(const char *path, GError **error);

/* As inbox_open() for the first inbox at @start or above it, like git. MD_ERROR_NOT_FOUND: none. */
Inbox *inbox_discover(const char *start, GError **error);

/*
 * The folder of the inbox that the repository at @path is an epoch of, which inbox_open() takes;
 * absolute, newly allocated. Opens nothing. NULL: it is none's.
 */
char *inbox_folder_of(const char *path);

void inbox_free(Inbox *inbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inbox, inbox_free)

/*
 * The folder's name: "kvmarm" for …/kvmarm, …/kvmarm/git/0.git given alone and
 * …/kvmarm.git. Clean text without blanks. Borrowed.
 */
const char *inbox_name(const Inbox *inbox);

/* That folder's path, absolute; of a repository given alone, its own. Borrowed. */
const char *inbox_folder(const Inbox *inbox);

/* Whether @path is that folder, by whatever way, or the one in it that was opened. */
gboolean inbox_is_at(const Inbox *inbox, const char *path);

/*
 * Epochs are counted by position, oldest first; numbers may have gaps. An epoch
 * without commits counts; its kind means nothing.
 */
guint inbox_n_epochs(const Inbox *inbox);
guint inbox_epoch_number(const Inbox *inbox, guint epoch);                 /* the N of git/N.git */
gboolean inbox_find_epoch(const Inbox *inbox, guint number, guint *epoch); /* FALSE: none */
EpochKind inbox_epoch_kind(const Inbox *inbox, guint epoch);
const char *inbox_epoch_path(const Inbox *inbox, guint epoch); /* absolute; borrowed */

/* Where an inbox lies, before it is opened, or although it cannot be. */
typedef struct {
	gboolean has_epochs; /* v2: a folder of N.git; FALSE: one repository */
	char *folder;        /* the inbox's, absolute: inbox_folder() */
	char *path;          /* of the repository, or of the folder that holds N.git */
} InboxPlace;

/*
 * What lies at @path, as inbox_open() takes it; but an epoch in a folder git stands for the
 * whole inbox. FALSE: none. The caller's to clear.
 */
gboolean inbox_find(const char *path, InboxPlace *place);
void inbox_place_clear(InboxPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(InboxPlace, inbox_place_clear)

/* The numbers of the repositories N.git in @folder: a GArray of guint, ascending. */
GArray *inbox_list_epochs(const char *folder);

/* For mirror/ alone: see epoch.h. Borrowed. */
const Epoch *inbox_epoch(const Inbox *inbox, guint epoch);

#endif
