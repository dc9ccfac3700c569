/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window.h"
#include "cli/command.h"
#include "cli/report_digest.h"

#define DAYS_MAX (100 * 365)

/* The command line, taken apart. */
typedef struct {
	Words words;
	Asking asking;
	const char *since, *until, *week;
	guint days;
	gboolean explain;
	const char *inbox, *name;
} Call;

static void call_clear(Call *call)
{
	asking_clear(&call->asking);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Call, call_clear)

static const OptionRow rows[] = {
	{"explain", 0, OPTION_FLAG, offsetof(Call, explain),
	 .help = "why it says so: of each point the rule, the mail and its words"},
	{"days", 0, OPTION_NUMBER, offsetof(Call, days), .argument = "<n>",
	 .help = "so many days up to --until, or now (7, up to its newest mail)", .min = 1,
	 .max = DAYS_MAX},
	{"since", 0, OPTION_TEXT, offsetof(Call, since), .argument = "<date>",
	 .help = "what the archive got from then on (UTC)"},
	{"until", 0, OPTION_TEXT, offsetof(Call, until), .argument = "<date>",
	 .help = "what it got before then (UTC)"},
	{"week", 0, OPTION_TEXT, offsetof(Call, week), .argument = "<week>",
	 .help = "Monday to Monday: 2026-W07"},
	{0},
};

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {{"summarize options", rows, call},
				      asking_options(&call->asking),
				      words_options(&call->words),
				      words_mail_options(&call->words),
				      {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	return context->answered ||
	       words_place_mail(context, argc - first, argv + first, "the message-id of one mail",
				&call->inbox, &call->name, error);
}

/* FALSE in *@said: the thread's own last days are meant. */
static gboolean read_period(const Context *context, const Call *call, DigestWindow *window,
			    gboolean *said, GError **error)
{
	const WindowRequest request = {call->since, call->until, call->week, call->days,
				       context->now};

	*said = call->since || call->until || call->week || call->days;
	return !*said || window_one(&request, window, error);
}

static gboolean run(const Context *context, Call *call, Inbox *inbox, const DigestWindow *window,
		    GError **error)
{
	const ReportDigest report = {
		.context = context,
		.words = &call->words,
		.name = call->inbox,
		.history = REPORT_DIGEST_HISTORY,
		.top = REPORT_DIGEST_TOP,
		.asking = &call->asking,
	};
	const ReportThread thread = {call->name, window, call->explain};

	return report_summarize(&report, inbox, &thread, error);
}

gboolean cmd_summarize(Context *context, int argc, char **argv, GError **error)
{
	/* whoever names a thread wants to know, however little is new in it */
	g_auto(Call) call = {.asking = {.ai = -1, .all = TRUE}};
	DigestWindow window;
	gboolean said;
	g_autoptr(Inbox) inbox = NULL;

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	if (!read_period(context, &call, &window, &said, error))
		return FALSE;
	inbox = words_inbox(context, call.inbox, call.name, error);
	return inbox && run(context, &call, inbox, said ? &window : NULL, error);
}
