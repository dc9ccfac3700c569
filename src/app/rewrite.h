/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_REWRITE_H
#define MD_APP_REWRITE_H

#include "app/stream.h"
#include "mirror/range.h"
#include "report/report.h"

/*
 * Where a history was rewritten (Range.lost), the new side has much that an earlier report
 * told from the old one, and lacks what was removed. A change is the same on both sides when
 * it does the same to the same blob; changes without a blob are so many, on either side. A mail
 * that was there at the end of the old side and is none of the new side's was removed, or,
 * where a new mail has its Message-ID, edited.
 */
typedef struct _Rewrite Rewrite;

/*
 * Reads both sides' names, and the Message-IDs of what was removed. *@rewrite is NULL where
 * none was rewritten, of which nothing was told before, nor removed. Error: a mirror that
 * cannot be read.
 */
gboolean rewrite_read(const Inbox *inbox, const Range *range, guint jobs, Rewrite **rewrite,
		      GError **error);
void rewrite_free(Rewrite *rewrite);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rewrite, rewrite_free)

/* Whether change @n of range->commits, in the order of reading, from 0, was told before. */
gboolean rewrite_was_told(const Rewrite *rewrite, guint n);
/* Whether all changes of the commit at place @entry of range->commits were. */
gboolean rewrite_was_told_whole(const Rewrite *rewrite, guint entry);

/* For any thread: whether the mail with that blob was told; whether a removed one has that id. */
gboolean rewrite_has_mail(const Rewrite *rewrite, const Oid *blob);
gboolean rewrite_has_id(const Rewrite *rewrite, const char *id);

/* A new mail has that id: if a removed one does, it is no longer that, but edited. */
gboolean rewrite_take_edit(Rewrite *rewrite, const char *id);

/* Those that are left as removed: how many, and the first @max that can be read. */
guint rewrite_count_removed(const Rewrite *rewrite);
/* @mails: of ReportMail, newest first. Error as above. */
gboolean rewrite_list_removed(const Rewrite *rewrite, guint max, GPtrArray *mails, GError **error);

#endif
