/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/date.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/report_range.h"

#define TOP_MAX 1000000

/* The command line, taken apart. */
typedef struct {
	Words words;
	const char *since, *until;
	guint top;
	gboolean all_patches, root;
	const char *inbox, *spec;
} Call;

static const OptionRow rows[] = {
	{"root", 0, OPTION_FLAG, offsetof(Call, root), .help = "from before the first commit"},
	{"since", 0, OPTION_TEXT, offsetof(Call, since), .argument = "<date>",
	 .help = "what the archive got from then on (UTC)"},
	{"until", 0, OPTION_TEXT, offsetof(Call, until), .argument = "<date>",
	 .help = "what it got before then (UTC)"},
	{"top", 0, OPTION_NUMBER, offsetof(Call, top), .argument = "<n>",
	 .help = "lines of the Top lists (15)", .min = 1, .max = TOP_MAX},
	{"all-patches", 0, OPTION_FLAG, offsetof(Call, all_patches),
	 .help = "print the parts 2..m of every series too"},
	{0},
};

static gboolean place_words(Call *call, const Context *context, int n, char **words, GError **error)
{
	if (!words_place(context, n, words, &call->inbox, &call->spec, error))
		return FALSE;
	if (call->spec || call->root || call->since || call->until)
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE,
			    "no range: name <A>..<B>, --root, or --since <date>");
	return FALSE;
}

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {{"range options", rows, call},
				      words_options(&call->words),
				      words_mail_options(&call->words),
				      {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	return context->answered || place_words(call, context, argc - first, argv + first, error);
}

static char *describe_end(const Commit *commit)
{
	g_autofree char *hex = oid_hex(&commit->oid);
	g_autofree char *date = date_format_rfc3339(commit->committed, 0);

	return g_strdup_printf("%.12s of %s", hex, date);
}

static void note_range(const Context *context, const Range *range)
{
	g_autofree char *from = range->has_from ? describe_end(&range->from) : NULL;
	g_autofree char *to = describe_end(&range->to);

	context_note(context, "range: %s %s", from ? "after" : "from",
		     from ? from : "the beginning");
	if (range->since) {
		g_autofree char *since = date_format_rfc3339(range->since, 0);
		context_note(context, "range: since %s", since);
	}
	if (range->until) {
		g_autofree char *until = date_format_rfc3339(range->until, 0);
		context_note(context, "range: until %s", until);
	}
	context_note(context, "range: to %s, %u commits", to, range->commits->len);
	if (range->lost)
		context_note(context, "range: history was rewritten, %u commits of it are gone",
			     range->lost->len);
}

gboolean cmd_range(Context *context, int argc, char **argv, GError **error)
{
	Call call = {.top = REPORT_RANGE_TOP};
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Range) range = NULL;
	RangeRequest request;
	ReportRange report;

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	inbox = words_inbox(context, call.inbox, call.spec, error);
	if (!inbox)
		return FALSE;
	request = (RangeRequest){.spec = call.spec,
				 .root = call.root,
				 .since = call.since,
				 .until = call.until,
				 .now = context->now};
	range = range_resolve(inbox, &request, error);
	if (!range)
		return FALSE;
	note_range(context, range);
	report = (ReportRange){
		.context = context,
		.words = &call.words,
		.name = call.inbox,
		.top = call.top,
		.all_patches = call.all_patches,
	};
	return report_range(&report, inbox, range, error);
}
