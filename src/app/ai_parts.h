/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_AI_PARTS_H
#define MD_APP_AI_PARTS_H

#include "app/ai.h"
#include "report/mustache.h"
#include "summary/inquiry.h"

/* What the modules of app/ai share; nobody else includes it. */

/* Where the settings say nothing (maildelta-config(1), [summary]). */
#define AI_CONTEXT 32768 /* tokens */
#define AI_OUTPUT 4096
#define AI_CONCURRENCY 4
#define AI_TIMEOUT 300 /* seconds */
#define AI_RETRIES 4
#define AI_PAUSE 2000 /* milliseconds */
#define AI_CACHE 64   /* MiB */
#define AI_MIN_LINES 8
#define AI_CURRENCY "USD"

#define AI_PROMPTS 4

struct _Ai {
	AiOptions options;
	char *key; /* secret_free() */
	Glossary *glossary;
	Cache *cache;
	Purse purse;
	LlmSettings settings;
	Llm *llm; /* NULL: the settings do not do */
	Mustache *prompts[AI_PROMPTS];
	Prompt prompt;
	InquiryPlan plan;
};

/* A setting, or NULL; one that is a number, or @otherwise. */
const char *ai_setting(const Ai *ai, const char *name);
guint64 ai_number(const Ai *ai, const char *name, guint64 otherwise);

/*
 * Fills in settings, purse and glossary by what the settings say; key, cache and purse of
 * ai->settings are the caller's to set. Errors: MD_ERROR_USAGE, MD_ERROR_FAILED, as ai_new() has
 * them.
 */
gboolean ai_settings_read(Ai *ai, GError **error);

/* Loads the templates of prompts (summary/prompt.h), and fills in prompt, which renders them. */
gboolean ai_prompts_load(Ai *ai, GError **error);
void ai_prompts_clear(Ai *ai);

#endif
