/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_OPTIONS_H
#define MD_CLI_OPTIONS_H

#include <glib.h>

typedef enum {
	OPTION_FLAG,   /* gboolean: set TRUE */
	OPTION_NO,     /* gboolean: set FALSE */
	OPTION_TEXT,   /* const char *: the word, borrowed from argv */
	OPTION_NUMBER, /* guint: decimal, between min and max */
	OPTION_TAKE,   /* what take makes of the word, when it is met */
} OptionKind;

/* @into: the struct that the group fills; @word: NULL where none was given. */
typedef gboolean (*OptionTake)(void *into, const char *word, GError **error);

/* One option: a row of a table that ends with one of neither name nor letter. */
typedef struct {
	const char *name; /* --name, --name=x; unique beginnings of it will do; or NULL */
	char letter;      /* -l, -lx; '\0' without one */
	OptionKind kind;
	gsize at;             /* of the value in the struct that the group fills */
	const char *argument; /* in the help: "<file>", "[=<when>]" may be left out; or NULL */
	const char *help;
	guint min, max;  /* of a number */
	OptionTake take; /* of OPTION_TAKE */
} OptionRow;

/* Rows that fill one struct, and what the help calls them. */
typedef struct {
	const char *title;
	const OptionRow *rows;
	void *into;
} OptionGroup;

#define OPTIONS_MAX 30 /* rows in all groups of a call */

/* The options of a call: @groups ends with NULL rows. */
typedef struct {
	const OptionGroup *groups;
	const char *command;     /* "range", for messages; NULL before one is named */
	const OptionRow *before; /* those that stand before it alone, for messages; or NULL */
	gboolean stop_at_word;   /* at the first word that is no option */
} Options;

/*
 * Reads the options out of @argv behind its first word, wherever they stand up to a
 * "--" (getopt_long(3)). The index in @argv of the first other word, to which the
 * others were moved; -1 with MD_ERROR_USAGE, which says what may have been meant, or
 * with what a row's take said.
 */
int options_parse(const Options *options, int argc, char **argv, GError **error);

/* Prints the groups as a list for -h. */
void options_print(const OptionGroup *groups);

#endif
