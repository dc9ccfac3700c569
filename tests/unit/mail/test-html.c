/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/html.h"

#include <string.h>

/* RULES §2: HTML only */
static void test_html(void)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
		{"", ""},
		{"text", "text\n"},
		{"a  b\n c", "a b c\n"},
		{"<b>a</b>b", "ab\n"},
		{"a<br>b<BR/>c", "a\nb\nc\n"},
		{"<p>a</p><p>b</p>", "a\n\nb\n"},
		{"<div>a</div><div>b</div>", "a\nb\n"},
		{"<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a b\nc\n"},
		{"<pre>  a\n  b</pre>c", "  a\n  b\n\nc\n"},
		{"</pre> a  b", "a b\n"},
		{"&lt;&amp;&gt;&quot;&nbsp;&#65;&#x42;", "<&>\" AB\n"},
		{"&amp;lt;", "&lt;\n"},
		{"&nonsense; &; & &#; &#x; &#xZZ;", "&nonsense; &; & &#; &#x; &#xZZ;\n"},
		{"&#0;&#27;&#xD800;&#99999999;", "����\n"},
		{"a<!-- <b> -- > x -->b", "ab\n"},
		{"a<!-- never closed", "a\n"},
		{"a<b never closed", "a\n"},
		{"a < b <3 <> </> c", "a < b <3 <> </> c\n"},
		{"<script>if (a<b) '</p>'</script>x", "x\n"},
		{"<STYLE>p {}</style >x", "x\n"},
		{"<script>never closed <b>", ""},
		{"<!DOCTYPE html><?xml?>x", "x\n"},
		{"<p>你好</p>", "你好\n"},
		{"a<blockquote>b<br>c</blockquote>d", "a\n\n> b\n> c\n\nd\n"},
		{"<blockquote type=\"cite\"><p>a</p><p>b</p></blockquote>c", "> a\n\n> b\n\nc\n"},
		{"<BLOCKQUOTE>a<blockquote>b</blockquote>c</BLOCKQUOTE>", "> a\n\n> > b\n\n> c\n"},
		{"<blockquote><div>a</div><div><br></div><div>b</div></blockquote>c",
		 "> a\n\n> b\n\nc\n"},
		{"<blockquote><pre>a\n\n  b</pre></blockquote>c", "> a\n\n>   b\n\nc\n"},
		{"</blockquote>a<blockquote>b", "a\n\n> b\n"},
		{"<div class=\"gmail_quote\"><div class=\"gmail_attr\">On Monday, Ann wrote:</div>"
		 "<blockquote class=\"gmail_quote\">a</blockquote><div>b</div>"
		 "<blockquote class=\"gmail_quote\">c</blockquote></div>",
		 "On Monday, Ann wrote:\n\n> a\n\nb\n\n> c\n"},
		{"<div class=\"moz-cite-prefix\">Ann wrote:</div>a", "Ann wrote:\na\n"},
		{"<div type=\"cite\">a<div>b</div>c</div>d", "> a\n> b\n> c\nd\n"},
		{"<div id='x' class='old cite'>a</div></div>d", "> a\nd\n"},
		{"<div class=\"excite\">a</div><div class=\"cited\">b</div>", "a\nb\n"},
		{"<blockquote>&gt; a</blockquote>", "> > a\n"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = html_to_text(cases[i].in);

		g_test_message("%s", cases[i].in);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* Quotes in quotes without end: the text grows no more than tenfold. */
static void test_deep(void)
{
	g_autoptr(GString) html = g_string_new(NULL);
	g_autofree char *text = NULL;

	for (guint i = 0; i < 50000; i++)
		g_string_append(html, "<blockquote>a<div type=cite>b");
	text = html_to_text(html->str);
	g_assert_cmpuint(strlen(text), <, 10 * html->len);
	g_assert_true(g_str_has_suffix(text, "\n> > > > > > > > > > b\n"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/html/text", test_html);
	g_test_add_func("/html/deep", test_deep);
	return g_test_run();
}
