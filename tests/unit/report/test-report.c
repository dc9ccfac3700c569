/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/report.h"

/* What stands in a link as it is, in a Markdown destination too, and leads to the mail. */
static void test_link(void)
{
	static const struct {
		const char *web, *id, *want;
	} cases[] = {
		{NULL, "a@x.example", NULL},
		{"https://l.example/k", "a@x.example", "https://l.example/k/a@x.example/"},
		{"https://l.example/k//", "a", "https://l.example/k/a/"},
		{"https://[::1]:8080/k", "a", "https://[::1]:8080/k/a/"},
		{"https://l.example/%41", "a", "https://l.example/%41/a/"},
		{"https://l.example/a)b(c &amp;", "a", "https://l.example/a%29b%28c%20%26amp;/a/"},
		{"https://l.example", "a/b?c#d%e", "https://l.example/a%2Fb%3Fc%23d%25e/"},
		{"https://l.example", "x)(y<z>&lt;'\"*\\",
		 "https://l.example/x%29%28y%3Cz%3E%26lt%3B%27%22%2A%5C/"},
		{"https://l.example", "a=b+c$d,e_f~g", "https://l.example/a=b+c$d,e_f~g/"},
		{"https://l.example", "é", "https://l.example/%C3%A9/"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(ReportInbox) inbox = report_inbox("t", cases[i].web);
		g_autofree char *link = report_link(&inbox, cases[i].id);

		g_assert_cmpstr(link, ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/report/link", test_link);
	return g_test_run();
}
