/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_summary.h"

#include "report/view_parts.h"
#include "report/view_state.h"

#define COLUMNS 74 /* of 80, that a text's points have */

static const char *const parts[] = {"proposed", "before", "now"};

/* What is worked out of a summary beside each of its points. */
typedef struct {
	const Library *library;
	gboolean several; /* patches */
	const char *anchor;
} Walk;

/* A fact is told in the reader's language, a mail's words as they are. */
static const char *told_text(const Walk *walk, const Json *point)
{
	const char *text = view_text_of(point, "text");

	if (json_type(json_get(point, "actor")) == JSON_OBJECT)
		return text;
	return view_word(walk->library, "point.", view_text_of(point, "kind"), text);
}

/* "v2 → v3: ", "v3: "; an RFC without a number has none. */
static char *versions_of(const Walk *walk, const Json *point)
{
	gint64 before = json_integer(json_get(point, "before"));
	gint64 after = json_integer(json_get(point, "after"));
	const char *end = view_word(walk->library, "", "point.is", ": ");

	if (before > 0 && after > 0)
		return g_strdup_printf("v%" G_GINT64_FORMAT " → v%" G_GINT64_FORMAT "%s", before,
				       after, end);
	return after > 0 ? g_strdup_printf("v%" G_GINT64_FORMAT "%s", after, end) : g_strdup("");
}

/* ": 1–3, 5"; of a patch on its own there is nothing to say. */
static char *parts_of(const Walk *walk, const Json *point)
{
	const Json *first = json_first(json_get(point, "parts"));
	g_autofree char *numbers = NULL;

	if (!walk->several || !first)
		return g_strdup("");
	numbers = json_integer(first) == 0 ? g_strdup(view_word(walk->library, "", "point.all", ""))
					   : view_parts(walk->library, json_get(point, "parts"));
	return g_strconcat(view_word(walk->library, "", "point.is", ": "), numbers, NULL);
}

/* What stands before the words of a point, and behind them; "" where nothing does. */
static void set_around(const Walk *walk, Json *view, const Json *point)
{
	const char *kind = view_text_of(point, "kind");
	g_autofree char *versions = g_str_equal(kind, "change") ? versions_of(walk, point) : NULL;
	g_autofree char *numbers = g_str_equal(kind, "tags") ? parts_of(walk, point) : NULL;

	json_set_string(view, "label",
			versions ? versions : view_word(walk->library, "point.label.", kind, ""));
	json_set_string(view, "parts", numbers ? numbers : "");
}

static void view_point(const Walk *walk, Json *point)
{
	const Json *actor = json_get(point, "actor");
	const char *text = told_text(walk, point);
	g_autofree char *ticks = view_ticks(text), *whole = NULL;
	Json *view = json_object();

	set_around(walk, view, point);
	whole = g_strconcat(view_text_of(view, "label"), text, view_text_of(view, "parts"), NULL);
	json_set_string(view, "text", text);
	json_set(view, "lines", view_wrapped(whole, COLUMNS));
	json_set_string(view, "ticks", ticks);
	json_set_bool(view, "code", g_str_equal(view_text_of(point, "kind"), "failure"));
	view_set_brief(view, "name", actor);
	json_set_bool(view, "fact", json_type(actor) != JSON_OBJECT);
	json_set(point, "view", view);
	for (const Json *cite = json_first(json_get(point, "cites")); cite; cite = json_next(cite))
		view_cite(cite, walk->anchor);
}

static void view_question(const Walk *walk, Json *question)
{
	Json *view = json_object();

	json_set(view, "lines", view_wrapped(view_text_of(question, "text"), COLUMNS));
	view_set_brief(view, "asker", json_get(question, "asker"));
	view_set_brief(view, "owes", json_get(question, "owes"));
	json_set(question, "view", view);
	view_cite(json_get(question, "cite"), walk->anchor);
}

/* How many more there are of each, where there are. */
static void view_more(const Json *more)
{
	Json *view = json_object();

	for (const Json *entry = json_first(more); entry; entry = json_next(entry))
		if (json_integer(entry) > 0)
			json_set_int(view, json_name(entry), json_integer(entry));
	if (more)
		json_set(view_editable(more), "view", view);
}

void view_summary(const Library *library, const Json *summary, const Json *state,
		  const char *anchor)
{
	const Walk walk = {library, json_integer(json_get(state, "parts")) > 1, anchor};
	const Json *open = json_first(json_get(summary, "open"));
	gboolean empty = open == NULL;
	Json *view = json_object();

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		const Json *point = json_first(json_get(summary, parts[i]));

		json_set_bool(view, parts[i], point != NULL);
		empty = empty && !point;
		for (; point; point = json_next(point))
			view_point(&walk, view_editable(point));
	}
	json_set_bool(view, "open", open != NULL);
	for (; open; open = json_next(open))
		view_question(&walk, view_editable(open));
	json_set_bool(view, "empty", empty);
	json_set_bool(view, "dropped", json_integer(json_get(summary, "dropped")) > 0);
	view_more(json_get(summary, "more"));
	json_set(view_editable(summary), "view", view);
}
