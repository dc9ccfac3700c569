/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/phrase.h"

#include "base/regex.h"

static GPtrArray *compile(const char *const *patterns)
{
	GPtrArray *all = g_ptr_array_new();

	for (guint i = 0; i < PHRASES_MAX && patterns[i]; i++) {
		g_autoptr(GError) error = NULL;
		Regex *regex = regex_new(patterns[i], TRUE, &error);

		if (!regex) /* a pattern of ours: the tests would have seen it */
			g_error("%s: %s", patterns[i], error->message);
		g_ptr_array_add(all, regex);
	}
	return all;
}

static gboolean any(const GPtrArray *compiled, const char *sentence)
{
	for (guint i = 0; i < compiled->len; i++)
		if (regex_matches(compiled->pdata[i], sentence))
			return TRUE;
	return FALSE;
}

gboolean phrase_in(Phrases *phrases, const char *sentence)
{
	if (g_once_init_enter(&phrases->once)) {
		phrases->compiled[0] = compile(phrases->says);
		phrases->compiled[1] = compile(phrases->unless);
		g_once_init_leave(&phrases->once, 1);
	}
	return any(phrases->compiled[0], sentence) && !any(phrases->compiled[1], sentence);
}
