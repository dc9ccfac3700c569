/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_LEAD_H
#define MD_SUMMARY_LEAD_H

#include "core/reading.h"

#define LEAD_MAX 600    /* bytes */
#define LEAD_WANTED 400 /* … beyond which no third sentence is begun */

/*
 * The first own words in @within, a piece of the text of @reading, that say something: the
 * sentences of one paragraph, verbatim as they stand together, blanks squeezed. Links,
 * footnotes, headings and what git writes are passed over; so are "This is v4 of …", the
 * mail's @title (NULL: none) once more and changelogs, where other words follow.
 *
 * Where the paragraph ends in a colon, the list or the paragraph that it opens is part of it;
 * where not all of that fits, or it is no prose, " …" stands behind the colon, or behind
 * those items that are told where that is all there is. Only a first sentence longer than LEAD_MAX
 * is cut itself, behind a word, with " …". One line, newly allocated; NULL where there are no such
 * words: only quotes, a diff, a table. Linear in the text.
 */
char *lead_of(const Reading *reading, Slice within, const char *title);

#endif
