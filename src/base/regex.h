/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_REGEX_H
#define MD_BASE_REGEX_H

#include <glib.h>

#define REGEX_TEXT_MAX 2048 /* bytes of a text that are looked at */

/*
 * Regular expressions (pcre2, behind a face of our own) over one line of clean text;
 * \w, \d and \b go by Unicode. Compiled once, matched by any number of threads. A
 * pattern is the user's, the text a stranger's: a match that needs more than its share
 * of steps is no match.
 */
typedef struct _Regex Regex;

/* @ignore_case: letters in either case, beyond ASCII too. MD_ERROR_USAGE: not a
 * pattern; the message has the column, from 1, and what is wrong there. */
Regex *regex_new(const char *pattern, gboolean ignore_case, GError **error);
void regex_free(Regex *regex);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Regex, regex_free)

/* Whether it matches anywhere in @text, of which the first REGEX_TEXT_MAX bytes count. */
gboolean regex_matches(const Regex *regex, const char *text);

#endif
