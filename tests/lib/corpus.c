/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/corpus.h"

#include <string.h>

static void file_free(gpointer data)
{
	CorpusFile *file = data;

	g_free(file->name);
	g_free(file->raw);
	g_free(file);
}

static gint by_name(gconstpointer a, gconstpointer b)
{
	return strcmp((*(CorpusFile *const *)a)->name, (*(CorpusFile *const *)b)->name);
}

char *corpus_path(const char *topic, const char *name, const char *extension)
{
	const char *top = g_getenv("MAILDELTA_SRCDIR");
	g_autofree char *file = g_strconcat(name, extension, NULL);

	return g_build_filename(top ? top : ".", "tests", "corpora", topic, file, NULL);
}

GPtrArray *corpus_load(const char *topic, const char *extension)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(file_free);
	g_autofree char *folder = corpus_path(topic, "", "");
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *entry;

	while (dir && (entry = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, entry, NULL);
		CorpusFile *file;

		if (!g_str_has_suffix(entry, extension))
			continue;
		file = g_new0(CorpusFile, 1);
		file->name = g_strndup(entry, strlen(entry) - strlen(extension));
		g_ptr_array_add(files, file);
		if (!g_file_get_contents(path, &file->raw, &file->len, NULL))
			g_error("cannot read %s", path);
	}
	g_ptr_array_sort(files, by_name);
	return files;
}
