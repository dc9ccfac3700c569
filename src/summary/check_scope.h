/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_SCOPE_H
#define MD_SUMMARY_CHECK_SCOPE_H

#include "summary/brief.h"

/*
 * Private to summary/check: of which patches of a series a text speaks, and whether the mails that
 * it cites are about these: a mail is about the patch whose number its subject has, and about
 * what its words name.
 */
typedef struct {
	const Brief *brief;
	const char *text;
	const GArray *cited, *own; /* of guint: places of the mails cited, and of the actor's */
} CheckScope;

/* The number of a patch ("patch 3", 补丁 3, 第三个补丁) that none of the mails is about; 0: none.
 * Only where each of the actor's is about one patch of a series. */
guint check_scope_foreign(const CheckScope *scope);

/* Whether all patches are spoken of ("the whole series", 整个系列), and the actor's mails are each
 * about one. */
gboolean check_scope_is_wide(const CheckScope *scope);

#endif
