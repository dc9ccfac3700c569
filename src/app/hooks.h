/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_HOOKS_H
#define MD_APP_HOOKS_H

#include "mirror/inbox.h"

/*
 * The reference-transaction hook of a mirror's epochs (githooks(5), RULES §1): beside a
 * hook that was there, which runs first, with the same words and input, and whose exit
 * status stays git's answer.
 */

/* What the hook runs: the program, and the words behind "hook run". */
typedef struct {
	const char *program; /* full path of maildelta */
	char **words;        /* --range-to, …; ends with NULL */
} HooksCall;

/* Into every epoch; what was installed before is replaced. */
gboolean hooks_install(const Inbox *inbox, const HooksCall *call, GError **error);
/* Takes exactly that away again: what was there before is, byte for byte. */
gboolean hooks_remove(const Inbox *inbox, guint *removed, GError **error);
/* Into those epochs that lack it, where another has it: as it is there. *added: how many. */
gboolean hooks_follow(const Inbox *inbox, guint *added, GError **error);

#endif
