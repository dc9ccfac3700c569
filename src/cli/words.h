/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_WORDS_H
#define MD_CLI_WORDS_H

#include "cli/context.h"
#include "core/concern.h"
#include "mirror/inbox.h"
#include "report/report.h"

#define WORDS_OUTPUTS_MAX 16
#define WORDS_MAIL_TO_MAX 64

/*
 * What every command that prints a report can be told. Who tells a report without a
 * command line fills it as well; all strings are borrowed, and outlive the Outputs. To
 * files and by mail in one pass, and nothing on standard output:
 *
 *	Words words = {.lang = lang, .outputs = {html, text}, .formats = {"html", "text"},
 *		       .n_outputs = 2, .mail_to = {"Ann <ann@example.org>, bo@fjord.example"},
 *		       .n_mail_to = 1};
 *
 * By mail alone: without outputs. format is NULL then: it is that of copies that have none of
 * their own, and a mail is text. With neither outputs nor mail_to it is standard output.
 */
typedef struct {
	const char *format;                     /* --format, or NULL */
	const char *lang;                       /* --lang, or NULL */
	const char *template;                   /* --template, or NULL */
	const char *outputs[WORDS_OUTPUTS_MAX]; /* each -o */
	const char *formats[WORDS_OUTPUTS_MAX]; /* of each -o alone, where a command settles it;
						   else NULL */
	guint n_outputs;
	const char *mail_to[WORDS_MAIL_TO_MAX]; /* each --mail-to: addresses, commas between them;
						   one mail goes to all */
	guint n_mail_to;
	guint jobs; /* -j; 0: as many as there are processors */
} Words;

/* The options that fill it, for command_parse(). */
OptionGroup words_options(Words *words);
/* Those of reports that can be mailed. */
OptionGroup words_mail_options(Words *words);

/*
 * Adds those of a list with commas to where the report is mailed, borrowed; and whether it is
 * mailed at all. MD_ERROR_USAGE: too many of them.
 */
gboolean words_mail_to(Words *words, const char *addresses, GError **error);
gboolean words_is_mailed(const Words *words);

/*
 * The formats of files that are made in a folder, by their own names, of a list (text,md), or
 * the default. MD_ERROR_USAGE: not such a list. Which there are, outputs_new() knows.
 */
char **words_format_list(const char *list, GError **error);

/*
 * *@concern: whom the report is for, @whom being what --for was given; NULL of NULL. The
 * caller's to free. Errors: those of concern_new().
 */
gboolean words_concern(const char *whom, Concern **concern, GError **error);

/* How many threads that is. */
guint words_jobs(const Words *words);

/* Whether @word is an inbox: one that the settings know by that name, or a folder. */
gboolean words_is_inbox(const Context *context, const char *word);

/*
 * [<inbox>] [<A>..<B>]: the last of @n words is the range, unless it is an inbox. Sets what is
 * there, borrowed. MD_ERROR_USAGE: a word too many.
 */
gboolean words_place(const Context *context, int n, char **words, const char **inbox,
		     const char **range, GError **error);

/*
 * [<inbox>] <mail>: the last word is the mail's; @what: how messages call it. Sets what is there,
 * borrowed. MD_ERROR_USAGE: none, or a word too many.
 */
gboolean words_place_mail(const Context *context, int n, char **words, const char *what,
			  const char **inbox, const char **mail, GError **error);

/* "; did you mean '<name>'?" for the inbox that @word may have meant, or "". Newly allocated. */
char *words_guess(const Context *context, const char *word);

/*
 * Opens the inbox that @word names: a name of the settings, which stands before a folder
 * called so, or a path. When NULL, the one around the current folder; where there is none,
 * the message is about @other, or NULL: a word that was taken for something else and may
 * have been meant to be one.
 */
Inbox *words_inbox(const Context *context, const char *word, const char *other, GError **error);

/*
 * *@last: where "..B" begins (RangeRequest.last): a GArray of Tip that is the caller's, or
 * NULL where @range is none that begins so, or nothing was told of @inbox yet. Errors: those of
 * ledger_open().
 */
gboolean words_last(const char *range, const Inbox *inbox, GArray **last, GError **error);

/* What the settings say of the inbox that @word, or NULL, opened (app/inboxes.h). */
ReportInbox words_title(const Context *context, const char *word, const Inbox *inbox);

#endif
