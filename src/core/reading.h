/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_READING_H
#define MD_CORE_READING_H

#include "core/sentence.h"

/* A mail's text, read once for all who look for something in what its sender wrote. */
typedef struct {
	Slice text;        /* Message.body, borrowed; a NUL is behind it */
	Own *own;          /* which part of it is whose */
	GArray *sentences; /* of OwnSentence */
	GPtrArray *words;  /* of char *: sentence_text() of each */
} Reading;

/* @text must outlive it; @sender (NULL: unknown) need not. Linear in the text. */
Reading *reading_new(const char *text, const Person *sender);
void reading_free(Reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

/* The @i-th sentence, from 0, and its words; borrowed. NULL behind the last one. */
const OwnSentence *reading_sentence(const Reading *reading, guint i);
const char *reading_words(const Reading *reading, guint i);

#endif
