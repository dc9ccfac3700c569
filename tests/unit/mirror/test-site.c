/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/site.h"

#include "base/error.h"
#include "lib/inbox-maker.h"

#include <string.h>

static char *root;

static Site *parse(const char *word, GError **error)
{
	g_test_message("%s", word);
	return site_parse(word, error);
}

static void test_addresses(void)
{
	static const struct {
		const char *word;
		SiteKind kind;
		const char *base, *shown;
		int epoch; /* -1: none was given */
		const char *again, *name;
	} cases[] = {
		{"https://h.example/list", SITE_HTTP, "https://h.example/list", NULL, -1, NULL,
		 "list"},
		{"https://h.example/list///", SITE_HTTP, "https://h.example/list", NULL, -1, NULL,
		 "list"},
		{"HTTPS://h.example/list", SITE_HTTP, "https://h.example/list", NULL, -1, NULL,
		 "list"},
		{"http://h.example:8080/a/list", SITE_HTTP, "http://h.example:8080/a/list", NULL,
		 -1, NULL, "list"},
		{"https://ann:s3c@ret@h.example/list", SITE_HTTP,
		 "https://ann:s3c@ret@h.example/list", "https://h.example/list", -1, NULL, "list"},
		{"https://h.example/a@b", SITE_HTTP, "https://h.example/a@b", NULL, -1, NULL, NULL},
		{"https://h.example/list/0", SITE_HTTP, "https://h.example/list", NULL, 0,
		 "https://h.example/list/0", "list"},
		{"https://h.example/list/17/", SITE_HTTP, "https://h.example/list", NULL, 17,
		 "https://h.example/list/17", "list"},
		{"https://h.example/list/git/3.git", SITE_HTTP, "https://h.example/list", NULL, 3,
		 "https://h.example/list/git/3.git", "list"},
		{"https://h.example/list/git/3", SITE_HTTP, "https://h.example/list", NULL, 3,
		 "https://h.example/list/git/3", "list"},
		{"https://h.example/list/3.git", SITE_HTTP, "https://h.example/list", NULL, 3,
		 "https://h.example/list/3.git", "list"},
		{"https://ann:x@h.example/list/3", SITE_HTTP, "https://ann:x@h.example/list",
		 "https://h.example/list", 3, "https://ann:x@h.example/list/3", "list"},
		{"https://h.example/list/03", SITE_HTTP, "https://h.example/list/03", NULL, -1,
		 NULL, "03"},
		{"https://h.example/list/1234567", SITE_HTTP, "https://h.example/list/1234567",
		 NULL, -1, NULL, "1234567"},
		{"https://h.example/list-9", SITE_HTTP, "https://h.example/list-9", NULL, -1, NULL,
		 "list-9"},
		{"https://10/", SITE_HTTP, "https://10", NULL, -1, NULL, NULL},
		{"https://h.example", SITE_HTTP, "https://h.example", NULL, -1, NULL, NULL},
		{"https://h.example/%2e%2e", SITE_HTTP, "https://h.example/%2e%2e", NULL, -1, NULL,
		 NULL},
		{"https://h.example/.git", SITE_HTTP, "https://h.example/.git", NULL, -1, NULL,
		 NULL},
		{"https://h.example/-rf", SITE_HTTP, "https://h.example/-rf", NULL, -1, NULL, NULL},
		{"https://h.example/a%0ab", SITE_HTTP, "https://h.example/a%0ab", NULL, -1, NULL,
		 NULL},
		{"https://h.example/a%2fb", SITE_HTTP, "https://h.example/a%2fb", NULL, -1, NULL,
		 "b"},
		{"git://h.example/list/git/0.git", SITE_GIT, "git://h.example/list", NULL, 0,
		 "git://h.example/list/git/0.git", "list"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Site) site = parse(cases[i].word, &error);
		g_autofree char *again = NULL, *name = NULL;

		g_assert_no_error(error);
		if (!site)
			continue;
		name = site_name(site, NULL);
		g_assert_cmpint(site->kind, ==, cases[i].kind);
		g_assert_cmpstr(site->base, ==, cases[i].base);
		g_assert_cmpstr(site->shown, ==, cases[i].shown ? cases[i].shown : cases[i].base);
		g_assert_cmpint(site->is_epoch ? (int)site->epoch : -1, ==, cases[i].epoch);
		g_assert_cmpstr(name, ==, cases[i].name);
		if (site->is_epoch)
			again = site_epoch(site, site->form, site->epoch);
		g_assert_cmpstr(again, ==, cases[i].again);
	}
}

static void test_refusals(void)
{
	static const struct {
		const char *word, *message;
	} cases[] = {
		{"", "an empty address"},
		{"ssh://ann:s3cret@h.example/list",
		 "ssh://h.example/list: *git clone --mirror*update --no-fetch"},
		{"rsync://h.example/list", "rsync://h.example/list: *git clone --mirror*"},
		{"git+ssh://h.example/list", "git+ssh://h.example/list: *git clone --mirror*"},
		{"ann@h.example:list", "ann@h.example:list: *git clone --mirror*"},
		{"h.example:list/x", "h.example:list/x: *git clone --mirror*"},
		{"h.example/list",
		 "h.example/list: no such folder; an address is written https://h.example/list"},
		{"nothing", "nothing: no such folder; give one, or an address: https://*"},
		{"../nothing.d/x", "../nothing.d/x: no such folder; give one, or an address*"},
		{"https://", "https://: the address names no host"},
		{"https:///list", "https:///list: the address names no host"},
		{"https://ann@/list", "https:///list: the address names no host"},
		{"https://:80/list", "https://:80/list: the address names no host"},
		{"git://-upload/list", "git://-upload/list: the address names no host"},
		{"https://h.example/?q=x", "*give the address of the inbox, without ? and *"},
		{"https://h.example/list#x", "*give the address of the inbox, without # and *"},
		{"https://ann:s3?cret@h.example/list", "https://h.example/list: give the address*"},
		{"https://ann:s3#cr@t@h.example/list", "https://h.example/list: give the address*"},
		{"git://ann:s3cret@h.example/list",
		 "git://h.example/list: git:// knows no logins*"},
		{"git://ann@h.example/list", "git://h.example/list: git:// knows no logins*"},
		{"https://h.example/a b", "*there is a blank in the address"},
		{"https://h.example/a\nb", "*there is a blank in the address"},
		{"file://h.example/list", "*not the address of a file here: write file:///<path>"},
		{"file:///nothing/here", "/nothing/here: no such folder*"},
		{"/dev/null", "/dev/null: not a folder: a bundle is unpacked by git clone*"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Site) site = parse(cases[i].word, &error);

		g_assert_null(site);
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		if (!error || g_pattern_match_simple(cases[i].message, error->message))
			continue;
		g_test_message("%s", error->message);
		g_test_fail();
	}
}

static void test_paths(void)
{
	g_autofree char *list = g_build_filename(root, "a list", NULL);
	g_autofree char *epoch = g_build_filename(list, "git", "4.git", NULL);
	g_autofree char *plain = g_build_filename(list, "7", NULL);
	g_autofree char *url = g_strconcat("file://", root, "/a%20list/git/4.git/", NULL);
	g_autoptr(Site) one = NULL, two = NULL, three = NULL, four = NULL;
	g_autofree char *name = NULL, *path = NULL;

	g_assert_cmpint(g_mkdir_with_parents(epoch, 0777), ==, 0);
	g_assert_cmpint(g_mkdir_with_parents(plain, 0777), ==, 0);
	one = site_parse(list, NULL);
	two = site_parse(epoch, NULL);
	three = site_parse(url, NULL);
	four = site_parse(plain, NULL);
	g_assert_true(one && two && three && four);
	g_assert_true(site_equal(one, two) && site_equal(two, three) && !site_equal(one, four));
	g_assert_cmpint(one->kind, ==, SITE_LOCAL);
	g_assert_cmpstr(one->base, ==, list);
	g_assert_false(one->is_epoch);
	g_assert_true(two->is_epoch && three->is_epoch);
	g_assert_cmpuint(two->epoch, ==, 4);
	g_assert_false(four->is_epoch); /* a folder may be called 7 */
	g_assert_cmpstr(four->base, ==, plain);
	path = site_epoch(three, SITE_FORM_GIT, 4);
	g_assert_cmpstr(path, ==, epoch);
	name = site_name(one, NULL); /* of odd names one is asked for */
	g_assert_null(name);
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	root = g_dir_make_tmp("test-site-XXXXXX", NULL);
	g_test_add_func("/site/addresses", test_addresses);
	g_test_add_func("/site/refusals", test_refusals);
	g_test_add_func("/site/paths", test_paths);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
