/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/escape.h"

typedef struct {
	const char *text, *want;
} Case;

static void check(MustacheEscape escape, const Case *cases, guint n)
{
	for (guint i = 0; i < n; i++) {
		g_autoptr(GString) out = g_string_new("before ");

		escape(out, cases[i].text);
		g_assert_cmpstr(out->str + 7, ==, cases[i].want);
	}
}

static void test_text(void)
{
	static const Case cases[] = {
		{"", ""},
		{"plain <b>&\"'", "plain <b>&\"'"},
		/* UAX #9: every Bidi_Control character, and what ends a line unseen */
		{"a\u202Eb", "a<U+202E>b"},
		{"\u061C\u200E\u200F", "<U+061C><U+200E><U+200F>"},
		{"\u202A\u202B\u202C\u202D", "<U+202A><U+202B><U+202C><U+202D>"},
		{"\u2066\u2067\u2068\u2069", "<U+2066><U+2067><U+2068><U+2069>"},
		{"\u2028\u2029", "<U+2028><U+2029>"},
		/* their neighbours, which begin with the same bytes, stay */
		{"\u2027\u202F\u2065\u206A\u200D\u2010", "\u2027\u202F\u2065\u206A\u200D\u2010"},
		{"“quoted” – and more… \u061B\u061D", "“quoted” – and more… \u061B\u061D"},
		/* text that runs to the left by itself is text */
		{"שלום عليكم 陈晓", "שלום عليكم 陈晓"},
		{"\tx\ny", "\tx\ny"},
	};

	check(escape_text, cases, G_N_ELEMENTS(cases));
}

static void test_html(void)
{
	static const Case cases[] = {
		{"", ""},
		{"plain", "plain"},
		{"<b>&amp;\"'</b>", "&lt;b&gt;&amp;amp;&quot;&#39;&lt;/b&gt;"},
		{"a\u202E<", "a&lt;U+202E&gt;&lt;"},
		{"`=/\\", "`=/\\"},
		{"é 陈晓", "é 陈晓"},
	};

	check(escape_html, cases, G_N_ELEMENTS(cases));
}

static void test_for(void)
{
	g_assert_true(escape_for("html") == escape_html);
	g_assert_true(escape_for("htm") == escape_html);
	g_assert_true(escape_for("xml") == escape_html);
	g_assert_true(escape_for("md") == escape_markdown);
	g_assert_true(escape_for("txt") == escape_text);
	g_assert_true(escape_for("org") == escape_text);
	g_assert_true(escape_for("") == escape_text);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/escape/text", test_text);
	g_test_add_func("/escape/html", test_html);
	g_test_add_func("/escape/for", test_for);
	return g_test_run();
}
