/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/library.h"

#include "base/error.h"

#include <string.h>

#define DEFAULT_LANG "en"
#define LANG_DIR "lang"
#define PROMPT_DIR "prompt" /* what models are asked */
#define LANG_ENDING ".json"

struct _Library {
	char **dirs;
	Lang *lang;
	char *tag;
};

/* @text stays NULL when the file is not there. FALSE: it is, and cannot be read. */
static gboolean read_file(const char *path, char **text, gsize *len, GError **error)
{
	g_autoptr(GError) failure = NULL;

	if (g_file_get_contents(path, text, len, &failure) ||
	    g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
	    g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, failure->message);
	return FALSE;
}

/* The language's files of all folders, the built-in one first and so at the bottom. */
static gboolean add_language(Library *library, const char *name, gboolean *found, GError **error)
{
	g_autofree char *file = g_strconcat(name, LANG_ENDING, NULL);

	*found = FALSE;
	for (guint i = g_strv_length(library->dirs); i-- > 0;) {
		g_autofree char *path = g_build_filename(library->dirs[i], LANG_DIR, file, NULL);
		g_autofree char *text = NULL;
		gsize len;

		if (!read_file(path, &text, &len, error))
			return FALSE;
		if (text && !lang_add(library->lang, path, text, len, error))
			return FALSE;
		*found |= text != NULL;
	}
	return TRUE;
}

/* No path is built from a name that could lead out of the folder. */
static gboolean is_lang_name(const char *name)
{
	return *name && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "0123456789_-@") == strlen(name);
}

/* The names of the languages, for a message. */
static char *list_languages(const Library *library)
{
	g_autoptr(GPtrArray) files = library_list(library);
	GString *list = g_string_new(NULL);

	for (guint i = 0; i < files->len; i++) {
		const char *file = ((const LibraryFile *)files->pdata[i])->file;

		if (!g_str_has_prefix(file, LANG_DIR "/"))
			continue;
		file += strlen(LANG_DIR "/");
		g_string_append_printf(list, "%s%.*s", list->len ? ", " : "",
				       (int)(strlen(file) - strlen(LANG_ENDING)), file);
	}
	return g_string_free(list, FALSE);
}

static gboolean refuse_language(const Library *library, const char *lang, GError **error)
{
	g_autofree char *languages = list_languages(library);
	g_autofree char *places = library_places(library);

	if (*languages)
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "language '%s': there is: %s", lang,
			    languages);
	else
		g_set_error(
			error, MD_ERROR, MD_ERROR_FAILED,
			"no languages in %s: is maildelta installed? (MAILDELTA_TEMPLATES names "
			"another folder)",
			places);
	return FALSE;
}

static gboolean load_language(Library *library, const char *lang, GError **error)
{
	gboolean found = FALSE;

	if (!add_language(library, DEFAULT_LANG, &found, error))
		return FALSE;
	if (found && g_str_equal(lang, DEFAULT_LANG))
		return TRUE;
	if (!found || !is_lang_name(lang))
		return refuse_language(library, lang, error);
	if (!add_language(library, lang, &found, error))
		return FALSE;
	return found || refuse_language(library, lang, error);
}

Library *library_new(const char *const *dirs, const char *lang, GError **error)
{
	g_autoptr(Library) library = g_new0(Library, 1);

	library->dirs = g_strdupv((char **)dirs);
	library->lang = lang_new();
	if (!load_language(library, lang, error))
		return NULL;
	library->tag = g_strdelimit(g_strdup(lang), "_", '-');
	return g_steal_pointer(&library);
}

void library_free(Library *library)
{
	if (!library)
		return;
	g_strfreev(library->dirs);
	g_clear_pointer(&library->lang, lang_free);
	g_free(library->tag);
	g_free(library);
}

const Lang *library_lang(const Library *library)
{
	return library->lang;
}

const char *library_lang_tag(const Library *library)
{
	return library->tag;
}

char *library_find(const Library *library, const char *file)
{
	for (char **dir = library->dirs; *dir; dir++) {
		g_autofree char *path = g_build_filename(*dir, file, NULL);

		if (g_file_test(path, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&path);
	}
	return NULL;
}

char *library_read(const Library *library, const char *file, GError **error)
{
	g_autofree char *path = library_find(library, file);
	g_autofree char *text = NULL;

	if (!path || !read_file(path, &text, NULL, error))
		return NULL;
	return g_steal_pointer(&text);
}

static void library_file_free(gpointer data)
{
	LibraryFile *file = data;

	g_free(file->file);
	g_free(file->path);
	g_free(file);
}

static gboolean is_listed(const GPtrArray *files, const char *file)
{
	for (guint i = 0; i < files->len; i++)
		if (g_str_equal(((const LibraryFile *)files->pdata[i])->file, file))
			return TRUE;
	return FALSE;
}

/* Hidden files, an editor's backups and folders are none of ours. */
static gboolean is_template(const char *name, const char *path)
{
	return *name != '.' && strchr(name, '.') && !g_str_has_suffix(name, "~") &&
	       g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* @prefix: of the names, "", "lang/" or "prompt/". */
static void list_dir(GPtrArray *files, const char *dir, const char *prefix, gboolean own)
{
	g_autofree char *place = g_build_filename(dir, prefix, NULL);
	g_autoptr(GDir) names = g_dir_open(place, 0, NULL);
	const char *name;

	while (names && (name = g_dir_read_name(names))) {
		g_autofree char *file = g_strconcat(prefix, name, NULL);
		g_autofree char *path = g_build_filename(dir, file, NULL);
		LibraryFile *entry;

		if (!is_template(name, path) || is_listed(files, file))
			continue;
		if (g_str_equal(prefix, LANG_DIR "/") && !g_str_has_suffix(name, LANG_ENDING))
			continue;
		entry = g_new0(LibraryFile, 1);
		*entry = (LibraryFile){g_steal_pointer(&file), g_steal_pointer(&path), own};
		g_ptr_array_add(files, entry);
	}
}

static int compare_files(gconstpointer a, gconstpointer b)
{
	const char *x = (*(const LibraryFile *const *)a)->file;
	const char *y = (*(const LibraryFile *const *)b)->file;
	int folders = (strchr(x, '/') != NULL) - (strchr(y, '/') != NULL);

	return folders ? folders : strcmp(x, y);
}

GPtrArray *library_list(const Library *library)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(library_file_free);

	for (char **dir = library->dirs; *dir; dir++) {
		list_dir(files, *dir, "", dir[1] != NULL);
		list_dir(files, *dir, LANG_DIR "/", dir[1] != NULL);
		list_dir(files, *dir, PROMPT_DIR "/", dir[1] != NULL);
	}
	g_ptr_array_sort(files, compare_files);
	return files;
}

char *library_places(const Library *library)
{
	return g_strjoinv(", ", library->dirs);
}
