/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_summarize.h"

#include "report/view_cite.h"
#include "report/view_digest.h"
#include "report/view_parts.h"

#define COLUMNS 72 /* of 80, that words have */

/* What is worked out beside each point. */
typedef struct {
	const Library *library;
	const char *anchor;
} Walk;

/* Where a mail can be looked up. */
static const char *id_of(const Json *mail)
{
	const char *link = json_text(json_get(mail, "link"));

	return link ? link : view_text_of(mail, "message_id");
}

/* A mail that is cited: whose it is, and where, also of those listed: who asks why looks it up. */
static void view_source(const Walk *walk, const Json *mail, const Json *actor)
{
	Json *view;

	view_cite(walk->library, mail, walk->anchor);
	view = view_editable(json_get(mail, "view"));
	view_set_brief(view, "name", actor);
	json_set_string(view, "where", id_of(mail));
}

static void view_evidence(const Walk *walk, Json *evidence, const Json *actor)
{
	Json *view = json_object();

	json_set(view, "lines", view_wrapped(view_text_of(evidence, "line"), COLUMNS));
	view_set_brief(view, "name", actor);
	view_source(walk, json_get(evidence, "mail"), actor);
	json_set(evidence, "view", view);
}

/* @head: what it is about. */
static void view_reason(const Walk *walk, Json *reason, const char *head)
{
	const Json *actor = json_get(reason, "actor");
	const Json *evidence = json_first(json_get(reason, "evidence"));
	const Json *cite = json_first(json_get(reason, "cites"));
	const char *words = json_text(json_get(reason, "quote"));
	Json *view = json_object();

	json_set(view, "head_lines", view_wrapped(head, COLUMNS));
	json_set_string(view, "head", head);
	view_set_brief(view, "name", actor);
	view_set_lines(view, words ? words : view_text_of(reason, "text"), COLUMNS);
	/* What a rule took it from has its mail beside it. */
	json_set_bool(view, "evidence", evidence != NULL);
	for (; evidence; evidence = json_next(evidence))
		view_evidence(walk, view_editable(evidence), actor);
	for (; cite; cite = json_next(cite))
		view_source(walk, cite, actor);
	json_set(reason, "view", view);
}

/* "Proposed: a change of its newest changelog" */
static void view_point(const Walk *walk, Json *point)
{
	const char *kind = view_text_of(point, "kind"), *part = view_text_of(point, "part");
	g_autofree char *head =
		g_strconcat(view_word(walk->library, "digest.summary.", part, part),
			    view_term(walk->library, "point.is"),
			    view_word(walk->library, "summarize.kind.", kind, kind), NULL);

	view_reason(walk, point, head);
}

/* "State: applied", in the words of the thread's own line; where it has none, not shown. */
static void view_shown_by(const Walk *walk, const Json *explain, const Json *state)
{
	Json *reason = view_editable(json_get(explain, "state"));
	const char *word = view_text_of(json_get(state, "view"), "word");
	g_autofree char *head = g_strconcat(view_term(walk->library, "state"),
					    view_term(walk->library, "point.is"), word, NULL);

	view_reason(walk, reason, head);
	json_set_bool(view_editable(json_get(reason, "view")), "shown", *word != '\0');
}

static void view_explain(const Walk *walk, const Json *explain, const Json *state)
{
	const Json *reason = json_first(json_get(explain, "points"));
	const char *method = view_text_of(explain, "method");
	Json *view;

	if (json_type(explain) != JSON_OBJECT)
		return;
	view = json_object();
	json_set_string(view, "method",
			view_word(walk->library, "summarize.method.", method, method));
	view_shown_by(walk, explain, state);
	for (; reason; reason = json_next(reason))
		view_point(walk, view_editable(reason));
	json_set(view_editable(explain), "view", view);
}

void view_summarize(const Library *library, Json *json, const Digest *digest)
{
	const Json *thread = json_get(json, "thread");
	Walk walk = {library, NULL};
	Json *view = json_object();

	view_window(json_get(json, "window"), &digest->window);
	view_mirror(json_get(json, "mirror"));
	view_thread(library, view_editable(thread), digest, digest->threads->pdata[0]);
	json_set_bool(view_editable(json_get(thread, "view")), "alone", TRUE);
	walk.anchor = view_text_of(json_get(thread, "view"), "anchor");
	view_explain(&walk, json_get(json, "explain"), json_get(thread, "state"));
	json_set_string(view, "lang", library_lang_tag(library));
	json_set(json, "view", view);
}
