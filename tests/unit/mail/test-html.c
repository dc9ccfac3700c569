/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/html.h"

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
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = html_to_text(cases[i].in);

		g_test_message("%s", cases[i].in);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/html/text", test_html);
	return g_test_run();
}
