/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MUSTACHE_H
#define MD_REPORT_MUSTACHE_H

#include "base/json.h"

/*
 * Mustache (the required modules of its specification: comments, delimiters,
 * interpolation, inverted, partials, sections) over JSON values.
 *
 * What the specification leaves open: false, null, "", [] and what is missing
 * are falsy, all else is true, 0 and {} too; an array or object as {{name}}
 * prints nothing; a tag is standalone when it is the only one on its line; a
 * partial's indentation stays off empty lines.
 */
typedef struct _Mustache Mustache;

/*
 * Appends @text as the type of the output wants it. Before it, @out has at least
 * the line so far: what a value may do depends on where it stands.
 */
typedef void (*MustacheEscape)(GString *out, const char *text);

/*
 * Gives the text of the partial @name, newly allocated; NULL without an error
 * when there is none (it renders as nothing), NULL with one when it cannot be read.
 */
typedef char *(*MustacheLoad)(const char *name, gpointer user, GError **error);

/*
 * Lists too long to hold: a section whose name is that of a stream, and found in
 * no context, is rendered once for each value next() gives, freed before the next
 * is asked for. {{^name}} asks for the first value to see whether there is one.
 * A stream within itself is an error: it has one place to read from.
 */
typedef struct {
	const char *name;
	/* Starts from the first value; called each time the section is rendered. */
	gboolean (*rewind)(gpointer user, GError **error);
	/* The next value, or NULL: with an error it failed, without one it is the end. */
	Json *(*next)(gpointer user, GError **error);
	gpointer user;
} MustacheStream;

/*
 * Where the rendered text goes, in pieces of whole lines and some 64 KiB; a line
 * is cut when it is longer than a MiB. FALSE with an error stops the rendering; it is not called
 * again.
 */
typedef gboolean (*MustacheSink)(const char *text, gsize len, gpointer user, GError **error);

typedef struct {
	const Json *data;              /* the outermost context; may be NULL */
	const MustacheStream *streams; /* ends with a NULL name; may be NULL */
	MustacheSink sink;
	gpointer sink_user;
} MustacheRun;

typedef struct {
	MustacheEscape escape; /* of {{name}} */
	MustacheEscape raw;    /* of {{{name}}} and {{&name}} */
	MustacheLoad load;     /* of partials; NULL: there are none */
	/*
	 * Names that stand for a piece of template instead of a value (the lambdas of the
	 * specification, known beforehand): asked once for each {{name}}; NULL without an
	 * error: it is a value. May be NULL.
	 */
	MustacheLoad word;
	gpointer user; /* of both */
} MustacheRules;

/*
 * Parses @text and, once each, the partials it names; nothing given needs to
 * outlive the call.
 * MD_ERROR_FAILED: "range.txt:12:5: section {{#a}} is never closed", line and
 * column counted from 1, columns in characters, partials under their own name.
 * What @load fails with keeps its code.
 */
Mustache *mustache_new(const char *name, const char *text, const MustacheRules *rules,
		       GError **error);
void mustache_free(Mustache *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mustache, mustache_free)

/*
 * Renders to run->sink. Recursion deeper than 100 partials and sections together
 * is MD_ERROR_FAILED, with the place in the template, not a crash; the errors of
 * the sink and the streams come through as they are. A template may be rendered
 * any number of times, by several threads at once too.
 */
gboolean mustache_render(const Mustache *template, const MustacheRun *run, GError **error);

#endif
