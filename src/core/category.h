/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_CATEGORY_H
#define MD_CORE_CATEGORY_H

#include "core/post.h"

/*
 * What a thread is about, decided on its first mail by an ordered list of named rules,
 * of which the first that matches wins (RULES §6): the user's own, in the order they
 * were added, then those of a preset, whose last takes everything.
 */
typedef struct _Categories Categories;

/*
 * @preset: "default", or "classic": the rules on the raw text of the subject that the
 * reports have which people get today. MD_ERROR_USAGE: neither; says which there are.
 */
Categories *categories_new(const char *preset, GError **error);
void categories_free(Categories *categories);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Categories, categories_free)

/*
 * The user's own rule: threads whose first mail's subject, without its reply prefixes,
 * matches @pattern (letters in either case) are @name's. A name that is there already
 * gets one more pattern, and where it is the preset's, stands before what is left of
 * that. MD_ERROR_USAGE: not a pattern (base/regex.h), prefixed with the name.
 */
gboolean categories_add(Categories *categories, const char *name, const char *pattern,
			GError **error);

/* In the order in which they are shown: the user's own, then the preset's. */
guint categories_count(const Categories *categories);
const char *categories_name(const Categories *categories, guint i); /* borrowed */

/* The place of @first's category in that order. */
guint categories_decide(const Categories *categories, const Post *first);

/* Whether it reports a bug by the default rules, whatever the reader calls that. */
gboolean categories_is_bug(const Categories *categories, const Post *first);

#endif
