/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/json.h"

#include "base/error.h"

#include <string.h>

static void test_print(void)
{
	/* what is read, and how it is printed again */
	static const struct {
		const char *in, *want;
	} cases[] = {
		{"null", "null"},
		{" true\r\n", "true"},
		{"\tfalse ", "false"},
		{"5", "5"},
		{"-0", "0"},
		{"5.0", "5"},
		{"1.21", "1.21"},
		{"0.1", "0.1"},
		{"3.3000000000000003", "3.3000000000000003"},
		{"1E3", "1000"},
		{"1e15", "1000000000000000"},
		{"9007199254740991", "9007199254740991"},
		{"-2147483649", "-2147483649"},
		{"1e300", "1e+300"},
		{"1e-7", "1e-07"},
		{"1e999", "null"},
		{"\"\"", "\"\""},
		{"\"a\\/b\"", "\"a/b\""},
		{"\"\\\"\\\\\\b\\f\\n\\r\\t\"", "\"\\\"\\\\\\b\\f\\n\\r\\t\""},
		{"\"\\u001B[31m\\u007f\\u0085\"", "\"\\u001b[31m\\u007f\\u0085\""},
		{"\"a\u202Eb\u2019\u061C\u061B\"", "\"a\\u202eb\u2019\\u061c\u061B\""},
		{"\"\\\\u0000\"", "\"\\\\u0000\""},
		{"\"\\u4f60\\u597d \\ud83d\\ude00 é\"", "\"你好 😀 é\""},
		{"\xEF\xBB\xBF[]", "[]"},
		{"{ }", "{}"},
		{"[[],{}]", "[\n  [],\n  {}\n]"},
		{"{\"b\":[1,\"x\"],\"a\":{\"c\":null}}",
		 "{\n  \"b\": [\n    1,\n    \"x\"\n  ],\n  \"a\": {\n    \"c\": null\n  }\n}"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Json) json = json_parse(cases[i].in, strlen(cases[i].in), &error);
		g_autofree char *text = json ? json_print(json) : NULL;

		g_test_message("%s", cases[i].in);
		g_assert_no_error(error);
		g_assert_cmpstr(text, ==, cases[i].want);
	}
}

typedef struct {
	const char *in;
	gsize len;
	const char *message;
} Refusal;

#define REFUSAL(in, message)                                                                       \
	{                                                                                          \
		in, sizeof(in) - 1, "JSON: byte " message                                          \
	}

static void test_refusals(void)
{
	static const Refusal cases[] = {
		REFUSAL("", "0: broken syntax, or nested too deeply"),
		REFUSAL("  ", "1: broken syntax, or nested too deeply"),
		REFUSAL("nul", "0: broken syntax, or nested too deeply"),
		REFUSAL("[1,]", "3: broken syntax, or nested too deeply"),
		REFUSAL("[1", "1: broken syntax, or nested too deeply"),
		REFUSAL("{\"a\" 1}", "5: broken syntax, or nested too deeply"),
		REFUSAL("{a:1}", "2: broken syntax, or nested too deeply"),
		REFUSAL("'a'", "0: broken syntax, or nested too deeply"),
		REFUSAL("{} x", "3: something after the value"),
		REFUSAL("1 2", "2: something after the value"),
		REFUSAL("nullx", "4: something after the value"),
		REFUSAL("[]\0", "2: NUL or invalid UTF-8"),
		REFUSAL("\"a\0b\"", "2: NUL or invalid UTF-8"),
		REFUSAL("\"\xC3(\"", "1: NUL or invalid UTF-8"),
		REFUSAL("\"cut \xE4\xBD", "5: NUL or invalid UTF-8"),
		REFUSAL("\"\xED\xA0\x80\"", "1: NUL or invalid UTF-8"),
		REFUSAL("[\"a\\u0000b\"]", "3: NUL in a string"),
		REFUSAL("{\"\\u0000\":1}", "2: NUL in a string"),
		REFUSAL("\"\\uzzzz\"", "1: broken escape"),
		REFUSAL("\"\\u12", "1: broken escape"),
		REFUSAL("\"\\", "1: broken escape"),
		REFUSAL("\"\\x\"", "1: broken syntax, or nested too deeply"),
		REFUSAL("\"\\ud800\"", "1: broken syntax, or nested too deeply"),
		REFUSAL("\"\\udc00\"", "1: broken syntax, or nested too deeply"),
		REFUSAL("\"a\nb\"", "2: control character in a string"),
		REFUSAL("\"open", "5: string is never closed"),
		REFUSAL("[\f]", "1: control character"),
		REFUSAL("01", "1: broken number"),
		REFUSAL("[-]", "2: broken number"),
		REFUSAL("1.", "2: broken number"),
		REFUSAL("1e+", "3: broken number"),
		REFUSAL("1-2", "1: broken number"),
		REFUSAL("+1", "0: broken syntax, or nested too deeply"),
		REFUSAL("NaN", "0: broken syntax, or nested too deeply"),
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		/* in a block of just its size, so that a sanitizer sees every byte too many */
		g_autofree char *text = g_memdup2(cases[i].in, cases[i].len);
		g_autoptr(GError) error = NULL;
		g_autoptr(Json) json = json_parse(text, cases[i].len, &error);

		g_test_message("%s", cases[i].in);
		g_assert_null(json);
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		g_assert_cmpstr(error ? error->message : NULL, ==, cases[i].message);
	}
}

static char *nested(gsize depth, gboolean closed)
{
	GString *text = g_string_new(NULL);

	for (gsize i = 0; i < depth; i++)
		g_string_append_c(text, '[');
	for (gsize i = 0; closed && i < depth; i++)
		g_string_append_c(text, ']');
	return g_string_free(text, FALSE);
}

static void test_nesting(void)
{
	static const struct {
		gsize depth;
		gboolean closed, ok;
	} cases[] = {{1000, TRUE, TRUE}, {1001, TRUE, FALSE}, {1000000, FALSE, FALSE}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = nested(cases[i].depth, cases[i].closed);
		g_autoptr(GError) error = NULL;
		g_autoptr(Json) json = json_parse(text, strlen(text), &error);
		g_autofree char *printed = json_print(json);

		g_assert_cmpint(json != NULL, ==, cases[i].ok);
		g_assert_cmpint(error == NULL, ==, cases[i].ok);
	}
}

/* Every cut of a text is refused or read, and read without a byte too many. */
static void test_cuts(void)
{
	static const char text[] = "{\"a\\n\": [1.5e3, \"\\ud83d\\ude00\", true, null], \"b\": {}}";
	gsize len = sizeof(text) - 1;

	for (gsize n = 0; n < len; n++) {
		g_autofree char *cut = g_memdup2(text, n);
		g_autoptr(Json) json = json_parse(cut, n, NULL);

		g_assert_null(json);
	}
	for (gsize n = 0; n < len; n++) {
		g_autofree char *bent = g_strdup(text);
		g_autoptr(Json) json = NULL;
		g_autofree char *printed = NULL;

		bent[n] = (char)(bent[n] ^ 0x11);
		json = json_parse(bent, len, NULL);
		printed = json_print(json);
		g_assert_nonnull(printed);
	}
}

static void test_build(void)
{
	g_autoptr(Json) json = json_object();
	Json *list = json_array();
	g_autofree char *text = NULL;
	g_autoptr(GString) deeper = g_string_new("x: ");

	json_set_string(json, "name", "Ann \"A\" Example");
	json_set_string(json, "none", NULL);
	json_set_int(json, "count", G_GINT64_CONSTANT(1769904000));
	json_set_bool(json, "yes", 42);
	json_append(list, json_int(-1));
	json_append(list, json_bool(FALSE));
	json_set(json, "list", list);
	text = json_print(json);
	g_assert_cmpstr(text, ==,
			"{\n  \"name\": \"Ann \\\"A\\\" Example\",\n  \"none\": null,\n"
			"  \"count\": 1769904000,\n  \"yes\": true,\n"
			"  \"list\": [\n    -1,\n    false\n  ]\n}");
	json_print_to(deeper, list, 2);
	g_assert_cmpstr(deeper->str, ==, "x: [\n      -1,\n      false\n    ]");
}

static void test_read(void)
{
	static const char text[] = "{\"s\":\"t\",\"S\":1,\"l\":[2,3],\"s\":\"again\"}";
	g_autoptr(Json) json = json_parse(text, sizeof(text) - 1, NULL);
	const Json *list = json_get(json, "l");
	const Json *first = json_first(list);

	g_assert_cmpstr(json_text(json_get(json, "s")), ==, "t");
	g_assert_cmpint(json_type(json_get(json, "S")), ==, JSON_NUMBER);
	g_assert_null(json_text(json_get(json, "S")));
	g_assert_null(json_get(json, "L"));
	g_assert_null(json_get(list, "l"));
	g_assert_null(json_get(NULL, "l"));
	g_assert_cmpint(json_type(NULL), ==, JSON_NULL);
	g_assert_cmpstr(json_name(list), ==, "l");
	g_assert_null(json_name(first));
	g_assert_null(json_first(first));
	g_assert_null(json_first(NULL));
	g_assert_null(json_next(json_next(first)));
}

static void test_to_text(void)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
		{"\"<a>\"", "<a>"}, {"1.21", "1.21"},   {"85", "85"}, {"5.50", "5.5"},
		{"true", "true"},   {"false", "false"}, {"null", ""}, {"[1]", ""},
		{"{\"a\":1}", ""},  {"1e999", ""},
	};
	g_autofree char *nothing = json_to_text(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) json = json_parse(cases[i].in, strlen(cases[i].in), NULL);
		g_autofree char *got = json_to_text(json);

		g_assert_cmpstr(got, ==, cases[i].want);
	}
	g_assert_cmpstr(nothing, ==, "");
}

static void test_integer(void)
{
	static const struct {
		const char *text;
		gint64 want;
	} cases[] = {
		{"0", 0},
		{"42", 42},
		{"-7", -7},
		{"1.9", 1},
		{"9007199254740992", 9007199254740992},
		{"1e19", 0},
		{"-1e300", 0},
		{"1e999", 0},
		{"\"5\"", 0},
		{"null", 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) json = json_parse(cases[i].text, strlen(cases[i].text), NULL);
		g_assert_cmpint(json_integer(json), ==, cases[i].want);
	}
	g_assert_cmpint(json_integer(NULL), ==, 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/json/print", test_print);
	g_test_add_func("/json/refusals", test_refusals);
	g_test_add_func("/json/nesting", test_nesting);
	g_test_add_func("/json/cuts", test_cuts);
	g_test_add_func("/json/build", test_build);
	g_test_add_func("/json/read", test_read);
	g_test_add_func("/json/to-text", test_to_text);
	g_test_add_func("/json/integer", test_integer);
	return g_test_run();
}
