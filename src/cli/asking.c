/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/asking.h"

#include "base/error.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define ROW_AI                                                                                     \
	{                                                                                          \
		"ai", 0, OPTION_FLAG, offsetof(Asking, ai),                                        \
			.help = "summaries by the AI model of the settings, checked"               \
	}
#define ROW_NO_AI                                                                                  \
	{                                                                                          \
		"no-ai", 0, OPTION_NO, offsetof(Asking, ai),                                       \
			.help = "summaries by rules, whatever the settings say"                    \
	}

static const OptionRow rows[] = {
	ROW_AI,
	ROW_NO_AI,
	{"dry-run", 0, OPTION_FLAG, offsetof(Asking, dry),
	 .help = "what --ai would send and cost; nothing is sent"},
	{"fresh", 0, OPTION_FLAG, offsetof(Asking, fresh),
	 .help = "ask again what was answered in earlier runs"},
	{0},
};

static const OptionRow short_rows[] = {ROW_AI, ROW_NO_AI, {0}};

OptionGroup asking_options(Asking *asking)
{
	return (OptionGroup){"summary options", rows, asking};
}

OptionGroup asking_options_short(Asking *asking)
{
	return (OptionGroup){"summary options", short_rows, asking};
}

void asking_clear(Asking *asking)
{
	g_clear_pointer(&asking->model, ai_free);
	g_clear_pointer(&asking->library, library_free);
}

/* Something failed that leaves the report as good as it was: one line, for who reads cron's. */
static void warn(const char *line, gpointer user)
{
	const Asking *asking = user;
	g_autofree char *clean = NULL, *shown = NULL;

	if (asking->context->quiet)
		return;
	clean = text_clean_line(line, strlen(line));
	shown = text_show(clean);
	fprintf(stderr, "maildelta: summaries: %s\n", shown);
}

static gboolean is_wanted(const Asking *asking)
{
	const char *method = settings_get(asking->context->settings, "summary.method");

	if (asking->ai != -1)
		return asking->ai;
	return asking->dry || g_strcmp0(method, SUMMARY_LLM) == 0;
}

static gboolean make_model(Asking *asking, const char *lang, GError **error)
{
	g_autoptr(GError) failure = NULL;
	AiOptions options = {
		.settings = asking->context->settings,
		.http = &asking->http,
		.dry = asking->dry,
		.fresh = asking->fresh,
		.all = asking->all,
		.note = warn,
		.user = asking,
	};

	asking->library = context_library(asking->context, lang, error);
	if (!asking->library)
		return FALSE;
	options.library = asking->library;
	asking->model = ai_new(&options, &failure);
	if (asking->model)
		return TRUE;
	if (asking->ai == TRUE || asking->dry) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	warn(failure->message, asking);
	asking->model = ai_new_unusable(&options);
	return TRUE;
}

gboolean asking_begin(Asking *asking, const Context *context, const char *lang, Ai **model,
		      GError **error)
{
	*model = NULL;
	asking->context = context;
	if (!is_wanted(asking))
		return TRUE;
	if (!asking->model) {
		context_http(context, &asking->http);
		if (!make_model(asking, lang, error))
			return FALSE;
	}
	*model = asking->model;
	return TRUE;
}
