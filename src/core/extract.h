/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_EXTRACT_H
#define MD_CORE_EXTRACT_H

#include <glib.h>

/*
 * What of a mail's own words a summary may quote, once its text is let go (summary/pick.h
 * reads it). All is verbatim but for blanks, of which a run is one.
 */

/* A sentence, of which few are kept. */
typedef struct {
	char *text;
	int score;     /* how telling it is (summary/telling.h): compares mails of one person */
	guint64 print; /* its fingerprint, as in Extract.said; 0: too short to be told apart */
} ExtractSentence;

/* The newest of its changelogs (core/changelog.h). */
typedef struct {
	guint before, after; /* the versions it leads between; 0: not said */
	char **changes;      /* those that stand highest in it, in order; NULL-terminated */
	guint more;          /* that it has besides */
} ExtractChanges;

typedef struct {
	guint lines; /* of its sender's own words: how much there is to tell */
	char *lead;  /* its first words (summary/lead.h), of what is no reply; or NULL */
	ExtractChanges *changes; /* or NULL: an answer may have what its letter forgot */
	GArray *telling;         /* of ExtractSentence: the most telling ones, the best first */
	/*
	 * Of guint64: fingerprints of its sentences of five words and more. A mailer
	 * that loses quote marks makes others' words look like its sender's own; what stands in
	 * an earlier mail of another person is nobody else's.
	 */
	GArray *said;
} Extract;

Extract *extract_new(void); /* of nothing */
void extract_free(Extract *extract);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Extract, extract_free)

/*
 * The fingerprint of a sentence as it is printed: the same of the same words, on every machine.
 * 0 of less than EXTRACT_MIN_WORDS: "Queued, thanks." is anybody's.
 */
#define EXTRACT_MIN_WORDS 5
guint64 extract_print(const char *sentence);

#endif
