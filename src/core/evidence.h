/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_EVIDENCE_H
#define MD_CORE_EVIDENCE_H

#include "core/applied.h"
#include "core/post.h"
#include "core/reading.h"

/*
 * What one mail's own words say about the state of what its thread is about (RULES, thread
 * state): quotes, diffs, signatures and footers never count (core/own.h). Each piece of
 * evidence keeps the words it was found in, as they stand.
 */
typedef enum {
	EVIDENCE_APPLIED,   /* patches went into a tree: "Applied to next, thanks!", a bot's
			       "This patch was merged …", a list of [1/2] lines with hashes */
	EVIDENCE_FIXED,     /* a bug is: "#syz fix: …", "marked as fixed by commit" */
	EVIDENCE_TAG,       /* a review tag (Reviewed-by, Acked-by, Tested-by) that counts */
	EVIDENCE_NACK,      /* NAK, Nacked-by, and the plain forms of it */
	EVIDENCE_CHANGES,   /* asked for (pw-bot: cr, "please respin") or promised ("will fix in
			       v5"): a promise counts of the author, a wish of someone else,
			       which core/state knows */
	EVIDENCE_WITHDRAWN, /* "please ignore this series"; of someone else than the author,
			       "please drop this patch" asks for changes */
	EVIDENCE_RETRACTED, /* what its sender said himself: "I withdraw my NAK", "please ignore
			       my comment" */
	EVIDENCE_FAILURE,   /* a bot found something: does not build, warns, crashes, regresses */
	EVIDENCE_FINE,      /* a bot tried it, and found nothing */
	EVIDENCE_QUESTION,  /* own words that end in a question mark */
	EVIDENCE_PING,      /* "Gentle ping", "Any comments on this?": no question, no answer */
	EVIDENCE_LOOKS,     /* its sender is going to look: "I'll have a look tomorrow.", in a
			       mail that says little else */
	N_EVIDENCE,
} EvidenceKind;

typedef struct {
	EvidenceKind kind;
	char *line;    /* the own words, one clean line, blanks squeezed; verbatim but for that */
	char *token;   /* TAG: "Reviewed-by", "Acked-by" or "Tested-by"; else NULL */
	char *note;    /* TAG: what stands behind the person ("# note", "[note]"), or the words
			  above it that it stands under ("With that fixed:"); FAILURE: its
			  first error line; else, and without one, NULL */
	Person person; /* TAG: in whose name; QUESTION: who is asked by name ("Ann, …?"),
			  or by the mail's greeting, name alone; else both "" */
	gboolean provided; /* TAG: what stands above it makes it one for when that is done: "With
			      that:", "Otherwise:" */
	gboolean sure;     /* QUESTION: @person is surely a name: he is greeted, or spoken to in
			      the question itself, and not as "Ann: …?", which may be a word */
	gboolean promised; /* CHANGES: the speaker will make them; else they are asked for */
	Applied *applied;  /* APPLIED and FIXED, else NULL */
} Evidence;

void evidence_free(Evidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Evidence, evidence_free)

/* What is known of the mail. */
typedef struct {
	const Reading *reading; /* its text, read for its sender */
	const Subject *subject;
	PostKind kind;
	const Person *sender;
	gboolean bot;
} EvidenceMail;

/*
 * What is kept of one mail, whatever it says: real ones have less than half of it. A longer
 * line is no evidence: nobody says any of this in such a sentence.
 */
#define EVIDENCE_MAX 200      /* pieces */
#define EVIDENCE_MAX_LINE 600 /* bytes of a line, and of a note */

/*
 * All there is in @mail, in the order of its words: a GPtrArray of Evidence, never NULL. Of
 * near misses nothing: "applies cleanly on top of", quoted tags, "Reviewed-by when you fix
 * that", "applied locally for testing".
 *
 * Tags: a reply's count in its sender's name alone (RULES §4), set off by blanks or not, and
 * written out as "you can add my R-b" where no condition stands beside it; a patch mail's
 * own trailers are tags of those they name. What decides about patches is looked for in
 * replies; questions in all but patches, whose letters and RFCs may ask. One mail has one
 * APPLIED: the first, with the numbers and hashes of the list below it. Linear in the text.
 */
GPtrArray *evidence_read(const EvidenceMail *mail);

/*
 * How many review tags (Reviewed-by, Acked-by, Tested-by) a reply gives in its sender's name
 * (RULES §4): one that is written several times counts once. @evidence: all of a reply's.
 */
guint evidence_reviews(const GPtrArray *evidence);

const char *evidence_kind_name(EvidenceKind kind); /* applied, tag, nack, changes, … */

#endif
