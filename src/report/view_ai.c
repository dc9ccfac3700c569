/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_ai.h"

#include "report/view_parts.h"

/* 1,234,567: digits of any language's readers. */
static char *parted(gint64 number)
{
	g_autofree char *digits = g_strdup_printf("%" G_GINT64_FORMAT, number);
	GString *text = g_string_new(digits);

	for (gssize at = (gssize)text->len - 3; at > 0; at -= 3)
		g_string_insert_c(text, at, ',');
	return g_string_free(text, FALSE);
}

static void set_parted(Json *view, const char *name, const Json *usage)
{
	g_autofree char *text = parted(json_integer(json_get(usage, name)));

	json_set_string(view, name, text);
}

static void view_usage(const Json *usage)
{
	Json *view = json_object();

	set_parted(view, "input_tokens", usage);
	set_parted(view, "output_tokens", usage);
	json_set_bool(view, "cached", json_integer(json_get(usage, "cached")) > 0);
	json_set_bool(view, "sent", json_integer(json_get(usage, "requests")) > 0);
	json_set(view_editable(usage), "view", view);
}

void view_ai(const Library *library, const Json *ai)
{
	const Json *reason = json_first(json_get(ai, "reasons"));
	Json *view;

	if (json_type(ai) != JSON_OBJECT)
		return;
	view = json_object();
	json_set_bool(view, "others", reason != NULL);
	for (; reason; reason = json_next(reason)) {
		const char *why = view_text_of(reason, "why");
		Json *words = json_object();

		json_set_string(words, "text", view_word(library, "ai.why.", why, why));
		json_set_bool(words, "dry", g_str_equal(why, "dry"));
		json_set(view_editable(reason), "view", words);
	}
	view_usage(json_get(ai, "usage"));
	json_set(view_editable(ai), "view", view);
}

void view_asked(const Library *library, Json *view, const Json *asked)
{
	const char *why = view_text_of(asked, "why");
	gboolean is_asked = json_type(asked) == JSON_OBJECT;
	/* what was never to be asked about needs no excuse at each thread */
	gboolean quiet = g_str_equal(why, "short") || g_str_equal(why, "dry");

	json_set_bool(view, "ai", is_asked && !*why);
	json_set_bool(view, "fallback", is_asked && *why && !quiet);
	json_set_string(view, "why",
			is_asked && *why ? view_word(library, "ai.why.", why, why) : "");
	json_set_bool(view, "cut",
		      is_asked && !*why &&
			      (json_integer(json_get(asked, "cut_mails")) ||
			       json_integer(json_get(asked, "left_out"))));
}
