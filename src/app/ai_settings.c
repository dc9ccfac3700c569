/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/ai_parts.h"

#include "base/error.h"

const char *ai_setting(const Ai *ai, const char *name)
{
	return settings_get(ai->options.settings, name);
}

guint64 ai_number(const Ai *ai, const char *name, guint64 otherwise)
{
	return settings_number(ai->options.settings, name, otherwise);
}

static gboolean lacks(const char *name, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "a model is to be asked, and %s is not set (maildelta-config(1), [summary])",
		    name);
	return FALSE;
}

static gboolean set_endpoint(Ai *ai, GError **error)
{
	const char *provider = ai_setting(ai, "summary.provider");

	ai->settings.endpoint = ai_setting(ai, "summary.endpoint");
	ai->settings.model = ai_setting(ai, "summary.model");
	if (!ai->settings.endpoint)
		return lacks("summary.endpoint", error);
	if (!ai->settings.model)
		return lacks("summary.model", error);
	ai->settings.provider = provider_of(ai->settings.endpoint);
	if (provider)
		provider_parse(provider, &ai->settings.provider);
	return TRUE;
}

/* A line of its own, where progress is shown, too. */
static void note(const char *line, gpointer user)
{
	const Ai *ai = user;

	progress_clear(ai->options.progress);
	if (ai->options.note)
		ai->options.note(line, ai->options.user);
}

static void set_manners(Ai *ai)
{
	LlmSettings *settings = &ai->settings;

	settings->http = ai->options.http;
	settings->context = (guint)ai_number(ai, "summary.context", AI_CONTEXT);
	settings->output = (guint)ai_number(ai, "summary.maxOutput", AI_OUTPUT);
	settings->concurrency = (guint)ai_number(ai, "summary.concurrency", AI_CONCURRENCY);
	settings->timeout = (guint)ai_number(ai, "summary.timeout", AI_TIMEOUT);
	settings->retries = (guint)ai_number(ai, "summary.retries", AI_RETRIES);
	settings->pause = AI_PAUSE;
	settings->dry = ai->options.dry;
	settings->fresh = ai->options.fresh;
	settings->note = note;
	settings->user = ai;
}

static gboolean set_limits(Ai *ai, GError **error)
{
	const Settings *settings = ai->options.settings;
	Purse *purse = &ai->purse;

	purse->max_tokens = ai_number(ai, "summary.maxTokens", 0);
	purse->max_cost = settings_money(settings, "summary.maxCost");
	purse->priced = settings_price(settings, ai->settings.model, &purse->input, &purse->output);
	if (!purse->max_cost || purse->priced)
		return TRUE;
	g_set_error(
		error, MD_ERROR, MD_ERROR_USAGE,
		"summary.maxCost is set, and what %s costs is not known: set price.%s.input and "
		"price.%s.output, of a million tokens",
		ai->settings.model, ai->settings.model, ai->settings.model);
	return FALSE;
}

static gboolean set_glossary(Ai *ai, GError **error)
{
	const char *path = ai_setting(ai, "summary.glossary");

	if (!path)
		return TRUE;
	ai->glossary = glossary_read(path, error);
	if (ai->glossary)
		return TRUE;
	g_prefix_error_literal(error, "summary.glossary: ");
	return FALSE;
}

gboolean ai_settings_read(Ai *ai, GError **error)
{
	if (!set_endpoint(ai, error) || !set_limits(ai, error) || !set_glossary(ai, error))
		return FALSE;
	set_manners(ai);
	return TRUE;
}
