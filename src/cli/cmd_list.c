/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/inboxes.h"
#include "app/ledger.h"
#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "report/model_parts.h"

#include <stdio.h>
#include <string.h>

/* What is told of an inbox. */
typedef struct {
	const char *name; /* borrowed */
	char *dir;        /* clean text of one line; NULL: not set */
	GArray *epochs;   /* of guint: their numbers */
	gint64 newest;    /* when the archive got the newest mail; here and below, 0: none */
	gint64 fetched, reported, digested;
	char *problem; /* what keeps it from being read, or NULL */
} Row;

static void row_free(gpointer data)
{
	Row *row = data;

	g_free(row->dir);
	g_array_unref(row->epochs);
	g_free(row->problem);
	g_free(row);
}

/* The command line, taken apart. */
typedef struct {
	gboolean json;
} Call;

static gboolean take_format(void *into, const char *format, GError **error)
{
	Call *call = into;

	call->json = g_str_equal(format, "json");
	if (call->json || g_str_equal(format, "text"))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "--format takes text or json, not '%s'",
		    format);
	return FALSE;
}

static const OptionRow rows[] = {
	{"format", 0, OPTION_TAKE, .take = take_format, .argument = "<format>",
	 .help = "text (the default) or json"},
	{0},
};

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {{"options", rows, call}, {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	if (context->answered || first == argc)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "one word too many: %s: all inboxes that have a name are listed", argv[first]);
	return FALSE;
}

/* --- facts ---------------------------------------------------------------------- */

/* One line, with the blanks that a path may have. */
static char *clean(const char *raw)
{
	char *text = text_clean(raw, strlen(raw));

	return g_strdelimit(text, "\n\t", ' ');
}

/* Takes @error; the folder, with which most begin, stands in the row already. */
static void set_problem(Row *row, const char *dir, GError *error)
{
	const char *message = error->message;

	if (g_str_has_prefix(message, dir) && g_str_has_prefix(message + strlen(dir), ": "))
		message += strlen(dir) + strlen(": ");
	if (!row->problem)
		row->problem = text_clean_line(message, strlen(message));
	g_error_free(error);
}

static void read_inbox(Row *row, const Inbox *inbox)
{
	GError *error = NULL;
	g_autoptr(GArray) tips = tips_of(inbox, &error);

	if (error)
		set_problem(row, row->dir, error);
	for (guint i = 0; i < inbox_n_epochs(inbox); i++) {
		guint number = inbox_epoch_number(inbox, i);

		g_array_append_val(row->epochs, number);
	}
	if (tips && tips->len)
		row->newest = g_array_index(tips, Tip, tips->len - 1).committed;
}

static void read_ledger(Row *row, const char *folder)
{
	GError *error = NULL;
	g_autoptr(Ledger) ledger = ledger_open(folder, LEDGER_LOOK, &error);
	LedgerMark mark;

	if (!ledger) {
		set_problem(row, row->dir, error);
		return;
	}
	row->fetched = ledger_fetched(ledger);
	if (ledger_last(ledger, &mark))
		row->reported = mark.told;
	if (ledger_mark(ledger, LEDGER_DIGEST, &mark))
		row->digested = mark.told;
}

static Row *read_row(const Settings *settings, const char *name)
{
	const char *dir = inboxes_get(settings, name, "dir");
	g_autoptr(Inbox) inbox = NULL;
	GError *error = NULL;
	Row *row = g_new0(Row, 1);

	row->name = name;
	row->epochs = g_array_new(FALSE, FALSE, sizeof(guint));
	if (!dir) {
		row->problem = g_strdup_printf("inbox.%s.dir is not set", name);
		return row;
	}
	row->dir = clean(dir);
	if (!g_file_test(dir, G_FILE_TEST_EXISTS) && inboxes_get(settings, name, "url"))
		row->problem = g_strdup("not cloned yet");
	else
		inbox = inbox_open(dir, &error);
	if (error)
		set_problem(row, dir, error);
	if (inbox)
		read_inbox(row, inbox);
	read_ledger(row, inbox ? inbox_folder(inbox) : dir);
	return row;
}

static GPtrArray *read_rows(const Settings *settings)
{
	g_autoptr(GPtrArray) names = inboxes_names(settings);
	GPtrArray *all = g_ptr_array_new_with_free_func(row_free);

	for (guint i = 0; i < names->len; i++)
		g_ptr_array_add(all, read_row(settings, names->pdata[i]));
	return all;
}

/* --- text ------------------------------------------------------------------------ */

enum { NAME, EPOCHS, NEWEST, REPORTED, DIGESTED, FOLDER, N_COLUMNS };

static const char *const heads[N_COLUMNS] = {"inbox",       "epochs", "newest mail",
					     "last report", "digest", "folder"};

/* 0-3, 5 */
static char *show_epochs(const GArray *epochs)
{
	GString *out = g_string_new(epochs->len ? NULL : "-");

	for (guint i = 0; i < epochs->len; i++) {
		const guint *number = &g_array_index(epochs, guint, i);
		guint run = 0;

		while (i + run + 1 < epochs->len && number[run + 1] == number[run] + 1)
			run++;
		g_string_append_printf(out, "%s%u", out->len ? "," : "", *number);
		if (run)
			g_string_append_printf(out, "-%u", number[run]);
		i += run;
	}
	return g_string_free(out, FALSE);
}

/* 2026-02-09 10:05, in UTC */
static char *show_date(gint64 instant)
{
	g_autofree char *date = instant ? date_format_rfc3339(instant, 0) : NULL;

	return date ? g_strdup_printf("%.10s %.5s", date, date + 11) : g_strdup("-");
}

static char *show_folder(const Row *row)
{
	const char *dir = row->dir ? row->dir : "-";
	g_autofree char *raw =
		row->problem ? g_strconcat(dir, ": ", row->problem, NULL) : g_strdup(dir);

	return text_show(raw);
}

static void show_row(const Row *row, char *cells[N_COLUMNS])
{
	cells[NAME] = text_show(row->name);
	cells[EPOCHS] = show_epochs(row->epochs);
	cells[NEWEST] = show_date(row->newest);
	cells[REPORTED] = show_date(row->reported);
	cells[DIGESTED] = show_date(row->digested);
	cells[FOLDER] = show_folder(row);
}

static void print_cells(GString *out, char *const cells[N_COLUMNS], const guint widths[N_COLUMNS])
{
	for (guint i = 0; i < N_COLUMNS; i++) {
		g_autofree char *cell = text_pad(cells[i], i == FOLDER ? 0 : widths[i] + 2);

		g_string_append(out, cell);
	}
	g_string_append_c(out, '\n');
}

static void print_text(GString *out, const GPtrArray *all)
{
	guint n = all->len + 1, widths[N_COLUMNS] = {0};
	g_autofree char *(*table)[N_COLUMNS] = g_malloc0_n(n, sizeof *table);

	for (guint i = 0; i < N_COLUMNS; i++)
		table[0][i] = g_strdup(heads[i]);
	for (guint i = 1; i < n; i++)
		show_row(all->pdata[i - 1], table[i]);
	for (guint i = 0; i < n * N_COLUMNS; i++) {
		guint *width = &widths[i % N_COLUMNS];

		*width = MAX(*width, text_width(table[i / N_COLUMNS][i % N_COLUMNS]));
	}
	for (guint i = 0; i < n; i++)
		print_cells(out, table[i], widths);
	for (guint i = 0; i < n * N_COLUMNS; i++)
		g_free(table[i / N_COLUMNS][i % N_COLUMNS]);
}

/* --- JSON ------------------------------------------------------------------------ */

static Json *make_row(const Row *row)
{
	Json *json = json_object(), *epochs = json_array();

	for (guint i = 0; i < row->epochs->len; i++)
		json_append(epochs, json_int(g_array_index(row->epochs, guint, i)));
	json_set_string(json, "name", row->name);
	json_set_string(json, "dir", row->dir);
	json_set(json, "epochs", epochs);
	model_set_instant(json, "newest", row->newest);
	model_set_instant(json, "fetched", row->fetched);
	model_set_instant(json, "reported", row->reported);
	model_set_instant(json, "digested", row->digested);
	json_set_string(json, "problem", row->problem);
	return json;
}

static void print_json(GString *out, const GPtrArray *all)
{
	g_autoptr(Json) json = json_object();
	Json *inboxes = json_array();

	for (guint i = 0; i < all->len; i++)
		json_append(inboxes, make_row(all->pdata[i]));
	json_set(json, "inboxes", inboxes);
	json_print_to(out, json, 0);
	g_string_append_c(out, '\n');
}

/* --- all together ---------------------------------------------------------------- */

static gboolean print(const Context *context, const GString *text, GError **error)
{
	g_autoptr(GPtrArray) outputs = g_ptr_array_new_with_free_func((GDestroyNotify)output_free);
	Output *output = output_open(NULL, context_pager(context), error);

	g_ptr_array_add(outputs, output);
	if (!output_write(text->str, text->len, output, error) && !output_is_left(output))
		return FALSE;
	return output_finish(outputs, error);
}

static void say_none(const Context *context)
{
	g_autofree char *raw = context_file(), *line = clean(raw), *file = text_show(line);

	if (!context->quiet)
		fprintf(stderr,
			"no inbox has a name yet: [inbox \"<name>\"] with dir = <folder> "
			"in %s gives it one; see maildelta config --help\n",
			file);
}

gboolean cmd_list(Context *context, int argc, char **argv, GError **error)
{
	Call call = {0};
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(GString) text = g_string_new(NULL);

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	all = read_rows(context->settings);
	if (call.json)
		print_json(text, all);
	else if (all->len)
		print_text(text, all);
	else
		say_none(context);
	return print(context, text, error);
}
