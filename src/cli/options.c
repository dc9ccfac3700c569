/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/options.h"

#include "base/error.h"
#include "base/guess.h"
#include "base/slice.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#define FIRST_ROW 256 /* getopt's value of row 0: beyond every letter */

/* The rows of all groups one behind the other, and as getopt_long() wants them. */
typedef struct {
	const Options *options;
	const OptionRow *rows[OPTIONS_MAX];
	void *into[OPTIONS_MAX];
	guint n;
	struct option longs[OPTIONS_MAX + 1];
	const char *names[OPTIONS_MAX + 1]; /* of the longs */
	guint n_longs;
	GString *shorts;
} Table;

static gboolean is_row(const OptionRow *row)
{
	return row->name || row->letter;
}

/* As getopt_long() calls it. */
static int argument_of(const OptionRow *row)
{
	if (!row->argument)
		return no_argument;
	return *row->argument == '[' ? optional_argument : required_argument;
}

static void add_row(Table *table, const OptionRow *row, void *into)
{
	static const char *const marks[] = {
		[no_argument] = "", [required_argument] = ":", [optional_argument] = "::"};
	int argument = argument_of(row);
	int value = FIRST_ROW + (int)table->n;

	g_assert(table->n < OPTIONS_MAX);
	table->rows[table->n] = row;
	table->into[table->n++] = into;
	if (row->name) {
		table->names[table->n_longs] = row->name;
		table->longs[table->n_longs++] = (struct option){row->name, argument, NULL, value};
	}
	if (row->letter)
		g_string_append_printf(table->shorts, "%c%s", row->letter, marks[argument]);
}

static Table *table_new(const Options *options)
{
	Table *table = g_new0(Table, 1);

	table->options = options;
	/* the colon tells a missing argument from an unknown option */
	table->shorts = g_string_new(options->stop_at_word ? "+:" : ":");
	for (const OptionGroup *group = options->groups; group->rows; group++)
		for (const OptionRow *row = group->rows; is_row(row); row++)
			add_row(table, row, group->into);
	return table;
}

static void table_free(Table *table)
{
	g_string_free(table->shorts, TRUE);
	g_free(table);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

static guint find_row(const Table *table, int value)
{
	guint i = 0;

	if (value >= FIRST_ROW)
		return (guint)(value - FIRST_ROW);
	while (table->rows[i]->letter != value)
		i++;
	return i;
}

static gboolean take_number(const OptionRow *row, guint *value, const char *word, GError **error)
{
	Slice rest = slice_of(word);
	guint number;

	if (slice_take_number(&rest, row->max, &number) && !rest.len && number >= row->min) {
		*value = number;
		return TRUE;
	}
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "--%s takes a number from %u to %u, not '%s'",
		    row->name, row->min, row->max, word);
	return FALSE;
}

static gboolean take(const OptionRow *row, void *into, const char *word, GError **error)
{
	void *value = (char *)into + row->at;

	switch (row->kind) {
	case OPTION_FLAG:
	case OPTION_NO:
		*(gboolean *)value = row->kind == OPTION_FLAG;
		return TRUE;
	case OPTION_TEXT:
		*(const char **)value = word;
		return TRUE;
	case OPTION_NUMBER:
		return take_number(row, value, word, error);
	default:
		return row->take(into, word, error);
	}
}

/* The candidates of an option cut so short that several begin so; NULL: not that. */
static char *list_candidates(const Table *table, const char *name)
{
	g_autoptr(GString) list = g_string_new(NULL);
	guint n = 0;

	for (guint i = 0; i < table->n_longs; i++)
		if (*name && g_str_has_prefix(table->names[i], name))
			g_string_append_printf(list, "%s--%s", n++ ? ", " : "", table->names[i]);
	return n > 1 ? g_strdup(list->str) : NULL;
}

/* What is wrong with the word --name[=x], which getopt_long() did not know. */
static int refuse_long(const Table *table, const char *word, const char *see, GError **error)
{
	g_autofree char *name = g_strndup(word + 2, strcspn(word + 2, "="));
	g_autofree char *candidates = list_candidates(table, name);
	const char *nearest = guess_nearest(name, table->names);

	if (candidates)
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "ambiguous option: %s; could be %s",
			    word, candidates);
	else if (nearest)
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "unknown option: %s; did you mean '--%s'?", word, nearest);
	else
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "unknown option: %s; see %s -h", word,
			    see);
	return -1;
}

/* Whether @letter is an option, only not in this place. */
static gboolean refuse_place(const Options *options, char letter, GError **error)
{
	const OptionRow *row = options->before;

	while (row && is_row(row) && row->letter != letter)
		row++;
	if (!row || !is_row(row))
		return FALSE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "-%c stands before the command: maildelta -%c%s%s %s", letter, letter,
		    row->argument ? " " : "", row->argument ? row->argument : "", options->command);
	return TRUE;
}

/* @value: what getopt_long() returned, ':' or '?'. */
static int refuse(const Table *table, int value, char **argv, GError **error)
{
	const char *command = table->options->command;
	g_autofree char *see = g_strconcat("maildelta", command ? " " : "", command, NULL);
	const char letter[] = {'-', (char)optopt, '\0'};
	gboolean is_letter = optopt != 0 && optopt < FIRST_ROW;
	/* optind stays where it is while letters of a word are left */
	const char *word = is_letter ? letter : argv[optind - 1];
	const char *what = "unknown option";

	if (value == '?' && is_letter && refuse_place(table->options, letter[1], error))
		return -1;
	if (value == '?' && optopt == 0)
		return refuse_long(table, word, see, error);
	if (value == ':')
		what = "an argument is missing";
	else if (!is_letter)
		what = "takes no argument";
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s: %s; see %s -h", what, word, see);
	return -1;
}

int options_parse(const Options *options, int argc, char **argv, GError **error)
{
	g_autoptr(Table) table = table_new(options);
	int value;

	opterr = 0;
	optind = 0; /* anew */
	while ((value = getopt_long(argc, argv, table->shorts->str, table->longs, NULL)) != -1) {
		guint i;

		if (value == ':' || value == '?')
			return refuse(table, value, argv, error);
		i = find_row(table, value);
		if (!take(table->rows[i], table->into[i], optarg, error))
			return -1;
	}
	return optind;
}

/* "-o, --output <file>" */
static char *name_option(const OptionRow *row)
{
	char letter[] = {'-', row->letter, '\0'};
	const char *argument = row->argument ? row->argument : "";
	const char *blank = argument_of(row) == required_argument ? " " : "";

	if (!row->name)
		return g_strconcat(letter, blank, argument, NULL);
	return g_strconcat(row->letter ? letter : "   ", row->letter ? ", " : " ", "--", row->name,
			   blank, argument, NULL);
}

void options_print(const OptionGroup *groups)
{
	for (; groups->rows; groups++) {
		if (!is_row(groups->rows))
			continue;
		printf("\n%s:\n", groups->title);
		for (const OptionRow *row = groups->rows; is_row(row); row++) {
			g_autofree char *names = name_option(row);

			printf("  %-28s %s\n", names, row->help);
		}
	}
}
