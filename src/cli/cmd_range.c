/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/survey.h"
#include "base/error.h"
#include "cli/command.h"
#include "mirror/range.h"

#define TOP_DEFAULT 15
#define TOP_MAX 1000000

/* The command line, taken apart. */
typedef struct {
	Words words;
	const char *since, *until;
	guint top;
	gboolean all_patches, root;
	const char *inbox, *spec;
} Call;

/* [<inbox>] <A>..<B>: the last is the range, unless it is a folder. */
static gboolean place_words(Call *call, int n, char **words, GError **error)
{
	if (n > 2) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "one word too many: %s", words[2]);
		return FALSE;
	}
	if (n == 1 && g_file_test(words[0], G_FILE_TEST_IS_DIR)) {
		call->inbox = words[0];
	} else if (n > 0) {
		call->inbox = n == 2 ? words[0] : NULL;
		call->spec = words[n - 1];
	}
	if (call->spec || call->root || call->since || call->until)
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE,
			    "no range: name <A>..<B>, --root, or --since <date>");
	return FALSE;
}

static gboolean parse_call(Call *call, int argc, char **argv, GError **error)
{
	const OptionRow rows[] = {
		{"top", 0, OPTION_NUMBER, &call->top, "<n>", "lines of the Top lists (15)", 1,
		 TOP_MAX},
		{"all-patches", 0, OPTION_FLAG, &call->all_patches, NULL,
		 "print the parts 2..m of every series too", 0, 0},
		{"root", 0, OPTION_FLAG, &call->root, NULL, "from before the first commit", 0, 0},
		{"since", 0, OPTION_TEXT, &call->since, "<date>",
		 "what the archive got from then on (UTC)", 0, 0},
		{"until", 0, OPTION_TEXT, &call->until, "<date>", "what it got before then (UTC)",
		 0, 0},
		{NULL, 0, OPTION_FLAG, NULL, NULL, NULL, 0, 0},
	};
	int first;

	call->top = TOP_DEFAULT;
	first = command_parse(&call->words, rows, argc, argv, error);
	if (first < 0)
		return FALSE;
	return call->words.done || place_words(call, argc - first, argv + first, error);
}

typedef struct {
	const Context *context;
	Survey survey;
} Job;

static gboolean print_report(const Renderer *renderer, gpointer user, GError **error)
{
	const Job *job = user;
	g_autoptr(Report) report = survey_report(&job->survey, error);
	g_autoptr(SurveyTexts) texts = NULL;
	RenderTexts source;

	if (!report)
		return FALSE;
	report->inbox = command_title(job->context, job->survey.inbox);
	texts = survey_texts_new(&job->survey, report);
	source = survey_texts_source(texts);
	return render_report(renderer, report, &source, error);
}

gboolean cmd_range(const Context *context, int argc, char **argv, GError **error)
{
	Call call = {0};
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Range) range = NULL;
	g_autoptr(Progress) progress = NULL;
	RangeRequest request;
	Job job;

	if (!parse_call(&call, argc, argv, error))
		return FALSE;
	if (call.words.done)
		return TRUE;
	inbox = command_inbox(call.inbox, error);
	if (!inbox)
		return FALSE;
	request = (RangeRequest){call.spec, call.root, call.since, call.until, context->now};
	range = range_resolve(inbox, &request, error);
	if (!range)
		return FALSE;
	progress = command_progress(context, "Reading mails");
	job.context = context;
	job.survey = (Survey){
		.inbox = inbox,
		.range = range,
		.jobs = command_jobs(&call.words),
		.collect = {call.top, call.all_patches},
		.progress = progress,
	};
	return command_print(context, &call.words, "range", print_report, &job, error);
}
