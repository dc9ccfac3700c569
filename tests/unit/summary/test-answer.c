/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/answer.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

/* A point in few words: "now P2 [3 4] quote / text". */
static char *show_point(const AnswerPoint *point)
{
	GString *out = g_string_new(answer_part_name(point->part));

	g_string_append_printf(out, " %s [", point->actor);
	for (guint i = 0; i < point->cites->len; i++)
		g_string_append_printf(out, "%s%u", i ? " " : "",
				       g_array_index(point->cites, guint, i));
	g_string_append_printf(out, "] %s / %s", point->quote, point->text);
	return g_string_free(out, FALSE);
}

/* All of them, with lines between. */
static char *show(const Answer *answer)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < answer->points->len; i++) {
		g_autofree char *point = show_point(answer->points->pdata[i]);

		g_string_append_printf(out, "%s%s", i ? "\n" : "", point);
	}
	return g_string_free(out, FALSE);
}

/* The one answer that many of the cases are variants of. */
#define POINT "{\"actor\": \"P2\", \"cites\": [3], \"quote\": \"q\", \"text\": \"t\"}"
#define GOOD "{\"proposed\": [], \"before\": [], \"now\": [" POINT "]}"
#define SHOWN "now P2 [3] q / t"
/* With one member of its point given otherwise. */
#define WITH(member) "{\"now\": [{" member "}]}"

static const struct {
	const char *text, *want; /* want: as shown */
} answers[] = {
	/* where it stands */
	{GOOD, SHOWN},
	{"  \n" GOOD "\r\n\n", SHOWN},
	{"\xEF\xBB\xBF" GOOD, SHOWN},
	{"```json\n" GOOD "\n```", SHOWN},
	{"```\n" GOOD "\n```\n", SHOWN},
	{"Here is the JSON:\n\n" GOOD "\n\nLet me know!", SHOWN},
	{"As {P3} said, {\"x\"} and { \"y\" }: " GOOD, SHOWN},
	{"An open { brace, if (a) { b(); and \"a quote " GOOD, SHOWN},
	{"{{\"proposed\": 1}} " GOOD, SHOWN},
	{"<think>\nP1 says {\"now\": []}, hm\n</think>\n" GOOD, SHOWN},
	{"a thought without a beginning {\" </think>" GOOD, SHOWN},
	{"<think>one</think><think>two {\"</think>```json\n" GOOD "```", SHOWN},
	{"{\"now\": [{\"text\": \"the tag </think> is not taken\"}]}",
	 "now  []  / the tag </think> is not taken"},
	{"<|channel|>final<|message|>" GOOD, SHOWN},
	{"{\"now\": [{\"text\": \"a draft\"}]}\nWait, P2 said that:\n" GOOD, SHOWN},
	{GOOD " {\"note\": \"done\"}", SHOWN},
	{"{\"answer\": " GOOD "}", SHOWN},
	{"[" GOOD "]", SHOWN},
	{"{\"title\": \"x\", \"now\": [" POINT "], \"sure\": 0.9}", SHOWN},
	/* lists */
	{"{\"now\": [" POINT "]}", SHOWN},
	{"{\"now\": [" POINT "], \"before\": null}", SHOWN},
	{"{\"now\": []}", ""},
	{"{\"proposed\": null}", ""},
	{"{\"now\": [" POINT "], \"proposed\": [" POINT "], \"before\": [" POINT "]}",
	 "proposed P2 [3] q / t\nbefore P2 [3] q / t\n" SHOWN},
	{"{\"now\": [" POINT "], \"now\": [{\"text\": \"more\"}]}", SHOWN "\nnow  []  / more"},
	{"{\"Now\": [" POINT "], \"before\": []}", ""},
	/* points */
	{"{\"now\": [null, 3, [], {}, \"P2 agrees\"]}",
	 "now  []  / \nnow  []  / \nnow  []  / \nnow  []  / \nnow  []  / P2 agrees"},
	{WITH("\"actor\": \"P1\", \"actor\": \"P2\""), "now P1 []  / "},
	{WITH("\"actor\": 2"), "now  []  / "},
	{WITH("\"actor\": [\"P2\"]"), "now  []  / "},
	{WITH("\"actor\": \" {P2} \\n(Ann) \""), "now {P2} (Ann) []  / "},
	{WITH("\"Text\": \"x\""), "now  []  / "},
	{WITH("\"text\": {\"text\": \"x\"}"), "now  []  / "},
	{WITH("\"text\": \"one\\ntwo\\r\\n\\r\\n\\t three \""), "now  []  / one two three"},
	{WITH("\"text\": \"a\\u202Eb\\u200Bc\\uFEFFd\\u00ADe\\u2066f\""), "now  []  / abcdef"},
	{WITH("\"text\": \"x\\uDB40\\uDC41\\uDB40\\uDC42y\""), "now  []  / xy"},
	{WITH("\"quote\": \"a\\u2028b\\u2029 c\""), "now  [] a b c / "},
	{WITH("\"text\": \"a\\u001b[31mb\\u0007\""), "now  []  / a\xEF\xBF\xBD[31mb\xEF\xBF\xBD"},
	{WITH("\"text\": \"a\x1b"
	      "b\""),
	 "now  []  / a\xEF\xBF\xBD"
	 "b"},
	{WITH("\"text\": \"a\xFF"
	      "b\xE4\xBD\""),
	 "now  []  / a\xEF\xBF\xBD"
	 "b\xEF\xBF\xBD\xEF\xBF\xBD"},
	{WITH("\"text\": \"\xE8\xA1\xA5\xE4\xB8\x81 \\u8865\""),
	 "now  []  / \xE8\xA1\xA5\xE4\xB8\x81 \xE8\xA1\xA5"},
	{WITH("\"text\": \"a {brace} and \\\"}]} \\\\\""), "now  []  / a {brace} and \"}]} \\"},
	/* cites */
	{WITH("\"cites\": [3, 4, 12]"), "now  [3 4 12]  / "},
	{WITH("\"cites\": [\"3\", \"007\"]"), "now  [3 7]  / "},
	{WITH("\"cites\": [\"mail 3\", \"3 \", \"\", \"+3\", \"0x3\", \"[3]\"]"), "now  [0]  / "},
	{WITH("\"cites\": [3, 3, \"3\", 4, 3]"), "now  [3 4]  / "},
	{WITH("\"cites\": [0, -1, 3.5, 1e999, 4294967296, 1e18]"), "now  [0]  / "},
	{WITH("\"cites\": [3.0, 1e1, 4294967295]"), "now  [3 10 4294967295]  / "},
	{WITH("\"cites\": [true, null, [3], {\"mail\": 3}]"), "now  [0]  / "},
	{WITH("\"cites\": 3"), "now  [3]  / "},
	{WITH("\"cites\": \"3\""), "now  [3]  / "},
	{WITH("\"cites\": \"3, 4\""), "now  [0]  / "},
	{WITH("\"cites\": {\"a\": 3}"), "now  []  / "},
	{WITH("\"cites\": null"), "now  []  / "},
	{WITH("\"cites\": true"), "now  []  / "},
	{WITH("\"cites\": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,"
	      "27,28,29,30,31,32]"),
	 "now  [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30]"
	 "  / "},
};

static void test_read(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_autoptr(GError) error = NULL;
		Answer *answer = answer_read(answers[i].text, &error);
		g_autofree char *shown = answer ? show(answer) : NULL;

		g_test_message("%s", answers[i].text);
		g_assert_no_error(error);
		g_assert_cmpstr(shown, ==, answers[i].want);
		answer_free(answer);
	}
}

/* What is no answer, and what the model is told about it. */
static const struct {
	const char *text, *says;
} unreadable[] = {
	{"", "there is no JSON in it: answer with one object of the form {\"proposed\": ["},
	{" \n", "there is no JSON in it"},
	{"I cannot help with that.", "there is no JSON in it"},
	{"{P3} wants {P2} to look", "there is no JSON in it"},
	{"[]", "there is no JSON in it"},
	{"[1, 2]", "there is no JSON in it"},
	{"null", "there is no JSON in it"},
	{"\"now\"", "there is no JSON in it"},
	{"```json\n```", "there is no JSON in it"},
	{"{}", "its JSON has none of the members asked for: answer with one object of the form"},
	{"{\"points\": [" POINT "]}", "its JSON has none of the members"},
	{POINT, "its JSON has none of the members"},
	{"{\"Now\": []}", "its JSON has none of the members"},
	{"{\"now\": {}}", "\"now\" is no list: write it as [POINT, ...], or []"},
	{"{\"now\": \"nothing\"}", "\"now\" is no list"},
	{"{\"before\": 0}", "\"before\" is no list"},
	{"{\"proposed\": [], \"proposed\": true}", "\"proposed\" is no list"},
	{"{\"now\": [{\"text\": \"cut in the mid", "its JSON has no end: answer with fewer"},
	{"{\"now\": [" POINT ", ", "its JSON has no end"},
	{"{\"now\": [{\"text\": \"it ends in \\", "its JSON has no end"},
	{"{", "there is no JSON in it"},
	{"{\"", "its JSON has no end"},
	{"{\"now\": [" POINT ",]}", "broken JSON: byte "},
	{"{\"now\": [" POINT "}", "broken JSON: byte "},
	{"{\"now\": [], }", "no comma stands before a closing bracket"},
	{"{\"now\": [{\"text\": \"he said \"no\" to it\"}]}",
	 "marks within a string are written \\\""},
	{"{\"now\": [{\"text\": \"one\ntwo\"}]}", "line feeds \\n"},
	{"{\"now\": [{\"text\": \"a\\u0000b\"}]}", "NUL in a string"},
	{"{\"now\": [{\"text\": \"\\u12\"}]}", "broken escape"},
	{"{\"now\": [{\"cites\": [01]}]}", "broken number"},
	{"{'now': []}", "there is no JSON in it"},
	{"{now: []}", "there is no JSON in it"},
};

static void test_unreadable(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(unreadable); i++) {
		g_autoptr(GError) error = NULL;
		Answer *answer = answer_read(unreadable[i].text, &error);

		g_test_message("%s", unreadable[i].text);
		g_assert_null(answer);
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		if (!error)
			continue;
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, unreadable[i].says));
		g_assert_false(g_str_has_suffix(error->message, "."));
		g_assert_cmpuint(strlen(error->message), <, 300);
	}
}

/* --- much ------------------------------------------------------------------------------ */

/* @head, @n times @what, and @tail. */
static char *repeat(const char *head, const char *what, guint n, const char *tail)
{
	GString *out = g_string_new(head);

	for (guint i = 0; i < n; i++)
		g_string_append(out, what);
	g_string_append(out, tail);
	return g_string_free(out, FALSE);
}

static void test_many_points(void)
{
	g_autofree char *text =
		repeat("{\"now\": [", POINT ", ", 9999, POINT "], \"proposed\": [" POINT "]}");
	Answer *answer = answer_read(text, NULL);
	const AnswerPoint *first;

	g_assert_nonnull(answer);
	if (!answer)
		return;
	g_assert_cmpuint(answer->points->len, ==, ANSWER_MAX_POINTS);
	g_assert_cmpuint(answer->more, ==, 10001 - ANSWER_MAX_POINTS);
	first = answer->points->pdata[0];
	g_assert_cmpint(first->part, ==, ANSWER_PROPOSED);
	answer_free(answer);
}

/* Cut between characters. */
static void test_long_texts(void)
{
	g_autofree char *text = repeat("{\"now\": [{\"text\": \"", "\xE8\xA1\xA5", 300000,
				       "\", \"quote\": \"q\", \"actor\": \"P1\"}]}");
	g_autofree char *actor = repeat("{\"now\": [{\"actor\": \"", "P", 900000, "\"}]}");
	const char *const texts[] = {text, actor};
	static const glong lengths[][2] = {{ANSWER_MAX_TEXT, 2}, {0, ANSWER_MAX_ACTOR}};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		Answer *answer = answer_read(texts[i], NULL);
		const AnswerPoint *point = answer ? answer->points->pdata[0] : NULL;

		g_assert_nonnull(point);
		if (!point)
			continue;
		g_assert_true(g_utf8_validate(point->text, -1, NULL));
		g_assert_cmpint(g_utf8_strlen(point->text, -1), ==, lengths[i][0]);
		g_assert_cmpint(g_utf8_strlen(point->actor, -1), ==, lengths[i][1]);
		answer_free(answer);
	}
}

static void refuses(const char *text, const char *says)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(answer_read(text, &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	if (!error)
		return;
	g_test_message("%s", error->message);
	g_assert_nonnull(strstr(error->message, says));
}

static void test_too_long(void)
{
	g_autofree char *fits = g_strnfill(ANSWER_MAX - strlen(GOOD), ' ');
	g_autofree char *whole = g_strconcat(fits, GOOD, NULL);
	g_autofree char *longer = g_strconcat(whole, " ", NULL);
	Answer *answer = answer_read(whole, NULL);

	g_assert_nonnull(answer);
	answer_free(answer);
	refuses(longer, "it is far too long: answer with fewer");
}

/* What would take time or room out of proportion: the test's alarm is what ends it then. */
static void test_expensive(void)
{
	static const struct {
		const char *head, *what, *tail, *says;
		guint bytes; /* of @what */
	} cases[] = {
		{"", "{", "", "there is no JSON", 1},
		{"", "{\"", "", "", 2},
		{"", "{\"a\":", "", "no end", 5},
		{"", "{\"a\":\"", "", "no end", 6},
		{"", "{}", "", "none of the members", 2},
		{"", "{\"x\":[{}]}", "", "none of the members", 10},
		{"{\"now\":", "[", "", "no end", 1},
		{"{\"now\":", "[", "}", "nested too deeply", 1},
		{"", "\"", "{\"now\":1", "no end", 1},
		{"{\"now\":\"", "\\\"", "\"}", "is no list", 2},
		{"", "</think>", "{", "no JSON", 8},
	};
	g_autofree char *deep = repeat("{\"now\":", "[", 900, ""), *closed = NULL;
	Answer *answer;

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		guint n = (ANSWER_MAX - 100) / cases[i].bytes;
		g_autofree char *text = repeat(cases[i].head, cases[i].what, n, cases[i].tail);

		g_test_message("%s%s… %s", cases[i].head, cases[i].what, cases[i].tail);
		refuses(text, cases[i].says);
	}
	/* as deep as JSON goes is no reason to fall over: one point, of nothing */
	closed = repeat(deep, "]", 900, "}");
	answer = answer_read(closed, NULL);
	g_assert_nonnull(answer);
	if (answer)
		g_assert_cmpuint(answer->points->len, ==, 1);
	answer_free(answer);
}

/* --- whatever comes ---------------------------------------------------------------------- */

/* One edit by chance: a byte changed, taken out, put in, or a piece told twice. */
static void mutate(GRand *chance, GString *text)
{
	static const char odd[] = "{}[]\",:\\\n0-1eE.u\x80\xE2\xFF<>`";
	gsize at = text->len ? (gsize)g_rand_int_range(chance, 0, (gint32)text->len) : 0;
	gsize n = (gsize)g_rand_int_range(chance, 1, 60);
	char c = odd[g_rand_int_range(chance, 0, sizeof odd - 1)];

	switch (text->len ? g_rand_int_range(chance, 0, 4) : 1) {
	case 0:
		text->str[at] = c;
		break;
	case 1:
		g_string_insert_c(text, (gssize)at, c);
		break;
	case 2:
		g_string_erase(text, (gssize)at, (gssize)MIN(text->len - at, n));
		break;
	default: {
		g_autofree char *piece = g_strndup(text->str + at, n);

		g_string_insert(text, g_rand_int_range(chance, 0, (gint32)text->len), piece);
	}
	}
}

static void holds_text(const char *text, glong max)
{
	g_autofree char *seen = g_utf8_validate(text, -1, NULL) ? text_seen(text) : NULL;
	g_autofree char *line = text_clean_line(text, strlen(text));

	g_assert_cmpstr(text, ==, seen);
	g_assert_cmpstr(text, ==, line);
	g_assert_cmpint(g_utf8_strlen(text, -1), <=, max);
}

static void holds(const Answer *answer)
{
	AnswerPart part = ANSWER_PROPOSED;

	g_assert_cmpuint(answer->points->len, <=, ANSWER_MAX_POINTS);
	for (guint i = 0; i < answer->points->len; i++) {
		const AnswerPoint *point = answer->points->pdata[i];

		g_assert_cmpint(point->part, >=, part);
		g_assert_cmpint(point->part, <, N_ANSWER_PARTS);
		g_assert_cmpuint(point->cites->len, <=, ANSWER_MAX_CITES);
		holds_text(point->actor, ANSWER_MAX_ACTOR);
		holds_text(point->quote, ANSWER_MAX_TEXT);
		holds_text(point->text, ANSWER_MAX_TEXT);
		part = point->part;
	}
}

static void test_mutations(void)
{
	GRand *chance = g_rand_new_with_seed(20070907);
	guint read = 0, refused = 0;

	for (guint i = 0; i < 20000; i++) {
		const char *from = answers[i % G_N_ELEMENTS(answers)].text;
		g_autoptr(GString) text = g_string_new(from);
		g_autoptr(GError) error = NULL;
		Answer *answer;

		for (gint j = g_rand_int_range(chance, 1, 6); j > 0; j--)
			mutate(chance, text);
		answer = answer_read(text->str, &error);
		g_assert_cmpint(answer == NULL, ==, error != NULL);
		if (answer)
			holds(answer);
		read += answer != NULL;
		refused += answer == NULL;
		answer_free(answer);
	}
	g_rand_free(chance);
	g_test_message("%u read, %u refused", read, refused);
	g_assert_cmpuint(read, >, 2000);
	g_assert_cmpuint(refused, >, 2000);
}

/* --- the rest -------------------------------------------------------------------------------- */

static void test_copy(void)
{
	Answer *answer = answer_read(WITH("\"actor\": \"P2\", \"cites\": [3, 4], \"quote\": \"q\", "
					  "\"text\": \"t\""),
				     NULL);
	AnswerPoint *copy = answer ? answer_point_copy(answer->points->pdata[0]) : NULL;
	g_autofree char *shown = NULL;

	answer_free(answer);
	g_assert_nonnull(copy);
	shown = copy ? show_point(copy) : NULL;
	g_assert_cmpstr(shown, ==, "now P2 [3 4] q / t");
	answer_point_free(copy);
	answer_point_free(NULL);
	answer_free(NULL);
}

static void test_choice(void)
{
	static const struct {
		const char *text, *want; /* NULL: none of that form */
	} cases[] = {
		{"{\"keep\": [3, 1, 7]}", "2 0 6"},
		{"```json\n{\"keep\": [1]}\n```", "0"},
		{"<think>{\"keep\": [9]}</think>{\"keep\": [2]}", "1"},
		{"{\"keep\": [\"3\", 1.0, 2.5, \"two\", -1, 0, null, [4], {}]}", "2 0"},
		{"{\"keep\": [1, 1, 2, 1, 2]}", "0 1"},
		{"{\"keep\": [7, 8, 4294967295, 4294967296, 1e99]}", "6"},
		{"{\"keep\": []}", ""},
		{"{\"keep\": null}", NULL},
		{"{\"keep\": 3}", NULL},
		{"{\"keep\": {\"a\": 1}}", NULL},
		{"{\"kept\": [1]}", NULL},
		{"[1, 2]", NULL},
		{"1, 2", NULL},
		{"", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GArray) chosen = answer_read_choice(cases[i].text, 7, &error);
		g_autoptr(GString) shown = g_string_new(NULL);

		g_test_message("%s", cases[i].text);
		for (guint j = 0; chosen && j < chosen->len; j++)
			g_string_append_printf(shown, "%s%u", j ? " " : "",
					       g_array_index(chosen, guint, j));
		g_assert_cmpstr(chosen ? shown->str : NULL, ==, cases[i].want);
		if (chosen)
			continue;
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		if (error)
			g_assert_nonnull(strstr(error->message, "{\"keep\": [3, 1, 7]}"));
	}
}

static void test_choice_of_none(void)
{
	g_autoptr(GArray) chosen = answer_read_choice("{\"keep\": [1, 2]}", 0, NULL);

	g_assert_nonnull(chosen);
	if (chosen)
		g_assert_cmpuint(chosen->len, ==, 0);
}

/* What OpenAI's strict mode wants of an object: all members required, no others. */
static void is_strict(const Json *schema)
{
	const char *type = json_text(json_get(schema, "type"));
	const Json *required = json_first(json_get(schema, "required"));

	g_assert_nonnull(type);
	if (g_strcmp0(type, "array") == 0)
		is_strict(json_get(schema, "items"));
	if (g_strcmp0(type, "object") != 0)
		return;
	g_assert_cmpint(json_type(json_get(schema, "additionalProperties")), ==, JSON_FALSE);
	for (const Json *e = json_first(json_get(schema, "properties")); e; e = json_next(e)) {
		g_assert_nonnull(required);
		g_assert_cmpstr(json_text(required), ==, json_name(e));
		required = required ? json_next(required) : NULL;
		is_strict(e);
	}
	g_assert_null(required);
}

static void test_schemas(void)
{
	const char *const schemas[] = {answer_schema, answer_choice_schema};

	for (guint i = 0; i < G_N_ELEMENTS(schemas); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Json) schema = json_parse(schemas[i], strlen(schemas[i]), &error);

		g_assert_no_error(error);
		is_strict(schema);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	alarm(300); /* whatever takes for ever fails */
	g_test_add_func("/answer/read", test_read);
	g_test_add_func("/answer/unreadable", test_unreadable);
	g_test_add_func("/answer/many-points", test_many_points);
	g_test_add_func("/answer/long-texts", test_long_texts);
	g_test_add_func("/answer/too-long", test_too_long);
	g_test_add_func("/answer/expensive", test_expensive);
	g_test_add_func("/answer/mutations", test_mutations);
	g_test_add_func("/answer/copy", test_copy);
	g_test_add_func("/answer/choice", test_choice);
	g_test_add_func("/answer/choice-of-none", test_choice_of_none);
	g_test_add_func("/answer/schemas", test_schemas);
	return g_test_run();
}
