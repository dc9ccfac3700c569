/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/hooks.h"
#include "app/inboxes.h"
#include "base/error.h"
#include "base/guess.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/detach.h"
#include "cli/hook_run.h"
#include "cli/words.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROGRAM "maildelta"
#define SETTLE 2 /* seconds */
#define SETTLE_MAX 3600
#define INSTALL_WAIT 60 /* seconds for whoever tells */

/* The command line, taken apart. */
typedef struct {
	const char *folder, *mail_to, *formats;
	guint settle;
	gboolean detach;
	const char *verb, *inbox;
} Call;

static const OptionRow rows[] = {
	{"range-to", 0, OPTION_TEXT, offsetof(Call, folder), .argument = "<dir>",
	 .help = "write range reports there, a file for each"},
	{"mail-to", 0, OPTION_TEXT, offsetof(Call, mail_to), .argument = "<address>",
	 .help = "mail them"},
	{"format", 0, OPTION_TEXT, offsetof(Call, formats), .argument = "<formats>",
	 .help = "of the files: text (the default), html, ..., several with commas"},
	{"settle", 0, OPTION_NUMBER, offsetof(Call, settle), .argument = "<seconds>",
	 .help = "tell when nothing more came for so long (2)", .min = 0, .max = SETTLE_MAX},
	{"detach", 0, OPTION_FLAG, offsetof(Call, detach),
	 .help = "run: do not have the caller wait; the log says what happened"},
	{0},
};

/* --- the words --------------------------------------------------------------------- */

static gboolean check_verb(const char *verb, GError **error)
{
	static const char *const verbs[] = {"install", "remove", "run", NULL};
	const char *nearest;

	if (g_strv_contains(verbs, verb))
		return TRUE;
	nearest = guess_nearest(verb, verbs);
	if (nearest)
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s: did you mean '%s'?", verb,
			    nearest);
	else
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s: not one of install, remove, run",
			    verb);
	return FALSE;
}

static gboolean check_options(const Call *call, GError **error)
{
	gboolean remove = g_str_equal(call->verb, "remove");

	if (call->detach && !g_str_equal(call->verb, "run"))
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s takes no --detach", call->verb);
	else if (remove && (call->folder || call->mail_to || call->formats))
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE,
				    "remove takes an inbox, and no options");
	else
		return TRUE;
	return FALSE;
}

static gboolean place_words(Call *call, int n, char **words, GError **error)
{
	if (n == 0) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE,
				    "say what: install, remove or run");
		return FALSE;
	}
	call->verb = words[0];
	call->inbox = n > 1 ? words[1] : NULL;
	if (!check_verb(call->verb, error) || !check_options(call, error))
		return FALSE;
	if (n <= 2)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "one word too many: %s", words[2]);
	return FALSE;
}

/* Files of settings that cannot be read: of a hook, no one else would ever say so. */
static void log_failure(const Call *call, int argc, char **argv, const GError *failure)
{
	g_autofree char *folder = call->detach ? inbox_folder_of(argv[argc - 1]) : NULL;

	if (folder)
		hook_run_failed(folder, failure);
}

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {{"hook options", rows, call}, {0}};
	g_autoptr(GError) failure = NULL;
	int first;

	call->settle = SETTLE;
	first = command_parse(context, groups, argc, argv, &failure);
	if (first >= 0 && context->answered)
		return TRUE;
	if (first >= 0 && place_words(call, argc - first, argv + first, &failure))
		return TRUE;
	log_failure(call, argc, argv, failure);
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

/* --- the inbox ---------------------------------------------------------------------- */

/* The folder of all of the inbox, of which a word may name one epoch. */
static char *find_folder(const Context *context, const char *word, GError **error)
{
	g_autoptr(Inbox) inbox = NULL;
	char *folder;

	if (word && !inboxes_has(context->settings, word)) {
		folder = inbox_folder_of(word);
		if (folder)
			return folder;
	}
	inbox = words_inbox(context, word, NULL, error);
	return inbox ? inbox_folder_of(inbox_epoch_path(inbox, 0)) : NULL;
}

/* --- install -------------------------------------------------------------------------- */

/* Links of the kind /usr/local/bin/maildelta stay; what is run by another path is that. */
static char *find_program(void)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *known = g_find_program_in_path(PROGRAM);
	g_autofree char *full = known ? g_canonicalize_filename(known, NULL) : NULL;
	struct stat a, b;

	if (!self || !full)
		return self ? g_steal_pointer(&self) : g_steal_pointer(&full);
	if (stat(self, &a) == 0 && stat(full, &b) == 0 && a.st_dev == b.st_dev &&
	    a.st_ino == b.st_ino)
		return g_steal_pointer(&full);
	return g_steal_pointer(&self);
}

static void add_word(GPtrArray *words, const char *option, char *value)
{
	g_ptr_array_add(words, g_strdup(option));
	g_ptr_array_add(words, value);
}

/* What the hook is to be called with: options of "hook run"; ends with NULL. */
static GPtrArray *make_words(const Call *call)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

	if (call->folder)
		add_word(words, "--range-to", g_canonicalize_filename(call->folder, NULL));
	if (call->mail_to)
		add_word(words, "--mail-to", g_strdup(call->mail_to));
	if (call->formats)
		add_word(words, "--format", g_strdup(call->formats));
	if (call->settle != SETTLE)
		add_word(words, "--settle", g_strdup_printf("%u", call->settle));
	g_ptr_array_add(words, NULL);
	return words;
}

static void print_line(const char *raw)
{
	g_autofree char *line = text_clean_line(raw, strlen(raw));
	g_autofree char *text = text_show(line);

	puts(text);
}

static void print_lines(const Context *context, const GPtrArray *lines)
{
	for (guint i = 0; !context->quiet && i < lines->len; i++)
		print_line(lines->pdata[i]);
}

/* As a shell reads it, and no more quotes than that needs. */
static char *quote(const char *word)
{
	static const char plain[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "/._-+=:,@%";

	return *word && strspn(word, plain) == strlen(word) ? g_strdup(word) : g_shell_quote(word);
}

static char *make_command(const HooksCall *call)
{
	g_autoptr(GString) command = g_string_new(NULL);
	g_autofree char *program = quote(call->program);

	g_string_append_printf(command, "%s hook run --detach", program);
	for (char **word = call->words; *word; word++) {
		g_autofree char *quoted = quote(*word);

		g_string_append_printf(command, " %s", quoted);
	}
	return g_string_free(g_steal_pointer(&command), FALSE);
}

/* For mirrors in which git does not run the hook, or is not what fetches. */
static void print_others(const Context *context, const HooksCall *call)
{
	g_autofree char *command = make_command(call);
	g_auto(GStrv) parts = g_strsplit(command, "$", -1);
	g_autofree char *config = g_strjoinv("$$", parts); /* its settings have variables */
	g_autofree char *grokmirror = g_strconcat("post_update_hook = ", config, NULL);
	g_autofree char *receive = g_strconcat(command, " .", NULL);

	if (context->quiet)
		return;
	puts("\nWhere grokmirror fetches instead, in its grokmirror.conf, at [pull]:");
	print_line(grokmirror);
	puts("\nWhere others push, if reference-transaction is not to be had, in post-receive:");
	print_line(receive);
}

/* A fetch itself says nothing of what its hook did. */
static void print_log(const Context *context, const char *folder)
{
	g_autofree char *ledger = ledger_folder(folder);
	g_autofree char *line = g_strconcat("What it does is noted in ", ledger, "/log", NULL);

	if (!context->quiet)
		print_line(line);
}

/* What came before the hook is told by others. */
static gboolean note_start(Ledger *ledger, const Inbox *inbox, GError **error)
{
	g_autoptr(GArray) tips = tips_of(inbox, error);

	if (!tips)
		return FALSE;
	if (!hooks_has(inbox) && !ledger_forget(ledger, HOOK_REPORT, error))
		return FALSE;
	return ledger_start(ledger, HOOK_REPORT, tips, error);
}

/* A hook has no one to tell that what it is told to do cannot be done. */
static gboolean check_target(Context *context, const Call *call, const Inbox *inbox, GError **error)
{
	const HookRun run = {
		context,
		{.folder = call->folder, .mail_to = call->mail_to, .formats = call->formats},
		0};
	const char *name = inboxes_name_of(context->settings, inbox);
	TellTarget target;

	return hook_run_target(&run, name, &target, error) && tell_check(context, &target, error);
}

static gboolean install(Context *context, const Call *call, GError **error)
{
	g_autofree char *folder = find_folder(context, call->inbox, error);
	g_autoptr(Inbox) inbox = folder ? inbox_open(folder, error) : NULL;
	g_autoptr(Ledger) ledger = NULL;
	g_autoptr(GPtrArray) words = make_words(call);
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *program = find_program();
	const HooksCall hook = {program, (char **)words->pdata};

	if (!inbox || !check_target(context, call, inbox, error))
		return FALSE;
	ledger = ledger_open(folder, INSTALL_WAIT, error);
	if (!ledger || !note_start(ledger, inbox, error) ||
	    !hooks_install(inbox, &hook, lines, error))
		return FALSE;
	print_lines(context, lines);
	print_log(context, folder);
	print_others(context, &hook);
	return TRUE;
}

/* --- remove, run ------------------------------------------------------------------------ */

static gboolean remove_hooks(Context *context, const Call *call, GError **error)
{
	g_autofree char *folder = find_folder(context, call->inbox, error);
	g_autoptr(Inbox) inbox = folder ? inbox_open(folder, error) : NULL;
	g_autoptr(Ledger) ledger = inbox ? ledger_open(folder, INSTALL_WAIT, error) : NULL;
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

	if (!ledger || !hooks_remove(inbox, lines, error))
		return FALSE;
	if (lines->len == 0)
		g_ptr_array_add(lines, g_strdup_printf("%s: no hook of maildelta's", folder));
	print_lines(context, lines);
	return TRUE;
}

/* Git names its own repository, files and settings to a hook: none of them are for us. */
static void forget_git(void)
{
	g_auto(GStrv) names = g_listenv();

	for (char **name = names; *name; name++)
		if (g_str_has_prefix(*name, "GIT_"))
			g_unsetenv(*name);
	/* for hooks that are run by what we run */
	g_setenv("MAILDELTA_HOOK", "1", TRUE);
}

static gboolean run(Context *context, const Call *call, GError **error)
{
	g_autofree char *folder = find_folder(context, call->inbox, error);
	g_autofree char *to = call->folder ? g_canonicalize_filename(call->folder, NULL) : NULL;
	const HookRun run = {context,
			     {.folder = to, .mail_to = call->mail_to, .formats = call->formats},
			     call->settle};
	g_autoptr(GError) failure = NULL;
	DetachResult who = DETACH_WORKER;

	if (!folder)
		return FALSE;
	forget_git();
	if (call->detach)
		who = detach(&failure);
	if (who == DETACH_CALLER || (who == DETACH_WORKER && hook_run(&run, folder, &failure)))
		return TRUE;
	if (who == DETACH_FAILED)
		hook_run_failed(folder, failure);
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

gboolean cmd_hook(Context *context, int argc, char **argv, GError **error)
{
	Call call = {0};

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	if (g_str_equal(call.verb, "install"))
		return install(context, &call, error);
	if (g_str_equal(call.verb, "remove"))
		return remove_hooks(context, &call, error);
	return run(context, &call, error);
}
