/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_summarize.h"

#include "report/view_ai.h"
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

/* What a model quoted. */
static void set_quote(const Walk *walk, Json *view, const Json *said)
{
	const char *quote = json_text(json_get(said, "quote"));
	g_autofree char *whole = NULL;

	if (!quote || !*quote)
		return;
	whole = g_strconcat(view_term(walk->library, "summarize.kind.quote"), quote, NULL);
	json_set_string(view, "quote", whole);
	json_set(view, "quote_lines", view_wrapped(whole, COLUMNS));
}

/* @head: what it is about. */
static void view_reason(const Walk *walk, Json *reason, const char *head)
{
	const Json *actor = json_get(reason, "actor");
	const char *text = view_text_of(reason, "text"); /* "": no words show it */
	const Json *evidence = json_first(json_get(reason, "evidence"));
	const Json *cite = json_first(json_get(reason, "cites"));
	Json *view = json_object();

	json_set(view, "head_lines", view_wrapped(head, COLUMNS));
	json_set_string(view, "head", head);
	view_set_brief(view, "name", actor);
	view_set_lines(view, *text ? text : view_term(walk->library, "summarize.kind.there"),
		       COLUMNS);
	set_quote(walk, view, reason);
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

/* "number: the number 5 is in none of the mails that are cited" */
static void view_fault(Json *fault)
{
	g_autofree char *whole =
		g_strconcat(view_text_of(fault, "rule"), ": ", view_text_of(fault, "text"), NULL);
	Json *view = json_object();

	view_set_lines(view, whole, COLUMNS);
	json_set(fault, "view", view);
}

/* What a model said and did not stand: whom it credited, and what is wrong with that. */
static void view_rejected(const Walk *walk, Json *rejected)
{
	const Json *fault = json_first(json_get(rejected, "faults"));
	const char *part = view_text_of(rejected, "part"), *actor = view_text_of(rejected, "actor");
	g_autofree char *head = g_strconcat(
		view_word(walk->library, "digest.summary.", part, part),
		*actor ? view_term(walk->library, "summarize.kind.credited") : "", actor, NULL);
	Json *view = json_object();

	json_set_string(view, "head", head);
	json_set(view, "head_lines", view_wrapped(head, COLUMNS));
	view_set_lines(view, view_text_of(rejected, "text"), COLUMNS);
	set_quote(walk, view, rejected);
	for (; fault; fault = json_next(fault))
		view_fault(view_editable(fault));
	json_set(rejected, "view", view);
}

/* Whose words these are; where a model was to be asked and told nothing, why. */
static void set_method(const Walk *walk, Json *view, const Json *thread)
{
	const Json *told = json_get(json_get(thread, "summary"), "view");
	const char *why = view_text_of(told, "why");
	const char *method = view_is_set(told, "ai") ? "llm" : *why ? "fallback" : "rules";
	g_autofree char *words = g_strconcat(
		view_word(walk->library, "summarize.method.", method, method), why, NULL);

	json_set(view, "method_lines", view_wrapped(words, COLUMNS));
	json_set_string(view, "method", words);
}

static void view_explain(const Walk *walk, const Json *explain, const Json *thread)
{
	const Json *reason = json_first(json_get(explain, "points"));
	const Json *rejected = json_first(json_get(explain, "rejected"));
	Json *view;

	if (json_type(explain) != JSON_OBJECT)
		return;
	view = json_object();
	set_method(walk, view, thread);
	json_set_bool(view, "rejected", rejected != NULL);
	view_shown_by(walk, explain, json_get(thread, "state"));
	for (; reason; reason = json_next(reason))
		view_point(walk, view_editable(reason));
	for (; rejected; rejected = json_next(rejected))
		view_rejected(walk, view_editable(rejected));
	json_set(view_editable(explain), "view", view);
}

void view_summarize(const Library *library, Json *json, const Digest *digest)
{
	const Json *thread = json_get(json, "thread");
	Walk walk = {library, NULL};
	Json *view = json_object();

	view_window(json_get(json, "window"), &digest->window);
	view_mirror(json_get(json, "mirror"));
	view_ai(library, json_get(json, "ai"));
	view_thread(library, view_editable(thread), digest, digest->threads->pdata[0]);
	json_set_bool(view_editable(json_get(thread, "view")), "alone", TRUE);
	walk.anchor = view_text_of(json_get(thread, "view"), "anchor");
	view_explain(&walk, json_get(json, "explain"), thread);
	json_set_string(view, "lang", library_lang_tag(library));
	json_set(json, "view", view);
}
