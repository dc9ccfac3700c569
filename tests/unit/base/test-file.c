/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/file.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *root;

static char *at(const char *name)
{
	return g_build_filename(root, name, NULL);
}

static gboolean is_there(const char *name)
{
	g_autofree char *path = at(name);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void make(const char *name, const char *text)
{
	g_autofree char *path = at(name);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void test_read(void)
{
	static const struct {
		const char *text;
		gsize max;
		gboolean fits;
	} rows[] = {{"", 0, TRUE},
		    {"", 9, TRUE},
		    {"abc", 3, TRUE},
		    {"abc", 9, TRUE},
		    {"abcd", 3, FALSE}};
	g_autofree char *path = at("read");

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = NULL;
		gsize len = 99;

		make("read", rows[i].text);
		errno = 0;
		text = file_read(path, rows[i].max, &len);
		if (!rows[i].fits) {
			g_assert_null(text);
			g_assert_cmpint(errno, ==, EFBIG);
			continue;
		}
		g_assert_cmpstr(text, ==, rows[i].text);
		g_assert_cmpuint(len, ==, strlen(rows[i].text));
	}
}

static void cannot_read(const char *name, int why)
{
	g_autofree char *path = at(name);
	g_autofree char *text = NULL;

	errno = 0;
	text = file_read(path, 100, NULL);
	g_assert_null(text);
	g_assert_cmpint(errno, ==, why);
}

/* Nobody writes into the pipe: whoever opens it like a file waits for ever. */
static void test_no_file(void)
{
	g_autofree char *pipe = at("pipe"), *folder = at("folder"), *endless = at("endless");

	g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
	g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
	g_assert_cmpint(symlink("/dev/zero", endless), ==, 0);
	cannot_read("pipe", EFBIG);
	cannot_read("folder", EFBIG);
	cannot_read("endless", EFBIG);
	cannot_read("none", ENOENT);
	make("file", "");
	cannot_read("file/none", ENOTDIR);
}

static void test_write(void)
{
	g_autofree char *path = at("write"), *nowhere = at("none/write"), *text = NULL;
	g_autoptr(GError) error = NULL;
	struct stat file;

	g_assert_true(file_write(path, "one", 0600, &error));
	g_assert_true(file_write(path, "two\n", 0600, &error));
	g_assert_no_error(error);
	g_assert_cmpint(stat(path, &file), ==, 0);
	g_assert_cmpuint(file.st_mode & 0777, ==, 0600);
	text = file_read(path, 100, NULL);
	g_assert_cmpstr(text, ==, "two\n");
	g_assert_false(file_write(nowhere, "one", 0600, &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	g_assert_true(g_str_has_prefix(error->message, nowhere));
}

static void test_sweep(void)
{
	static const struct {
		const char *name;
		gboolean stays;
	} rows[] = {
		{"state.abC1x9", FALSE}, {"state", TRUE},         {"state.old", TRUE},
		{"state.abC1x", TRUE},   {"state.abC1x9z", TRUE}, {"state.ab-1x9", TRUE},
		{"state-abC1x9", TRUE},  {"other.abC1x9", TRUE},  {"state.abC1x9.gz", TRUE},
		{"a.state.abC1x", TRUE},
	};
	g_autofree char *path = at("state");

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		make(rows[i].name, "");
	file_sweep(path);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_test_message("%s", rows[i].name);
		g_assert_cmpint(is_there(rows[i].name), ==, rows[i].stays);
	}
}

static void test_fill(void)
{
	g_autofree char *path = at("fill"), *text = NULL;
	int fd = open(path, O_WRONLY | O_CREAT, 0600), full = open("/dev/full", O_WRONLY);

	g_assert_true(file_fill(fd, "abcd", 3));
	g_assert_true(file_fill(fd, "", 0));
	close(fd);
	text = file_read(path, 100, NULL);
	g_assert_cmpstr(text, ==, "abc");
	g_assert_false(file_fill(full, "a", 1));
	g_assert_cmpint(errno, ==, ENOSPC);
	close(full);
}

static void test_fail(void)
{
	g_autoptr(GError) error = NULL;

	errno = ENOENT;
	g_assert_false(file_fail("a/b", "cannot be made", &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	g_assert_cmpstr(error->message, ==, "a/b: cannot be made: No such file or directory");
}

static void remove_root(void)
{
	g_autoptr(GDir) dir = g_dir_open(root, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = at(name);

		g_remove(path);
	}
	g_rmdir(root);
	g_free(root);
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	root = g_dir_make_tmp("maildelta-XXXXXX", NULL);
	g_assert_nonnull(root);
	g_test_add_func("/file/read", test_read);
	g_test_add_func("/file/no-file", test_no_file);
	g_test_add_func("/file/write", test_write);
	g_test_add_func("/file/sweep", test_sweep);
	g_test_add_func("/file/fill", test_fill);
	g_test_add_func("/file/fail", test_fail);
	result = g_test_run();
	remove_root();
	return result;
}
