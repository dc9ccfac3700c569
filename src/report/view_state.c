/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_state.h"

#include "report/view_applied.h"
#include "report/view_cite.h"
#include "report/view_parts.h"
#include "report/view_tags.h"

#define ROW_MARGIN 9 /* columns that a row has left of it: its age */
#define AGE_WIDTH 4

/* --- what several have in common -------------------------------------------------- */

static gboolean is_object(const Json *json)
{
	return json_type(json) == JSON_OBJECT;
}

/* More than stand together anywhere in the text (CommonMark, "code spans"). */
char *view_ticks(const char *text)
{
	gsize longest = 0, run = 0;

	for (; *text; text++) {
		run = *text == '`' ? run + 1 : 0;
		longest = MAX(longest, run);
	}
	return g_strnfill(longest + 1, '`');
}

/* --- words that speak against it ------------------------------------------------------ */

/* Of a bot, its first error line says more than the words that introduce it. */
static const char *said(const Json *evidence)
{
	const char *note = view_text_of(evidence, "note");

	return *note ? note : view_text_of(evidence, "line");
}

static void view_evidence(const Library *library, const Json *evidence, const char *anchor,
			  gboolean shown)
{
	const char *text = said(evidence);
	g_autofree char *ticks = view_ticks(text);
	Json *view = json_object();

	view_set_brief(view, "name", json_get(evidence, "actor"));
	view_set_lines(view, text, VIEW_COLUMNS - VIEW_MARGIN);
	json_set_string(view, "ticks", ticks);
	json_set_bool(view, "shown", shown);
	view_cite(library, json_get(evidence, "mail"), anchor);
	json_set(view_editable(evidence), "view", view);
}

/* Sets @name in @view where there are any, and @more where some find no room; literals. */
static void view_evidences(const Library *library, Json *view, const Json *state, const char *name,
			   const char *more, const char *anchor)
{
	const Json *list = json_get(state, name);
	guint n = 0;

	for (const Json *entry = json_first(list); entry; entry = json_next(entry)) {
		view_evidence(library, entry, anchor, n++ < VIEW_SHOWN);
		view_cite_once(json_get(entry, "mail"), state);
	}
	json_set_bool(view, name, n > 0);
	if (n > VIEW_SHOWN)
		json_set_int(view, more, n - VIEW_SHOWN);
}

/* --- a state --------------------------------------------------------------------------- */

/* "stalled (before that: under review)"; nothing of talk. */
static char *state_word(const Library *library, const Json *state)
{
	const char *name = view_text_of(state, "name");
	g_autofree char *both = g_strconcat(name, ".", view_text_of(state, "under"), NULL);
	const char *plain = view_word(library, "state.", name, name);
	const Json *newest = json_get(state, "newest");
	g_autoptr(Json) version = json_object();

	if (g_str_equal(name, "discussion"))
		return g_strdup("");
	if (g_str_equal(name, "applied") && view_is_set(state, "partial"))
		return g_strdup(view_word(library, "state.", "applied.part", plain));
	if (!g_str_equal(name, "superseded") || !is_object(newest))
		return g_strdup(view_word(library, "state.", both, plain));
	view_set_version(version, newest);
	return g_strconcat(plain, " v", view_text_of(version, "version"), NULL);
}

/* Where there are no patches, whoever reads the list does not review. */
static const char *waiting_word(const Library *library, const Json *state)
{
	const char *name = view_text_of(json_get(state, "waiting"), "for");
	const char *under = view_text_of(state, "under");

	if (g_str_equal(name, "reviewers") &&
	    (g_str_equal(under, "bug-open") || g_str_equal(under, "discussion")))
		name = "anybody";
	return view_word(library, "waiting.", name, name);
}

/* "waiting for the author Ann Example" */
static char *waits_of(const Library *library, const Json *state)
{
	const Json *waiting = json_get(state, "waiting");
	GString *text = g_string_new(NULL);

	if (!is_object(waiting))
		return g_string_free(text, FALSE);
	view_join(text, " ", waiting_word(library, state));
	if (is_object(json_get(waiting, "whom"))) {
		g_autofree char *whom = view_person_brief(json_get(waiting, "whom"));
		view_join(text, " ", whom);
	}
	return g_string_free(text, FALSE);
}

/* How long it was waited, else how long nobody has spoken. */
static void set_age(Json *view, const Json *state)
{
	const Json *waiting = json_get(state, "waiting");
	const Json *days = json_get(is_object(waiting) ? waiting : state,
				    is_object(waiting) ? "days" : "silent_days");
	g_autofree char *age = NULL;

	if (json_type(days) != JSON_NUMBER)
		return;
	age = g_strdup_printf("%*" G_GINT64_FORMAT, AGE_WIDTH, json_integer(days));
	json_set_int(view, "days", json_integer(days));
	json_set_bool(view, "one_day", json_integer(days) == 1);
	json_set_string(view, "age", age);
	view_set_day(view, "since",
		     json_get(is_object(waiting) ? waiting : state,
			      is_object(waiting) ? "since" : "last_human"));
}

/* Whether there is more to tell than the state itself. */
static gboolean has_facts(const Json *view)
{
	return json_first(json_get(view, "applied")) || json_first(json_get(view, "tags")) ||
	       view_is_set(view, "nacks") || view_is_set(view, "failures");
}

void view_state(const Library *library, const Json *state, const char *anchor)
{
	g_autofree char *name = state_word(library, state);
	g_autofree char *waits = waits_of(library, state);
	const Json *evidence = json_get(state, "evidence");
	gboolean superseded = g_str_equal(view_text_of(state, "name"), "superseded");
	Json *view = json_object();

	json_set_string(view, "word", *name ? name : NULL);
	json_set_string(view, "waits", *waits ? waits : NULL);
	json_set_bool(view, "shown", *name || *waits);
	json_set_bool(view, "superseded", superseded);
	set_age(view, state);
	if (is_object(evidence))
		view_evidence(library, evidence, anchor, TRUE);
	for (const Json *applied = json_first(json_get(state, "applied")); applied;
	     applied = json_next(applied))
		view_cite(library, json_get(applied, "mail"), anchor);
	json_set(view, "tags", view_tags(library, state));
	json_set(view, "applied", view_applied(library, state, anchor, FALSE));
	json_set(view, "applied_now", view_applied(library, state, anchor, TRUE));
	view_evidences(library, view, state, "nacks", "more_nacks", anchor);
	view_evidences(library, view, state, "failures", "more_failures", anchor);
	json_set_bool(view, "facts", has_facts(view));
	json_set_bool(view, "any", *name || *waits || has_facts(view));
	json_set(view_editable(state), "view", view);
}

/* --- a row ------------------------------------------------------------------------------ */

/* "PATCH 20 · under review · waiting for review" */
static char *row_text(const Json *row, const char *word, const char *waits)
{
	g_autofree char *number = json_to_text(json_get(row, "number"));
	GString *text = g_string_new(view_text_of(row, "category"));

	view_join(text, " ", number);
	view_join(text, " · ", word);
	view_join(text, " · ", waits);
	return g_string_free(text, FALSE);
}

/* Under the heading of failures, which bot found what. */
static void set_failure(Json *view, const Json *state)
{
	const Json *failure = json_first(json_get(state, "failures"));
	g_autofree char *ticks = NULL, *bot = NULL, *text = NULL;

	if (!failure || !g_str_equal(view_text_of(state, "attention"), "failure"))
		return;
	ticks = view_ticks(said(failure));
	bot = view_person_brief(json_get(failure, "actor"));
	text = g_strdup_printf("%s: %s", bot, said(failure));
	json_set_string(view, "bot", bot);
	json_set_string(view, "failure", said(failure));
	json_set_string(view, "ticks", ticks);
	json_set(view, "failure_lines", view_wrapped(text, VIEW_COLUMNS - ROW_MARGIN));
}

/* Whom it waits for, where the heading does not say that. */
static void set_waits(const Library *library, Json *view, const Json *state)
{
	static const char *const said[] = {"review", "apply", "unanswered"};
	const char *attention = view_text_of(state, "attention");
	const Json *whom = json_get(json_get(state, "waiting"), "whom");
	g_autofree char *name = NULL, *text = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(said); i++)
		if (g_str_equal(attention, said[i]))
			return;
	if (!g_str_equal(attention, "author") || !is_object(whom)) {
		json_set_string(view, "waits",
				json_text(json_get(json_get(state, "view"), "waits")));
		return;
	}
	name = view_person_brief(whom);
	text = g_strconcat(view_term(library, "waiting.person"), " ", name, NULL);
	json_set_string(view, "waits", text);
}

void view_row(const Library *library, const Json *row, const char *anchor)
{
	const Json *state = json_get(row, "state");
	g_autofree char *text = NULL;
	Json *view = json_object();

	view_state(library, state, anchor);
	json_set_string(view, "anchor", anchor);
	/* The first line stands beside the age. */
	view_set_title(view, view_text_of(row, "title"), VIEW_COLUMNS - ROW_MARGIN);
	set_waits(library, view, state);
	set_failure(view, state);
	text = row_text(row, view_text_of(json_get(state, "view"), "word"),
			view_text_of(view, "waits"));
	view_set_lines(view, text, VIEW_COLUMNS - ROW_MARGIN);
	json_set(view_editable(row), "view", view);
}
