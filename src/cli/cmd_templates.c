/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "base/guess.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"

#include <string.h>

/* The command line, taken apart. */
typedef struct {
	gboolean path;
	char **names; /* up to a NULL */
} Call;

static const OptionRow rows[] = {
	{"path", 0, OPTION_FLAG, offsetof(Call, path), .help = "where they are, not what they say"},
	{0},
};

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {{"options", rows, call}, {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	call->names = argv + first;
	return TRUE;
}

static const LibraryFile *find_file(const GPtrArray *files, const char *name)
{
	for (guint i = 0; i < files->len; i++) {
		const LibraryFile *file = files->pdata[i];

		if (g_str_equal(file->file, name))
			return file;
	}
	return NULL;
}

static void refuse(const GPtrArray *files, const char *name, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *nearest;

	for (guint i = 0; i < files->len; i++)
		g_ptr_array_add(names, ((const LibraryFile *)files->pdata[i])->file);
	g_ptr_array_add(names, NULL);
	nearest = guess_nearest(name, (const char *const *)names->pdata);
	if (nearest)
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no template %s; did you mean '%s'?",
			    name, nearest);
	else
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "no template %s; 'maildelta templates' lists them", name);
}

/* The files that are named, or all; borrowed from @files. NULL: one is not there. */
static GPtrArray *choose(const Call *call, const GPtrArray *files, GError **error)
{
	g_autoptr(GPtrArray) chosen = g_ptr_array_new();

	for (char **name = call->names; *name; name++) {
		const LibraryFile *file = find_file(files, *name);

		if (!file) {
			refuse(files, *name, error);
			return NULL;
		}
		g_ptr_array_add(chosen, (gpointer)file);
	}
	for (guint i = 0; !*call->names && i < files->len; i++)
		g_ptr_array_add(chosen, files->pdata[i]);
	return g_steal_pointer(&chosen);
}

/* A line of the list: a user's own are marked, with the place that they are in. */
static char *list_file(const LibraryFile *file)
{
	g_autofree char *line = file->own ? g_strdup_printf("* %-24s %s", file->file, file->path)
					  : g_strconcat("  ", file->file, NULL);
	g_autofree char *clean = text_clean(line, strlen(line));

	return g_strconcat(g_strdelimit(clean, "\n", ' '), "\n", NULL);
}

static char *read_file(const LibraryFile *file, GError **error)
{
	g_autoptr(GError) failure = NULL;
	char *text = NULL;

	if (!g_file_get_contents(file->path, &text, NULL, &failure))
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, failure->message);
	return text;
}

static gboolean print_file(const Call *call, const LibraryFile *file, Output *output,
			   GError **error)
{
	g_autofree char *text = NULL;

	if (call->path)
		text = g_strconcat(file->path, "\n", NULL);
	else if (!*call->names)
		text = list_file(file);
	else
		text = read_file(file, error);
	return text && (output_write(text, strlen(text), output, error) || output_is_left(output));
}

static gboolean print_files(const Call *call, const GPtrArray *files, const char *pager,
			    GError **error)
{
	g_autoptr(GPtrArray) outputs = g_ptr_array_new_with_free_func((GDestroyNotify)output_free);
	Output *output = output_open(NULL, pager, error);

	g_ptr_array_add(outputs, output);
	for (guint i = 0; i < files->len && !output_is_left(output); i++)
		if (!print_file(call, files->pdata[i], output, error))
			return FALSE;
	return output_finish(outputs, error);
}

gboolean cmd_templates(Context *context, int argc, char **argv, GError **error)
{
	Call call = {0};
	g_autoptr(Library) library = NULL;
	g_autoptr(GPtrArray) files = NULL;
	g_autoptr(GPtrArray) chosen = NULL;

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	library = context_library(context, "en", error);
	if (!library)
		return FALSE;
	files = library_list(library);
	chosen = choose(&call, files, error);
	return chosen && print_files(&call, chosen, context_pager(context), error);
}
