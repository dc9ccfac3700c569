/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_TELLING_H
#define MD_SUMMARY_TELLING_H

#include "core/reading.h"

#define TELLING_MAX 400 /* bytes of a sentence that can be told */

/* The sentence of a mail that says most of what its sender thinks. */
typedef struct {
	OwnSentence sentence;
	int score; /* for choosing among mails of one person; more is more telling */
} Telling;

/*
 * Chooses it from @reading: by words of judgement, wishes, agreement, a
 * question mark, identifiers, and how early it stands. FALSE where there is none that says
 * anything: greetings, thanks, links, single words. Of equal ones the first. No guess is
 * made at who is meant: the words are the sender's, that is all.
 */
gboolean telling_choose(const Reading *reading, Telling *telling);

/* How telling a sentence is, @words as sentence_text() has them, the @place-th of its mail
 * from 0 on; 0 and less: it is not. */
int telling_score(const char *words, guint place);

/* The same of the @i-th sentence of @reading, which is the @place-th of its text: 0, too, of one
 * that opens a list or code, or goes on with what it answers ("... but not with goats."). */
int telling_of(const Reading *reading, guint i, guint place);

/* Whether it finds fault or wishes for something, however small. */
gboolean telling_objects(const char *words);

#endif
