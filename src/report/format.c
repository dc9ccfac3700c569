/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/format.h"

#include <string.h>

/* Formats whose name is not their files' ending. */
static const struct {
	const char *format, *ending;
} endings[] = {
	{"text", "txt"},
	{"markdown", "md"},
};

const char *format_file_ending(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');

	return dot ? dot + 1 : "";
}

const char *format_ending(const char *format)
{
	for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_equal(endings[i].format, format))
			return endings[i].ending;
	return format;
}

const char *format_name(const char *ending)
{
	for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_equal(endings[i].ending, ending))
			return endings[i].format;
	return ending;
}

const char *format_of_text(const char *format)
{
	return g_str_equal(format, FORMAT_MAIL) ? "text" : format;
}

gboolean format_exists(const Library *library, const char *kind, const char *format)
{
	g_autofree char *file = g_strconcat(kind, ".", format_ending(format), NULL);
	g_autofree char *path = NULL;

	if (g_str_equal(format, "json"))
		return TRUE;
	if (!*format || *format == '.' || strchr(format, '/'))
		return FALSE; /* no path is built from a name that could lead elsewhere */
	path = library_find(library, file);
	return path != NULL;
}

const char *format_of_file(const Library *library, const char *kind, const char *path)
{
	const char *format = format_name(format_file_ending(path));

	return format_exists(library, kind, format) ? format : NULL;
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *format_list(const Library *library, const char *kind)
{
	g_autoptr(GPtrArray) files = library_list(library);
	g_autoptr(GPtrArray) formats = g_ptr_array_new();
	g_autofree char *prefix = g_strconcat(kind, ".", NULL);

	for (guint i = 0; i < files->len; i++) {
		const char *file = ((const LibraryFile *)files->pdata[i])->file;

		if (g_str_has_prefix(file, prefix))
			g_ptr_array_add(formats, (gpointer)format_name(file + strlen(prefix)));
	}
	g_ptr_array_add(formats, (gpointer) "json");
	g_ptr_array_sort(formats, compare_strings);
	g_ptr_array_add(formats, NULL);
	return g_strjoinv(", ", (char **)formats->pdata);
}
