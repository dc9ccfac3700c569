/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_PHRASE_H
#define MD_CORE_PHRASE_H

#include <glib.h>

#define PHRASES_MAX 24 /* patterns on either side */

/*
 * A family of phrases: regular expressions (base/regex.h) of ours over one sentence, letters
 * in either case. Static, for they are compiled when first asked for, once for all threads.
 */
typedef struct {
	const char *says[PHRASES_MAX];   /* one of these matches … */
	const char *unless[PHRASES_MAX]; /* … and none of these */
	gsize once;                      /* private, as is what follows */
	GPtrArray *compiled[2];
} Phrases;

/* Whether @sentence, one clean line, has one of them. */
gboolean phrase_in(Phrases *phrases, const char *sentence);

#endif
