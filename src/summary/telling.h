/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_TELLING_H
#define MD_SUMMARY_TELLING_H

#include "core/reading.h"

#define TELLING_MAX 400 /* bytes of a sentence that can be told */

/*
 * How telling a sentence is of what its sender thinks, by words of judgement, wishes, agreement,
 * a question mark, identifiers, and how early it stands; compares those of one person. 0 and
 * less of what says nothing: greetings, thanks, links, single words. No guess is made at who is
 * meant: the words are the sender's, that is all. @words as sentence_text() has them, the
 * @place-th of its mail from 0 on.
 */
int telling_score(const char *words, guint place);

/* The same of the @i-th sentence of @reading, which is the @place-th of its text: 0, too, of one
 * that opens a list or code, or goes on with what it answers ("... but not with goats."). */
int telling_of(const Reading *reading, guint i, guint place);

/* Whether it finds fault or wishes for something, however small. */
gboolean telling_objects(const char *words);

#endif
