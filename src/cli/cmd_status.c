/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window.h"
#include "base/error.h"
#include "base/guess.h"
#include "cli/command.h"
#include "cli/report_digest.h"

#define DAYS 90 /* of which threads are told, where nothing is said */

/* The command line, taken apart. */
typedef struct {
	Words words;
	const char *since, *whom, *inbox;
	StatusStates states;
	Concern *concern; /* whom; or NULL */
} Call;

static void call_clear(Call *call)
{
	g_clear_pointer(&call->concern, concern_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Call, call_clear)

/* --- states, by name ------------------------------------------------------------ */

static StatusStates bit(StateKind kind)
{
	return 1u << kind;
}

static StatusStates all_states(void)
{
	return (1u << N_STATES) - 1;
}

/* Those in which something is left to be done. */
static StatusStates open_states(void)
{
	StatusStates states = 0;

	for (guint i = 0; i < N_STATES; i++)
		if (i != STATE_DISCUSSION && !state_is_final(i))
			states |= bit(i);
	return states;
}

/* All the words that --state knows, with @between between them; newly allocated. */
static char *known_words(const char *between)
{
	GString *list = g_string_new("open");

	for (guint i = 0; i < N_STATES; i++)
		g_string_append_printf(list, "%s%s", between, state_kind_name(i));
	g_string_append_printf(list, "%sall", between);
	return g_string_free(list, FALSE);
}

/* 0: no such word. */
static StatusStates states_of(const char *word)
{
	if (g_str_equal(word, "open"))
		return open_states();
	if (g_str_equal(word, "all"))
		return all_states();
	for (guint i = 0; i < N_STATES; i++)
		if (g_str_equal(word, state_kind_name(i)))
			return bit(i);
	return 0;
}

static gboolean refuse_state(const char *word, GError **error)
{
	g_autofree char *known = known_words(" "), *list = known_words(", ");
	g_auto(GStrv) words = g_strsplit(known, " ", -1);
	const char *nearest = guess_nearest(word, (const char *const *)words);
	g_autofree char *meant = nearest ? g_strdup_printf("; did you mean '%s'? There", nearest)
					 : g_strdup(": there");

	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "--state: there is no state '%s'%s are %s",
		    word, meant, list);
	return FALSE;
}

/* new,applied: each word adds to what is asked for. */
static gboolean take_state(void *into, const char *word, GError **error)
{
	Call *call = into;
	g_auto(GStrv) words = g_strsplit(word, ",", -1);

	for (char **name = words; *name; name++) {
		StatusStates states = states_of(g_strstrip(*name));

		if (!states)
			return refuse_state(*name, error);
		call->states |= states;
	}
	return *words || refuse_state("", error);
}

/* --- the command line ------------------------------------------------------------- */

static const OptionRow rows[] = {
	{"for", 0, OPTION_TEXT, offsetof(Call, whom), .argument = "<who>",
	 .help = "an address or a domain: threads that concern them"},
	{"state", 0, OPTION_TAKE, .take = take_state, .argument = "<list>",
	 .help = "threads in these states (new,acked), open, or all"},
	{"since", 0, OPTION_TEXT, offsetof(Call, since), .argument = "<date>",
	 .help = "threads that got a mail from then on (90 days ago)"},
	{0},
};

static gboolean place_word(Call *call, const Context *context, int n, char **words, GError **error)
{
	g_autofree char *guess = NULL;

	if (n > 1) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "one word too many: %s", words[1]);
		return FALSE;
	}
	call->inbox = n ? words[0] : NULL;
	if (!n || words_is_inbox(context, words[0]))
		return words_concern(call->whom, &call->concern, error);
	guess = words_guess(context, words[0]);
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s: no inbox and no folder%s", words[0],
		    guess);
	return FALSE;
}

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {
		{"status options", rows, call}, words_options(&call->words), {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	return context->answered || place_word(call, context, argc - first, argv + first, error);
}

/* Up to now: where threads stand is asked today. */
static gboolean read_period(const Context *context, const Call *call, DigestWindow *window,
			    GError **error)
{
	const WindowRequest request = {
		.since = call->since, .days = call->since ? 0 : DAYS, .now = context->now};

	return window_one(&request, window, error);
}

gboolean cmd_status(Context *context, int argc, char **argv, GError **error)
{
	g_auto(Call) call = {0};
	DigestWindow window;
	ReportDigest report = {.context = context, .history = REPORT_DIGEST_HISTORY};
	g_autoptr(Inbox) inbox = NULL;

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	if (!read_period(context, &call, &window, error))
		return FALSE;
	inbox = words_inbox(context, call.inbox, NULL, error);
	if (!inbox)
		return FALSE;
	report.words = &call.words;
	report.name = call.inbox;
	report.concern = call.concern;
	report.top = REPORT_DIGEST_TOP;
	return report_status(&report, inbox, &window, call.states, error);
}
