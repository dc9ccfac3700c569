/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MUSTACHE_TREE_H
#define MD_REPORT_MUSTACHE_TREE_H

#include "base/slice.h"
#include "report/mustache.h"

/* What mustache_parse.c makes and mustache.c renders; nobody else's business. */

typedef enum {
	NODE_TEXT,
	NODE_VALUE,
	NODE_SECTION,
	NODE_INVERTED,
	NODE_PARTIAL,
} NodeKind;

/* One template file. */
typedef struct {
	char *name;
	char *text;    /* the nodes point into it */
	GArray *nodes; /* of Node; they stay where they are once parsed */
} Source;

/*
 * The tree lies flat, in the order of the text: a node is followed by the nodes
 * within it. However deep it is, making and freeing it takes no recursion.
 */
typedef struct {
	NodeKind kind;
	guint size;           /* the nodes it takes, with itself and all within */
	const char *at;       /* where its tag stands, for errors */
	Slice text;           /* text: itself; partial: its indentation; else the name */
	char **path;          /* value, section: the name's parts, none for {{.}} */
	gboolean starts_line; /* text, partial: an indentation from outside goes before it */
	gboolean raw;         /* value: not escaped */
	const Source *partial;
} Node;

struct _Mustache {
	GPtrArray *sources; /* of Source: the template itself, then its partials */
	MustacheEscape escape, raw;
};

/* Sets MD_ERROR_FAILED, "name:line:column: " in front. Always FALSE. */
gboolean mustache_fail(const Source *source, const char *at, GError **error, const char *format,
		       ...) G_GNUC_PRINTF(4, 5);

#endif
