/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/journal.h"

#include "base/text.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;

static char *in_folder(const char *name)
{
	return g_build_filename(folder, name, NULL);
}

static char *read_log(const char *name)
{
	g_autofree char *path = in_folder(name);
	char *text = NULL;

	g_file_get_contents(path, &text, NULL, NULL);
	return text;
}

static void clear(void)
{
	g_autofree char *log = in_folder("log"), *old = in_folder("log.1");

	g_unlink(log);
	g_unlink(old);
}

static void test_lines(void)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	clear();
	g_assert_true(journal_write(folder, "hook: %s", "one"));
	g_assert_true(journal_write(folder, "a\nb\tc\033[31m\xff%d", 7));
	text = read_log("log");
	g_assert_true(g_utf8_validate(text, -1, NULL));
	lines = g_strsplit(text, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, 3);
	g_assert_true(g_regex_match_simple(
		"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|\\+00:00) \\[\\d+\\] hook: one$",
		lines[0], 0, 0));
	g_assert_null(strchr(text, '\033'));
	g_assert_nonnull(strstr(lines[1], "7"));
	g_assert_cmpstr(lines[2], ==, "");
}

static goffset size_of(const char *name)
{
	g_autofree char *path = in_folder(name);
	GStatBuf file;

	return g_stat(path, &file) == 0 ? file.st_size : -1;
}

static void test_cap(void)
{
	g_autofree char *path = in_folder("log"), *text = NULL;
	char line[1001];

	clear();
	memset(line, 'x', sizeof line - 1);
	line[sizeof line - 1] = '\0';
	for (guint i = 0; i < 3 * JOURNAL_MAX / sizeof line; i++)
		g_assert_true(journal_write(folder, "%u %s", i, line));
	g_assert_cmpint(size_of("log"), >, 0);
	g_assert_cmpint(size_of("log"), <, JOURNAL_MAX + 2000);
	g_assert_cmpint(size_of("log.1"), >=, JOURNAL_MAX);
	g_assert_cmpint(size_of("log.1"), <, JOURNAL_MAX + 2000);
	g_assert_true(journal_write(folder, "the last"));
	text = read_log("log");
	g_assert_true(g_str_has_suffix(text, "the last\n"));
}

static gpointer write_many(gpointer name)
{
	for (guint i = 0; i < 500; i++)
		journal_write(folder, "%s %u", (const char *)name, i);
	return NULL;
}

static void test_together(void)
{
	GThread *a, *b;
	g_autofree char *text = NULL;
	guint n = 0;

	clear();
	a = g_thread_new("a", write_many, (gpointer) "a");
	b = g_thread_new("b", write_many, (gpointer) "b");
	g_thread_join(a);
	g_thread_join(b);
	text = read_log("log");
	for (const char *c = text; *c; c++)
		n += *c == '\n';
	g_assert_cmpuint(n, ==, 1000);
}

static void test_no_place(void)
{
	g_autofree char *path = in_folder("log"), *none = in_folder("none");

	clear();
	g_assert_false(journal_write(none, "x"));
	g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
	g_assert_false(journal_write(folder, "x"));
	g_rmdir(path);
	g_assert_cmpint(symlink("/dev/full", path), ==, 0);
	g_assert_false(journal_write(folder, "x"));
	clear();
	g_assert_cmpint(mkfifo(path, 0600), ==, 0);
	g_assert_false(journal_write(folder, "x")); /* nor waits for a reader */
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	folder = g_dir_make_tmp("maildelta-journal-XXXXXX", NULL);
	g_test_add_func("/journal/lines", test_lines);
	g_test_add_func("/journal/cap", test_cap);
	g_test_add_func("/journal/together", test_together);
	g_test_add_func("/journal/no-place", test_no_place);
	result = g_test_run();
	clear();
	g_rmdir(folder);
	g_free(folder);
	return result;
}
