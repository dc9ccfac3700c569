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

static gint64 count_of(const Json *usage, const char *name)
{
	return json_integer(json_get(usage, name));
}

static void view_usage(const Json *usage)
{
	gint64 requests = count_of(usage, "requests"), cached = count_of(usage, "cached");
	gboolean tokens = count_of(usage, "input_tokens") || count_of(usage, "output_tokens");
	Json *view = json_object();

	set_parted(view, "input_tokens", usage);
	set_parted(view, "output_tokens", usage);
	json_set_bool(view, "one_request", requests == 1);
	json_set_bool(view, "cached", cached > 0);
	json_set_bool(view, "one_cached", cached == 1);
	/* of what was refused, and of what was there, nothing is counted */
	json_set_bool(view, "tokens", tokens);
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

/* What ends the asking for a whole run, however many threads it has. */
static gboolean is_of_the_run(TraceWhy why)
{
	return why == WHY_SETTINGS || why == WHY_BUDGET || why == WHY_KEY || why == WHY_QUOTA ||
	       why == WHY_MODEL || why == WHY_UNREACHABLE;
}

/* What was never to be asked about needs no excuse. */
static gboolean is_none(TraceWhy why)
{
	return why == WHY_NOT || why == WHY_SHORT || why == WHY_DRY;
}

/* Whether the head of the digest is enough: thirty threads need not say that a key is wrong. */
static gboolean is_said_above(const DigestAi *ai, TraceWhy why)
{
	guint others = digest_ai_others(ai);
	guint asked = others - ai->others[WHY_SHORT] - ai->others[WHY_DRY];

	if (ai->told + others <= 1) /* it may be alone, without a head */
		return FALSE;
	return is_of_the_run(why) || (!ai->told && asked > 1 && ai->others[why] == asked);
}

static void set_cut(Json *view, const Json *asked)
{
	gboolean part = json_integer(json_get(asked, "cut_mails")) > 0;
	gboolean none = json_integer(json_get(asked, "left_out")) > 0;

	json_set_bool(view, "in_part", part);
	json_set_bool(view, "not_at_all", none);
	json_set_bool(view, "cut", part || none);
	json_set_bool(view, "parts", json_integer(json_get(asked, "parts")) > 1);
}

void view_asked(const Library *library, const Json *summary, const DigestAi *ai)
{
	const Json *asked = json_get(summary, "asked");
	const char *name = view_text_of(asked, "why");
	TraceWhy why = trace_why_named(name);
	gboolean is_asked = json_type(asked) == JSON_OBJECT;
	gboolean told = is_asked && why == WHY_NOT;
	gboolean here = is_asked && !is_none(why) && !(ai && is_said_above(ai, why));
	Json *view = view_editable(json_get(summary, "view"));

	json_set_bool(view, "ai", told);
	json_set_bool(view, "fallback", here);
	json_set_bool(view, "by_rules", is_asked && !told && !here && ai && ai->told);
	json_set_string(view, "why",
			is_asked && !told ? view_word(library, "ai.why.", name, name) : "");
	if (told)
		set_cut(view, asked);
}
