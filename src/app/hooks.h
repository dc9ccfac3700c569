/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_HOOKS_H
#define MD_APP_HOOKS_H

#include "mirror/inbox.h"

/*
 * The reference-transaction hook of a mirror's epochs (githooks(5), RULES §1): beside a
 * hook that was there, which runs first, with the same words and input, and whose exit
 * status stays git's answer. It moves to reference-transaction.before-maildelta, in the same
 * folder, while ours is there.
 *
 * Whoever calls these holds the inbox's state lock (app/ledger.h). MD_ERROR_FAILED: a
 * repository of another user; core.hooksPath, or a hooks that is a link, leads out of the
 * repository, where a hook would be one of other repositories, too; someone put another hook
 * over ours; a file cannot be written. All repositories are looked at before one is changed.
 */

/* What the hook runs: the program, and the words behind "hook run --detach". */
typedef struct {
	const char *program; /* full path of maildelta */
	char **words;        /* --range-to, …; ends with NULL */
} HooksCall;

/*
 * Into every epoch; what was installed before is replaced. @lines (of char *, owned; or NULL)
 * gets one for each, for people.
 */
gboolean hooks_install(const Inbox *inbox, const HooksCall *call, GPtrArray *lines, GError **error);
/*
 * Takes exactly that away again: what was there before is, byte for byte. @lines: as above, for
 * each epoch that had it.
 */
gboolean hooks_remove(const Inbox *inbox, GPtrArray *lines, GError **error);
/* Into those epochs that lack it, where another has it: as it is there. *added: how many. */
gboolean hooks_follow(const Inbox *inbox, guint *added, GError **error);

/* Whether an epoch has it. */
gboolean hooks_has(const Inbox *inbox);

#endif
