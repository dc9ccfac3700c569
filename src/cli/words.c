/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/words.h"

#include "app/inboxes.h"
#include "app/ledger.h"
#include "base/error.h"
#include "report/format.h"

#include <string.h>

#define MAX_JOBS 64

static gboolean take_output(void *into, const char *path, GError **error)
{
	Words *words = into;

	if (words->n_outputs < WORDS_OUTPUTS_MAX) {
		words->outputs[words->n_outputs++] = path;
		return TRUE;
	}
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "-o %s: one too many, %d are taken", path,
		    WORDS_OUTPUTS_MAX);
	return FALSE;
}

static gboolean take_mail_to(void *into, const char *addresses, GError **error)
{
	Words *words = into;

	if (words->n_mail_to < WORDS_MAIL_TO_MAX) {
		words->mail_to[words->n_mail_to++] = addresses;
		return TRUE;
	}
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "--mail-to %s: one too many, %d are taken; one may name several, with commas",
		    addresses, WORDS_MAIL_TO_MAX);
	return FALSE;
}

static const OptionRow rows[] = {
	{"output", 'o', OPTION_TAKE, .take = take_output, .argument = "<file>",
	 .help = "write there, in the format of its ending; several times"},
	{"format", 0, OPTION_TEXT, offsetof(Words, format), .argument = "<format>",
	 .help = "text (the default), json, or another that has a template"},
	{"lang", 0, OPTION_TEXT, offsetof(Words, lang), .argument = "<language>",
	 .help = "en (the default), zh_CN, or another that has a file"},
	{"template", 0, OPTION_TEXT, offsetof(Words, template), .argument = "<file>",
	 .help = "a template of your own; its ending says what it is for"},
	{"jobs", 'j', OPTION_NUMBER, offsetof(Words, jobs), .argument = "<n>",
	 .help = "threads; 0 is as many as processors", .min = 0, .max = MAX_JOBS},
	{0},
};

static const OptionRow mail_rows[] = {
	{"mail-to", 0, OPTION_TAKE, .take = take_mail_to, .argument = "<address>",
	 .help = "mail the text there, by sendmail; several times"},
	{0},
};

OptionGroup words_options(Words *words)
{
	return (OptionGroup){"report options", rows, words};
}

OptionGroup words_mail_options(Words *words)
{
	return (OptionGroup){"mail options", mail_rows, words};
}

gboolean words_mail_to(Words *words, const char *addresses, GError **error)
{
	return take_mail_to(words, addresses, error);
}

gboolean words_is_mailed(const Words *words)
{
	return words->n_mail_to > 0;
}

/* What no file's name can end in is no format. */
static gboolean check_formats(char **formats)
{
	guint n = 0;

	for (; formats[n]; n++)
		if (!formats[n][0] || strchr(formats[n], '/'))
			return FALSE;
	return n > 0 && n <= WORDS_OUTPUTS_MAX;
}

char **words_format_list(const char *list, GError **error)
{
	g_auto(GStrv) formats = g_strsplit(list ? list : FORMAT_DEFAULT, ",", -1);

	for (char **format = formats; *format; format++) {
		char *name = g_strdup(format_name(g_strstrip(*format))); /* md is markdown */

		g_free(*format);
		*format = name;
	}
	if (check_formats(formats))
		return g_steal_pointer(&formats);
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "--format '%s': not a list of formats, such as markdown,html (%d at most)",
		    list, WORDS_OUTPUTS_MAX);
	return NULL;
}

gboolean words_concern(const char *whom, Concern **concern, GError **error)
{
	*concern = whom ? concern_new(whom, error) : NULL;
	if (*concern || !whom)
		return TRUE;
	g_prefix_error_literal(error, "--for: ");
	return FALSE;
}

guint words_jobs(const Words *words)
{
	return words->jobs ? words->jobs : MIN(g_get_num_processors(), MAX_JOBS);
}

static void note_inbox(const Context *context, const Inbox *inbox)
{
	guint n = inbox_n_epochs(inbox);

	if (n > 1)
		context_note(context, "inbox: %s, epochs %u to %u", inbox_name(inbox),
			     inbox_epoch_number(inbox, 0), inbox_epoch_number(inbox, n - 1));
	else
		context_note(context, "inbox: %s", inbox_name(inbox));
}

gboolean words_is_inbox(const Context *context, const char *word)
{
	return inboxes_has(context->settings, word) || g_file_test(word, G_FILE_TEST_IS_DIR);
}

gboolean words_place(const Context *context, int n, char **words, const char **inbox,
		     const char **range, GError **error)
{
	if (n > 2) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "one word too many: %s", words[2]);
		return FALSE;
	}
	if (n == 1 && words_is_inbox(context, words[0])) {
		*inbox = words[0];
	} else if (n > 0) {
		*inbox = n == 2 ? words[0] : NULL;
		*range = words[n - 1];
	}
	return TRUE;
}

gboolean words_place_mail(const Context *context, int n, char **words, const char *what,
			  const char **inbox, const char **mail, GError **error)
{
	if (n < 1 || n > 2 || (n == 1 && words_is_inbox(context, words[0]))) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "takes [<inbox>] and %s", what);
		return FALSE;
	}
	*inbox = n == 2 ? words[0] : NULL;
	*mail = words[n - 1];
	return TRUE;
}

char *words_guess(const Context *context, const char *word)
{
	const char *nearest = inboxes_guess(context->settings, word);

	return nearest ? g_strdup_printf("; did you mean '%s'?", nearest) : g_strdup("");
}

static Inbox *refuse(const Context *context, const char *word, GError **error)
{
	g_autofree char *guess = words_guess(context, word);

	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "no inbox and no folder %s%s", word, guess);
	return NULL;
}

static Inbox *discover(const Context *context, const char *here, const char *other, GError **error)
{
	g_autoptr(GError) failure = NULL;
	Inbox *inbox = inbox_discover(here, &failure);

	if (inbox)
		return inbox;
	if (g_error_matches(failure, MD_ERROR, MD_ERROR_NOT_FOUND) && other &&
	    inboxes_guess(context->settings, other))
		return refuse(context, other, error);
	g_propagate_error(error, g_steal_pointer(&failure));
	return NULL;
}

static Inbox *open_word(const Context *context, const char *word, GError **error)
{
	if (inboxes_has(context->settings, word))
		return inboxes_open(context->settings, word, error);
	if (strchr(word, '/') || g_file_test(word, G_FILE_TEST_EXISTS))
		return inbox_open(word, error);
	return refuse(context, word, error);
}

Inbox *words_inbox(const Context *context, const char *word, const char *other, GError **error)
{
	g_autofree char *here = g_get_current_dir();
	Inbox *inbox =
		word ? open_word(context, word, error) : discover(context, here, other, error);

	if (inbox) {
		context_note(context, "%s: %s", word ? "opened" : "opened from",
			     word ? word : here);
		note_inbox(context, inbox);
	}
	return inbox;
}

gboolean words_last(const char *range, const Inbox *inbox, GArray **last, GError **error)
{
	g_autoptr(Ledger) ledger = NULL;
	LedgerMark mark;

	*last = NULL;
	if (!range || !g_str_has_prefix(range, ".."))
		return TRUE;
	ledger = ledger_open(inbox_folder(inbox), LEDGER_LOOK, error);
	if (!ledger)
		return FALSE;
	if (ledger_last(ledger, &mark))
		*last = g_array_copy((GArray *)mark.tips);
	return TRUE;
}

ReportInbox words_title(const Context *context, const char *word, const Inbox *inbox)
{
	const Settings *settings = context->settings;
	const char *name =
		word && inboxes_has(settings, word) ? word : inboxes_name_of(settings, inbox);

	return report_inbox(inboxes_title(settings, name, inbox), inboxes_web(settings, name));
}
