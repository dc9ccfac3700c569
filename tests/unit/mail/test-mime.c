/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/mime.h"

static void test_type(void)
{
	static const struct {
		const char *header, *type, *charset, *boundary;
	} cases[] = {
		{NULL, "none/none", NULL, NULL},
		{"", "text/plain", NULL, NULL},
		{"Text/HTML", "text/html", NULL, NULL},
		{"text", "text/plain", NULL, NULL},
		{"/plain", "text/plain", NULL, NULL},
		{"text/", "text/plain", NULL, NULL},
		{"text/plain; charset=utf-8", "text/plain", "utf-8", NULL},
		{"text/plain;CHARSET = \"utf-8\" ;x=y", "text/plain", "utf-8", NULL},
		{"text/plain;\n\tformat=flowed;\n\tcharset=utf-8", "text/plain", "utf-8", NULL},
		{"text/plain; charset=us-ascii (plain)", "text/plain", "us-ascii", NULL},
		{"text/plain charset=utf-8", "text/plain", NULL, NULL},
		{"charset=y", "text/plain", NULL, NULL},
		{"text/plain; charset", "text/plain", NULL, NULL},
		{"text/plain; charset=", "text/plain", "", NULL},
		{"text/plain; charset=a; charset=b", "text/plain", "a", NULL},
		{"multipart/mixed; x=\"; boundary=no\"; boundary=\"a \\\"b\"", "multipart/mixed",
		 NULL, "a \"b"},
		{"multipart/mixed; boundary==_a=b", "multipart/mixed", NULL, "=_a=b"},
		{"multipart/mixed; boundary=\"unclosed", "multipart/mixed", NULL, "unclosed"},
		{"multipart/mixed; =x; ;; boundary=b", "multipart/mixed", NULL, "b"},
		/* RFC 2231 */
		{"text/plain; charset*=us-ascii''gb2312", "text/plain", "gb2312", NULL},
		{"text/plain; charset*=us-ascii'en'iso%2D8859-2", "text/plain", "iso-8859-2", NULL},
		{"text/plain; charset*=''%zz; charset*=b", "text/plain", "%zz", NULL},
		{"text/plain; charset*=bare", "text/plain", "bare", NULL},
		{"text/plain; charset*x=a; charset*0x=b", "text/plain", NULL, NULL},
		{"text/plain; charset*=''a; charset=b", "text/plain", "b", NULL},
		{"a/b; boundary*0=\"a b\";\n boundary*1=c; boundary*3=e", "a/b", NULL, "a bc"},
		{"a/b; Boundary*0*=x''a%3D; boundary*1*=%3D'; boundary*2=%3D", "a/b", NULL,
		 "a=='%3D"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Slice header = slice_of(cases[i].header);
		g_autofree char *type = mime_type(header, "none/none");
		g_autofree char *charset = mime_param(header, "charset");
		g_autofree char *boundary = mime_param(header, "boundary");

		g_test_message("%s", cases[i].header);
		g_assert_cmpstr(type, ==, cases[i].type);
		g_assert_cmpstr(charset, ==, cases[i].charset);
		g_assert_cmpstr(boundary, ==, cases[i].boundary);
	}
}

/* The parts of a body, "|" between them; closed says whether the end was marked. */
static void test_parts(void)
{
	static const struct {
		const char *body, *boundary, *parts;
		gboolean closed;
	} cases[] = {
		{"--b\none\n--b\ntwo\n--b--\n", "b", "one|two", TRUE},
		{"pre\n--b\none\n--b--\nepilogue\n--b\n", "b", "one", TRUE},
		{"--b\r\none\r\n--b--\r\n", "b", "one", TRUE},
		{"--b \t\none\n--b-- \n", "b", "one", TRUE},
		{"--b\n\none\n\n--b--", "b", "\none\n", TRUE},
		{"--b\n--b\n\n--b--", "b", "|", TRUE},
		{"--b\none", "b", "one", FALSE},
		{"--b\n--b2\nx--b\n --b\n--b--", "b", "--b2\nx--b\n --b", TRUE},
		{"--b--\n", "b", "", TRUE},
		{"--b\n", "b", "", FALSE},
		{"none", "b", "", FALSE},
		{"", "b", "", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(MimeParts) parts = {0};
		g_autoptr(GString) got = g_string_new(NULL);
		guint n = 0;
		Slice part;

		g_test_message("%s", cases[i].body);
		g_assert_true(mime_parts_init(&parts, slice_of(cases[i].body), cases[i].boundary));
		while (mime_parts_next(&parts, &part)) {
			g_string_append(got, n++ ? "|" : "");
			g_string_append_len(got, part.ptr, (gssize)part.len);
		}
		g_assert_cmpstr(got->str, ==, cases[i].parts);
		g_assert_cmpint(parts.closed, ==, cases[i].closed);
	}
}

static void test_no_boundary(void)
{
	g_auto(MimeParts) parts = {0};
	g_autofree char *absurd = g_strnfill(100000, 'b');

	g_assert_false(mime_parts_init(&parts, slice_of("--\n"), NULL));
	g_assert_false(mime_parts_init(&parts, slice_of("--\n"), ""));
	g_assert_false(mime_parts_init(&parts, slice_of("--\n"), absurd));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/mime/type", test_type);
	g_test_add_func("/mime/parts", test_parts);
	g_test_add_func("/mime/no-boundary", test_no_boundary);
	return g_test_run();
}
