/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_LANG_H
#define MD_REPORT_LANG_H

#include <glib.h>

/*
 * The words of a language: what reports say that no mail said. A language file is
 * a JSON object of one level; a member is the name of a word and the word, plain
 * text in which a template's tags may stand ("{{count}} mails"). Words are added
 * in layers: a later one with the same name wins, so that a language that lacks a
 * word has the English one.
 */
typedef struct _Lang Lang;

Lang *lang_new(void);
void lang_free(Lang *lang);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lang, lang_free)

/* MD_ERROR_FAILED: no JSON, or not an object of texts; "@name: " stands in front. */
gboolean lang_add(Lang *lang, const char *name, const char *text, gsize len, GError **error);

/* Borrowed; NULL when there is no such word. */
const char *lang_word(const Lang *lang, const char *name);

/* The names, in the order of strcmp(); borrowed texts, a container to unref. */
GPtrArray *lang_names(const Lang *lang);

#endif
