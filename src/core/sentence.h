/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_SENTENCE_H
#define MD_CORE_SENTENCE_H

#include "base/slice.h"
#include "core/own.h"

/*
 * Own words cut into sentences, each at its place in the text, so that what is told of a
 * mail can be found in it again. A sentence lies inside one part and one paragraph; an item
 * of a list begins one, its marker left out; so does a line below one that plainly broke off.
 * A piece without a full stop is one, too. A line that is a tag is none.
 */
typedef struct {
	gsize from, len; /* bytes of the text, without blanks at both ends */
	guint paragraph; /* which paragraph or item it is in, from 0 */
	OwnKind part;    /* what that is part of: OWN_TEXT, or OWN_GREETING and OWN_CLOSING,
			    which may say something, too: "Thanks, applied" */
	gboolean first;  /* of its paragraph */
	gboolean item;   /* that is an item of a list */
	gboolean opens;  /* ends in a colon, and what belongs to it is not in the sentence: a
			    list, code, a quote. It goes with nothing */
} OwnSentence;

/* Bytes of a sentence; what goes on beyond is the next one: nobody writes such. */
#define SENTENCE_MAX 2000
/* Bytes of a paragraph, and sentences of a mail; nor such, and what goes on is no words. */
#define SENTENCE_MAX_PARAGRAPH (64u << 10)
#define SENTENCE_MAX_COUNT 1000

/* @own: of @text. A GArray of OwnSentence, in order, never NULL. Linear in the text. */
GArray *sentences_read(const char *text, const Own *own);

/* Its words: verbatim, but for blanks, of which a run is one. Newly allocated. */
char *sentence_text(const char *text, const OwnSentence *sentence);

/* "Reviewed-by: …", also set off by blanks: no words, and where a paragraph ends. */
gboolean sentence_is_tag(Slice line);

#endif
