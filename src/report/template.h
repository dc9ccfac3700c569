/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_TEMPLATE_H
#define MD_REPORT_TEMPLATE_H

#include "report/library.h"
#include "report/mustache.h"

/*
 * A template with all it names: {{>partial}} is the file partial.<ending> beside a
 * template of the user's own, or of the library; {{lang.word}} a word of the library's
 * language; {{color.name}} a colour (color.h). Its ending decides how values are
 * escaped (escape.h). What it names and is not there is an error, with its place.
 */
typedef struct {
	const Library *library;
	gboolean color; /* FALSE: {{color.name}} is nothing */
} TemplateSource;

/* The library's file @name. MD_ERROR_NOT_FOUND when there is none. */
Mustache *template_load(const TemplateSource *source, const char *name, GError **error);
/* A file of the user's own. */
Mustache *template_load_file(const TemplateSource *source, const char *path, GError **error);

#endif
