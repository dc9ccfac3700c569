/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/gather.h"
#include "app/window.h"
#include "base/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "cli/command.h"
#include "cli/outputs.h"
#include "cli/weeks.h"
#include "cli/words.h"

#include <string.h>

#define TOP_DEFAULT 5
#define TOP_MAX 1000000
#define HISTORY_DEFAULT 365
#define DAYS_MAX (100 * 365)

/* The command line, taken apart. */
typedef struct {
	Words words;
	const char *since, *until, *week;
	guint days, history, top;
	gboolean each_week, root;
	const char *inbox, *spec;
} Call;

/* 30, 30d, 8w, 1y: in days. */
static gboolean take_history(void *into, const char *word, GError **error)
{
	static const struct {
		const char *unit;
		guint days;
	} units[] = {{"", 1}, {"d", 1}, {"w", 7}, {"y", 365}};
	Call *call = into;
	Slice rest = slice_of(word);
	guint count;

	if (slice_take_number(&rest, DAYS_MAX, &count))
		for (guint i = 0; i < G_N_ELEMENTS(units); i++)
			if (slice_equal(rest, units[i].unit) && count <= DAYS_MAX / units[i].days) {
				call->history = count * units[i].days;
				return TRUE;
			}
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "--history takes days, weeks or years up to a hundred years: 365d, 52w, 1y, or "
		    "0 for none, not '%s'",
		    word);
	return FALSE;
}

static const OptionRow rows[] = {
	{"days", 0, OPTION_NUMBER, offsetof(Call, days), .argument = "<n>",
	 .help = "so many days up to --until, or now (7)", .min = 1, .max = DAYS_MAX},
	{"since", 0, OPTION_TEXT, offsetof(Call, since), .argument = "<date>",
	 .help = "what the archive got from then on (UTC)"},
	{"until", 0, OPTION_TEXT, offsetof(Call, until), .argument = "<date>",
	 .help = "what it got before then (UTC)"},
	{"week", 0, OPTION_TEXT, offsetof(Call, week), .argument = "<week>",
	 .help = "Monday to Monday: 2026-W07"},
	{"each-week", 0, OPTION_FLAG, offsetof(Call, each_week),
	 .help = "a file in -o <folder>/ for each week since --since"},
	{"history", 0, OPTION_TAKE, .take = take_history, .argument = "<n>[d|w|y]",
	 .help = "how far back threads begin (365d); 0: in the window"},
	{"top", 0, OPTION_NUMBER, offsetof(Call, top), .argument = "<n>",
	 .help = "lines of the lists of people (5)", .min = 1, .max = TOP_MAX},
	{"root", 0, OPTION_FLAG, offsetof(Call, root), .help = "from before the first commit"},
	{0},
};

static gboolean refuse(GError **error, const char *text)
{
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, text);
	return FALSE;
}

static gboolean is_range(const Call *call)
{
	return call->spec || call->root;
}

/* One way of naming the period; window.h has what goes with what among the dates. */
static gboolean check_call(const Call *call, const Context *context, GError **error)
{
	gboolean dates = call->since || call->until || call->week || call->days;

	if (call->spec && !call->root && !strstr(call->spec, "..")) {
		g_autofree char *guess = words_guess(context, call->spec);

		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "%s: no inbox, no folder and no range <A>..<B>%s", call->spec, guess);
		return FALSE;
	}
	if (is_range(call) && dates)
		return refuse(error, "a range of commits is the whole period: leave out --days, "
				     "--since, --until and --week, or <A>..<B> and --root");
	if (is_range(call) && call->each_week)
		return refuse(error, "--each-week goes by dates: name --since, and --until, in "
				     "place of <A>..<B> and --root");
	if (call->each_week && call->words.n_mail_to)
		return refuse(error, "--each-week writes files: to mail a week's digest, name it, "
				     "--week <week>");
	return TRUE;
}

static gboolean place_words(Call *call, const Context *context, int n, char **words, GError **error)
{
	if (!words_place(context, n, words, &call->inbox, &call->spec, error))
		return FALSE;
	return check_call(call, context, error);
}

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {{"digest options", rows, call},
				      words_options(&call->words),
				      words_mail_options(&call->words),
				      {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	return context->answered || place_words(call, context, argc - first, argv + first, error);
}

/* What is done with a digest when it comes. */
typedef struct {
	const Context *context;
	Gather gather;
	gint64 start;     /* monotonic time: of reading */
	Outputs *outputs; /* of one digest */
	const Weeks *weeks;
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

static gboolean take_one(const Digest *digest, G_GNUC_UNUSED guint window, gpointer user,
			 GError **error)
{
	const Job *job = user;

	progress_clear(job->gather.progress);
	if (!digest->accounting.changes)
		return fail_empty(job, digest, error);
	note_digest(job, digest);
	return outputs_print(job->outputs, print_digest, (gpointer)digest, error);
}

static gboolean digest_range(Job *job, const Call *call, GError **error)
{
	RangeRequest request = {.spec = call->spec, .root = call->root, .now = job->context->now};

	return gather_range(&job->gather, &request, take_one, job, error);
}

static void note_window(const Context *context, const DigestWindow *window)
{
	g_autofree char *since = date_format_rfc3339(window->since, 0);
	g_autofree char *until = date_format_rfc3339(window->until, 0);

	context_note(context, "window: since %s until %s", since, until);
}

static gboolean digest_one(Job *job, const Call *call, const DigestWindow *window, GError **error)
{
	g_autoptr(Outputs) outputs = outputs_new(job->context, &call->words, "digest", error);

	job->outputs = outputs;
	if (!outputs)
		return FALSE;
	if (is_range(call))
		return digest_range(job, call, error);
	note_window(job->context, window);
	return gather_windows(&job->gather, window, 1, take_one, job, error);
}

/* --- one for each week ---------------------------------------------------------- */

static gboolean take_week(const Digest *digest, G_GNUC_UNUSED guint window, gpointer user,
			  GError **error)
{
	const Job *job = user;

	progress_clear(job->gather.progress);
	return weeks_write(job->weeks, digest, print_digest, (gpointer)digest, error);
}

static gboolean digest_weeks(Job *job, const Call *call, const GArray *windows, GError **error)
{
	g_auto(Weeks) weeks = {0};
	g_autoptr(GArray) left = NULL;

	if (!weeks_init(&weeks, job->context, &call->words, inbox_name(job->gather.inbox), error))
		return FALSE;
	left = weeks_left(&weeks, windows);
	context_note(job->context, "weeks: %u, of which %u are complete", windows->len,
		     windows->len - left->len);
	if (!left->len)
		return TRUE;
	if (!weeks_check(&weeks, &g_array_index(left, DigestWindow, 0), error))
		return FALSE;
	job->weeks = &weeks;
	if (!gather_windows(&job->gather, (const DigestWindow *)left->data, left->len, take_week,
			    job, error))
		return FALSE;
	context_note(job->context, "read: %u weeks, in %.2f s, %u threads", left->len,
		     seconds_since(job->start), job->gather.jobs);
	return TRUE;
}

/* --- all together --------------------------------------------------------------- */

/* What period is meant, before anything is opened; *weeks: with --each-week alone. */
static gboolean read_period(const Context *context, const Call *call, DigestWindow *window,
			    GArray **weeks, GError **error)
{
	const WindowRequest request = {call->since, call->until, call->week, call->days,
				       context->now};

	if (is_range(call))
		return TRUE;
	if (!call->each_week)
		return window_one(&request, window, error);
	*weeks = window_weeks(&request, error);
	return *weeks != NULL;
}

static gboolean run(const Context *context, const Call *call, const Inbox *inbox,
		    const DigestWindow *window, const GArray *weeks, GError **error)
{
	g_autoptr(Categories) categories = settings_categories(context->settings);
	g_autoptr(Progress) progress = context_progress(context, "Reading mails");
	g_auto(ReportInbox) title = words_title(context, call->inbox, inbox);
	Job job = {
		.context = context,
		.gather = {inbox, &title, categories, call->history, call->top,
			   words_jobs(&call->words), context->now, progress},
		.start = g_get_monotonic_time(),
	};

	if (weeks)
		return digest_weeks(&job, call, weeks, error);
	return digest_one(&job, call, window, error);
}

gboolean cmd_digest(Context *context, int argc, char **argv, GError **error)
{
	Call call = {.history = HISTORY_DEFAULT, .top = TOP_DEFAULT};
	DigestWindow window = {0};
	g_autoptr(GArray) weeks = NULL;
	g_autoptr(Inbox) inbox = NULL;

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	if (!read_period(context, &call, &window, &weeks, error))
		return FALSE;
	inbox = words_inbox(context, call.inbox, call.spec, error);
	return inbox && run(context, &call, inbox, &window, weeks, error);
}
