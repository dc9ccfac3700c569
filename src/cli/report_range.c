/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/report_range.h"

#include "app/survey.h"
#include "base/error.h"
#include "cli/outputs.h"

/* Reads the mails, once for all copies of the report. */
static Report *read_mails(const ReportRange *how, Survey *survey, GError **error)
{
	const Context *context = how->context;
	g_autoptr(Progress) progress = context_progress(context, "Reading mails");
	gint64 start = g_get_monotonic_time();
	Report *report;

	survey->progress = progress;
	report = survey_report(survey, error);
	survey->progress = NULL;
	if (!report)
		return NULL;
	report->inbox = words_title(context, how->name, survey->inbox);
	context_note(context, "read: %u commits, %u mails, in %.2f s, %u threads",
		     survey->range->commits->len, report->accounting.mails,
		     (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC, survey->jobs);
	return report;
}

typedef struct {
	const Report *report;
	SurveyTexts *texts;
} Job;

/* The texts of a report, counted as they are read. */
typedef struct {
	RenderTexts texts;
	Progress *progress;
	guint done, total;
} Counted;

static gboolean rewind_counted(gpointer user, GError **error)
{
	Counted *counted = user;

	counted->done = 0;
	return counted->texts.rewind(counted->texts.user, error);
}

static Message *next_counted(gpointer user, GError **error)
{
	Counted *counted = user;

	progress_at(counted->progress, ++counted->done, counted->total);
	return counted->texts.next(counted->texts.user, error);
}

static gboolean print_report(const Renderer *renderer, Progress *progress, gpointer user,
			     GError **error)
{
	const Job *job = user;
	Counted counted = {survey_texts_source(job->texts), progress, 0,
			   survey_texts_count(job->texts)};
	const RenderTexts texts = {rewind_counted, next_counted, &counted};

	return render_report(renderer, job->report, &texts, error);
}

/* All that a rewritten history has may have been told from the old one, which had no more. */
static gboolean has_news(const Report *report)
{
	return report->accounting.changes > report->accounting.told_before || report->removed;
}

static gboolean fail_told(const Inbox *inbox, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_EMPTY,
		    "%s: history was rewritten, and all that it has was told before",
		    inbox_name(inbox));
	return FALSE;
}

static void tell_counts(const ReportRange *how, const Report *report)
{
	if (how->accounting)
		*how->accounting = report->accounting;
	if (how->removed)
		*how->removed = report->removed;
}

gboolean report_range(const ReportRange *how, const Inbox *inbox, const Range *range,
		      GError **error)
{
	g_autoptr(Outputs) outputs = outputs_new(how->context, how->words, "range", error);
	g_autoptr(Report) report = NULL;
	g_autoptr(SurveyTexts) texts = NULL;
	Survey survey = {
		.inbox = inbox,
		.range = range,
		.jobs = words_jobs(how->words),
		.collect = {how->top, how->all_patches},
	};
	Job job;

	if (!outputs)
		return FALSE;
	report = read_mails(how, &survey, error);
	if (!report)
		return FALSE;
	tell_counts(how, report);
	if (how->skip_told && !has_news(report))
		return fail_told(inbox, error);
	if (how->date)
		outputs_date(outputs, how->date);
	texts = survey_texts_new(&survey, report);
	job = (Job){report, texts};
	return outputs_print(outputs, print_report, &job, error);
}
