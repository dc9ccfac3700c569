/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_OWN_H
#define MD_CORE_OWN_H

#include "core/person.h"

/*
 * A mail's text, taken apart into what its sender wrote and what they only passed on.
 * What is not surely somebody else's, code or form is taken for own words; where a line
 * could be either, wrong is worse than short.
 */
typedef enum {
	OWN_TEXT,        /* own words: a reply, a commit message, a change log */
	OWN_QUOTE,       /* another's words, marked with > or below an Outlook header */
	OWN_ATTRIBUTION, /* "On …, Ann wrote:", an Outlook header: not that of a quote's inside */
	OWN_HEADERS,     /* in-body From:, Subject:, Date:, and git format-patch's From line */
	OWN_DIFF,        /* the patch, or one pasted into a reply */
	OWN_STAT,        /* what git says of patches: diffstat, shortlog, a pull request's frame */
	OWN_CODE,        /* source, logs, traces, tables; what is set off, or put in "…", below a
			    colon: a specification's words, another commit's */
	OWN_TRAILERS,    /* Signed-off-by: …; unquoted, so the sender's */
	OWN_RULER,       /* "---", "8<": signs only */
	OWN_SNIP,        /* "[...]": a quote was cut here */
	OWN_GREETING,    /* "Hi Ann," */
	OWN_CLOSING,     /* "Thanks,", "Bo" */
	OWN_SIGNATURE,   /* "-- " and below; a company's disclaimer */
	OWN_FOOTER,      /* what a list or a robot adds to every mail */
	N_OWN_KINDS,
} OwnKind;

typedef struct {
	OwnKind kind;
	gsize from, len;     /* bytes of the text; whole lines with their line feeds */
	guint depth;         /* of a quote, from 1; 0 of everything else */
	const Person *whose; /* of a quote and an attribution: who is named; NULL: nobody is.
				The Own's. */
} OwnPart;

typedef struct {
	GArray *parts;     /* of OwnPart, in order: every byte is in exactly one */
	GPtrArray *people; /* private */
} Own;

/* Lines that are looked at; what comes behind them is one OWN_CODE: nobody writes that much. */
#define OWN_MAX_LINES (1u << 20)

/*
 * Takes @text apart (Message.body: clean text, format=flowed undone). Blank lines belong to
 * the part before them, those at the start to the first. Nobody's in-reply-to is known
 * here: a quote's person is who the line above it says, no more. @sender (NULL: unknown)
 * is who may sign with their name. Linear in @len; neither need outlive it.
 */
Own *own_read(const char *text, gsize len, const Person *sender);
void own_free(Own *own);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Own, own_free)

#endif
