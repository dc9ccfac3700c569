/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/escape.h"
#include "report/mustache.h"

#include "base/error.h"

#include <string.h>

/* The partials of a case, and how often each was asked for. */
typedef struct {
	const Json *texts;
	GHashTable *asked;
} Partials;

static char *load(const char *name, gpointer user, GError **error)
{
	Partials *partials = user;

	if (g_str_equal(name, "unreadable")) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_NOT_FOUND, "permission denied");
		return NULL;
	}
	if (partials->asked)
		g_assert_true(g_hash_table_add(partials->asked, g_strdup(name)));
	return g_strdup(json_text(json_get(partials->texts, name)));
}

/* Takes every piece, or refuses from the piece on that refuse_at counts down to. */
typedef struct {
	GString *text;
	guint pieces, refuse_at;
	gsize largest;
} Page;

static gboolean take(const char *text, gsize len, gpointer user, GError **error)
{
	Page *page = user;

	page->pieces++;
	page->largest = MAX(page->largest, len);
	g_string_append_len(page->text, text, (gssize)len);
	if (page->pieces != page->refuse_at)
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, "disk full");
	return FALSE;
}

static Json *parse(const char *text)
{
	g_autoptr(GError) error = NULL;
	Json *json = text ? json_parse(text, strlen(text), &error) : NULL;

	g_assert_no_error(error);
	return json;
}

static void escape_none(GString *out, const char *text)
{
	g_string_append(out, text);
}

static const MustacheRules plain = {escape_none, escape_none, NULL, NULL, NULL};

/* Names below "word." stand for templates: {{word.x}} for "[{{a}}]" and its kin. */
static char *word(const char *name, G_GNUC_UNUSED gpointer user, GError **error)
{
	if (g_str_equal(name, "word.x"))
		return g_strdup("[{{a}}]");
	if (g_str_equal(name, "word.y"))
		return g_strdup("{{#a}}<{{word.x}}>{{/a}}");
	if (g_str_equal(name, "word.none"))
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, "no such word");
	return NULL;
}

/* The whole way; NULL with an error when any of it fails. */
static char *render(const char *text, const Json *data, const Json *partials,
		    const MustacheStream *streams, GError **error)
{
	g_autoptr(GHashTable) asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Partials user = {partials, asked};
	MustacheRules rules = {escape_html, escape_none, load, word, &user};
	g_autoptr(Mustache) template = mustache_new("t.txt", text, &rules, error);
	g_autoptr(GString) out = g_string_new(NULL);
	Page page = {.text = out};
	MustacheRun run = {data, streams, take, &page};

	if (!template || !mustache_render(template, &run, error))
		return NULL;
	return g_string_free(g_steal_pointer(&out), FALSE);
}

typedef struct {
	const char *template, *data, *partials, *want;
} Case;

static void check_cases(const Case *cases, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		g_autoptr(Json) data = parse(cases[i].data);
		g_autoptr(Json) partials = parse(cases[i].partials);
		g_autoptr(GError) error = NULL;
		g_autofree char *got = render(cases[i].template, data, partials, NULL, &error);

		g_test_message("%s", cases[i].template);
		g_assert_no_error(error);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* What the specification leaves open, and what it says in passing. */
static void test_values(void)
{
	static const Case cases[] = {
		{"", NULL, NULL, ""},
		{"{{a}}{{#a}}x{{/a}}{{^a}}y{{/a}}{{.}}", NULL, NULL, "y"},
		{"{{a}}|{{&a}}|{{{a}}}", "{\"a\":\"<'\\\"&>\"}", NULL,
		 "&lt;&#39;&quot;&amp;&gt;|<'\"&>|<'\"&>"},
		{"[{{o}}{{l}}{{n}}]", "{\"o\":{\"a\":1},\"l\":[1,2],\"n\":null}", NULL, "[]"},
		{"{{t}} {{f}} {{n}} {{d}}", "{\"t\":true,\"f\":false,\"n\":-3,\"d\":0.5}", NULL,
		 "true false -3 0.5"},
		{"{{名}}", "{\"名\":\"值\"}", NULL, "值"},
		/* truth */
		{"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\":0}", NULL, "yes"},
		{"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\":{}}", NULL, "yes"},
		{"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\":\"\"}", NULL, "no"},
		{"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\":[]}", NULL, "no"},
		{"{{#a}}{{.}},{{/a}}", "{\"a\":[false,null,\"\",0]}", NULL, "false,,,0,"},
		/* a null found is found: it hides what is further out */
		{"{{#a}}[{{b}}]{{/a}}", "{\"a\":{\"b\":null},\"b\":1}", NULL, "[]"},
		{"{{#a}}{{b}}{{/a}}", "{\"a\":true,\"b\":1}", NULL, "1"},
	};

	check_cases(cases, G_N_ELEMENTS(cases));
}

static void test_lines(void)
{
	static const Case cases[] = {
		/* one tag a line takes the line with it, two do not */
		{"a\n {{#x}} \n b\n\t{{/x}}\t\nc\n", "{\"x\":1}", NULL, "a\n b\nc\n"},
		{"a\n{{#x}}{{/x}}\nb", "{\"x\":1}", NULL, "a\n\nb"},
		{"{{! a\nb }}\nc", NULL, NULL, "c"},
		{"{{! a\nb }} {{! c }}\nd", NULL, NULL, " \nd"},
		{"{{x}}\n", "{\"x\":\"\"}", NULL, "\n"},
		{"{{#x}}\r\n{{/x}}\r\n", "{\"x\":1}", NULL, ""},
		{"{{!a}}\r", NULL, NULL, "\r"},
		/* the indentation of partials adds up, and stays off empty lines */
		{"  {{>p}}\n.", NULL, "{\"p\":\"a\\n\\n\\r\\nb\\n\"}", "  a\n\n\r\n  b\n."},
		{" {{>p}}\n", NULL, "{\"p\":\"a\\n\\t{{>q}}\\nd\\n\",\"q\":\"b\\nc\\n\"}",
		 " a\n \tb\n \tc\n d\n"},
		{" {{>p}}\n", NULL, "{\"p\":\"[{{>q}}]\\nd\",\"q\":\"b\\nc\"}", " [b\nc]\n d"},
		{" {{>p}}\n", "{\"l\":[1,2]}", "{\"p\":\"{{#l}}\\n{{.}}\\n{{/l}}\\nz\\n\"}",
		 " 1\n 2\n z\n"},
		{" {{>p}}\n", "{\"l\":[1,2]}", "{\"p\":\"{{#l}}{{.}}\\n{{/l}}z\\n\"}",
		 " 1\n 2\n z\n"},
		{" {{>p}}\n", "{\"v\":\"a\\nb\"}", "{\"p\":\"{{v}}\\n{{v}}\"}", " a\nb\n a\nb"},
	};

	check_cases(cases, G_N_ELEMENTS(cases));
}

static void test_partials(void)
{
	static const Case cases[] = {
		/* each is loaded once: load() sees to it */
		{"{{>p}}{{>p}}{{>q}}", "{\"a\":1}", "{\"p\":\"({{a}}{{>q}})\",\"q\":\"q\"}",
		 "(1q)(1q)q"},
		{"{{>none}}{{>none}}", NULL, NULL, ""},
		{"{{>dir/a.b}}", NULL, "{\"dir/a.b\":\"x\"}", "x"},
		{"{{>t.txt}}", NULL, "{\"t.txt\":\"x\"}", "x"},
		/* delimiters are each file's own */
		{"{{=<% %>=}}<%>p%>{{a}}", "{\"a\":1}", "{\"p\":\"{{a}}<%a%>\"}", "1<%a%>{{a}}"},
		{"{{#n}}{{v}}({{>p}}){{/n}}", "{\"n\":{\"v\":1,\"n\":{\"v\":2,\"n\":false}}}",
		 "{\"p\":\"{{#n}}{{v}}{{/n}}\"}", "1(2)"},
	};
	g_autoptr(Mustache) alone = mustache_new("t", "a{{>b}}", &plain, NULL);

	check_cases(cases, G_N_ELEMENTS(cases));
	g_assert_nonnull(alone);
}

/* A word is found where it stands: no line of its own is lost, nothing is escaped twice. */
static void test_words(void)
{
	static const Case cases[] = {
		{"{{word.x}}\nb", "{\"a\":\"&\"}", NULL, "[&amp;]\nb"},
		{" {{word.x}} \n", "{\"a\":1}", NULL, " [1] \n"},
		{"{{#l}}{{word.x}}{{/l}}", "{\"l\":[{\"a\":1},{\"a\":2}]}", NULL, "[1][2]"},
		{"{{word.y}}{{word.x}}", "{\"a\":1}", NULL, "<[1]>[1]"},
		{"{{{word.x}}}{{&word.x}}{{word}}", "{\"word\":{\"x\":\"v\"}}", NULL, "vv"},
		{"{{word.z}}", "{\"word\":{\"z\":\"v\"}}", NULL, "v"},
		{"{{#word.x}}s{{/word.x}}", "{}", NULL, ""},
		{"{{>word.x}}", "{}", "{\"word.x\":\"partial\"}", "partial"},
	};

	check_cases(cases, G_N_ELEMENTS(cases));
}

static void test_errors(void)
{
	/* template, data, partials, message */
	static const Case cases[] = {
		{"a\n{{#a}}", NULL, NULL, "t.txt:2:1: section {{#a}} is never closed"},
		{"{{#a}}{{^ b }}", NULL, NULL, "t.txt:1:7: section {{^b}} is never closed"},
		{"é你 {{/a}}", NULL, NULL, "t.txt:1:4: {{/a}} closes nothing"},
		{"{{#a}}\n{{#b}}\n {{/a}}{{/b}}", NULL, NULL,
		 "t.txt:3:2: {{/a}} while {{#b}} is open"},
		{"\n\n  {{a}", NULL, NULL, "t.txt:3:3: this tag is never closed"},
		{"{{{a}}", NULL, NULL, "t.txt:1:1: this tag is never closed"},
		{"{{! a", NULL, NULL, "t.txt:1:1: this tag is never closed"},
		{"{{", NULL, NULL, "t.txt:1:1: this tag is never closed"},
		{"{{=<% %>}}", NULL, NULL, "t.txt:1:1: this tag is never closed"},
		{"{{}}", NULL, NULL, "t.txt:1:1: a tag takes one name without blanks"},
		{"{{# }}", NULL, NULL, "t.txt:1:1: a tag takes one name without blanks"},
		{"{{>}}", NULL, NULL, "t.txt:1:1: a tag takes one name without blanks"},
		{"{{a b}}", NULL, NULL, "t.txt:1:1: a tag takes one name without blanks"},
		{"{{#a\n}}}}", NULL, NULL, "t.txt:1:1: section {{#a}} is never closed"},
		{"{{a..b}}", NULL, NULL, "t.txt:1:1: a part of the dotted name is empty"},
		{"{{.a}}", NULL, NULL, "t.txt:1:1: a part of the dotted name is empty"},
		{"{{#a.}}", NULL, NULL, "t.txt:1:1: a part of the dotted name is empty"},
		{"{{==}}", NULL, NULL, "t.txt:1:1: two delimiters, parted by blanks and without ="},
		{"{{=a=}}", NULL, NULL,
		 "t.txt:1:1: two delimiters, parted by blanks and without ="},
		{"{{=a b c=}}", NULL, NULL,
		 "t.txt:1:1: two delimiters, parted by blanks and without ="},
		{"{{=a= b=}}", NULL, NULL,
		 "t.txt:1:1: two delimiters, parted by blanks and without ="},
		{"ok\n\xFF", NULL, NULL, "t.txt:2:1: invalid UTF-8"},
		{"{{>p}}", NULL, "{\"p\":\"a\\n{{/b}}\"}", "p:2:1: {{/b}} closes nothing"},
		{"{{#a}}{{>p}}{{/a}}", NULL, "{\"p\":\"{{/a}}\"}", "p:1:1: {{/a}} closes nothing"},
		{"\n {{>unreadable}}", NULL, NULL, "t.txt:2:2: {{>unreadable}}: permission denied"},
		{"{{>p}}", NULL, "{\"p\":\"\\n {{>p}}{{>p}}\"}",
		 "p:2:2: more than 100 sections and partials within each other"},
		{"{{>p}}", "{\"a\":[1]}", "{\"p\":\"{{#a}}{{>p}}{{/a}}\"}",
		 "p:1:7: more than 100 sections and partials within each other"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) data = parse(cases[i].data);
		g_autoptr(Json) partials = parse(cases[i].partials);
		g_autoptr(GError) error = NULL;
		g_autofree char *got = render(cases[i].template, data, partials, NULL, &error);

		g_test_message("%s", cases[i].template);
		g_assert_null(got);
		g_assert_cmpstr(error ? error->message : NULL, ==, cases[i].want);
		g_assert_cmpint(error ? error->code : -1, ==,
				strstr(cases[i].want, "denied") ? MD_ERROR_NOT_FOUND
								: MD_ERROR_FAILED);
	}
}

static char *repeat(const char *text, guint times)
{
	GString *out = g_string_new(NULL);

	while (times--)
		g_string_append(out, text);
	return g_string_free(out, FALSE);
}

static void test_depth(void)
{
	static const struct {
		guint depth;
		gboolean ok;
	} cases[] = {{100, TRUE}, {101, FALSE}, {100000, FALSE}};
	g_autoptr(Json) data = parse("{\"a\":1}");

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *open = repeat("{{#a}}", cases[i].depth);
		g_autofree char *close = repeat("{{/a}}", cases[i].depth);
		g_autofree char *text = g_strconcat(open, "x", close, NULL);
		g_autoptr(GError) error = NULL;
		g_autofree char *got = render(text, data, NULL, NULL, &error);

		g_assert_cmpstr(got, ==, cases[i].ok ? "x" : NULL);
		g_assert_cmpint(error == NULL, ==, cases[i].ok);
	}
}

/* Large and odd templates take time by their size and end in a text or an error. */
static void test_hostile(void)
{
	static const char *const pieces[] = {
		"{{",          "}}", "{{{",   "{{#a}}{{/a}}", "{{a}}",         "{{>p}}",
		" ",           "\n", "{{!",   "{{=",          "{{= {{ }} =}}", "{{a}} ",
		"{{a.a.a.a}}", "\r", "{{!}}", "{{/}",         "\n {{!}}",      "{{^b}}\n{{/b}}\n",
	};
	g_autoptr(Json) data = parse("{\"a\":{\"a\":\"<\"}}");
	g_autofree char *name = repeat("a.", 100000);
	g_autofree char *dotted = g_strconcat("{{", name, "a}}", NULL);
	g_autofree char *nothing = render(dotted, data, NULL, NULL, NULL);

	g_assert_cmpstr(nothing, ==, "");
	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autofree char *text = repeat(pieces[i], 50000);
		g_autoptr(GError) error = NULL;
		g_autofree char *got = render(text, data, NULL, NULL, &error);

		g_assert_true((got == NULL) == (error != NULL));
	}
}

/* Every cut of a template, from either side, is a template or an error. */
static void test_cuts(void)
{
	static const char text[] = "a {{b}}\n {{#c}}\n{{{d}}} {{&e.f}}\r\n {{/c}}\n{{>p}}\n"
				   "{{=<% %>=}}\n<%^c%> <%! no %> <%/c%><%={{ }}=%>{{.}}";
	g_autoptr(Json) data = parse("{\"b\":1,\"c\":[{\"d\":2},{\"d\":3}],\"e\":{\"f\":4}}");
	g_autoptr(Json) partials = parse("{\"p\":\"{{b}}\"}");

	for (gsize n = 0; n < sizeof(text); n++) {
		g_autofree char *head = g_strndup(text, n);
		g_autofree char *first = render(head, data, partials, NULL, NULL);
		g_autofree char *second = render(text + n, data, partials, NULL, NULL);

		if (n == sizeof(text) - 1)
			g_assert_cmpstr(first, ==, "a 1\n2 4\r\n3 4\r\n1");
	}
}

/* A list that makes its values as they are asked for, and fails where it is told to. */
typedef struct {
	int length, at, fail_at, rewinds;
} Counter;

#define AT_REWIND -1

static gboolean counter_rewind(gpointer user, GError **error)
{
	Counter *counter = user;

	counter->at = 0;
	counter->rewinds++;
	if (counter->fail_at == AT_REWIND)
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, "cannot rewind");
	return counter->fail_at != AT_REWIND;
}

static Json *counter_next(gpointer user, GError **error)
{
	Counter *counter = user;
	Json *item;

	if (counter->at == counter->length)
		return NULL;
	if (++counter->at == counter->fail_at) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, "mail gone");
		return NULL;
	}
	item = json_object();
	json_set_int(item, "i", counter->at);
	return item;
}

static void test_streams(void)
{
	static const struct {
		int length, fail_at;
		const char *template, *data, *want, *message;
		int rewinds;
	} cases[] = {
		{3, 0, "{{#s}}{{i}}{{x}}{{/s}}", "{\"x\":\"-\"}", "1-2-3-", NULL, 1},
		{2, 0, "{{#s}}{{i}}{{/s}}{{#s}}{{i}}{{/s}}", NULL, "1212", NULL, 2},
		{0, 0, "{{#s}}{{i}}{{/s}}{{^s}}none{{/s}}", NULL, "none", NULL, 2},
		{3, 0, "{{^s}}none{{/s}}{{#s}}{{i}}{{/s}}", NULL, "123", NULL, 2},
		{3, 0, "{{s}}", NULL, "", NULL, 0},
		{2, 0, "{{#a}}{{#s}}{{i}}{{/s}}{{/a}}", "{\"a\":[1,2]}", "1212", NULL, 2},
		{2, 0, "{{#s}}{{>p}}{{/s}}", NULL, "<1><2>", NULL, 1},
		/* found in a context, it is no stream; a dotted name is none either */
		{3, 0, "{{#s}}x{{/s}}", "{\"s\":false}", "", NULL, 0},
		{3, 0, "{{#s}}{{.}}{{/s}}", "{\"s\":[7]}", "7", NULL, 0},
		{3, 0, "{{#s.i}}x{{/s.i}}", NULL, "", NULL, 0},
		{3, 2, "{{#s}}{{i}}{{/s}}", NULL, NULL, "mail gone", 1},
		{3, 1, "{{^s}}{{i}}{{/s}}", NULL, NULL, "mail gone", 1},
		{3, AT_REWIND, "{{#s}}{{/s}}", NULL, NULL, "cannot rewind", 1},
		{3, 0, "{{#s}}\n{{^s}}{{/s}}{{/s}}", NULL, NULL,
		 "t.txt:2:1: section {{^s}} within {{#s}}: a stream has one place to read from", 1},
	};
	g_autoptr(Json) partials = parse("{\"p\":\"<{{i}}>\"}");

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Counter counter = {.length = cases[i].length, .fail_at = cases[i].fail_at};
		const MustacheStream streams[] = {
			{"s", counter_rewind, counter_next, &counter},
			{NULL, NULL, NULL, NULL},
		};
		g_autoptr(Json) data = parse(cases[i].data);
		g_autoptr(GError) error = NULL;
		g_autofree char *got = render(cases[i].template, data, partials, streams, &error);

		g_test_message("%s", cases[i].template);
		g_assert_cmpstr(got, ==, cases[i].want);
		g_assert_cmpstr(error ? error->message : NULL, ==, cases[i].message);
		g_assert_cmpint(counter.rewinds, ==, cases[i].rewinds);
	}
}

#define LONG 20000

/* A long list comes out in pieces, and a sink that refuses is not asked again. */
static void test_sink(void)
{
	Counter counter = {.length = LONG};
	const MustacheStream streams[] = {
		{"s", counter_rewind, counter_next, &counter},
		{NULL, NULL, NULL, NULL},
	};
	g_autoptr(Mustache) template =
		mustache_new("t", "{{#s}}\nitem {{i}} <&> and so on\n{{/s}}\n", &plain, NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	Page page = {.text = text};
	MustacheRun run = {NULL, streams, take, &page};

	g_assert_true(mustache_render(template, &run, &error));
	g_assert_no_error(error);
	g_assert_true(g_str_has_suffix(text->str, "\nitem 20000 <&> and so on\n"));
	g_assert_cmpuint(page.pieces, ==, 1 + text->len / page.largest);
	g_assert_cmpuint(page.largest, <, 65 * 1024);

	page = (Page){.text = text, .refuse_at = 2};
	g_assert_false(mustache_render(template, &run, &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
	g_assert_cmpuint(page.pieces, ==, 2);
	g_assert_cmpint(counter.at, <, LONG / 2);
}

static void test_sink_empty(void)
{
	g_autoptr(Mustache) template = mustache_new("t", "{{a}}", &plain, NULL);
	Page page = {.refuse_at = 1};
	MustacheRun run = {NULL, NULL, take, &page};

	g_assert_true(mustache_render(template, &run, NULL));
	g_assert_cmpuint(page.pieces, ==, 0);
}

static char *spec_folder(void)
{
	const char *shared = g_getenv("MAILDELTA_SHARED");

	return g_build_filename(shared ? shared : "../shared", "mustache-spec", NULL);
}

static void check_spec_case(const Json *test)
{
	const Json *data = json_get(test, "data"), *partials = json_get(test, "partials");
	g_autoptr(GError) error = NULL;
	g_autofree char *got =
		render(json_text(json_get(test, "template")), data, partials, NULL, &error);

	g_test_message("%s: %s", json_text(json_get(test, "name")),
		       json_text(json_get(test, "desc")));
	g_assert_no_error(error);
	g_assert_cmpstr(got, ==, json_text(json_get(test, "expected")));
}

/* The specification's own cases, one file of them a test. */
static void test_spec(gconstpointer user)
{
	const char *module = user;
	g_autofree char *folder = spec_folder(), *path = g_build_filename(folder, module, NULL);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(Json) json = NULL;
	const Json *test;
	gsize len;

	if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
		g_test_skip("no ../shared/mustache-spec here");
		return;
	}
	g_assert_true(g_file_get_contents(path, &text, &len, &error));
	g_assert_no_error(error);
	if (!text)
		return;
	json = json_parse(text, len, &error);
	g_assert_no_error(error);
	test = json_first(json_get(json, "tests"));
	g_assert_nonnull(test);
	for (; test; test = json_next(test))
		check_spec_case(test);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/mustache/values", test_values);
	g_test_add_func("/mustache/lines", test_lines);
	g_test_add_func("/mustache/partials", test_partials);
	g_test_add_func("/mustache/words", test_words);
	g_test_add_func("/mustache/errors", test_errors);
	g_test_add_func("/mustache/depth", test_depth);
	g_test_add_func("/mustache/hostile", test_hostile);
	g_test_add_func("/mustache/cuts", test_cuts);
	g_test_add_func("/mustache/streams", test_streams);
	g_test_add_func("/mustache/sink", test_sink);
	g_test_add_func("/mustache/sink-empty", test_sink_empty);
	g_test_add_data_func("/mustache/spec/comments", "comments.json", test_spec);
	g_test_add_data_func("/mustache/spec/delimiters", "delimiters.json", test_spec);
	g_test_add_data_func("/mustache/spec/interpolation", "interpolation.json", test_spec);
	g_test_add_data_func("/mustache/spec/inverted", "inverted.json", test_spec);
	g_test_add_data_func("/mustache/spec/partials", "partials.json", test_spec);
	g_test_add_data_func("/mustache/spec/sections", "sections.json", test_spec);
	return g_test_run();
}
