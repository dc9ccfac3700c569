/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_REPORT_RANGE_H
#define MD_CLI_REPORT_RANGE_H

#include "cli/words.h"
#include "mirror/range.h"

/* The range report, for whoever tells it: the command, update, a hook. */
typedef struct {
	const Context *context;
	const Words *words; /* where to, in which formats and language, on how many threads */
	const char *name;   /* the inbox's in the settings; or NULL */
	guint top;          /* lines of the Top lists; REPORT_RANGE_TOP */
	gboolean all_patches;
	gint64 date; /* the files say that they were last changed then; 0: when they are written */
} ReportRange;

#define REPORT_RANGE_TOP 15

/* Errors: those of outputs_new(), survey_report() and of writing. */
gboolean report_range(const ReportRange *report, const Inbox *inbox, const Range *range,
		      GError **error);

#endif
