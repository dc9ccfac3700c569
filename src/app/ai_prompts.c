/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/ai_parts.h"

#include "report/template.h"

static const char *const names[] = {PROMPT_SYSTEM, PROMPT_THREAD, PROMPT_REPAIR, PROMPT_CHOOSE};

G_STATIC_ASSERT(G_N_ELEMENTS(names) == AI_PROMPTS);

static gboolean append(const char *text, gsize len, gpointer user, G_GNUC_UNUSED GError **error)
{
	g_string_append_len(user, text, (gssize)len);
	return TRUE;
}

static char *render(const char *name, const Json *data, gpointer user)
{
	const Ai *ai = user;
	g_autoptr(GString) text = g_string_new(NULL);
	const MustacheRun run = {data, NULL, append, text};

	for (guint i = 0; i < AI_PROMPTS; i++)
		/* it could fail in the sink alone, or for partials, of which there are none */
		if (g_str_equal(names[i], name))
			mustache_render(ai->prompts[i], &run, NULL);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

gboolean ai_prompts_load(Ai *ai, GError **error)
{
	const TemplateSource source = {ai->options.library, FALSE};

	for (guint i = 0; i < AI_PROMPTS; i++) {
		ai->prompts[i] = template_load(&source, names[i], error);
		if (!ai->prompts[i])
			return FALSE;
	}
	ai->prompt = (Prompt){render, ai, ai->glossary};
	return TRUE;
}

void ai_prompts_clear(Ai *ai)
{
	for (guint i = 0; i < AI_PROMPTS; i++)
		g_clear_pointer(&ai->prompts[i], mustache_free);
}
