/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/trailer.h"

#include <string.h>

static char *describe(const GPtrArray *trailers)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < trailers->len; i++) {
		const Trailer *trailer = g_ptr_array_index(trailers, i);

		g_string_append_printf(out, "%s=%s", trailer->token, trailer->value);
		if (*trailer->person.name || *trailer->person.addr)
			g_string_append_printf(out, " {%s|%s}", trailer->person.name,
					       trailer->person.addr);
		g_string_append(out, "; ");
	}
	return g_string_free(out, FALSE);
}

typedef struct {
	const char *text, *want;
} Case;

static void check(const Case *cases, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		g_autoptr(GPtrArray) trailers = trailer_scan(slice_of(cases[i].text));
		g_autofree char *got = describe(trailers);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* RULES §4, Trailers: Token-by: Name <mail> and Cc: */
static void test_people(void)
{
	static const Case cases[] = {
		{"Reviewed-by: A B <a@b.org>", "Reviewed-by=A B <a@b.org> {A B|a@b.org}; "},
		{"Co-developed-by: A <a@b.org>\n", "Co-developed-by=A <a@b.org> {A|a@b.org}; "},
		{"Reported-and-tested-by: A <a@b.org>",
		 "Reported-and-tested-by=A <a@b.org> {A|a@b.org}; "},
		{"REVIEWED-BY:A <a@b.org>", "REVIEWED-BY=A <a@b.org> {A|a@b.org}; "},
		{"Reviewed-by : A <a@b.org>", "Reviewed-by=A <a@b.org> {A|a@b.org}; "},
		{"Acked-by: A  \t B <a@b.org>  # arm64",
		 "Acked-by=A B <a@b.org> # arm64 {A B|a@b.org}; "},
		{"Acked-by: A <a@b.org> (arm64)", "Acked-by=A <a@b.org> (arm64) {A|a@b.org}; "},
		{"Acked-by: \"B, A\" <a@b.org>", "Acked-by=\"B, A\" <a@b.org> {B, A|a@b.org}; "},
		{"Acked-by: B, A <a@b.org>", "Acked-by=B, A <a@b.org> {B, A|a@b.org}; "},
		{"Acked-by: A (C) <a@b.org>", "Acked-by=A (C) <a@b.org> {A (C)|a@b.org}; "},
		{"Tested-by: <a@b.org>", "Tested-by=<a@b.org> {|a@b.org}; "},
		{"Reported-by: a+1f@b.org", "Reported-by=a+1f@b.org {|a+1f@b.org}; "},
		{"Reported-by: a@b.org (A B)", "Reported-by=a@b.org (A B) {A B|a@b.org}; "},
		{"Cc: stable@vger.kernel.org # 5.10+",
		 "Cc=stable@vger.kernel.org # 5.10+ {|stable@vger.kernel.org}; "},
		{"Cc: stable@vger.kernel.org v5.10+",
		 "Cc=stable@vger.kernel.org v5.10+ {|stable@vger.kernel.org}; "},
		{"Cc: <stable@vger.kernel.org>",
		 "Cc=<stable@vger.kernel.org> {|stable@vger.kernel.org}; "},
		{"CC: A <a@b.org>", "CC=A <a@b.org> {A|a@b.org}; "},
		{"Cc: a@b.org, C <c@d.org>", "Cc=a@b.org, C <c@d.org> {|a@b.org}; "},
		{"Cc: stable", "Cc=stable; "},
		{"Cc: stable # 5.10+", "Cc=stable # 5.10+; "},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* RULES §4, Trailers: the ones that name commits and places */
static void test_references(void)
{
	static const Case cases[] = {
		{"Fixes: 1234567890ab (\"title\")", "Fixes=1234567890ab (\"title\"); "},
		{"Fixes: abcdef (\"title\")", "Fixes=abcdef (\"title\"); "},
		{"Fixes: 1234567890ab (\"a \"b\" c\")", "Fixes=1234567890ab (\"a \"b\" c\"); "},
		{"Fixes: 1234567890abcdef1234567890abcdef12345678",
		 "Fixes=1234567890abcdef1234567890abcdef12345678; "},
		{"Link: https://example.org/r/1", "Link=https://example.org/r/1; "},
		{"Link: https://example.org/r/1 [1]", "Link=https://example.org/r/1 [1]; "},
		{"Link: example.org/r/1", "Link=example.org/r/1; "},
		{"Closes: https://example.org/b/1", "Closes=https://example.org/b/1; "},
		{"Change-Id: I0123456789", "Change-Id=I0123456789; "},
		{"change-id: 20230101-tea-0123", "change-id=20230101-tea-0123; "},
		{"base-commit: 0123456789abcdef", "base-commit=0123456789abcdef; "},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* RULES §4, Trailers: re-join wrapped ones */
static void test_wrapped(void)
{
	static const Case cases[] = {
		{"Fixes: 1234567890ab (\"long\n  title\")\nLink: https://example.org/1",
		 "Fixes=1234567890ab (\"long title\"); Link=https://example.org/1; "},
		{"Fixes: 1234567890ab (\"long\ntitle\")", "Fixes=1234567890ab (\"long title\"); "},
		{"Fixes: 1234567890ab\n  (\"title\")", "Fixes=1234567890ab; "},
		{"Fixes: 1234567890ab (\"never\n\nclosed\")", "Fixes=1234567890ab (\"never; "},
		{"Fixes: 1234567890ab (\"never closed\nAcked-by: A <a@b.org>",
		 "Fixes=1234567890ab (\"never closed; Acked-by=A <a@b.org> {A|a@b.org}; "},
		{"Acked-by: A Long Name\n<a@b.org>\n",
		 "Acked-by=A Long Name <a@b.org> {A Long Name|a@b.org}; "},
		{"Acked-by: A Long\n Name <a@b.org>\n",
		 "Acked-by=A Long Name <a@b.org> {A Long Name|a@b.org}; "},
		{"Acked-by:\n\tA <a@b.org>\n", "Acked-by=A <a@b.org> {A|a@b.org}; "},
		{"Acked-by: A\nB <a@b.org>\n", ""},
		{"Acked-by: A\n\n <a@b.org>\n", ""},
		{"Acked-by: A\nTested-by: B <b@b.org>\n", "Tested-by=B <b@b.org> {B|b@b.org}; "},
		{"Acked-by: A <a@b.org>\n x | 1 +\n", "Acked-by=A <a@b.org> {A|a@b.org}; "},
		{"Cc: a@b.org,\n\tc@d.org,\n\te@f.org\n",
		 "Cc=a@b.org, c@d.org, e@f.org {|a@b.org}; "},
		{"Link:\n  https://example.org/1\n", "Link=https://example.org/1; "},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* RULES §4, Trailers: prose is no tag */
static void test_none(void)
{
	static const Case cases[] = {
		{"", ""},
		{"Reviewed-by when resending", ""},
		{"Reviewed-by: when resending", ""},
		{"Reviewed-by: tags from a@b.org were kept", ""},
		{"Reviewed-by: a@b.org should look", ""},
		{"Feel free to add Reviewed-by: A <a@b.org>", ""},
		{"> Reviewed-by: A <a@b.org>", ""},
		{"  Reviewed-by: A <a@b.org>", ""},
		{"Acked-by: A\n> <a@b.org>", ""},
		{"[a@b.org: dropped the lid]", ""},
		{"-by: A <a@b.org>", ""},
		{"by: A <a@b.org>", ""},
		{"Reviewed by: A <a@b.org>", ""},
		{"Fixes: the lid", ""},
		{"Fixes: added", ""},
		{"Fixes: defaced the lid", ""},
		{"Fixes: 12345 (\"five digits\")", ""},
		{"Link: see below", ""},
		{"Link: and/or", ""},
		{"Cc: the list", ""},
		{"Cc: stable trees, I would say", ""},
		{"Change-Id: is missing", ""},
		{"base-commit: unknown", ""},
		{"Date: today", ""},
		{"Fixes", ""},
		{"Fixes:", ""},
		{"Cc:\n\n", ""},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* Each line invites to look at the lines that follow: still one pass, and bounded. */
static void test_hostile(void)
{
	static const char *const lines[] = {
		"Cc: a@b.org,\n",
		"Acked-by: A\n <\n",
		"Fixes: 1234567 (\"a\n",
		"Link:\n ",
		"Cc:\n <",
		"a-by:<@",
		"A-",
		":",
	};

	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GPtrArray) trailers = NULL;

		while (text->len < 1u << 20)
			g_string_append(text, lines[i]);
		trailers = trailer_scan((Slice){text->str, text->len});
		g_assert_nonnull(trailers);
	}
}

/* One at a time, for who walks over lines */
static void test_take(void)
{
	static const struct {
		const char *text;
		gsize taken; /* bytes; 0: no trailer begins here */
	} cases[] = {
		{"Acked-by: A <a@b.org>\nmore\n", 22},
		{"Acked-by: A\n <a@b.org>\nmore\n", 23},
		{"Acked-by: A <a@b.org>", 21},
		{"Acked-by: when it works\n", 0},
		{"more\nAcked-by: A <a@b.org>\n", 0},
		{"> Acked-by: A <a@b.org>\n", 0},
		{"", 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Slice rest = slice_of(cases[i].text);

		g_test_message("%s", cases[i].text);
		g_assert_cmpint(trailer_take(&rest), ==, cases[i].taken > 0);
		g_assert_cmpuint((gsize)(rest.ptr - cases[i].text), ==, cases[i].taken);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/trailer/people", test_people);
	g_test_add_func("/trailer/references", test_references);
	g_test_add_func("/trailer/wrapped", test_wrapped);
	g_test_add_func("/trailer/none", test_none);
	g_test_add_func("/trailer/hostile", test_hostile);
	g_test_add_func("/trailer/take", test_take);
	return g_test_run();
}
