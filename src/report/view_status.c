/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_status.h"

#include "report/view_parts.h"
#include "report/view_state.h"

#include <string.h>

#define COLUMNS 80    /* of a terminal */
#define MARGIN 9      /* columns left of a title: the days, and the word for them */
#define INDENT 2      /* of a quotation; what marks one that is cut needs as much */
#define QUOTE_LINES 3 /* that are shown of what someone said */

/* --- what shows it ----------------------------------------------------------------- */

typedef struct {
	const Json *actor, *mail;
	const char *words;
} Quote;

/* "Reviewed-by: Ann …" says whose it is: who sent it may be the author of the patch. */
static gboolean names_its_own(const Json *evidence)
{
	return g_str_equal(view_text_of(evidence, "kind"), "tag") &&
	       strstr(view_text_of(evidence, "line"), "-by:");
}

/* Of a robot's report the error; else what was said. */
static Quote quote_of_evidence(const Json *evidence, gboolean error)
{
	const char *note = view_text_of(evidence, "note");
	const char *line = view_text_of(evidence, "line");

	return (Quote){names_its_own(evidence) ? NULL : json_get(evidence, "actor"),
		       json_get(evidence, "mail"), error && *note ? note : line};
}

static const Json *last_of(const Json *list)
{
	const Json *last = NULL;

	for (const Json *entry = json_first(list); entry; entry = json_next(entry))
		last = entry;
	return last;
}

/* What a robot found, the question that is waited for, or what shows the state. */
static Quote find_quote(const Json *row)
{
	const Json *question = json_get(row, "question"), *state = json_get(row, "state");

	if (g_str_equal(view_text_of(state, "attention"), "failure"))
		return quote_of_evidence(last_of(json_get(state, "failures")), TRUE);
	if (json_type(question) == JSON_OBJECT)
		return (Quote){json_get(question, "asker"), json_get(question, "mail"),
			       view_text_of(question, "line")};
	return quote_of_evidence(json_get(state, "evidence"), FALSE);
}

/* The first lines of @lines, which are let go; what is left out is marked. */
static Json *first_lines(Json *lines)
{
	Json *first = json_array();
	const Json *line = json_first(lines);

	for (guint i = 0; line && i < QUOTE_LINES; i++, line = json_next(line)) {
		gboolean cut = i + 1 == QUOTE_LINES && json_next(line);
		g_autofree char *text = g_strconcat(json_text(line), cut ? " …" : "", NULL);

		json_append(first, json_string(text));
	}
	json_free(lines);
	return first;
}

/* The mail that a reader is sent to: the one that says it, else the thread's first. */
static void set_place(Json *view, const Json *mail)
{
	json_set_string(view, "link", json_text(json_get(mail, "link")));
	json_set_string(view, "message_id", view_text_of(mail, "message_id"));
}

static void set_quote(Json *view, const Json *row)
{
	const Quote quote = find_quote(row);
	g_autofree char *who = NULL, *text = NULL;

	if (!quote.words || !*quote.words) {
		set_place(view, row);
		return;
	}
	who = quote.actor && json_type(quote.actor) == JSON_OBJECT ? view_person_brief(quote.actor)
								   : NULL;
	text = g_strconcat(who ? who : "", who ? ": " : "", quote.words, NULL);
	json_set(view, "quote", first_lines(view_wrapped(text, COLUMNS - MARGIN - 2 * INDENT)));
	set_place(view, quote.mail);
}

/* --- rows ----------------------------------------------------------------------------- */

static void add_part(GString *text, const char *part)
{
	g_string_append_printf(text, "%s%s", text->len && *part ? " · " : "", part);
}

/* Since when someone is waited for; where nobody is, when a human spoke last. */
static char *since_of(const Library *library, const Json *state)
{
	gboolean waits = json_type(json_get(state, "waiting")) == JSON_OBJECT;
	const char *day = view_text_of(json_get(state, "view"), "since");
	const char *word = view_word(library, "since.", waits ? "waiting" : "silent", "");

	return *day ? g_strdup_printf("%s %s", word, day) : g_strdup("");
}

/* Behind view_state(): its state, for whom it waits, since when; in lines. */
static void set_said(const Library *library, Json *view, const Json *state)
{
	const Json *words = json_get(state, "view");
	g_autofree char *since = since_of(library, state);
	g_autoptr(GString) said = g_string_new(view_text_of(words, "word"));

	add_part(said, view_text_of(words, "waits"));
	add_part(said, since);
	json_set(view, "said", view_wrapped(said->str, COLUMNS - MARGIN));
}

/* Of what was superseded, the version that did it. */
static void set_newest(Json *view, const Json *state)
{
	const Json *newest = json_get(state, "newest");

	if (json_type(newest) != JSON_OBJECT ||
	    !g_str_equal(view_text_of(state, "name"), "superseded"))
		return;
	view_set_version(view, newest);
	json_set_string(view, "newest_link", json_text(json_get(newest, "link")));
	json_set_string(view, "newest_id", view_text_of(newest, "message_id"));
}

static void view_thread_row(const Library *library, const Json *row)
{
	const Json *state = json_get(row, "state");
	Json *view = json_object();

	view_state(library, state, NULL);
	view_set_title(view, view_text_of(row, "title"), COLUMNS - MARGIN - 1);
	set_said(library, view, state);
	set_quote(view, row);
	set_newest(view, state);
	json_set(view_editable(row), "view", view);
}

static void view_headings(const Library *library, const Json *headings, const char *prefix)
{
	for (const Json *heading = json_first(headings); heading; heading = json_next(heading)) {
		const Json *rows = json_get(heading, "threads");
		const char *name = view_text_of(heading, "name");
		Json *view = json_object();
		guint n = 0;

		for (const Json *row = json_first(rows); row; row = json_next(row), n++)
			view_thread_row(library, row);
		json_set_string(view, "name",
				view_word(library, "status.heading.", name,
					  view_word(library, prefix, name, name)));
		json_set_int(view, "count", n);
		json_set(view_editable(heading), "view", view);
	}
}

static void view_mirror(const Json *mirror)
{
	Json *view = json_object();

	view_set_day(view, "newest", json_get(mirror, "newest"));
	json_set(view_editable(mirror), "view", view);
}

static void view_for(const Json *whom)
{
	Json *view;

	if (json_type(whom) != JSON_OBJECT)
		return;
	view = json_object();
	json_set_bool(view, "none", !json_integer(json_get(whom, "threads")));
	json_set(view_editable(whom), "view", view);
}

void view_status(const Library *library, Json *json)
{
	gboolean asked = json_type(json_get(json, "states")) == JSON_ARRAY;
	gboolean empty = !json_integer(json_get(json_get(json, "totals"), "shown"));
	Json *view = json_object();

	view_headings(library, json_get(json, "attention"), "attention.");
	view_headings(library, json_get(json, "by_state"), "state.");
	view_mirror(json_get(json, "mirror"));
	view_for(json_get(json, "for"));
	view_set_day(view, "since", json_get(json, "since"));
	view_set_day(view, "generated", json_get(json, "generated"));
	json_set_bool(view, "asked", asked);
	json_set_bool(view, "quiet", empty && !asked);
	json_set_bool(view, "none", empty && asked);
	json_set(json, "view", view);
}
