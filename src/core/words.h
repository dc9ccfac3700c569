/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_WORDS_H
#define MD_CORE_WORDS_H

#include "core/own.h"

/* One sentence of a mail's own words. */
typedef struct {
	char *text;      /* one clean line, blanks squeezed; verbatim but for that */
	gsize from;      /* byte of the mail's text at which it begins */
	guint paragraph; /* which paragraph or item of a list it is in, from 0 */
	gboolean opens;  /* it is the first there */
} Sentence;

void sentence_free(Sentence *sentence);

/* Bytes of a sentence; what goes on beyond is the next one: nobody writes such. */
#define WORDS_MAX_SENTENCE 2000

/*
 * The sentences of what the sender wrote, in order: of the parts OWN_TEXT, OWN_GREETING and
 * OWN_CLOSING ("Thanks, applied" is all of them) of @own, which was read from @text.
 * Lines are joined up to a blank line, an item of a list or a trailer, which are not in
 * it; a sentence ends with . ! ? behind which a blank or a bracket follows, but not behind
 * "e.g." and its like. A GPtrArray of Sentence, never NULL. Linear in the text.
 */
GPtrArray *words_read(const char *text, const Own *own);

/* "Reviewed-by: …", also set off by blanks: no words, and where a paragraph ends. */
gboolean words_is_tag(Slice line);

#endif
