/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_REPORT_RANGE_H
#define MD_CLI_REPORT_RANGE_H

#include "cli/words.h"
#include "mirror/range.h"
#include "report/report.h"

/* The range report, for whoever tells it: the command, update, a hook. */
typedef struct {
	const Context *context;
	const Words *words; /* where to, in which formats and language, on how many threads */
	const char *name;   /* the inbox's in the settings; or NULL */
	guint top;          /* lines of the Top lists; REPORT_RANGE_TOP */
	gboolean all_patches;
	gint64 date; /* the files say that they were last changed then; 0: when they are written */
	gboolean skip_told;     /* of a rewritten history that has nothing new: MD_ERROR_EMPTY */
	Accounting *accounting; /* filled in behind it, with … */
	guint *removed;         /* … Report.removed; either may be NULL */
} ReportRange;

#define REPORT_RANGE_TOP 15

/* Errors: those of outputs_new(), survey_report() and of writing; see skip_told. */
gboolean report_range(const ReportRange *report, const Inbox *inbox, const Range *range,
		      GError **error);

#endif
