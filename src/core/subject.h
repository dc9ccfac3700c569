/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_SUBJECT_H
#define MD_CORE_SUBJECT_H

#include <glib.h>

/* A subject line, taken apart (RULES §3). */
typedef struct {
	char *text;         /* the whole line as given */
	const char *title;  /* inside text: without reply prefixes and groups */
	char **words;       /* of the [groups], as written, in order; nested ones flattened */
	gboolean reply;     /* a reply prefix (forwards too) stands among the prefixes */
	gboolean patch;     /* a word is PATCH, PATCHES or PATCHSET */
	gboolean patchset;  /* … PATCHSET: a cover letter when there is no counter */
	gboolean rfc;       /* a word is RFC, RFT or RFCvN */
	gboolean pull;      /* a word is PULL */
	gboolean counter;   /* n/m stands in a group */
	guint n, m;         /* of n/m; 0 without */
	gboolean versioned; /* vN stands in a group, or as "vN:" or "(vN)" of the title */
	guint version;      /* its N; 0 where none is given (which counts as 1) */
	guint revision;     /* M of vN.M; the b of v2b is 2 (a would be 1) */
} Subject;

/*
 * @text is a Message's subject: decoded, unfolded, squeezed. Newly allocated.
 * Takes time linear in its length, whatever stands in it.
 */
Subject *subject_parse(const char *text);
void subject_free(Subject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Subject, subject_free)

/* Its version; none is v1. */
guint subject_version(const Subject *subject);

/* n = 0, or PATCHSET without a counter. Only meaningful for a patch mail. */
gboolean subject_is_cover(const Subject *subject);

/*
 * The text without its reply prefixes, wherever they stand among the groups, which stay:
 * "Re: [External] Re: [PATCH v2] x" gives "[External] [PATCH v2] x". Newly allocated.
 */
char *subject_without_reply(const Subject *subject);

/* < 0, 0, > 0: older, same, newer version; 5 < 5.5 < 6, 2 < 2b; none is v1. */
int subject_version_compare(const Subject *a, const Subject *b);

/* The title for comparing: case-folded, a leading "vN:" or final "(vN)" taken off. */
char *subject_title_key(const Subject *subject);

/* The same after all leading "word: " prefixes are dropped as well (RULES §7). */
char *subject_bare_title_key(const Subject *subject);

/*
 * The words that name a stable tree (stable, 5.10, 5.10.y, v4.19), lower-cased,
 * sorted, each once, joined by blanks; "" without one (RULES §7). Newly allocated.
 */
char *subject_stable_words(const Subject *subject);

#endif
