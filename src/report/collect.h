/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_COLLECT_H
#define MD_REPORT_COLLECT_H

#include "report/report.h"

/* What one listed mail brings to a report; the text is gone already. */
typedef struct {
	PostKind kind;
	Post *post; /* of a patch mail, else NULL */
	DefectSet defects;
} Finding;

void finding_free(Finding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Finding, finding_free)

/*
 * Reads a message's facts and lets its text go: @message is used up. @decode reads
 * RFC 2047 words in in-body headers. Safe to call from several threads.
 */
Finding *finding_new(Message *message, const PostPlace *place, PatchDecode decode);

/* Gathers a report, newest change first. */
typedef struct _Collect Collect;

Collect *collect_new(void);
void collect_free(Collect *collect);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Collect, collect_free)

/* A listed mail. Takes what it needs; @finding stays the caller's. */
void collect_mail(Collect *collect, Finding *finding);
/* A change that lists no mail; @counter is the one of the accounting that tells why. */
void collect_unlisted(Collect *collect, guint *counter);
/* Counted so far; borrowed. */
Accounting *collect_accounting(Collect *collect);

typedef struct {
	guint top;            /* lines of a Top list */
	gboolean all_patches; /* blocks for the parts 2..m of a series too */
} CollectOptions;

/*
 * Groups, counts and orders what was gathered. The report's title, ends and
 * window are the caller's to fill in. Uses @collect up.
 */
Report *collect_finish(Collect *collect, const CollectOptions *options);

#endif
