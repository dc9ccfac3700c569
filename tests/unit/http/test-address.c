/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/address.h"

#include "base/error.h"

#include <string.h>

static void test_parts(void)
{
	static const struct {
		const char *given, *url, *shown, *origin, *user, *password;
	} cases[] = {
		{"http://lists.example/a", "http://lists.example/a", "http://lists.example/a",
		 "http://lists.example:80", NULL, NULL},
		{"https://lists.example", "https://lists.example/", "https://lists.example/",
		 "https://lists.example:443", NULL, NULL},
		{"HTTPS://Lists.Example:8443/a/../b?q=1#f", "https://Lists.Example:8443/b?q=1",
		 "https://Lists.Example:8443/b", "https://lists.example:8443", NULL, NULL},
		{"http://ann:s3cret@lists.example/a", "http://lists.example/a",
		 "http://lists.example/a", "http://lists.example:80", "ann", "s3cret"},
		{"http://ann@lists.example/a", "http://lists.example/a", "http://lists.example/a",
		 "http://lists.example:80", "ann", NULL},
		{"http://an%6e:s%40c:ret@lists.example/", "http://lists.example/",
		 "http://lists.example/", "http://lists.example:80", "ann", "s@c:ret"},
		{"http://[::1]:81/a", "http://[::1]:81/a", "http://[::1]:81/a", "http://[::1]:81",
		 NULL, NULL},
		{"http://127.0.0.1/?token=s3cret", "http://127.0.0.1/?token=s3cret",
		 "http://127.0.0.1/", "http://127.0.0.1:80", NULL, NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(Address) address = {0};
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].given);
		g_assert_true(address_parse(&address, cases[i].given, &error));
		g_assert_no_error(error);
		g_assert_cmpstr(address.url, ==, cases[i].url);
		g_assert_cmpstr(address.shown, ==, cases[i].shown);
		g_assert_cmpstr(address.origin, ==, cases[i].origin);
		g_assert_cmpstr(address.user, ==, cases[i].user);
		g_assert_cmpstr(address.password, ==, cases[i].password);
		g_assert_cmpint(address.secure, ==, g_str_has_prefix(cases[i].url, "https:"));
	}
}

static void test_refused(void)
{
	static const char *const cases[] = {
		"",
		"lists.example/a",
		"/tmp/a",
		"ftp://ann:s3cret@lists.example/",
		"file:///etc/passwd",
		"ssh://ann:s3cret@lists.example/a",
		"ann@lists.example:a",
		"http://",
		"http://lists.example:port/",
		"http://lists.example:70000/",
		"http://ann:s3cret@lists example/",
		"http://ann:s3cret@/a",
		"http://ann:s3@cret@lists.example:x/",
		"http://lists.example/a\nHost: other.example",
		"http://lists.example/\x7f",
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(Address) address = {0};
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i]);
		g_assert_false(address_parse(&address, cases[i], &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		g_assert_null(address.url);
		g_assert_null(error ? strstr(error->message, "s3") : NULL);
	}
}

static void test_loopback(void)
{
	static const struct {
		const char *url;
		gboolean want;
	} cases[] = {
		{"http://localhost/", TRUE},
		{"https://LocalHost:8443/v1", TRUE},
		{"http://127.0.0.1:11434/", TRUE},
		{"http://127.255.3.4/", TRUE},
		{"http://127.1/", TRUE}, /* the same, shortened */
		{"http://[::1]:11434/", TRUE},
		{"http://[0:0:0:0:0:0:0:1]/", TRUE},
		{"http://localhost.example/", FALSE},
		{"http://mylocalhost/", FALSE},
		{"http://127.0.0.1.example/", FALSE},
		{"http://127.example/", FALSE},
		{"http://128.0.0.1/", FALSE},
		{"http://0.0.0.0/", FALSE},
		{"http://10.127.0.1/", FALSE},
		{"http://[::]/", FALSE},
		{"http://[::2]/", FALSE},
		{"http://[fe80::1]/", FALSE},
		{"http://[::1:1]/", FALSE},
		{"http://localhost@model.example/", FALSE},
		{"http://model.example/?http://localhost:80", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(Address) address = {0};

		g_test_message("%s", cases[i].url);
		g_assert_true(address_parse(&address, cases[i].url, NULL));
		g_assert_cmpint(address_is_loopback(&address), ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/address/parts", test_parts);
	g_test_add_func("/address/refused", test_refused);
	g_test_add_func("/address/loopback", test_loopback);
	return g_test_run();
}
