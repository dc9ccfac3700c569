/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_summary.h"

#include "report/view_cite.h"
#include "report/view_parts.h"
#include "report/view_state.h"

#include <string.h>

#define ANN "{\"name\": \"Ann Example\", \"address\": \"ann@example.org\"}"
#define BO "{\"name\": \"Bo Fjord\", \"address\": \"bo@fjord.example\"}"
#define MAIL(n) "{\"number\": " n ", \"message_id\": \"m" n "\", \"link\": null}"
#define OLD(id) "{\"number\": null, \"message_id\": \"" id "\", \"link\": null}"
#define LINKED(id) "{\"number\": null, \"message_id\": \"" id "\", \"link\": \"/" id "\"}"

static Library *library(const char *lang)
{
	const char *const dirs[] = {g_getenv("MAILDELTA_TEMPLATES"), NULL};
	g_autoptr(GError) error = NULL;
	Library *library = library_new(dirs, lang, &error);

	g_assert_no_error(error);
	return library;
}

static Json *parse(const char *text)
{
	g_autoptr(GError) error = NULL;
	Json *json = json_parse(text, strlen(text), &error);

	g_assert_no_error(error);
	return json;
}

static const char *said(const Json *json, const char *name)
{
	return json_text(json_get(json_get(json, "view"), name));
}

/* The lines of a view, each ended. */
static char *lines_of(const Json *json, const char *name)
{
	GString *text = g_string_new(NULL);
	const Json *line = json_first(json_get(json_get(json, "view"), name));

	for (; line; line = json_next(line))
		g_string_append_printf(text, "%s\n", json_text(line));
	return g_string_free(text, FALSE);
}

/* --- cites ------------------------------------------------------------------------------- */

static void test_cite(void)
{
	static const struct {
		const char *cite, *anchor, *want, *label, *id;
	} cases[] = {
		{MAIL("3"), "t1-2", "t1-2-m3", "mail 3", NULL},
		{MAIL("3"), NULL, NULL, "mail 3", NULL},
		{OLD("old"), "t1-2", NULL, "earlier mail", "old"}, /* it has no line to lead to */
		{LINKED("old"), "t1-2", NULL, "earlier mail", "/old"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Library) words = library("en");
		g_autoptr(Json) cite = parse(cases[i].cite);

		view_cite(words, cite, cases[i].anchor);
		g_assert_cmpstr(said(cite, "anchor"), ==, cases[i].want);
		g_assert_cmpstr(said(cite, "label"), ==, cases[i].label);
		g_assert_cmpstr(said(cite, "id"), ==, cases[i].id);
	}
}

/* Each mail once, in order; of those that are not listed, one says where it is. */
static void test_cites(void)
{
	static const struct {
		const char *cites, *english, *chinese, *id;
	} cases[] = {
		{"[]", "", "", NULL},
		{"[" MAIL("7") "]", "mail 7", "邮件 7", NULL},
		{"[" MAIL("7") "," MAIL("7") "]", "mail 7", "邮件 7", NULL},
		{"[" MAIL("7") "," MAIL("8") "]", "mails 7, 8", "邮件 7、8", NULL},
		{"[" MAIL("19") "," MAIL("13") "," MAIL("17") "," MAIL("18") "," MAIL("14") "]",
		 "mails 13, 14, 17–19", "邮件 13、14、17–19", NULL},
		{"[" OLD("a") "]", "earlier mail", "更早的邮件", "a"},
		{"[" LINKED("a") "," OLD("b") "]", "earlier mails", "更早的邮件", "/a"},
		{"[" OLD("a") "," MAIL("3") "," OLD("b") "]", "mail 3; earlier mails",
		 "邮件 3；更早的邮件", "a"},
	};

	for (guint i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
		g_autoptr(Library) words = library(i % 2 ? "zh_CN" : "en");
		g_autoptr(Json) cites = parse(cases[i / 2].cites);
		g_autoptr(Json) view = json_object();

		view_cites(words, view, cites, "t1-2");
		g_assert_cmpstr(view_text_of(view, "cites_text"), ==,
				i % 2 ? cases[i / 2].chinese : cases[i / 2].english);
		g_assert_cmpint(view_is_set(view, "cited"), ==, json_first(cites) != NULL);
		g_assert_cmpstr(json_text(json_get(view, "cites_id")), ==, cases[i / 2].id);
	}
}

/* --- points ------------------------------------------------------------------------------- */

#define POINT(kind, more)                                                                          \
	"{\"kind\": \"" kind "\", \"actor\": " ANN ", \"text\": \"words\"" more                    \
	", \"cites\": [" MAIL("1") "]}"

/* What stands around a mail's words, in a text of 80 columns. */
static void test_points(void)
{
	static const struct {
		const char *parts, *point, *want;
	} cases[] = {
		{"3", POINT("lead", ""), "words"},
		{"3", POINT("words", ""), "words"},
		{"3", POINT("change", ", \"before\": 2, \"after\": 3"), "v2 → v3: words"},
		{"3", POINT("change", ", \"before\": 0, \"after\": 3"), "v3: words"},
		{"3", POINT("change", ", \"before\": 0, \"after\": 0"), "Changes: words"},
		{"3", POINT("applied", ""), "Applied: words"},
		{"3", POINT("fixed", ""), "Fixed: words"},
		{"3", POINT("nack", ""), "NACK: words"},
		{"3", POINT("changes", ""), "Asks for changes: words"},
		{"3", POINT("promise", ""), "Will change: words"},
		{"3", POINT("withdrawn", ""), "Withdrawn: words"},
		{"3", POINT("failure", ""), "Failure: words"},
		{"5", POINT("tags", ", \"parts\": [1, 2, 3, 5]"), "words: 1–3, 5"},
		{"5", POINT("tags", ", \"parts\": [0]"), "words: all patches"},
		{"1", POINT("tags", ", \"parts\": [0]"), "words"},
		{"null", POINT("tags", ", \"parts\": [0]"), "words"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Library) words = library("en");
		g_autofree char *parts = g_strdup_printf("{\"parts\": %s}", cases[i].parts);
		g_autofree char *text = g_strdup_printf(
			"{\"proposed\": [%s], \"open\": [], \"more\": {\"now\": 2, \"open\": 0}}",
			cases[i].point);
		g_autoptr(Json) state = parse(parts), summary = parse(text);
		const Json *point = json_first(json_get(summary, "proposed"));

		view_summary(words, summary, state, "t1-2");
		g_assert_cmpstr(json_text(json_first(json_get(json_get(point, "view"), "lines"))),
				==, cases[i].want);
		g_assert_cmpstr(said(point, "cites_text"), ==, "mail 1");
		g_assert_cmpint(
			json_integer(json_get(json_get(json_get(summary, "more"), "view"), "now")),
			==, 2);
		g_assert_null(json_get(json_get(json_get(summary, "more"), "view"), "open"));
	}
}

/* What a sentence says itself is not said before it. */
static void test_labels(void)
{
	static const struct {
		const char *kind, *text, *label;
	} cases[] = {
		{"nack", "NAK.", ""},
		{"nack", "Nacked-by me.", ""},
		{"nack", "No, this is not the way.", "NACK: "},
		{"applied", "Applied to next, thanks.", ""},
		{"applied", "**Queued** for 7.1.", ""},
		{"applied", "Thanks, now in next.", "Applied: "},
		{"fixed", "Fixed in 7.1.", ""},
		{"promise", "I'll fix it up.", ""},
		{"promise", "Willingly.", "Will change: "},
		{"withdrawn", "Withdrawn, sorry.", ""},
		{"changes", "Fixed this way it leaks.", "Asks for changes: "},
		{"words", "Applied to this it makes sense.", ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Library) words = library("en");
		g_autofree char *text = g_strdup_printf(
			"{\"now\": [{\"kind\": \"%s\", \"actor\": " ANN
			", \"text\": \"%s\", \"cites\": [" MAIL("1") "]}], \"open\": []}",
			cases[i].kind, cases[i].text);
		g_autoptr(Json) summary = parse(text), state = parse("{\"parts\": 1}");

		view_summary(words, summary, state, NULL);
		g_assert_cmpstr(said(json_first(json_get(summary, "now")), "label"), ==,
				cases[i].label);
	}
}

#define CHANGE(after, mail)                                                                        \
	"{\"kind\": \"change\", \"actor\": " ANN ", \"text\": \"words\", \"before\": 1, "          \
	"\"after\": " after ", \"cites\": [" MAIL(mail) "]}"
#define LEAD(mail)                                                                                 \
	"{\"kind\": \"lead\", \"actor\": " ANN ", \"text\": \"words\", \"cites\": [" MAIL(mail) "]}"

/* What each point is in a text: its heading, and what it is itself. */
static char *changes_in(const Json *summary)
{
	GString *text = g_string_new(NULL);
	const Json *point = json_first(json_get(summary, "proposed"));

	for (; point; point = json_next(point)) {
		const Json *view = json_get(point, "view");
		g_autofree char *head = lines_of(point, "head_lines");
		g_autofree char *lines =
			lines_of(point, view_is_set(view, "item") ? "item_lines" : "lines");

		g_string_append_printf(text, "%s%s%s", head, lines,
				       view_is_set(view, "closes") ? "." : "");
	}
	return g_string_free(text, FALSE);
}

/* Several of one version and mail have one heading; the name is not said twice in a row. */
static void test_changes(void)
{
	static const struct {
		const char *points, *want;
	} cases[] = {
		{CHANGE("2", "1"), "v1 → v2: words\n"},
		{CHANGE("2", "1") "," CHANGE("2", "1"),
		 "v1 → v2 — Ann Example (mail 1)\n- words\n- words\n."},
		{LEAD("1") "," CHANGE("2", "1") "," CHANGE("2", "1"),
		 "words\nv1 → v2:\n- words\n- words\n."},
		{LEAD("1") "," CHANGE("2", "2") "," CHANGE("2", "2"),
		 "words\nv1 → v2 — Ann Example (mail 2)\n- words\n- words\n."},
		{CHANGE("2", "1") "," CHANGE("3", "1"), "v1 → v2: words\nv1 → v3: words\n"},
		{CHANGE("2", "1") "," CHANGE("2", "2"), "v1 → v2: words\nv1 → v2: words\n"},
		{CHANGE("2", "1") "," CHANGE("2", "1") "," LEAD("1"),
		 "v1 → v2 — Ann Example (mail 1)\n- words\n- words\n.words\n"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Library) words = library("en");
		g_autofree char *text =
			g_strdup_printf("{\"proposed\": [%s], \"open\": []}", cases[i].points);
		g_autoptr(Json) summary = parse(text), state = parse("{\"parts\": 1}");
		g_autofree char *got = NULL;

		view_summary(words, summary, state, NULL);
		got = changes_in(summary);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

#define SAID(mail)                                                                                 \
	"{\"line\": \"NAK.\", \"note\": null, \"actor\": " BO                                      \
	", \"bot\": false, \"mail\": " MAIL(mail) "}"

/* What is told as a point, the lines of the state do not say again. */
static void test_told(void)
{
	static const struct {
		const char *kind;
		gboolean first, second;
	} cases[] = {{"nack", FALSE, TRUE}, {"words", FALSE, FALSE}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Library) words = library("en");
		g_autoptr(Json) state = parse("{\"nacks\": [" SAID("3") "," SAID("4") "]}");
		g_autofree char *text = g_strdup_printf(
			"{\"now\": [{\"kind\": \"%s\", \"actor\": " BO
			", \"text\": \"NAK.\", \"cites\": [" MAIL("4") "]}], \"open\": []}",
			cases[i].kind);
		g_autoptr(Json) summary = parse(text);
		const Json *nack = json_first(json_get(state, "nacks"));

		view_state(words, state, NULL);
		view_summary(words, summary, state, NULL);
		g_assert_cmpint(view_is_set(json_get(nack, "view"), "told"), ==, cases[i].first);
		g_assert_cmpint(view_is_set(json_get(json_next(nack), "view"), "told"), ==,
				cases[i].second);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/view-summary/cite", test_cite);
	g_test_add_func("/view-summary/cites", test_cites);
	g_test_add_func("/view-summary/points", test_points);
	g_test_add_func("/view-summary/labels", test_labels);
	g_test_add_func("/view-summary/changes", test_changes);
	g_test_add_func("/view-summary/told", test_told);
	return g_test_run();
}
