/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window.h"
#include "base/error.h"
#include "base/slice.h"
#include "cli/command.h"
#include "cli/report_digest.h"

#include <string.h>

#define TOP_MAX 1000000
#define DAYS_MAX (100 * 365)

/* The command line, taken apart. */
typedef struct {
	Words words;
	const char *since, *until, *week, *whom;
	guint days, history, top;
	gboolean each_week, root;
	const char *inbox, *spec;
	Concern *concern; /* whom; or NULL */
	Asking asking;
} Call;

static void call_clear(Call *call)
{
	g_clear_pointer(&call->concern, concern_free);
	asking_clear(&call->asking);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Call, call_clear)

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
	{"for", 0, OPTION_TEXT, offsetof(Call, whom), .argument = "<who>",
	 .help = "an address or a domain: threads that concern them"},
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
	return check_call(call, context, error) && words_concern(call->whom, &call->concern, error);
}

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {{"digest options", rows, call},
				      words_options(&call->words),
				      words_mail_options(&call->words),
				      asking_options(&call->asking),
				      {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	return context->answered || place_words(call, context, argc - first, argv + first, error);
}

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

static gboolean run_range(const ReportDigest *report, const Call *call, const Inbox *inbox,
			  GError **error)
{
	g_autoptr(GArray) last = NULL;
	RangeRequest request = {
		.spec = call->spec, .root = call->root, .now = report->context->now};

	if (!words_last(call->root ? NULL : call->spec, inbox, &last, error))
		return FALSE;
	request.last = last;
	return report_digest_range(report, inbox, &request, error);
}

static gboolean run(const Context *context, Call *call, const Inbox *inbox,
		    const DigestWindow *window, const GArray *weeks, GError **error)
{
	const ReportDigest report = {
		.context = context,
		.words = &call->words,
		.name = call->inbox,
		.history = call->history,
		.top = call->top,
		.concern = call->concern,
		.asking = &call->asking,
	};

	if (is_range(call))
		return run_range(&report, call, inbox, error);
	if (weeks)
		return report_digest_weeks(&report, inbox, weeks, error);
	return report_digest(&report, inbox, window, error);
}

gboolean cmd_digest(Context *context, int argc, char **argv, GError **error)
{
	g_auto(Call) call = {
		.history = REPORT_DIGEST_HISTORY, .top = REPORT_DIGEST_TOP, .asking = ASKING_INIT};
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
