/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_ACCOUNT_H
#define MD_APP_ACCOUNT_H

#include "mirror/reader.h"
#include "report/report.h"

/* Between mirror/ and report/, which do not know each other: what a report says of commits. */

/* What the accounting counts: commits (v2), the paths they touch (v1), changes (both). */
const char *account_unit(const Inbox *inbox);

/* Where a change that lists no mail is counted; CHANGE_ADDED: it came, and went again. */
guint *account_counter(Accounting *accounting, ChangeKind kind);

/* MD_ERROR_FAILED where the sums do not hold: such a report is not printed. */
gboolean account_check(const Accounting *accounting, GError **error);

/* @commit as an end of a report's range. */
ReportEnd account_end(const Commit *commit);

#endif
