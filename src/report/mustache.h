/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MUSTACHE_H
#define MD_REPORT_MUSTACHE_H

#include "base/json.h"

/*
 * Mustache (the required modules of its specification: comments, delimiters,
 * interpolation, inverted, partials, sections) over JSON values.
 */
typedef struct _Mustache Mustache;

/* Appends @text as the output format wants it escaped. */
typedef void (*MustacheEscape)(GString *out, const char *text);
void mustache_escape_html(GString *out, const char *text);
void mustache_escape_none(GString *out, const char *text);

/*
 * Gives the text of the partial @name, newly allocated; NULL without an error
 * when there is none (it renders as nothing), NULL with one when it cannot be read.
 */
typedef char *(*MustacheLoad)(const char *name, gpointer user, GError **error);

/*
 * Lists too long to hold: a section whose name is that of a stream, and found in
 * no context, is rendered once for each value next() gives, freed after use.
 */
typedef struct {
	const char *name;
	/* Starts from the first value; called each time the section is rendered. */
	gboolean (*rewind)(gpointer user, GError **error);
	/* The next value, or NULL: with an error it failed, without one it is the end. */
	Json *(*next)(gpointer user, GError **error);
	gpointer user;
} MustacheStream;

/* Where the rendered text goes, piece by piece. FALSE with an error stops it. */
typedef gboolean (*MustacheSink)(const char *text, gsize len, gpointer user, GError **error);

typedef struct {
	const Json *data;              /* the outermost context */
	const MustacheStream *streams; /* ends with a NULL name; may be NULL */
	MustacheSink sink;
	gpointer sink_user;
} MustacheRun;

/*
 * Parses @text and, once each, the partials it names. Errors: "range.txt:12:5:
 * section {{#a}} is never closed", line and column counted from 1, columns in
 * characters. @escape decides what {{name}} does; {{{name}}} and {{&name}} never escape.
 */
Mustache *mustache_new(const char *name, const char *text, MustacheEscape escape, MustacheLoad load,
		       gpointer load_user, GError **error);
void mustache_free(Mustache *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mustache, mustache_free)

/* Recursion deeper than 100 partials or sections is an error, not a crash. */
gboolean mustache_render(const Mustache *template, const MustacheRun *run, GError **error);

#endif
