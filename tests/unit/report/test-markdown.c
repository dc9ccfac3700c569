/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/markdown.h"

#include <string.h>

typedef struct {
	const char *text;
	const char *want; /* NULL: the text itself */
	const char *left; /* what is rendered already; NULL: "word " */
} Case;

static void check(const Case *cases, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		const char *left = cases[i].left ? cases[i].left : "word ";
		const char *want = cases[i].want ? cases[i].want : cases[i].text;
		g_autoptr(GString) out = g_string_new(left);

		markdown_escape(out, cases[i].text);
		g_assert_cmpstr(out->str + strlen(left), ==, want);
	}
}

/* What mails are called comes out as it is. */
static void test_plain(void)
{
	static const Case cases[] = {
		{"[PATCH v2 0/3] KVM: arm64: use kvm_vcpu_get() in vgic-v3.c", NULL, NULL},
		{"[PATCH v2 0/3] KVM: arm64: use kvm_vcpu_get() in vgic-v3.c", NULL, "- "},
		{"x86/cpu: don't set bit 3 (again), 50% & more; a < b", NULL, ""},
		{"C:\\dir a\\b #12 $x 1.5 -v +x =y ^z {} \"q\" 'r' !a", NULL, NULL},
		{"Zoë Ångström 李 …", NULL, ""},
		{"", NULL, ""},
		{"", NULL, NULL},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_backslash(void)
{
	static const Case cases[] = {
		{"a\\b \\ c", NULL, NULL},
		{"\\*", "\\\\\\*", NULL},
		{"\\\\x", "\\\\\\x", NULL},
		{"\\-x", "\\\\-x", NULL},
		{"\\é", NULL, NULL},
		{"x\\", "x&#92;", NULL},
		{"x\\ ", "x&#92; ", NULL},
		{"x\\\ny", "x\\\\\ny", NULL},
		{"x\\  \ny", "x\\\\\ny", NULL},
		{"\\a@b.c", "\\\\`a@b.c`", NULL},
		{"a`b|c", "a\\`b\\|c", NULL},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_emphasis(void)
{
	static const Case cases[] = {
		{"a * b ** c", NULL, NULL},
		{"*a", "\\*a", NULL},
		{"a*b", "a\\*b", NULL},
		{"a *", "a \\*", NULL},
		{"* a", NULL, NULL},
		{"* a", "\\* a", "word**"},
		{"a_b __c", "a_b \\_\\_c", NULL},
		{"é_漢", NULL, NULL},
		{"_b", NULL, "a"},
		{"_b", "\\_b", "a."},
		{"a_", "a\\_", NULL},
		{"a _ b", NULL, NULL},
		{"HEAD~1", "HEAD\\~1", NULL},
		{"a ~ b", NULL, NULL},
		{"a ~~b", "a \\~\\~b", NULL},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_brackets(void)
{
	static const Case cases[] = {
		{"a[i][j] = b", NULL, NULL},
		{"a] [b", "a\\] \\[b", NULL},
		{"[[a] b", "\\[[a] b", NULL},
		{"[a](b)", "[a]\\(b)", NULL},
		{"[a] (b)", NULL, NULL},
		{"a](b)", "a\\](b)", NULL},
		{"(b)", "\\(b)", "[a]"},
		{"(b)", NULL, "\\[a\\]"},
		{"(b)", "\\(b)", "\\\\]"},
		{"x [a]", "x \\[a\\]", NULL},
		{"![a](b)", "![a]\\(b)", NULL},
		{"a!", "a\\!", NULL},
		{"a! b", NULL, NULL},
		{"[^1] x", "\\[^1\\] x", NULL},
		{"^1", "\\^1", "["},
		{"^1", NULL, "\\["},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* Pairs that are something where a block begins. */
static void test_bracket_blocks(void)
{
	static const Case cases[] = {
		{"[a]: /u", "[a]\\: /u", ""},
		{"[a]: /u", NULL, NULL},
		{": /u", "\\: /u", "[a]"},
		{"x\n  [a]: /u", "x\n  [a]\\: /u", NULL},
		{"[a\nb]: /u", "[a\nb]\\: /u", ""},
		{"[ ] a", "\\[ \\] a", "- "},
		{"[x] a", "\\[x\\] a", "1. "},
		{"[X] a", "\\[X\\] a", ""},
		{"[x] a", NULL, NULL},
		{"[y] a", NULL, "- "},
		{"[!NOTE]\n", "\\[!NOTE\\]\n", "> "},
		{"[!NOTE] x", NULL, NULL},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_html(void)
{
	static const Case cases[] = {
		{"<b> </b> <!-- <?x", "\\<b> \\</b> \\<!-- \\<?x", NULL},
		{"a < b <= c << 2 <3 ->d", NULL, NULL},
		{"<3@b>", "\\<3@b>", NULL},
		{"a <", "a \\<", NULL},
		{"a <3", "a \\<3", NULL},
		{"&amp; &#1; &#xF;", "\\&amp; \\&#1; \\&#xF;", NULL},
		{"a & b && c &x &; &#;", NULL, NULL},
		{"AT&T x", NULL, NULL},
		{"AT&T", "AT\\&T", NULL},
		{"a &", "a \\&", NULL},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_links(void)
{
	static const Case cases[] = {
		{"see HTTPS://x.y", "see HTTPS\\://x.y", NULL},
		{"irc://x", "irc\\://x", NULL},
		{"a:/b a: //b ://c", NULL, NULL},
		{"://x", "\\://x", "http"},
		{"//x", "\\//x", "http:"},
		{"/x", "\\/x", "http:/"},
		{"/x", NULL, "http:"},
		{"www.x.y", "www\\.x.y", NULL},
		{"(WWW.x.y", "(WWW\\.x.y", NULL},
		{"awww.x", NULL, NULL},
		{"www-x", NULL, NULL},
		{".x.y", "\\.x.y", "www"},
		{".x.y", NULL, "awww"},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_addresses(void)
{
	static const Case cases[] = {
		{"Ann <a@b.c>, d_e+f@g-h.i.", "Ann \\<`a@b.c`>, `d_e+f@g-h.i`.", NULL},
		{"mailto:a@b.c xmpp:a@b.c/d", "mailto:`a@b.c` xmpp:`a@b.c`/d", NULL},
		{"mailto:@b.c", "mailto:`@b.c`", NULL},
		{"cpu@0 @b.c a@.. x@y", NULL, NULL},
		{"a@b. x", NULL, NULL},
		{"a@b.", "`a@b`.", NULL},
		{"a@b@c.d", "`a@b@c.d`", NULL},
		/* one address in several values */
		{"@b.c", "`@b.c`", "a"},
		{"b.c", "`b.c`", "\\_a@"},
		{".c", "`.c`", "a@b"},
		{"c", "`c`", "a@b\\_."},
		{"c d", NULL, "a@b.c"},
		{"x@y.z", "x`@y.z`", "`a@b.c`"},
		{"_@y.z", "\\_`@y.z`", "`a@b.c`"},
		{"@y.z", NULL, "`a@b.c`"},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_blocks(void)
{
	static const Case cases[] = {
		{"# a", "\\# a", ""},      {"# a", "\\# a", "> 1. - "},
		{"# a", NULL, "x\n  y "},  {"#a", NULL, ""},
		{"####### a", NULL, ""},   {"#", "\\#", "## "},
		{"a ##", "a \\##", "## "}, {"a#", NULL, "## "},
		{"> a", "\\> a", ""},      {"- a", "\\- a", ""},
		{"-a", NULL, ""},          {"+", "\\+", ""},
		{"* a", "\\* a", "\n"},    {"1. a", "1\\. a", ""},
		{"12)", "12\\)", "- "},    {"1.5", NULL, ""},
		{"12", NULL, ""},          {"1234567890. a", NULL, ""},
		{". a", "\\. a", "- 1"},   {"2. a", "2\\. a", "1"},
		{". a", NULL, "a1"},       {"~~~ a", "\\~\\~\\~ a", ""},
		{"~ a", "\\~ a", ""},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_rules(void)
{
	static const Case cases[] = {
		{"a\n===", "a\n\\===", NULL},
		{"a\n=== b", NULL, NULL},
		{"---", "\\---", ""},
		{"-- a", NULL, ""},
		{"--\nx", "\\--\nx", ""},
		{"* * * ", "\\* * * ", ""},
		{"* * *", "\\* * \\*", ""},
		{"a\n:-:\nb", "a\n\\:-:\nb", NULL},
		{"a | b\n-|-", "a \\| b\n-\\|-", NULL},
		{"===", NULL, NULL},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_blanks(void)
{
	static const Case cases[] = {
		{"    a", "&#32;   a", ""},
		{"   a", NULL, ""},
		{"   a", "&#32;  a", "- "},
		{"    a", NULL, NULL},
		{"\ta", "&#9;a", ""},
		{"a\n\n      - b", "a\n\n&#32;     - b", ""},
		{"   - b", "   \\- b", ""},
		{"a  b", NULL, NULL},
		{"a  \nb \nc", "a\nb\nc", NULL},
		{"a  ", "a ", NULL},
		{" ", "", NULL},
		{" ", NULL, "word"},
		{"a\n    \nb", "a\n\nb", NULL},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* A megabyte of each: anything but linear time would never end. */
static void test_linear(void)
{
	static const char *const pieces[] = {
		"[",  "]",  "[]", "[a](", "*", "* ", "_",   "a_",  "~",   "`",  "@",
		"a@", "@.", "\\", "\\ ",  "&", "&a", "<",   "<1",  "#",   "# ", "!",
		":",  "/",  "-",  "- ",   "=", ".",  "www", "\\a", "a@ ", " ",  "\t",
		"\n", "1",  "x ", "\n- ", "é", "é_", "|",   "](",  "]\\", "a.", "\n    ",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GString) out = g_string_new(NULL);

		while (text->len < 1024 * 1024)
			g_string_append(text, pieces[i]);
		markdown_escape(out, text->str);
		g_assert_cmpuint(out->len, <=, 3 * text->len);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/markdown/plain", test_plain);
	g_test_add_func("/markdown/backslash", test_backslash);
	g_test_add_func("/markdown/emphasis", test_emphasis);
	g_test_add_func("/markdown/brackets", test_brackets);
	g_test_add_func("/markdown/bracket-blocks", test_bracket_blocks);
	g_test_add_func("/markdown/html", test_html);
	g_test_add_func("/markdown/links", test_links);
	g_test_add_func("/markdown/addresses", test_addresses);
	g_test_add_func("/markdown/blocks", test_blocks);
	g_test_add_func("/markdown/rules", test_rules);
	g_test_add_func("/markdown/blanks", test_blanks);
	g_test_add_func("/markdown/linear", test_linear);
	return g_test_run();
}
