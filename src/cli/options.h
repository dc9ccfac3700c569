/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_OPTIONS_H
#define MD_CLI_OPTIONS_H

#include <glib.h>

typedef enum {
	OPTION_FLAG,   /* gboolean *: set TRUE */
	OPTION_TEXT,   /* const char **: the word, borrowed from argv */
	OPTION_NUMBER, /* guint *: decimal, between min and max */
} OptionKind;

/* One option of a command: a row of a table that ends with a NULL name. */
typedef struct {
	const char *name; /* --name, --name=x; unique beginnings of it will do */
	char letter;      /* -l, -lx; '\0' without one */
	OptionKind kind;
	void *value;
	const char *argument; /* in the help: "<file>"; NULL for flags */
	const char *help;
	guint min, max; /* of a number */
} OptionRow;

#define OPTIONS_MAX 30 /* rows in a table */

/*
 * Reads the options out of a command's words, wherever they stand up to a "--"
 * (getopt_long(3)). The index in @argv of the first other word, to which the
 * others were moved; -1 with MD_ERROR_USAGE.
 */
int options_parse(const OptionRow *rows, int argc, char **argv, GError **error);

/* Prints the rows as a list for -h. */
void options_print(const OptionRow *rows);

#endif
