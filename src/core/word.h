/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_WORD_H
#define MD_CORE_WORD_H

#include "base/slice.h"

/* A sentence read from left to right, a word at a time. */

Slice word_skip_blanks(Slice s);

/* Of a word: letters, digits, what is not ASCII, and the signs of names, versions and addresses. */
gboolean word_is_byte(char c);

/* The word at the front of @s, behind blanks; full stops are in it, but not at its end. Empty at
 * other signs. */
Slice word_peek(Slice s);

/* What of @s stands behind @word, a piece of it. */
Slice word_behind(Slice s, Slice word);

/* Moves @s past the words at its front that are in @words, which NULL ends, letters in either
 * case; whether there was one. */
gboolean word_skip(Slice *s, const char *const *words);

#endif
