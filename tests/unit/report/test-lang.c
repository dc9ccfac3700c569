/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/lang.h"

#include "base/error.h"
#include "base/text.h"
#include "core/message.h"

#include <string.h>

/*
 * The built-in languages, held against the templates and one another: what a
 * language lacks is told by name.
 */

static char *templates(const char *file)
{
	return g_build_filename(g_getenv("MAILDELTA_TEMPLATES"), file, NULL);
}

static char *read_text(const char *path)
{
	char *text = NULL;
	GError *error = NULL;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	return text;
}

static Lang *read_lang(const char *path)
{
	g_autofree char *text = read_text(path);
	Lang *lang = lang_new();
	GError *error = NULL;

	lang_add(lang, path, text, strlen(text), &error);
	g_assert_no_error(error);
	return lang;
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * The tags of a text that print something, in the order of strcmp() and one after the
 * other. Sections are a language's own affair: one has a plural, another has none.
 */
static char *tags_of(const char *text)
{
	g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func(g_free);
	const char *end;

	while ((text = strstr(text, "{{")) && (end = strstr(text, "}}"))) {
		if (!strchr("#^/", text[2]))
			g_ptr_array_add(tags, g_strndup(text, (gsize)(end + 2 - text)));
		text = end + 2;
	}
	g_ptr_array_sort(tags, compare_strings);
	g_ptr_array_add(tags, NULL);
	return g_strjoinv("", (char **)tags->pdata);
}

/* The words that a text asks for: {{lang.x}} puts x into @words. */
static void add_asked(GHashTable *words, const char *text)
{
	static const char open[] = "{{lang.";
	const char *end;

	while ((text = strstr(text, open)) && (end = strstr(text, "}}"))) {
		text += strlen(open);
		g_hash_table_add(words, g_strndup(text, (gsize)(end - text)));
	}
}

/* … and all texts of a folder of templates. */
static void add_folder(GHashTable *words, const char *folder)
{
	g_autofree char *path = templates(folder);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *file;

	while ((file = g_dir_read_name(dir))) {
		g_autofree char *name = g_build_filename(path, file, NULL);
		g_autofree char *text = NULL;

		if (g_file_get_contents(name, &text, NULL, NULL))
			add_asked(words, text);
	}
}

/* The words that the templates, and the English words themselves, ask for. */
static GHashTable *asked_words(const Lang *english)
{
	GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) names = lang_names(english);

	add_folder(words, "");
	add_folder(words, "prompt");
	for (guint i = 0; i < names->len; i++)
		add_asked(words, lang_word(english, names->pdata[i]));
	return words;
}

/* Words that C asks for, by the names of things. */
static gboolean is_told(const char *name)
{
	static const char *const told[] = {
		"defect.",  "point.", "attention.",      "state.",
		"waiting.", "since.", "status.heading.", "applied.",
		"parts.",   "cite.",  "summarize.kind.", "summarize.method.",
		"ai.why."};

	for (guint i = 0; i < G_N_ELEMENTS(told); i++)
		if (g_str_has_prefix(name, told[i]))
			return TRUE;
	return FALSE;
}

static void test_english(void)
{
	g_autofree char *path = templates("lang/en.json");
	g_autoptr(Lang) english = read_lang(path);
	g_autoptr(GHashTable) asked = asked_words(english);
	g_autoptr(GPtrArray) names = lang_names(english);
	GHashTableIter iter;
	gpointer name;

	g_hash_table_iter_init(&iter, asked);
	while (g_hash_table_iter_next(&iter, &name, NULL))
		if (!lang_word(english, name))
			g_test_fail_printf("%s: a template asks for the word %s", path,
					   (const char *)name);
	for (guint i = 0; i < names->len; i++)
		if (!g_hash_table_contains(asked, names->pdata[i]) && !is_told(names->pdata[i]))
			g_test_fail_printf("%s: nothing asks for the word %s", path,
					   (const char *)names->pdata[i]);
}

/* What every language but English has, too: the model tells these in English. */
static void check_told(const Lang *lang, const char *path)
{
	for (guint i = 0; i < N_DEFECTS; i++) {
		g_autofree char *name = g_strconcat("defect.", defect_name(i), NULL);
		if (!lang_word(lang, name))
			g_test_fail_printf("%s: lacks the word %s", path, name);
	}
	if (!lang_word(lang, "point.root-unread"))
		g_test_fail_printf("%s: lacks the word point.root-unread", path);
}

static void check_word(const Lang *english, const Lang *lang, const char *path, const char *name)
{
	const char *word = lang_word(lang, name);
	g_autofree char *want = tags_of(lang_word(english, name)), *got = NULL;

	if (!word) {
		g_test_fail_printf("%s: lacks the word %s", path, name);
		return;
	}
	got = tags_of(word);
	if (!g_str_equal(got, want))
		g_test_fail_printf("%s: %s says %s, not %s", path, name, got, want);
}

static void check_language(const Lang *english, const char *path)
{
	g_autoptr(Lang) lang = read_lang(path);
	g_autoptr(GPtrArray) names = lang_names(english);
	g_autoptr(GPtrArray) own = lang_names(lang);

	for (guint i = 0; i < names->len; i++)
		check_word(english, lang, path, names->pdata[i]);
	check_told(lang, path);
	for (guint i = 0; i < own->len; i++)
		if (!is_told(own->pdata[i]) && !lang_word(english, own->pdata[i]))
			g_test_fail_printf("%s: nothing asks for the word %s", path,
					   (const char *)own->pdata[i]);
}

/* Calls @check for every built-in language; how many there are. */
static guint each_language(void (*check)(const Lang *english, const char *path))
{
	g_autofree char *folder = templates("lang"), *first = templates("lang/en.json");
	g_autoptr(Lang) english = read_lang(first);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *file;
	guint n = 0;

	while ((file = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, file, NULL);

		if (!g_str_has_suffix(file, ".json"))
			continue;
		n++;
		check(english, path);
	}
	return n;
}

static void check_other(const Lang *english, const char *path)
{
	if (!g_str_has_suffix(path, "/en.json"))
		check_language(english, path);
}

static void test_others(void)
{
	g_assert_cmpuint(each_language(check_other), >=, 2);
}

/* All words with that prefix need the same columns, whatever the language. */
static void check_columns(const Lang *lang, const char *path, const char *prefix)
{
	g_autoptr(GPtrArray) names = lang_names(lang);
	guint width = 0;

	for (guint i = 0; i < names->len; i++) {
		const char *name = names->pdata[i];
		guint columns = text_width(lang_word(lang, name));

		if (!g_str_has_prefix(name, prefix))
			continue;
		if (width && columns != width)
			g_test_fail_printf("%s: %s has %u columns, those before %u", path, name,
					   columns, width);
		width = columns;
	}
	g_assert_cmpuint(width, >, 0);
}

static void check_aligned(G_GNUC_UNUSED const Lang *english, const char *path)
{
	g_autoptr(Lang) lang = read_lang(path);

	check_columns(lang, path, "label.");
	check_columns(lang, path, "mark.");
}

static void test_columns(void)
{
	each_language(check_aligned);
}

static void test_layers(void)
{
	static const char first[] = "{\"a\": \"1\", \"b\": \"2\"}", second[] = "{\"b\": \"zwei\"}";
	g_autoptr(Lang) lang = lang_new();

	g_assert_true(lang_add(lang, "first", first, strlen(first), NULL));
	g_assert_true(lang_add(lang, "second", second, strlen(second), NULL));
	g_assert_cmpstr(lang_word(lang, "a"), ==, "1");
	g_assert_cmpstr(lang_word(lang, "b"), ==, "zwei");
	g_assert_null(lang_word(lang, "c"));
}

static void test_errors(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"[]", "f.json: not a JSON object"},
		{"{\"a\": 1}", "f.json: a: a word is a text"},
		{"{\"a\": {\"b\": \"c\"}}", "f.json: a: a word is a text"},
		{"{\"a\"", "f.json: "},
		{"\"\\u0000\"", "f.json: "},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Lang) lang = lang_new();
		g_autoptr(GError) error = NULL;

		g_assert_false(
			lang_add(lang, "f.json", cases[i].text, strlen(cases[i].text), &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		g_assert_true(g_str_has_prefix(error->message, cases[i].want));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/lang/english", test_english);
	g_test_add_func("/lang/others", test_others);
	g_test_add_func("/lang/columns", test_columns);
	g_test_add_func("/lang/layers", test_layers);
	g_test_add_func("/lang/errors", test_errors);
	return g_test_run();
}
