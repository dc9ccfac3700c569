/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/weeks.h"

#include "app/window.h"
#include "base/error.h"
#include "base/file.h"
#include "cli/output.h"
#include "report/format.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* What is to be written of one week; the names that words borrows are in names. */
typedef struct {
	Words words;
	GPtrArray *names;
} Files;

static void files_clear(Files *files)
{
	g_clear_pointer(&files->names, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Files, files_clear)

/* --- the folder --------------------------------------------------------------- */

static gboolean make_folder(const char *folder, GError **error)
{
	if (g_file_test(folder, G_FILE_TEST_IS_DIR))
		return TRUE;
	if (!g_str_has_suffix(folder, "/")) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "-o %s: --each-week writes a file for each week: name a folder, %s/",
			    folder, folder);
		return FALSE;
	}
	return g_mkdir(folder, 0777) == 0 || file_fail(folder, "cannot make this folder", error);
}

gboolean weeks_init(Weeks *weeks, const Context *context, const Words *words, const char *inbox,
		    GError **error)
{
	*weeks = (Weeks){.context = context, .words = words, .inbox = inbox};
	if (!words->n_outputs && words_is_mailed(words)) {
		weeks->formats = g_new0(char *, 2);
		return TRUE;
	}
	weeks->folder = words->outputs[0];
	if (words->n_outputs != 1 || output_is_stdout(words->outputs[0])) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE,
				    "--each-week writes a file for each week: name one folder "
				    "for them, -o <folder>/");
		return FALSE;
	}
	weeks->formats = words_format_list(words->format, error);
	return weeks->formats && make_folder(weeks->folder, error);
}

void weeks_clear(Weeks *weeks)
{
	g_clear_pointer(&weeks->formats, g_strfreev);
}

/* --- the files ---------------------------------------------------------------- */

static char *name_file(const Weeks *weeks, const DigestWindow *window, const char *format)
{
	g_autofree char *name = NULL;
	guint year, week;

	window_week_name(window->since, &year, &week);
	name = g_strdup_printf("%s_%04u_week%02u.%s", weeks->inbox, year, week,
			       format_ending(format));
	return g_build_filename(weeks->folder, name, NULL);
}

char *weeks_files(const Weeks *weeks, const DigestWindow *window)
{
	GString *list = g_string_new(NULL);

	for (char **format = weeks->formats; *format; format++) {
		g_autofree char *path = name_file(weeks, window, *format);

		g_string_append_printf(list, "%s%s", list->len ? ", " : "", path);
	}
	return g_string_free(list, FALSE);
}

void weeks_sweep(const Weeks *weeks, const DigestWindow *window)
{
	for (char **format = weeks->formats; *format; format++) {
		g_autofree char *path = name_file(weeks, window, *format);

		output_sweep(path);
	}
}

static gboolean is_complete(const char *path, const DigestWindow *window)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
	       info.st_mtim.tv_sec >= window->until;
}

GArray *weeks_left(const Weeks *weeks, const GArray *windows)
{
	GArray *left = g_array_new(FALSE, FALSE, sizeof(DigestWindow));

	for (guint i = 0; i < windows->len; i++) {
		const DigestWindow *window = &g_array_index(windows, DigestWindow, i);
		gboolean complete = !words_is_mailed(weeks->words); /* who knows */

		for (char **format = weeks->formats; *format && complete; format++) {
			g_autofree char *path = name_file(weeks, window, *format);

			complete = is_complete(path, window);
		}
		if (!complete)
			g_array_append_vals(left, window, 1);
	}
	return left;
}

/* All files of a week, or those that are not complete. */
static void name_files(Files *files, const Weeks *weeks, const DigestWindow *window, gboolean all)
{
	Words *words = &files->words;

	*files = (Files){*weeks->words, g_ptr_array_new_with_free_func(g_free)};
	words->n_outputs = 0;
	words->format = NULL; /* a list of theirs */
	for (char **format = weeks->formats; *format; format++) {
		char *path = name_file(weeks, window, *format);

		g_ptr_array_add(files->names, path);
		if (!all && is_complete(path, window))
			continue;
		words->formats[words->n_outputs] = *format;
		words->outputs[words->n_outputs++] = path;
	}
}

/* Of several formats --template is for one, which may be complete already. */
static void keep_template(const Weeks *weeks, Words *words)
{
	const char *format;

	if (!words->template || !weeks->formats[1])
		return;
	format = format_name(format_file_ending(words->template));
	for (guint i = 0; i < words->n_outputs; i++)
		if (g_str_equal(format_of_text(words->formats[i]), format))
			return;
	words->template = NULL;
}

gboolean weeks_check(const Weeks *weeks, const DigestWindow *window, GError **error)
{
	g_auto(Files) files = {0};
	g_autoptr(Outputs) outputs = NULL;

	name_files(&files, weeks, window, TRUE);
	outputs = outputs_new(weeks->context, &files.words, "digest", error);
	return outputs != NULL;
}

static void note_week(const Weeks *weeks, const Digest *digest, gint64 date)
{
	guint year, week;

	window_week_name(digest->window.since, &year, &week);
	context_note(weeks->context, "week: %04u-W%02u, %u mails, %s", year, week,
		     digest->accounting.mails,
		     date >= digest->window.until ? "complete" : "not over in this mirror");
}

gboolean weeks_write(const Weeks *weeks, const Digest *digest, OutputsPrint print, gpointer user,
		     GError **error)
{
	gint64 newest = MAX(0, MIN(weeks->context->now, digest->mirror_newest));
	gint64 date = weeks->date ? weeks->date : newest;
	Context quiet = *weeks->context; /* one word about a week, not about each of its files */
	g_auto(Files) files = {0};
	g_autoptr(Outputs) outputs = NULL;

	quiet.quiet = TRUE;
	name_files(&files, weeks, &digest->window, FALSE);
	keep_template(weeks, &files.words);
	outputs = outputs_new(&quiet, &files.words, "digest", error);
	if (!outputs)
		return FALSE;
	outputs_date(outputs, date);
	if (!outputs_print(outputs, print, user, error))
		return FALSE;
	note_week(weeks, digest, date);
	return TRUE;
}
