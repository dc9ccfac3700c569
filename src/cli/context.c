/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/context.h"

#include "app/secret.h"
#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/pager.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void context_init(Context *context)
{
	*context = (Context){
		.settings = settings_new(),
		.assignments = g_ptr_array_new(),
		.now = date_now(),
		.pager = TRUE,
		.progress = -1,
	};
}

void context_clear(Context *context)
{
	g_clear_pointer(&context->settings, settings_free);
	g_clear_pointer(&context->assignments, g_ptr_array_unref);
}

/* --- settings ----------------------------------------------------------------- */

/* NULL: there is to be none. */
static char *system_file(void)
{
	const char *other = g_getenv("MAILDELTA_CONFIG_SYSTEM");

	if (!other)
		return g_strdup(CONFIG_DIR "/config");
	return *other ? g_strdup(other) : NULL;
}

/* A folder that is relative counts as none: the XDG Base Directory Specification. */
char *context_file(void)
{
	const char *folder = g_getenv("XDG_CONFIG_HOME");

	if (folder && g_path_is_absolute(folder))
		return g_build_filename(folder, "maildelta", "config", NULL);
	return g_build_filename(g_get_home_dir(), ".config", "maildelta", "config", NULL);
}

static void warn(const Context *context, const GPtrArray *notes)
{
	for (guint i = 0; !context->quiet && i < notes->len; i++) {
		const char *raw = notes->pdata[i];
		g_autofree char *line = text_clean_line(raw, strlen(raw));
		g_autofree char *note = text_show(line);

		fprintf(stderr, "maildelta: warning: %s\n", note);
	}
}

gboolean context_load(Context *context, GError **error)
{
	g_autofree char *system = system_file(), *user = context_file();
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Settings) settings = settings_new();

	if (system && !settings_read(settings, system, notes, error))
		return FALSE;
	if (!settings_read(settings, user, notes, error))
		return FALSE;
	warn(context, notes);
	/* they were taken before */
	for (guint i = 0; i < context->assignments->len; i++)
		settings_set(settings, context->assignments->pdata[i], NULL);
	settings_free(context->settings);
	context->settings = g_steal_pointer(&settings);
	secret_hide(context->settings);
	return TRUE;
}

/* --- options ------------------------------------------------------------------ */

static gboolean take_dir(G_GNUC_UNUSED void *into, const char *dir, GError **error)
{
	if (chdir(dir) == 0)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "-C %s: %s", dir, g_strerror(errno));
	return FALSE;
}

static gboolean take_setting(void *into, const char *assignment, GError **error)
{
	const Context *context = into;
	g_autofree char *shown = settings_show_assignment(assignment);

	if (settings_set(context->settings, assignment, error)) {
		g_ptr_array_add(context->assignments, (gpointer)assignment);
		return TRUE;
	}
	g_prefix_error(error, "-c %s: ", shown);
	return FALSE;
}

static gboolean take_now(void *into, const char *date, GError **error)
{
	Context *context = into;

	if (date_parse(date, date_now(), &context->now, error))
		return TRUE;
	g_prefix_error(error, "--now: ");
	return FALSE;
}

static gboolean take_color(void *into, const char *when, GError **error)
{
	static const char *const known[] = {"always", "auto", "never", NULL};
	Context *context = into;

	context->color = when ? when : "always";
	if (g_strv_contains(known, context->color))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "--color takes always, auto or never, not '%s'", when);
	return FALSE;
}

static const OptionRow first_rows[] = {
	{.letter = 'C',
	 .kind = OPTION_TAKE,
	 .take = take_dir,
	 .argument = "<dir>",
	 .help = "run as if started there"},
	{.letter = 'c',
	 .kind = OPTION_TAKE,
	 .take = take_setting,
	 .argument = "<name>=<value>",
	 .help = "a setting for this run"},
	{"version", .kind = OPTION_FLAG, .at = offsetof(Context, version), .help = "the version"},
	{0},
};

static const OptionRow common_rows[] = {
	{"quiet", 'q', OPTION_FLAG, offsetof(Context, quiet), .help = "no progress, no notes"},
	{"verbose", 'v', OPTION_FLAG, offsetof(Context, verbose),
	 .help = "say what is read, and how long it takes"},
	{"progress", 0, OPTION_FLAG, offsetof(Context, progress),
	 .help = "progress where there is no terminal, too"},
	{"no-progress", 0, OPTION_NO, offsetof(Context, progress), .help = "no progress"},
	{"color", .kind = OPTION_TAKE, .take = take_color, .argument = "[=<when>]",
	 .help = "always (without <when>), auto (the default), never"},
	{"no-pager", 0, OPTION_NO, offsetof(Context, pager), .help = "straight to the terminal"},
	{"now", .kind = OPTION_TAKE, .take = take_now, .argument = "<date>",
	 .help = "take that for the present"},
	{"usage", 'h', OPTION_FLAG, offsetof(Context, usage), .help = "this text"},
	{"help", 0, OPTION_FLAG, offsetof(Context, manual), .help = "the manual page"},
	{0},
};

OptionGroup context_first(Context *context)
{
	return (OptionGroup){"before the command", first_rows, context};
}

OptionGroup context_common(Context *context)
{
	return (OptionGroup){"common options", common_rows, context};
}

const char *context_pager(const Context *context)
{
	return context->pager ? pager_command() : NULL;
}

/* auto, always or never. */
static const char *color_when(const Context *context)
{
	const char *setting = settings_get(context->settings, "maildelta.color");
	const char *none = g_getenv("NO_COLOR");

	if (context->color || setting)
		return context->color ? context->color : setting;
	return none && *none ? "never" : "auto";
}

gboolean context_color(const Context *context, const char *pager)
{
	const char *when = color_when(context);
	const char *terminal = g_getenv("TERM");

	if (!g_str_equal(when, "auto"))
		return g_str_equal(when, "always");
	return isatty(STDOUT_FILENO) && terminal && !g_str_equal(terminal, "dumb") &&
	       (!pager || pager_takes_color(pager));
}

static void note_language(const Context *context, const Library *library, const char *lang)
{
	g_autofree char *file = g_strconcat("lang/", lang, ".json", NULL);
	g_autofree char *path = library_find(library, file);

	context_note(context, "language: %s, %s", lang, path ? path : "?");
}

Library *context_library(const Context *context, const char *lang, GError **error)
{
	const char *own = settings_get(context->settings, "maildelta.templates");
	const char *environment = g_getenv("MAILDELTA_TEMPLATES");
	const char *built_in = environment && *environment ? environment : TEMPLATE_DIR;
	const char *const dirs[] = {own ? own : built_in, own ? built_in : NULL, NULL};

	Library *library;

	if (!lang)
		lang = settings_get(context->settings, "maildelta.lang");
	if (!lang)
		lang = "en";
	library = library_new(dirs, lang, error);
	if (library)
		note_language(context, library, lang);
	return library;
}

static guint number(const Context *context, const char *name, guint fallback)
{
	return (guint)settings_number(context->settings, name, fallback);
}

void context_http(const Context *context, HttpSettings *http)
{
	const Setting *proxy = settings_find(context->settings, "http.proxy");
	const char *user_agent = settings_get(context->settings, "http.userAgent");

	http_settings_init(http);
	/* an empty one is there to say that there is none */
	http->proxy = proxy ? proxy->value : NULL;
	http->ca_file = settings_get(context->settings, "http.sslCAInfo");
	http->netrc_file = settings_get(context->settings, "http.netrcFile");
	if (user_agent)
		http->user_agent = user_agent;
	http->connect_timeout = number(context, "http.connectTimeout", http->connect_timeout);
	http->stall_timeout = number(context, "http.stallTimeout", http->stall_timeout);
	http->retries = number(context, "http.retries", http->retries);
}

Progress *context_progress(const Context *context, const char *what)
{
	if (context->quiet || context->progress == FALSE)
		return NULL;
	return progress_new(what, context->progress == TRUE ? PROGRESS_ALWAYS : PROGRESS_AUTO);
}

void context_note(const Context *context, const char *format, ...)
{
	g_autofree char *raw = NULL, *line = NULL, *note = NULL;
	va_list arguments;

	if (!context->verbose || context->quiet)
		return;
	va_start(arguments, format);
	raw = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	line = text_clean_line(raw, strlen(raw));
	note = text_show(line);
	fprintf(stderr, "%s\n", note);
}
