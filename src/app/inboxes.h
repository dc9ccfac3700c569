/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_INBOXES_H
#define MD_APP_INBOXES_H

#include "app/settings.h"
#include "mirror/inbox.h"

/* The inboxes that the settings know by a name: inbox.<name>.*. */

gboolean inboxes_has(const Settings *settings, const char *name);

/* MD_ERROR_FAILED that the folder of a name that is there is not set, and where. */
void inboxes_refuse(const Settings *settings, const char *name, GError **error);

/* The name that is nearest to @word (base/guess.h), borrowed; NULL when none is near. */
const char *inboxes_guess(const Settings *settings, const char *word);

/*
 * Opens inbox.<name>.dir of a name that is there. MD_ERROR_FAILED: it is not set, or no
 * inbox; names the file and the setting.
 */
Inbox *inboxes_open(const Settings *settings, const char *name, GError **error);

/* The first of the names whose folder @inbox is in, by whatever path; borrowed. NULL: none. */
const char *inboxes_name_of(const Settings *settings, const Inbox *inbox);

/* All of them, in the order in which they are first named; borrowed strings. */
GPtrArray *inboxes_names(const Settings *settings);

/* inbox.<name>.<key> of a @name that is there; NULL where it is not set or empty. Borrowed. */
const char *inboxes_get(const Settings *settings, const char *name, const char *key);

/*
 * The same of a key that there is for all inboxes, too: the first that is set decides, in the
 * order of inboxes_title().
 */
const char *inboxes_get_or_all(const Settings *settings, const char *name, const char *key);

/*
 * What reports call @inbox, whose name is @name, or NULL. What was said for this run stands
 * before what was said of the inbox, and that before what a file says of all: the first that
 * is set decides, and set empty says that there is none: maildelta.title with -c,
 * inbox.<name>.title, maildelta.title, its name, its folder's. Borrowed.
 */
const char *inboxes_title(const Settings *settings, const char *name, const Inbox *inbox);

/*
 * Where its mails can be read, in the same way: maildelta.web with -c, inbox.<name>.web,
 * inbox.<name>.url where that is an http(s) address (and holds no password, which reports
 * would spread), maildelta.web. NULL: nowhere. Borrowed.
 */
const char *inboxes_web(const Settings *settings, const char *name);

#endif
