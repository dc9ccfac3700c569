/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/account.h"

#include "base/error.h"

const char *account_unit(const Inbox *inbox)
{
	gboolean v1 = FALSE, v2 = FALSE;

	for (guint i = 0; i < inbox_n_epochs(inbox); i++)
		if (inbox_epoch_kind(inbox, i) == EPOCH_V1)
			v1 = TRUE;
		else
			v2 = TRUE;
	return v1 && v2 ? "changes" : v1 ? "paths" : "commits";
}

guint *account_counter(Accounting *accounting, ChangeKind kind)
{
	switch (kind) {
	case CHANGE_DELETED:
		return &accounting->deletions;
	case CHANGE_PURGED:
		return &accounting->purges;
	case CHANGE_MISSING:
		return &accounting->missing;
	case CHANGE_UNREADABLE:
		return &accounting->unreadable;
	default: /* a mail that came, and went again */
		return &accounting->withdrawn;
	}
}

gboolean account_check(const Accounting *accounting, GError **error)
{
	if (accounting_holds(accounting))
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED,
			    "the accounting does not add up: please report this");
	return FALSE;
}

ReportEnd account_end(const Commit *commit)
{
	return (ReportEnd){oid_hex(&commit->oid), commit->committed};
}
