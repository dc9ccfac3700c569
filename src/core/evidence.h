/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_EVIDENCE_H
#define MD_CORE_EVIDENCE_H

#include "core/post.h"

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
	EVIDENCE_CHANGES,   /* asked for: pw-bot: cr, "please respin" */
	EVIDENCE_PROMISED,  /* "will fix in v5": only the author can, which core/state knows; a
			       maintainer who will fix it up himself asks for nothing */
	EVIDENCE_WITHDRAWN, /* "please ignore this series", "drop this patch": likewise */
	EVIDENCE_FAILURE,   /* a bot found something: does not build, warns, crashes, regresses */
	EVIDENCE_FINE,      /* a bot tried it, and found nothing */
	EVIDENCE_QUESTION,  /* own words that end in a question mark */
	N_EVIDENCE,
} EvidenceKind;

/* Where patches went; strings NULL where it is not said. */
typedef struct {
	char *tree;         /* "kvmarm", an address, "arm64 tree" */
	char *branch;       /* "next", "for-6.8/core" */
	GArray *parts;      /* of guint: the numbers of those it names; empty: all, or not said */
	gboolean excepted;  /* the parts are those that were left out */
	GPtrArray *commits; /* of char *: hashes as written, 7 to 40 hex digits, in order */
} Applied;

typedef struct {
	EvidenceKind kind;
	char *line;    /* the own words, one clean line, blanks squeezed; verbatim but for that */
	char *token;   /* TAG: as trailers are written, "Reviewed-by"; else NULL */
	char *note;    /* TAG: behind "#" or in [brackets]; FAILURE: its first error line */
	Person person; /* TAG: in whose name; QUESTION: who is asked by name ("Ann, …?"),
			  name alone; else both "" */
	Applied *applied; /* APPLIED, else NULL */
} Evidence;

void evidence_free(Evidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Evidence, evidence_free)

/* What is known of the mail. */
typedef struct {
	const char *body; /* Message.body */
	const Subject *subject;
	PostKind kind;
	const Person *sender;
	gboolean bot;
} EvidenceMail;

/*
 * All there is in @mail, in the order of its words: a GPtrArray of Evidence, never NULL. Of
 * near misses nothing: "applies cleanly on top of", quoted tags, "Reviewed-by when you fix
 * that", "applied locally for testing". A patch mail's own trailers are tags of those they
 * name. Linear in the text.
 */
GPtrArray *evidence_read(const EvidenceMail *mail);

const char *evidence_kind_name(EvidenceKind kind); /* applied, tag, nack, changes, … */

#endif
