/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_REPORT_H
#define MD_REPORT_REPORT_H

#include "core/people.h"
#include "core/post.h"
#include "core/repeat.h"
#include "core/series.h"

/*
 * RULES §1, "Accounting": changes = mails + withdrawn + deletions + purges +
 * missing + unreadable + edited + told_before, mails = patches + replies + others. A
 * change is a commit of a v2 inbox, a path of a v1 one.
 */
typedef struct {
	guint changes;
	guint mails;     /* listed: added and still there at the range's end */
	guint withdrawn; /* added and deleted inside the range */
	guint deletions;
	guint purges;
	guint missing;      /* the mirror lacks the blob */
	guint unreadable;   /* no mail of any layout known */
	gboolean rewritten; /* the history was, since an earlier report; else both are 0 */
	guint edited;       /* mails told before, with other content now */
	guint told_before;  /* what an earlier report had: mails, deletions, purges */
	guint patches, replies, others;
	guint bots;   /* of the patches: left out of the Top lists */
	guint stable; /* of the patches: stable review, left out as well */
} Accounting;

/* Whether both sums hold. They always do; a report that breaks them is not printed. */
gboolean accounting_holds(const Accounting *accounting);

/* Counts a listed mail; @patch is looked at when it is one. */
void accounting_list(Accounting *accounting, PostKind kind, const Post *patch);

/* One end of the range; hex is NULL where there is no commit (--root). */
typedef struct {
	char *hex;
	gint64 committed;
} ReportEnd;

/* What reports say of an inbox as a whole. */
typedef struct {
	char *title;
	char *web; /* without trailing slash, or NULL */
} ReportInbox;

/* Copies both; @web, or NULL, is escaped for links and loses its trailing slashes. */
ReportInbox report_inbox(const char *title, const char *web);
void report_inbox_clear(ReportInbox *inbox);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReportInbox, report_inbox_clear)

/* A mail in a list of what happened to it: it is not told anew. */
typedef struct {
	char *id; /* its Message-ID */
	char *subject;
	gint64 instant;
	int offset;
} ReportMail;

ReportMail *report_mail_new(const Message *message); /* copies what it needs */
void report_mail_free(ReportMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReportMail, report_mail_free)

#define REPORT_MAILS_MAX 100 /* of a list of them; how many there are is told besides */

/* All a range report says, but for the texts it prints: plain data, no library's types. */
typedef struct {
	ReportInbox inbox;
	const char *unit; /* of the accounting: commits (v2), paths (v1), changes (both) */
	ReportEnd from, to;
	gint64 since, until; /* instants, 0 where not given */
	Accounting accounting;
	guint removed; /* accounting.rewritten: mails told before that the archive lost … */
	GPtrArray *removed_mails; /* … of ReportMail: the first of those that can be read … */
	GPtrArray *edited_mails;  /* … and of accounting.edited; NULL where none was rewritten */
	guint top;
	GArray *domains;          /* of DomainCount */
	GArray *people;           /* of PersonCount */
	GPtrArray *posts;         /* of Post, owned, oldest first */
	GPtrArray *series;        /* of Series, newest first */
	GArray *blocks;           /* of Telling, in printing order */
	guint defects[N_DEFECTS]; /* mails that have it, of all listed mails */
} Report;

void report_free(Report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)

/*
 * Where a mail can be read: <web>/<message-id>/, both escaped as RFC 3986 wants it
 * and some more, so that it may stand in a Markdown link as it is. Newly allocated; NULL without a
 * web address.
 */
char *report_link(const ReportInbox *inbox, const char *message_id);

#endif
