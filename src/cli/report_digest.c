/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/report_digest.h"

#include "app/gather.h"
#include "app/lifespan.h"
#include "app/window.h"
#include "base/date.h"
#include "base/error.h"
#include "cli/outputs.h"

/* What is done with a digest when it comes. */
typedef struct {
	const ReportDigest *report;
	const Context *context; /* of it */
	Gather gather;
	Categories *categories;
	ReportInbox title;
	Progress *progress;
	Progress *asking;    /* … of the model */
	gint64 start;        /* monotonic time: of reading */
	Outputs *outputs;    /* of one digest, or of an estimate */
	DigestAi *estimate;  /* with --dry-run: of all digests */
	const Weeks *weeks;  /* of many */
	StatusStates states; /* of a status */
	ModelSummarize how;  /* of one thread */
} Job;

static double seconds_since(gint64 start)
{
	return (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
}

static gboolean print_digest(const Renderer *renderer, G_GNUC_UNUSED Progress *progress,
			     gpointer user, GError **error)
{
	return render_digest(renderer, user, error);
}

/* --- one digest --------------------------------------------------------------- */

/* Where threads stand is seen from these, too. */
static void note_aside(const Context *context, const Digest *digest)
{
	context_note(context, "beside: %u mails from before, of the same threads",
		     digest->aside->len);
	if (digest->aside_left)
		context_note(context, "left out: %u more of them, the oldest of very long threads",
			     digest->aside_left);
}

static void note_digest(const Job *job, const Digest *digest)
{
	const DigestWindow *window = &digest->window;
	const Accounting *accounting = &digest->accounting;

	if (window->to.hex)
		context_note(job->context, "range: %s%.12s to %.12s",
			     window->from.hex ? "after " : "from the beginning",
			     window->from.hex ? window->from.hex : "", window->to.hex);
	context_note(job->context, "read: %u %s, %u mails, %u from before, in %.2f s, %u threads",
		     accounting->changes, digest->unit, accounting->mails, digest->history,
		     seconds_since(job->start), job->gather.jobs);
	note_aside(job->context, digest);
	if (digest->concern)
		context_note(job->context, "for %s: %u of %u threads",
			     concern_text(digest->concern), digest->threads->len,
			     digest->threads_found);
}

/* How to get at what is there, where all of it came before @window; newly allocated. */
static char *way_back(const Digest *digest)
{
	guint year, week;

	if (digest->mirror_newest >= digest->window.since)
		return g_strdup("");
	date_week(digest->mirror_newest, &year, &week);
	return g_strdup_printf(": fetch it, or try --week %04u-W%02u", year, week);
}

static gboolean fail_empty(const Job *job, const Digest *digest, GError **error)
{
	g_autofree char *since = date_format_rfc3339(digest->window.since, 0);
	g_autofree char *until = date_format_rfc3339(digest->window.until, 0);
	g_autofree char *newest = date_format_day(digest->mirror_newest, 0);
	g_autofree char *back = way_back(digest);

	g_set_error(error, MD_ERROR, MD_ERROR_EMPTY,
		    "%s: nothing arrived since %.16sZ until %.16sZ; the newest this mirror has is "
		    "of %s%s",
		    inbox_name(job->gather.inbox), since, until, newest, back);
	return FALSE;
}

/* What @print makes of @what: of the digest, or of what a status takes from it. */
static gboolean print_one(const Job *job, const Digest *digest, OutputsPrint print, gpointer what,
			  GError **error)
{
	progress_clear(job->gather.progress);
	if (!digest->accounting.changes)
		return fail_empty(job, digest, error);
	note_digest(job, digest);
	return outputs_print(job->outputs, print, what, error);
}

static gboolean take_one(const Digest *digest, G_GNUC_UNUSED guint window, gpointer user,
			 GError **error)
{
	return print_one(user, digest, print_digest, (gpointer)digest, error);
}

static void note_window(const Context *context, const DigestWindow *window)
{
	g_autofree char *since = date_format_rfc3339(window->since, 0);
	g_autofree char *until = date_format_rfc3339(window->until, 0);

	context_note(context, "window: since %s until %s", since, until);
}

static gboolean open_outputs(Job *job, const char *kind, GError **error)
{
	job->outputs = outputs_new(job->context, job->report->words, kind, error);
	return job->outputs != NULL;
}

/* --- what asking would cost ------------------------------------------------------ */

static gboolean is_estimate(const Job *job)
{
	return job->report->asking && job->report->asking->dry;
}

static gboolean print_estimate(const Renderer *renderer, G_GNUC_UNUSED Progress *progress,
			       gpointer user, GError **error)
{
	return render_estimate(renderer, user, error);
}

/* It is no report: it goes to standard output, and nowhere else. */
static gboolean tell_estimate(const Job *job, GError **error)
{
	const Words *asked = job->report->words;
	const Words words = {.format = g_strcmp0(asked->format, "json") == 0 ? "json" : NULL,
			     .lang = asked->lang};
	g_autoptr(Outputs) outputs = outputs_new(job->context, &words, "estimate", error);

	return outputs && outputs_print(outputs, print_estimate, job->estimate, error);
}

static gboolean take_estimate(const Digest *digest, G_GNUC_UNUSED guint window, gpointer user,
			      G_GNUC_UNUSED GError **error)
{
	Job *job = user;

	if (!job->estimate)
		job->estimate = digest_ai_copy(digest->ai);
	else
		digest_ai_add(job->estimate, digest->ai);
	return TRUE;
}

/* --- where threads stand ----------------------------------------------------- */

typedef struct {
	const Digest *digest;
	StatusStates states;
} Status;

static gboolean print_status(const Renderer *renderer, G_GNUC_UNUSED Progress *progress,
			     gpointer user, GError **error)
{
	const Status *status = user;

	return render_status(renderer, status->digest, status->states, error);
}

static gboolean take_status(const Digest *digest, G_GNUC_UNUSED guint window, gpointer user,
			    GError **error)
{
	const Job *job = user;
	Status status = {digest, job->states};

	return print_one(job, digest, print_status, &status, error);
}

/* --- one thread ---------------------------------------------------------------- */

typedef struct {
	const Digest *digest;
	ModelSummarize how;
} Summarized;

static gboolean print_thread(const Renderer *renderer, G_GNUC_UNUSED Progress *progress,
			     gpointer user, GError **error)
{
	const Summarized *what = user;

	return render_summarize(renderer, what->digest, &what->how, error);
}

static gboolean take_thread(const Digest *digest, G_GNUC_UNUSED guint window, gpointer user,
			    GError **error)
{
	const Job *job = user;
	Summarized what = {digest, job->how};

	if (digest->threads->len)
		return print_one(job, digest, print_thread, &what, error);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "%s: <%s>: this mail was there, and is gone: was the mirror updated?",
		    inbox_name(job->gather.inbox), job->gather.only);
	return FALSE;
}

/* The days that the thread has mails in are the way out. */
static gboolean fail_quiet(const Inbox *inbox, const ReportThread *thread, const Lifespan *lifespan,
			   GError **error)
{
	g_autofree char *since = date_format_rfc3339(thread->window->since, 0);
	g_autofree char *until = date_format_rfc3339(thread->window->until, 0);
	g_autofree char *first = date_format_day(lifespan->first, 0);
	g_autofree char *last = date_format_day(lifespan->last, 0);
	g_autofree char *behind = date_format_day(lifespan->last + DATE_DAY, 0);

	g_set_error(error, MD_ERROR, MD_ERROR_EMPTY,
		    "%s: nothing of this thread arrived since %.16sZ until %.16sZ; it has mails "
		    "of %s to %s: leave out the period, or try --since %s --until %s",
		    inbox_name(inbox), since, until, first, last, first, behind);
	return FALSE;
}

/* Whole days, so that a digest of the same ones can be asked for. */
static DigestWindow last_days(const Lifespan *lifespan)
{
	gint64 end = date_day_begin(lifespan->last) + DATE_DAY;

	return (DigestWindow){.since = end - WINDOW_DAYS * DATE_DAY, .until = end};
}

static Lifespan *find_thread(const Job *job, Inbox *inbox, const ReportThread *thread,
			     GError **error)
{
	g_autoptr(Progress) progress = context_progress(job->context, "Searching");
	const Lookup of = {inbox, thread->name, job->context->now, job->gather.jobs, progress};
	gint64 since = thread->window ? thread->window->since : G_MAXINT64;
	g_autoptr(Lifespan) lifespan = lifespan_find(&of, since, job->gather.history, error);

	progress_clear(progress);
	if (lifespan)
		context_note(job->context, "found: a thread of %u mails, in %.2f s",
			     lifespan->posts->len, seconds_since(job->start));
	return g_steal_pointer(&lifespan);
}

/* --- one for each week ---------------------------------------------------------- */

static gboolean take_week(const Digest *digest, G_GNUC_UNUSED guint window, gpointer user,
			  GError **error)
{
	const Job *job = user;
	const ReportDigest *report = job->report;

	progress_clear(job->gather.progress);
	if (digest->accounting.changes || !report->skip_empty)
		if (!weeks_write(job->weeks, digest, print_digest, (gpointer)digest, error))
			return FALSE;
	return !report->week || report->week(job->weeks, digest, report->user, error);
}

static gboolean write_weeks(Job *job, const GArray *left, GError **error)
{
	if (!weeks_check(job->weeks, &g_array_index(left, DigestWindow, 0), error))
		return FALSE;
	if (!gather_windows(&job->gather, (const DigestWindow *)(gconstpointer)left->data,
			    left->len, take_week, job, error))
		return FALSE;
	context_note(job->context, "read: %u weeks, in %.2f s, %u threads", left->len,
		     seconds_since(job->start), job->gather.jobs);
	return TRUE;
}

/* --- all together --------------------------------------------------------------- */

static void job_init(Job *job, const ReportDigest *report, const Inbox *inbox)
{
	const Context *context = report->context;

	*job = (Job){
		.report = report,
		.context = context,
		.categories = settings_categories(context->settings),
		.title = words_title(context, report->name, inbox),
		.progress = context_progress(context, "Reading mails"),
		.start = g_get_monotonic_time(),
	};
	job->gather = (Gather){
		.inbox = inbox,
		.title = &job->title,
		.categories = job->categories,
		.concern = report->concern,
		.history = report->history,
		.top = report->top,
		.jobs = words_jobs(report->words),
		.end = report->end,
		.now = context->now,
		.progress = job->progress,
	};
}

static void job_clear(Job *job)
{
	g_clear_pointer(&job->outputs, outputs_free);
	g_clear_pointer(&job->estimate, digest_ai_free);
	g_clear_pointer(&job->asking, progress_free);
	g_clear_pointer(&job->progress, progress_free);
	g_clear_pointer(&job->categories, categories_free);
	report_inbox_clear(&job->title);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Job, job_clear)

static gboolean begin_asking(Job *job, GError **error)
{
	const ReportDigest *report = job->report;

	if (!report->asking)
		return TRUE;
	if (!asking_begin(report->asking, job->context, report->words->lang, &job->gather.ai,
			  error))
		return FALSE;
	if (!job->gather.ai)
		return TRUE;
	job->asking = context_progress(job->context, "Asking the model");
	ai_set_progress(job->gather.ai, job->asking);
	return TRUE;
}

/* The Ai outlives the job. */
static void end_asking(const Job *job)
{
	if (job->gather.ai)
		ai_set_progress(job->gather.ai, NULL);
}

/* Where to, or, with --dry-run, nowhere yet. */
static gboolean begin(Job *job, const char *kind, GError **error)
{
	return (is_estimate(job) || open_outputs(job, kind, error)) && begin_asking(job, error);
}

/* @ok: the digests came. */
static gboolean finish(const Job *job, gboolean ok, GError **error)
{
	end_asking(job);
	return ok && (!is_estimate(job) || tell_estimate(job, error));
}

static GatherTake taker(const Job *job, GatherTake take)
{
	return is_estimate(job) ? take_estimate : take;
}

gboolean report_digest(const ReportDigest *report, const Inbox *inbox, const DigestWindow *window,
		       GError **error)
{
	g_auto(Job) job = {0};

	job_init(&job, report, inbox);
	if (!begin(&job, "digest", error))
		return FALSE;
	note_window(job.context, window);
	return finish(&job,
		      gather_windows(&job.gather, window, 1, taker(&job, take_one), &job, error),
		      error);
}

gboolean report_status(const ReportDigest *report, const Inbox *inbox, const DigestWindow *window,
		       StatusStates states, GError **error)
{
	g_auto(Job) job = {0};

	job_init(&job, report, inbox);
	job.gather.states_only = TRUE;
	job.states = states;
	if (!open_outputs(&job, "status", error))
		return FALSE;
	note_window(job.context, window);
	return gather_windows(&job.gather, window, 1, take_status, &job, error);
}

/* Reads it where it is, and has it printed. */
static gboolean gather_thread(Job *job, Inbox *inbox, const ReportThread *thread, GError **error)
{
	g_autoptr(Lifespan) lifespan = find_thread(job, inbox, thread, error);
	DigestWindow window;
	const Post *mail;

	if (!lifespan)
		return FALSE;
	window = thread->window ? *thread->window : last_days(lifespan);
	mail = lifespan_mail_in(lifespan, window.since, window.until);
	if (!mail)
		return fail_quiet(inbox, thread, lifespan, error);
	job->gather.only = mail->id;
	note_window(job->context, &window);
	return gather_windows(&job->gather, &window, 1, taker(job, take_thread), job, error);
}

gboolean report_summarize(const ReportDigest *report, Inbox *inbox, const ReportThread *thread,
			  GError **error)
{
	g_auto(Job) job = {0};

	job_init(&job, report, inbox);
	job.how = (ModelSummarize){!thread->window, thread->explain};
	return begin(&job, "summarize", error) &&
	       finish(&job, gather_thread(&job, inbox, thread, error), error);
}

gboolean report_digest_range(const ReportDigest *report, const Inbox *inbox,
			     const RangeRequest *request, GError **error)
{
	g_auto(Job) job = {0};

	job_init(&job, report, inbox);
	if (!begin(&job, "digest", error))
		return FALSE;
	return finish(&job, gather_range(&job.gather, request, taker(&job, take_one), &job, error),
		      error);
}

/* As many weeks as are asked for: what their files have is of no interest here. */
static gboolean estimate_weeks(Job *job, const GArray *windows, GError **error)
{
	if (!begin_asking(job, error))
		return FALSE;
	return finish(job,
		      gather_windows(&job->gather,
				     (const DigestWindow *)(gconstpointer)windows->data,
				     windows->len, take_estimate, job, error),
		      error);
}

gboolean report_digest_weeks(const ReportDigest *report, const Inbox *inbox, const GArray *windows,
			     GError **error)
{
	g_auto(Job) job = {0};
	g_auto(Weeks) weeks = {0};
	g_autoptr(GArray) left = NULL;
	const char *files = report->files ? report->files : inbox_name(inbox);

	job_init(&job, report, inbox);
	if (is_estimate(&job))
		return estimate_weeks(&job, windows, error);
	job.weeks = &weeks;
	if (!weeks_init(&weeks, report->context, report->words, files, error))
		return FALSE;
	weeks.date = report->date;
	for (guint i = 0; report->again && i < windows->len; i++)
		weeks_sweep(&weeks, &g_array_index(windows, DigestWindow, i));
	left = weeks_left(&weeks, windows);
	context_note(job.context, "weeks: %u, of which %u are complete", windows->len,
		     windows->len - left->len);
	if (!left->len)
		return TRUE;
	return begin_asking(&job, error) && finish(&job, write_weeks(&job, left, error), error);
}
