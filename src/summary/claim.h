/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CLAIM_H
#define MD_SUMMARY_CLAIM_H

#include "core/who.h"
#include "summary/saying.h"

/*
 * What people say that decides, and the tags that they give: the part of sayings_read() that goes
 * by State, not by how telling a sentence is. Private to it.
 */

#define CLAIM_TEST_SCORE 30 /* what a Tested-by tells, among sentences */

/* How soon what is kept where there is no room for all; scores decide among equals. */
enum {
	CLAIM_AUTHOR, /* words of the author, whose say is in what is proposed */
	CLAIM_WORDS,  /* words and tags of others */
	CLAIM_ASKED,
	CLAIM_AGAINST,
	CLAIM_DONE,
	CLAIM_STATE, /* the state's own evidence */
};
#define CLAIM_TIER_STEP 10000 /* above all scores */

/* Something that may be told of somebody. */
typedef struct {
	PointKind kind;
	const char *text;     /* borrowed, as all here */
	const Person *sender; /* of the first mail */
	GArray *cites;        /* of guint */
	GArray *parts;        /* of a tag, else NULL */
	int score;
	gboolean state; /* it is the state's evidence */
	gboolean spare;
} Claim;

/* A sentence of a mail. */
typedef struct {
	const ExtractSentence *sentence; /* NULL: none */
	guint mail;
	int score;
} Chosen;

/* One person in one of the periods. */
typedef struct {
	gboolean before, bot, author;
	GPtrArray *claims; /* of Claim */
	GPtrArray *told;   /* of those, which are told; tags not among them */
	GPtrArray *tags;   /* of Claim */
	Chosen words;      /* the most telling sentence */
	Chosen mails[2];   /* of the mails that nothing else is told of, the best; the best first */
} Voice;

/* What sayings_read() works with. */
typedef struct {
	const RulesInput *input;
	Who *who;
	guint author;       /* number of who began it; WHO_NOBODY: not known */
	GHashTable *places; /* number of the person, and period → place in voices, plus one */
	GPtrArray *voices;  /* of Voice */
	GHashTable *same;   /* words of a claim, with voice and kind → Claim */
	GPtrArray **said;   /* of each mail: lines (char *) that are told of it; NULL: none */
	GPtrArray **open;   /* … its questions that are open */
	guint *told;        /* … how many of its sender's claims that are told cite it */
	gboolean *tagged;   /* … whether tags are told of it */
	gint lead;
} Sayings;

const RulesMail *claim_mail(const Sayings *sayings, guint mail);

GPtrArray *claim_voices_new(void);

/* Of the sender of a mail, in its period. Borrowed. */
Voice *claim_voice(Sayings *sayings, guint place);

/* Adds to those of a mail; "" is none. @line is borrowed. */
void claim_add_line(GPtrArray **lines, guint mail, const char *line);
void claim_add_said(Sayings *sayings, guint mail, const char *line); /* to Sayings.said */

/* Fills in Voice.claims and tags, each with its mails in their order, and Sayings.tagged. */
void claim_find(Sayings *sayings);

/* Fills in Voice.told, and Sayings.told and said with it. */
void claim_choose(Sayings *sayings);

/* Applied, fixed, withdrawn. */
gboolean claim_is_done(const Claim *claim);

/* The more, the sooner it is kept. */
int claim_weight(const Claim *claim);

#endif
