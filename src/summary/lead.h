/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_LEAD_H
#define MD_SUMMARY_LEAD_H

#include "base/slice.h"

#define LEAD_MAX 600 /* bytes */

/*
 * The first words of a mail's own text that say something: the paragraph after
 * greetings ("Hi all,", "Hello Ann,"), quotes and what introduces them left out, as is
 * the frame of a pull request; and changelogs, "This is v4 of …" and the mail's @title
 * (NULL: none) once more, where another follows; with the next one where it is short and
 * ends in a colon; cut behind a sentence, or at worst a word with " …", at LEAD_MAX. One
 * line, blanks squeezed. Newly allocated; NULL where there are no such words: only
 * quotes, a diff, a table.
 */
char *lead_of(Slice text, const char *title);

#endif
