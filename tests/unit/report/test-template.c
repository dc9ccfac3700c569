/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/template.h"

#include "base/error.h"
#include "report/format.h"

#include <glib/gstdio.h>
#include <string.h>

/*
 * Two folders, a user's own and the built-in one, and a third with a template
 * that is named by its path. Each test writes the files it needs.
 */
typedef struct {
	char *root, *own, *built_in, *aside;
} Fixture;

static void write_file(const char *dir, const char *file, const char *text)
{
	g_autofree char *path = g_build_filename(dir, file, NULL);
	g_autofree char *folder = g_path_get_dirname(path);
	GError *error = NULL;

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_file_set_contents(path, text, -1, &error);
	g_assert_no_error(error);
}

static void remove_tree(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *inner = g_build_filename(path, name, NULL);
		remove_tree(inner);
	}
	g_remove(path);
}

static void set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	f->root = g_dir_make_tmp("maildelta-template-XXXXXX", NULL);
	f->own = g_build_filename(f->root, "own", NULL);
	f->built_in = g_build_filename(f->root, "built-in", NULL);
	f->aside = g_build_filename(f->root, "aside", NULL);
	write_file(f->built_in, "lang/en.json", "{\"hi\": \"hi & {{a}}\", \"bye\": \"bye\"}");
	write_file(f->built_in, "lang/xx.json", "{\"hi\": \"xi {{a}}\"}");
	write_file(f->built_in, "k.txt", "built-in {{>p}}");
	write_file(f->built_in, "p.txt", "p");
}

static void tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	remove_tree(f->root);
	g_free(f->root);
	g_free(f->own);
	g_free(f->built_in);
	g_free(f->aside);
}

static Library *open_library(const Fixture *f, const char *lang, GError **error)
{
	const char *const dirs[] = {f->own, f->built_in, NULL};

	return library_new(dirs, lang, error);
}

static gboolean append(const char *text, gsize len, gpointer user, G_GNUC_UNUSED GError **error)
{
	g_string_append_len(user, text, (gssize)len);
	return TRUE;
}

/* What the template @name, or the one at @path, makes of a = "<b>". */
static char *render(const Fixture *f, const char *name, const char *path, gboolean color,
		    const char *lang, GError **error)
{
	g_autoptr(Library) library = open_library(f, lang, error);
	TemplateSource source = {library, color};
	g_autoptr(Mustache) template = NULL;
	g_autoptr(Json) data = json_object();
	g_autoptr(GString) out = g_string_new(NULL);
	MustacheRun run = {data, NULL, append, out};

	json_set_string(data, "a", "<b>");
	template = !library ? NULL
		   : path   ? template_load_file(&source, path, error)
			    : template_load(&source, name, error);
	if (!template || !mustache_render(template, &run, error))
		return NULL;
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void expect(const Fixture *f, const char *name, const char *want)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *got = render(f, name, NULL, FALSE, "en", &error);

	g_assert_no_error(error);
	g_assert_cmpstr(got, ==, want);
}

static void expect_error(const Fixture *f, const char *name, const char *lang, int code,
			 const char *want)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *got = render(f, name, NULL, FALSE, lang, &error);

	g_assert_null(got);
	g_assert_error(error, MD_ERROR, code);
	if (!strstr(error->message, want))
		g_test_fail_printf("\"%s\" does not say \"%s\"", error->message, want);
}

/* One file of one's own stands before the built-in one, the others stay. */
static void test_override(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	expect(f, "k.txt", "built-in p");
	write_file(f->own, "p.txt", "mine");
	expect(f, "k.txt", "built-in mine");
	write_file(f->own, "k.txt", "all mine {{>p}}");
	expect(f, "k.txt", "all mine mine");
	write_file(f->own, "lang/en.json", "{\"bye\": \"tschüss\"}");
	write_file(f->own, "w.txt", "{{lang.hi}}, {{lang.bye}}");
	expect(f, "w.txt", "hi & <b>, tschüss");
}

/* A template named by its path has its own folder's partials first. */
static void test_aside(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autofree char *path = g_build_filename(f->aside, "mine.txt", NULL), *got = NULL;
	g_autofree char *other = NULL;

	write_file(f->aside, "mine.txt", "{{>p}}{{>q}}");
	write_file(f->aside, "q.txt", "q aside");
	got = render(f, NULL, path, FALSE, "en", NULL);
	g_assert_cmpstr(got, ==, "pq aside");
	write_file(f->aside, "p.txt", "p aside ");
	other = render(f, NULL, path, FALSE, "en", NULL);
	g_assert_cmpstr(other, ==, "p aside q aside");
}

/* The ending decides for values and for the plain text of words, and only for them. */
static void test_escape(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	write_file(f->own, "w.txt", "& {{lang.hi}} {{a}} {{{a}}}");
	expect(f, "w.txt", "& hi & <b> <b> <b>");
	write_file(f->own, "w.html", "& {{lang.hi}} {{a}} {{{a}}}");
	expect(f, "w.html", "& hi &amp; &lt;b&gt; &lt;b&gt; <b>");
}

static void test_language(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autofree char *got = NULL;

	write_file(f->own, "w.txt", "{{lang.hi}} {{lang.bye}}");
	got = render(f, "w.txt", NULL, FALSE, "xx", NULL);
	g_assert_cmpstr(got, ==, "xi <b> bye");
	expect_error(f, "w.txt", "fr", MD_ERROR_USAGE, "language 'fr': there is: en, xx");
	expect_error(f, "w.txt", "../en", MD_ERROR_USAGE, "language '../en'");
	expect_error(f, "w.txt", "", MD_ERROR_USAGE, "language ''");
	write_file(f->own, "lang/fr.json", "{\"hi\": \"salut\"}");
	g_free(got);
	got = render(f, "w.txt", NULL, FALSE, "fr", NULL);
	g_assert_cmpstr(got, ==, "salut bye");
	write_file(f->own, "lang/bad.json", "{\"hi\": 1}");
	expect_error(f, "w.txt", "bad", MD_ERROR_FAILED, "bad.json: hi: a word is a text");
}

static void test_color(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autofree char *got = NULL;

	write_file(f->own, "w.txt", "{{color.new}}x{{color.off}}");
	expect(f, "w.txt", "x");
	got = render(f, "w.txt", NULL, TRUE, "en", NULL);
	g_assert_cmpstr(got, ==, "\033[1;32mx\033[m");
}

static void test_errors(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"\n {{lang.oh}}", "w.txt:2:2: {{lang.oh}}: the language has no such word"},
		{"{{color.oh}}", "w.txt:1:1: {{color.oh}}: no such colour"},
		{"{{>oh}}", "w.txt:1:1: {{>oh}}: no file oh.txt in "},
		{"{{>../built-in/p}}",
		 "{{>../built-in/p}}: a partial is a file of the template folder"},
		{"{{>.hidden}}", "a partial is a file of the template folder"},
		{"{{#a}}", "w.txt:1:1: section {{#a}} is never closed"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		write_file(f->own, "w.txt", cases[i].text);
		expect_error(f, "w.txt", "en", MD_ERROR_FAILED, cases[i].want);
	}
	expect_error(f, "none.txt", "en", MD_ERROR_NOT_FOUND, "no template none.txt");
}

static void test_list(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(Library) library = NULL;
	g_autoptr(GPtrArray) files = NULL;
	g_autoptr(GString) got = g_string_new(NULL);

	write_file(f->own, "p.txt", "");
	write_file(f->own, "p.txt~", "");
	write_file(f->own, ".hidden.txt", "");
	write_file(f->own, "README", "");
	write_file(f->own, "z.org", "");
	write_file(f->own, "lang/notes.txt", "");
	library = open_library(f, "en", NULL);
	files = library_list(library);
	for (guint i = 0; i < files->len; i++) {
		const LibraryFile *file = files->pdata[i];
		g_string_append_printf(got, "%s%s ", file->file, file->own ? "*" : "");
	}
	g_assert_cmpstr(got->str, ==, "k.txt p.txt* z.org* lang/en.json lang/xx.json ");
}

static void test_formats(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	static const struct {
		const char *path, *want;
	} cases[] = {
		{"r.txt", "text"},   {"dir.md/r.md", "markdown"},
		{"r.json", "json"},  {"x/r.org", "org"},
		{"r.html", NULL},    {"r", NULL},
		{"dir.txt/r", NULL}, {"r.", NULL},
		{".txt", "text"},    {"r.text", "text"},
	};
	g_autoptr(Library) library = NULL;
	g_autofree char *list = NULL;

	write_file(f->own, "k.md", "");
	write_file(f->own, "k.org", "");
	write_file(f->own, "k-part.html", "");
	library = open_library(f, "en", NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpstr(format_of_file(library, "k", cases[i].path), ==, cases[i].want);
	list = format_list(library, "k");
	g_assert_cmpstr(list, ==, "json, markdown, org, text");
	g_assert_true(format_exists(library, "k", "markdown"));
	g_assert_true(format_exists(library, "k", "md"));
	g_assert_false(format_exists(library, "k", "../k"));
	g_assert_false(format_exists(library, "k", ""));
}

#define TEST(name) g_test_add("/template/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	TEST(override);
	TEST(aside);
	TEST(escape);
	TEST(language);
	TEST(color);
	TEST(errors);
	TEST(list);
	TEST(formats);
	return g_test_run();
}
