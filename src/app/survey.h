/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_SURVEY_H
#define MD_APP_SURVEY_H

#include "base/progress.h"
#include "mirror/range.h"
#include "report/collect.h"
#include "report/render.h"

/*
 * The way from a range of commits to a report: reads each mail of it once, keeps
 * the facts, lets the text go; what the report prints is read again when its
 * turn comes. Where a history was rewritten, what an earlier report told is counted
 * and told no more, and what is gone or changed is listed (app/rewrite.h).
 */
typedef struct {
	const Inbox *inbox;
	const Range *range;
	guint jobs;
	CollectOptions collect;
	Progress *progress; /* may be NULL */
} Survey;

/*
 * The report, but for its title and web address. Errors: a mirror that cannot be
 * read; malformed mails and missing blobs are counted, never errors.
 */
Report *survey_report(const Survey *survey, GError **error);

/* The texts of the report's blocks, for render_report(). */
typedef struct _SurveyTexts SurveyTexts;

/* @survey and @report must outlive it. */
SurveyTexts *survey_texts_new(const Survey *survey, const Report *report);
void survey_texts_free(SurveyTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SurveyTexts, survey_texts_free)

/* How many there are. */
guint survey_texts_count(const SurveyTexts *texts);
RenderTexts survey_texts_source(SurveyTexts *texts);

#endif
