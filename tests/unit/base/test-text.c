/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/text.h"

#include <string.h>

#define BAD "\xEF\xBF\xBD"

typedef struct {
	const char *in;
	gsize len;
	const char *want;
} Case;

#define CASE(in, want)                                                                             \
	{                                                                                          \
		in, sizeof(in) - 1, want                                                           \
	}

static void test_clean(void)
{
	static const Case cases[] = {
		CASE("", ""),
		CASE("plain\n\ttext\n", "plain\n\ttext\n"),
		CASE("a\r\nb\r\r\nc\r", "a\nb\nc"),
		CASE("a\rb", "a" BAD "b"),
		CASE("nul\0nul", "nul" BAD "nul"),
		CASE("\x1b[31mred", BAD "[31mred"),
		CASE("form\ffeed", "form" BAD "feed"),
		CASE("del\x7f", "del" BAD),
		CASE("c1 \xC2\x9B", "c1 " BAD),
		CASE("\xC2\xA0", "\xC2\xA0"),
		CASE("cut \xE4\xBD", "cut " BAD BAD),
		CASE("latin \xE9t\xE9", "latin " BAD "t" BAD),
		CASE("你好\n", "你好\n"),
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = text_clean(cases[i].in, cases[i].len);

		g_assert_cmpstr(got, ==, cases[i].want);
		g_assert_true(text_is_clean(got, strlen(got)));
	}
}

/* One odd byte is found wherever it stands: the scan goes by blocks. */
static void test_everywhere(void)
{
	static const char *const odd[] = {"\x1b", "\x7f", "\r\n", "\xC2\x80", "\xFF", "\x01"};

	for (guint i = 0; i < G_N_ELEMENTS(odd); i++) {
		for (guint at = 0; at < 200; at++) {
			g_autoptr(GString) text = g_string_new(NULL);

			while (text->len < 200)
				g_string_append(text, text->len % 70 ? "a" : "é\n");
			g_assert_true(text_is_clean(text->str, text->len));
			while ((text->str[at] & 0xC0) == 0x80)
				at++;
			g_string_insert(text, (gssize)at, odd[i]);
			g_assert_false(text_is_clean(text->str, text->len));
		}
	}
}

static void test_clean_line(void)
{
	static const Case cases[] = {
		CASE("", ""),
		CASE("  \t ", ""),
		CASE(" a \t\n  b\r\n c ", "a b c"),
		CASE("a\0b", "a" BAD "b"),
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = text_clean_line(cases[i].in, cases[i].len);

		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

static void test_width(void)
{
	g_autofree char *wide = text_pad("你好", 6), *full = text_pad("abcd", 2);

	g_assert_cmpuint(text_width(""), ==, 0);
	g_assert_cmpuint(text_width("abc"), ==, 3);
	g_assert_cmpuint(text_width("你好"), ==, 4);
	g_assert_cmpuint(text_width("e\xCC\x81"), ==, 1);
	g_assert_cmpstr(wide, ==, "你好  ");
	g_assert_cmpstr(full, ==, "abcd");
}

static void test_file_name(void)
{
	static const struct {
		const char *raw, *name;
	} cases[] = {
		{"kvmarm", "kvmarm"},
		{"a_b-c.d+e@f", "a_b-c.d+e@f"},
		{"two  words", "two-words"},
		{"../x", "_.-x"},
		{".hidden", "_hidden"},
		{"-rf", "_rf"},
		{"a/b\\c:d*e\"f", "a-b-c-d-e-f"},
		{"", "_"},
		{"  ", "_"},
		{"\xE5\x88\x97\xE8\xA1\xA8", "\xE5\x88\x97\xE8\xA1\xA8"},
		{"a\xE2\x80\xAE\x62", "a-b"}, /* U+202E */
		{"a\xFF\x1B[31m", "a\xEF\xBF\xBD\xEF\xBF\xBD-31m"},
	};
	g_autofree char *many = g_strnfill(300, 'a'), *name = text_file_name(many);
	g_autofree char *before = g_strnfill(98, 'a');
	g_autofree char *wide = g_strconcat(before, "\xE5\x88\x97x", NULL);
	g_autofree char *cut = text_file_name(wide);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = text_file_name(cases[i].raw);

		g_assert_cmpstr(got, ==, cases[i].name);
	}
	g_assert_cmpuint(strlen(name), ==, 100);
	g_assert_cmpstr(cut, ==, before); /* not half a character */
}

/* The values that those who made it publish. */
static void test_fingerprint(void)
{
	g_assert_cmphex(text_fingerprint(""), ==, G_GUINT64_CONSTANT(0xcbf29ce484222325));
	g_assert_cmphex(text_fingerprint("a"), ==, G_GUINT64_CONSTANT(0xaf63dc4c8601ec8c));
	g_assert_cmphex(text_fingerprint("foobar"), ==, G_GUINT64_CONSTANT(0x85944171f73967e8));
}

static void test_seen(void)
{
	static const char *const rows[][2] = {
		{"plain\ntext", "plain\ntext"},
		{"a\xE2\x80\xAE"
		 "b\xE2\x81\xA6"
		 "c",
		 "abc"},                                              /* bidirectional controls */
		{"kvm\xE2\x80\x8B_init\xEF\xBB\xBF()", "kvm_init()"}, /* zero-width */
		{"a\xF3\xA0\x81\x81\xF3\xA0\x81\xBF", "a"},           /* tags, which spell */
		{"a\xE2\x80\xA8"
		 "b\xE2\x80\xA9"
		 "c",
		 "a b c"},
		{"\xC2\xAD"
		 "soft\xC2\xAD hyphen",
		 "soft hyphen"},
		{"\xE5\xBC\xA0\xE4\xB8\x89 \xC3\xA9", "\xE5\xBC\xA0\xE4\xB8\x89 \xC3\xA9"},
		{"", ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *seen = text_seen(rows[i][0]);

		g_assert_cmpstr(seen, ==, rows[i][1]);
	}
	for (gunichar c = 0; c <= 0x10FFFF; c++)
		if (text_is_hidden(c))
			g_assert_true(text_is_unseen(c));
}

static void test_seen_line(void)
{
	static const struct {
		const char *text;
		gsize max;
		const char *want;
	} rows[] = {
		{"", 1, ""},
		{"Ann\tExample ", TEXT_WHOLE, "Ann Example"},
		{" Ann\u202e\n\u200b Example", 11, "Ann Example"},
		{"Ann Example", 10, "Ann Examp…"},
		{"Ann Example", 1, "…"},
		{"三十毫秒", 4, "三十毫秒"},
		{"三十毫秒", 3, "三十…"},
		{"Ann\u2028Example", TEXT_WHOLE, "Ann Example"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *line = text_seen_line(rows[i].text, rows[i].max);

		g_assert_cmpstr(line, ==, rows[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/text/clean", test_clean);
	g_test_add_func("/text/everywhere", test_everywhere);
	g_test_add_func("/text/clean-line", test_clean_line);
	g_test_add_func("/text/width", test_width);
	g_test_add_func("/text/file-name", test_file_name);
	g_test_add_func("/text/fingerprint", test_fingerprint);
	g_test_add_func("/text/seen", test_seen);
	g_test_add_func("/text/seen-line", test_seen_line);
	return g_test_run();
}
