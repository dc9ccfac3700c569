/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/options.h"

#include "base/error.h"
#include "base/slice.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#define FIRST_ROW 256 /* getopt's value of row 0: beyond every letter */

/* The rows as getopt_long() wants them. */
typedef struct {
	struct option longs[OPTIONS_MAX + 1];
	char shorts[2 * OPTIONS_MAX + 2];
} Getopt;

static void prepare(Getopt *getopt_rows, const OptionRow *rows)
{
	char *letter = getopt_rows->shorts;

	*letter++ = ':'; /* tell a missing argument from an unknown option */
	for (int i = 0; rows[i].name; i++) {
		int argument = rows[i].kind == OPTION_FLAG ? no_argument : required_argument;

		g_assert(i < OPTIONS_MAX);
		getopt_rows->longs[i] =
			(struct option){rows[i].name, argument, NULL, FIRST_ROW + i};
		if (!rows[i].letter)
			continue;
		*letter++ = rows[i].letter;
		if (argument == required_argument)
			*letter++ = ':';
	}
}

static const OptionRow *find_row(const OptionRow *rows, int value)
{
	if (value >= FIRST_ROW)
		return &rows[value - FIRST_ROW];
	while (rows->letter != value)
		rows++;
	return rows;
}

static gboolean take_number(const OptionRow *row, const char *word, GError **error)
{
	Slice rest = slice_of(word);
	guint number;

	if (slice_take_number(&rest, row->max, &number) && !rest.len && number >= row->min) {
		*(guint *)row->value = number;
		return TRUE;
	}
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "--%s takes a number from %u to %u, not '%s'",
		    row->name, row->min, row->max, word);
	return FALSE;
}

static gboolean take(const OptionRow *row, const char *word, GError **error)
{
	switch (row->kind) {
	case OPTION_FLAG:
		*(gboolean *)row->value = TRUE;
		return TRUE;
	case OPTION_TEXT:
		*(const char **)row->value = word;
		return TRUE;
	default:
		return take_number(row, word, error);
	}
}

static int refuse(const char *what, char **argv, GError **error)
{
	const char letter[] = {'-', (char)optopt, '\0'};
	gboolean is_letter = optopt != 0 && optopt < FIRST_ROW;

	/* optind stays where it is while letters of a word are left */
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s: %s; see maildelta %s -h", what,
		    is_letter ? letter : argv[optind - 1], argv[0]);
	return -1;
}

int options_parse(const OptionRow *rows, int argc, char **argv, GError **error)
{
	Getopt getopt_rows = {0};
	int value;

	prepare(&getopt_rows, rows);
	opterr = 0;
	optind = 0; /* anew, permuting */
	while ((value = getopt_long(argc, argv, getopt_rows.shorts, getopt_rows.longs, NULL)) !=
	       -1) {
		if (value == ':')
			return refuse("an argument is missing", argv, error);
		if (value == '?')
			return refuse("unknown option", argv, error);
		if (!take(find_row(rows, value), optarg, error))
			return -1;
	}
	return optind;
}

void options_print(const OptionRow *rows)
{
	for (; rows->name; rows++) {
		char letter[] = {'-', rows->letter, ',', ' ', '\0'};
		g_autofree char *names = g_strdup_printf(
			"%s--%s%s%s", rows->letter ? letter : "    ", rows->name,
			rows->argument ? " " : "", rows->argument ? rows->argument : "");

		printf("  %-26s %s\n", names, rows->help);
	}
}
