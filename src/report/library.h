/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_LIBRARY_H
#define MD_REPORT_LIBRARY_H

#include "report/lang.h"

/*
 * Where templates, their partials and the words of a language come from: folders
 * that are looked through in order, file by file, so that one file of a user's own
 * stands before the built-in one of its name and leaves the others as they are.
 */
typedef struct _Library Library;

/*
 * @dirs: the first wins, the last holds what is built in; ends with NULL. @lang: a
 * language is a file lang/<name>.json. MD_ERROR_USAGE: there is none of that name
 * (tells which there are); MD_ERROR_FAILED: one cannot be read.
 */
Library *library_new(const char *const *dirs, const char *lang, GError **error);
void library_free(Library *library);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Library, library_free)

/* What follows is safe to call from several threads. */

const Lang *library_lang(const Library *library);
/* As HTML's lang attribute has it: zh-CN. */
const char *library_lang_tag(const Library *library);

/* The path of that file, newly allocated, or NULL. */
char *library_find(const Library *library, const char *file);
/* Its text, newly allocated; NULL without an error when there is none. */
char *library_read(const Library *library, const char *file, GError **error);

/* One file that there is, by the name it is found under. */
typedef struct {
	char *file;   /* range.html, lang/en.json */
	char *path;   /* where it is read from */
	gboolean own; /* not the built-in one */
} LibraryFile;

/* All of them, templates before languages and prompts, in the order of strcmp(). Of LibraryFile. */
GPtrArray *library_list(const Library *library);

/* The folders looked through, parted by ", "; newly allocated, for messages. */
char *library_places(const Library *library);

#endif
