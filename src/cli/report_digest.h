/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_REPORT_DIGEST_H
#define MD_CLI_REPORT_DIGEST_H

#include "cli/asking.h"
#include "cli/weeks.h"
#include "mirror/range.h"

/* A week's digest was written, or passed over. FALSE ends it. */
typedef gboolean (*ReportDigestWeek)(const Weeks *weeks, const Digest *digest, gpointer user,
				     GError **error);

/* Digests, for whoever tells them: the command, or update. */
typedef struct {
	const Context *context;
	const Words *words;     /* where to, in which formats and language, on how many threads */
	const char *name;       /* the inbox's in the settings, or a path to it; or NULL */
	guint history;          /* days before a window in which threads begin */
	guint top;              /* lines of the lists of people */
	const Concern *concern; /* whose threads alone are told (--for); NULL: all */
	Asking *asking;         /* whether a model is asked for summaries; NULL: none is */

	/* of report_digest_weeks() alone */
	const char *files;     /* what they are called after; NULL: inbox_name() */
	const char *end;       /* as of this commit; NULL: of the newest */
	gint64 date;           /* the files say that they are of then; 0: see weeks.h */
	gboolean again;        /* a run that was killed may have left files unfinished */
	gboolean skip_empty;   /* a week in which nothing came has no file */
	ReportDigestWeek week; /* may be NULL */
	gpointer user;
} ReportDigest;

#define REPORT_DIGEST_HISTORY 365
#define REPORT_DIGEST_TOP 5

/*
 * The digest of a period, or of a range of commits. MD_ERROR_EMPTY: nothing came; else those of
 * outputs_new(), of gather.h and of writing.
 */
gboolean report_digest(const ReportDigest *report, const Inbox *inbox, const DigestWindow *window,
		       GError **error);
gboolean report_digest_range(const ReportDigest *report, const Inbox *inbox,
			     const RangeRequest *request, GError **error);

/* Where the threads of a period stand (report/model_status.h). Errors: as above. */
gboolean report_status(const ReportDigest *report, const Inbox *inbox, const DigestWindow *window,
		       StatusStates states, GError **error);

/* Which thread, and of which period, is told with its summary. */
typedef struct {
	const char *name;           /* of one of its mails (app/lookup.h) */
	const DigestWindow *window; /* NULL: WINDOW_DAYS that end with its newest mail */
	gboolean explain;           /* and why it says so */
} ReportThread;

/*
 * One thread as the digest of that period has it. Errors: those of lifespan_find();
 * MD_ERROR_EMPTY: nothing of it came in the period; else as above.
 */
gboolean report_summarize(const ReportDigest *report, Inbox *inbox, const ReportThread *thread,
			  GError **error);

/* Those of weeks (GArray of DigestWindow), in their order, into a folder (weeks.h). */
gboolean report_digest_weeks(const ReportDigest *report, const Inbox *inbox, const GArray *windows,
			     GError **error);

#endif
