/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/gitconfig.h"

#include "base/error.h"
#include "lib/inbox-maker.h"
#include "mirror/mirror.h"

#include <string.h>
#include <sys/stat.h>

static char *root;

static char *in_root(const char *name)
{
	return g_build_filename(root, name, NULL);
}

static char *write_file(const char *name, const char *text)
{
	char *path = in_root(name);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

/* "file: name=value" of each entry, a line each. */
static char *list(const GPtrArray *entries)
{
	g_autoptr(GString) lines = g_string_new(NULL);

	for (guint i = 0; entries && i < entries->len; i++) {
		const GitconfigEntry *entry = entries->pdata[i];
		g_autofree char *file = g_path_get_basename(entry->file);

		g_string_append_printf(lines, "%s: %s%s%s\n", file, entry->name,
				       entry->value ? "=" : "", entry->value ? entry->value : "");
	}
	return g_strdup(lines->str);
}

static void test_syntax(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"", ""},
		{"# nothing\n; at all\n", ""},
		{"[MailDelta]\n\tTitle = KVMARM\n", "config: maildelta.title=KVMARM\n"},
		{"[inbox \"Kvm.ARM\"]\nDir = ~/x ; why\n", "config: inbox.Kvm.ARM.dir=~/x\n"},
		{"[inbox \"a\\\"b\\\\\"]\ndir=x\n", "config: inbox.a\"b\\.dir=x\n"},
		{"[a]\nb\nc =\n", "config: a.b\nconfig: a.c=\n"},
		{"[a]\r\nb = \"x  # y\" \\\r\n z\r\n", "config: a.b=x  # y  z\n"},
		{"[a]\nb = 1\n[c]\nd = 2\n[a]\nb = 3\n",
		 "config: a.b=1\nconfig: c.d=2\nconfig: a.b=3\n"},
		{"\xEF\xBB\xBF[a]\nb = \xE4\xB8\xAD\n", "config: a.b=\xE4\xB8\xAD\n"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = write_file("config", cases[i].text);
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) entries = gitconfig_read(path, &error);
		g_autofree char *got = list(entries);

		g_test_message("%s", cases[i].text);
		g_assert_no_error(error);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* What is included stands in its place, and says where it is from. */
static void test_includes(void)
{
	g_autofree char *path = write_file("top", "[a]\nb = 1\n[include]\npath = one\n"
						  "path = nowhere\npath = two\n[a]\nb = 4\n"
						  "[includeIf \"gitdir:/\"]\npath = one\n");
	g_autofree char *one = write_file("one", "[include]\npath = ./two\n[a]\nb = 2\n");
	g_autofree char *two = write_file("two", "[a]\nb = 3\n");
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) entries = gitconfig_read(path, &error);
	g_autofree char *got = list(entries);

	g_assert_no_error(error);
	g_assert_cmpstr(got, ==,
			"top: a.b=1\ntop: include.path=one\none: include.path=./two\n"
			"two: a.b=3\none: a.b=2\ntop: include.path=nowhere\n"
			"top: include.path=two\ntwo: a.b=3\ntop: a.b=4\n"
			"top: includeif.gitdir:/.path=one\n");
}

static void test_broken(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"[a]\nb = 1\n[c\n", "/config:3: missing ']'"},
		{"[a \"b]\n", "/config:1: "},
		{"[a]\n = 1\n", "/config:2: "},
		{"[a]\nb = \\q\n", "/config: "},
		{"[a]\n\x1b[31m = 1\n", "/config:"},
		{"[include]\npath = bad\n", "/bad:2: missing ']'"},
		{"[include]\npath = config\n", "/config: maximum config include depth"},
	};
	g_autofree char *bad = write_file("bad", "\n[bad\n");

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = write_file("config", cases[i].text);
		g_autofree char *want = g_strconcat(root, cases[i].want, NULL);
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) entries = gitconfig_read(path, &error);

		g_test_message("%s", cases[i].text);
		g_assert_null(entries);
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		if (error)
			g_assert_cmpstr(strstr(error->message, want), ==, error->message);
	}
}

/* What is not there has no settings; what is no file is not waited for. */
static void test_places(void)
{
	g_autofree char *nowhere = in_root("nowhere/config"), *fifo = in_root("fifo");
	g_autofree char *below = in_root("top/config");
	const struct {
		const char *path;
		gboolean read;
	} cases[] = {{nowhere, TRUE}, {below, TRUE}, {root, FALSE}, {fifo, FALSE}};

	g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) entries = gitconfig_read(cases[i].path, &error);

		g_test_message("%s", cases[i].path);
		g_assert_cmpint(entries != NULL, ==, cases[i].read);
		g_assert_cmpint(error != NULL, ==, !cases[i].read);
		if (entries)
			g_assert_cmpuint(entries->len, ==, 0);
	}
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	root = g_dir_make_tmp("maildelta-gitconfig-XXXXXX", NULL);
	g_test_add_func("/gitconfig/syntax", test_syntax);
	g_test_add_func("/gitconfig/includes", test_includes);
	g_test_add_func("/gitconfig/broken", test_broken);
	g_test_add_func("/gitconfig/places", test_places);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
