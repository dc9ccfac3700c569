/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_WORDING_H
#define MD_SUMMARY_WORDING_H

#include <glib.h>

/*
 * Texts by their words alone: runs of letters and digits, in lower case and Unicode's
 * compatible form, a Chinese character each a word; signs, dashes and quotation marks are
 * none. So the same words compare as the same, whatever a keyboard or a model made of their
 * signs.
 */

/* " the lock is racy ": a blank around each word; "" of a text without any. Newly allocated. */
char *wording_of(const char *text);

/* The words of a wording. */
guint wording_count(const char *wording);

/* Where the words of @part stand in @all, both wordings: behind the last of them, at the blank
 * that may begin what is next; NULL: nowhere. What is "" stands nowhere. */
const char *wording_find(const char *all, const char *part);

/* Of a script that sets no blanks between its words: Han, Kana; and whether a text has some. */
gboolean wording_is_cjk(gunichar c);
gboolean wording_has_cjk(const char *text);

/* Whether letters of @word, @len bytes, are of several alphabets that look alike: Latin,
 * Cyrillic, Greek, Armenian. No word that people write is. */
gboolean wording_is_mixed(const char *word, gsize len);

#endif
