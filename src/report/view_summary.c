/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_summary.h"

#include "report/view_cite.h"
#include "report/view_parts.h"
#include "report/view_ranges.h"
#include "report/view_state.h"

#include <string.h>

#define COLUMNS 74 /* of 80, that a text's points have */
#define ITEM 2     /* … and what stands before a change: "- " */

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

/* "v2 → v3", "v3"; of an RFC without a number "Changes". */
static char *versions_of(const Walk *walk, const Json *point)
{
	gint64 before = json_integer(json_get(point, "before"));
	gint64 after = json_integer(json_get(point, "after"));

	if (before > 0 && after > 0)
		return g_strdup_printf("v%" G_GINT64_FORMAT " → v%" G_GINT64_FORMAT, before, after);
	return after > 0 ? g_strdup_printf("v%" G_GINT64_FORMAT, after)
			 : g_strdup(view_term(walk->library, "point.changes"));
}

/* ": 1–3, 5"; of a patch on its own there is nothing to say. */
static char *parts_of(const Walk *walk, const Json *point)
{
	const Json *first = json_first(json_get(point, "parts"));
	g_autofree char *numbers = NULL;

	if (!walk->several || !first)
		return g_strdup("");
	numbers = json_integer(first) == 0
			  ? g_strdup(view_term(walk->library, "point.all"))
			  : view_ranges_of(walk->library, json_get(point, "parts"));
	return g_strconcat(": ", numbers, NULL);
}

/* Whether a sentence begins as its label would: "Applied to next, thanks." */
static gboolean says_itself(const char *kind, const char *text)
{
	static const struct {
		const char *kind, *begins;
	} words[] = {
		{"applied", "appl"},       {"applied", "queued"},
		{"applied", "merged"},     {"applied", "pulled"},
		{"applied", "pushed"},     {"applied", "picked"},
		{"fixed", "fixed"},        {"nack", "nak"},
		{"nack", "nack"},          {"promise", "will "},
		{"promise", "i will "},    {"promise", "i'll "},
		{"withdrawn", "withdraw"}, {"withdrawn", "i withdraw"},
	};

	while (*text && !g_ascii_isalnum(*text))
		text++;
	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_str_equal(words[i].kind, kind) &&
		    !g_ascii_strncasecmp(text, words[i].begins, strlen(words[i].begins)))
			return TRUE;
	return FALSE;
}

/* What stands before the words of a point, and behind them; "" where nothing does. */
static void set_around(const Walk *walk, Json *view, const Json *point)
{
	const char *kind = view_text_of(point, "kind");
	gboolean change = g_str_equal(kind, "change"), plain;
	g_autofree char *bare = change ? versions_of(walk, point) : NULL;
	g_autofree char *versions =
		change ? g_strconcat(bare, view_term(walk->library, "point.is"), NULL) : NULL;
	g_autofree char *numbers = g_str_equal(kind, "tags") ? parts_of(walk, point) : NULL;

	plain = says_itself(kind, view_text_of(point, "text"));
	json_set_string(view, "label",
			change  ? versions
			: plain ? ""
				: view_word(walk->library, "point.label.", kind, ""));
	json_set_string(view, "parts", numbers ? numbers : "");
}

/* "— Ann Example (mails 3, 4)", behind @before. */
static void set_by(const Walk *walk, Json *view, const char *name, const char *before)
{
	g_autofree char *text = g_strconcat(
		before, view_term(walk->library, "point.by"), view_text_of(view, "name"),
		view_term(walk->library, "parts.open"), view_text_of(view, "cites_text"),
		view_term(walk->library, "parts.close"), NULL);

	json_set(view, name, view_wrapped(text, COLUMNS));
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
	json_set_bool(view, "told", g_str_equal(view_text_of(point, "kind"), "told"));
	json_set_bool(view, "code", g_str_equal(view_text_of(point, "kind"), "failure"));
	view_set_brief(view, "name", actor);
	json_set_bool(view, "fact", json_type(actor) != JSON_OBJECT);
	view_cites(walk->library, view, json_get(point, "cites"), walk->anchor);
	set_by(walk, view, "by_lines", "");
	json_set(point, "view", view);
}

/* --- changes ------------------------------------------------------------------------- */

static const char *first_mail(const Json *point)
{
	return view_text_of(json_first(json_get(point, "cites")), "message_id");
}

/* Whether what @b says changed stands in one list with what @a says. */
static gboolean goes_with(const Json *a, const Json *b)
{
	return b && g_str_equal(view_text_of(a, "kind"), "change") &&
	       g_str_equal(view_text_of(b, "kind"), "change") &&
	       json_integer(json_get(a, "before")) == json_integer(json_get(b, "before")) &&
	       json_integer(json_get(a, "after")) == json_integer(json_get(b, "after")) &&
	       g_str_equal(first_mail(a), first_mail(b));
}

/* "- a change", its further lines below the words. */
static Json *item_lines(const char *text)
{
	g_autoptr(Json) wrapped = view_wrapped(text, COLUMNS - ITEM);
	Json *lines = json_array();

	for (const Json *line = json_first(wrapped); line; line = json_next(line)) {
		g_autofree char *whole = g_strconcat(line == json_first(wrapped) ? "- " : "  ",
						     json_text(line), NULL);
		json_append(lines, json_string(whole));
	}
	return lines;
}

/* "v2 → v3:"; whose they are, where the words above it are not of the same mail. */
static void set_head(const Walk *walk, Json *view, const Json *point, gboolean by)
{
	g_autofree char *versions = versions_of(walk, point);
	g_autofree char *head = g_strconcat(versions, view_term(walk->library, "point.head"), NULL);
	g_autofree char *blank = g_strconcat(versions, " ", NULL);

	json_set_string(view, "head", by ? versions : head);
	json_set_bool(view, "head_by", by);
	if (by)
		set_by(walk, view, "head_lines", blank);
	else
		json_set(view, "head_lines", view_wrapped(head, COLUMNS));
}

/* Several changes of one version stand below one heading. */
static void gather_changes(const Walk *walk, const Json *points)
{
	const Json *before = NULL;

	for (const Json *point = json_first(points); point; point = json_next(point)) {
		Json *view = view_editable(json_get(point, "view"));
		const Json *last = before;
		gboolean begins = !last || !goes_with(last, point);
		gboolean ends = !goes_with(point, json_next(point));

		before = point;
		if (begins && ends)
			continue;
		if (begins)
			set_head(walk, view, point,
				 !last || !g_str_equal(first_mail(last), first_mail(point)));
		json_set_bool(view, "item", TRUE);
		json_set_bool(view, "closes", ends);
		json_set(view, "item_lines", item_lines(view_text_of(view, "text")));
	}
}

/* --- the whole ----------------------------------------------------------------------- */

/* Of what speaks against it, the state's lines say who; its words are told once, as a point. */
static void mark_told(const Json *said, const Json *point)
{
	for (; said; said = json_next(said)) {
		Json *view = view_editable(json_get(said, "view"));

		if (!view_is_set(view, "told") &&
		    g_str_equal(view_text_of(json_get(said, "mail"), "message_id"),
				first_mail(point)))
			json_set_bool(view, "told", TRUE);
	}
}

static void mark_points(const Json *state, const Json *point)
{
	const char *kind = view_text_of(point, "kind");

	if (g_str_equal(kind, "nack"))
		mark_told(json_first(json_get(state, "nacks")), point);
	if (g_str_equal(kind, "failure"))
		mark_told(json_first(json_get(state, "failures")), point);
}

static void view_question(const Walk *walk, Json *question)
{
	Json *view = json_object();

	json_set(view, "lines", view_wrapped(view_text_of(question, "text"), COLUMNS));
	view_set_brief(view, "asker", json_get(question, "asker"));
	view_set_brief(view, "owes", json_get(question, "owes"));
	json_set(question, "view", view);
	view_cite(walk->library, json_get(question, "cite"), walk->anchor);
}

/* How many more there are of each, where there are. */
static void view_more(const Json *more)
{
	Json *view;

	if (!more)
		return;
	view = json_object();
	for (const Json *entry = json_first(more); entry; entry = json_next(entry))
		if (json_integer(entry) > 0)
			json_set_int(view, json_name(entry), json_integer(entry));
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
		for (; point; point = json_next(point)) {
			view_point(&walk, view_editable(point));
			mark_points(state, point);
		}
		gather_changes(&walk, json_get(summary, parts[i]));
	}
	json_set_bool(view, "open", open != NULL);
	for (; open; open = json_next(open))
		view_question(&walk, view_editable(open));
	json_set_bool(view, "empty", empty);
	json_set_bool(view, "dropped", json_integer(json_get(summary, "dropped")) > 0);
	view_more(json_get(summary, "more"));
	json_set(view_editable(summary), "view", view);
}
