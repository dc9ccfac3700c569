/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_SENTENCE_H
#define MD_CORE_SENTENCE_H

#include "base/slice.h"
#include "core/own.h"

/*
 * Own words cut into sentences, each at its place in the text, so that what is told of a
 * mail can be found in it again. A sentence lies inside one part and one paragraph; an item
 * of a list begins one, its marker left out; so does a line below one that plainly broke off.
 * A piece without a full stop is one, too.
 */
typedef struct {
	gsize from, len; /* bytes of the text, without blanks at both ends */
	guint paragraph; /* which paragraph or item it is in, from 0 */
	gboolean item;   /* that is an item of a list */
	gboolean opens;  /* ends in a colon, and what belongs to it is not in the sentence: a
			    list, code, a quote. It goes with nothing */
} OwnSentence;

/* @own: of @text. A GArray of OwnSentence, in order, never NULL. Linear in the text. */
GArray *sentences_read(const char *text, const Own *own);

/*
 * Takes away the sentences whose words are in @said, a set of what sentence_text() gave of
 * others' earlier mails: a mailer that loses the quote marks makes them look like this
 * sender's own. Sentences of less than SENTENCE_MIN_SAID words stay: "Queued, thanks."
 */
#define SENTENCE_MIN_SAID 5
void sentences_drop_said(GArray *sentences, const char *text, GHashTable *said);

/* Its words: verbatim, but for blanks, of which a run is one. Newly allocated. */
char *sentence_text(const char *text, const OwnSentence *sentence);

#endif
