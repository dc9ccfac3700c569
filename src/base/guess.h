/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_GUESS_H
#define MD_BASE_GUESS_H

#include <glib.h>

/* What someone meant who wrote a word that is none of those there are. */

/*
 * How many letters were left out, put in, exchanged or swapped with their neighbour
 * between @a and @b, ASCII letters in either case: Damerau-Levenshtein, optimal string
 * alignment, by bytes. G_MAXUINT where either is longer than a word is.
 */
guint guess_distance(const char *a, const char *b);

/*
 * The one of @words (up to a NULL) that is nearest to @word, the first of several;
 * NULL when none is near: more than a third of its letters are off, and it does not
 * begin with @word either. Borrowed from @words.
 */
const char *guess_nearest(const char *word, const char *const *words);

#endif
