/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_SUMMARY_H
#define MD_CORE_SUMMARY_H

#include "core/person.h"
#include "core/trace.h"

/*
 * What a thread says, in few words: what was proposed, what was said before the period
 * of the report, what is new in it, what is left open. Whoever makes it, each point
 * names the mails that it is taken from.
 */

typedef enum {
	POINT_LEAD,        /* the first words of the mail that began the thread */
	POINT_CHANGE,      /* one change of the newest changelog */
	POINT_ROOT_UNREAD, /* a fact: that mail is not among those that were read */
	POINT_APPLIED,     /* what says that patches were taken … */
	POINT_FIXED,       /* … that a bug was fixed */
	POINT_NACK,
	POINT_CHANGES, /* asked for … */
	POINT_PROMISE, /* … or promised */
	POINT_WITHDRAWN,
	POINT_FAILURE, /* a bot's first error line */
	POINT_TAGS,    /* a fact: one person's tags of one kind */
	POINT_WORDS,   /* the most telling sentence of someone's mail */
	POINT_TOLD,    /* a model's words, which were checked (summary/check.h) */
	N_POINT_KINDS,
} PointKind;

typedef struct {
	PointKind kind;
	Person actor;  /* who sent the cited mails; both "" of POINT_ROOT_UNREAD */
	char *text;    /* verbatim, blanks squeezed; of POINT_ROOT_UNREAD a sentence in English,
			  of POINT_TAGS the token: "Reviewed-by"; of POINT_TOLD in the report's
			  language */
	char *quote;   /* TOLD: the actor's own words that bear it out; else NULL */
	GArray *cites; /* of guint: places in the thread's mails */
	GArray *parts; /* POINT_TAGS: of guint, rising: numbers of the patches, 0: all of them;
			  else NULL */
	guint before, after; /* POINT_CHANGE: the versions; 0: not said */
} Point;

typedef struct {
	Person asker, owes; /* who asked, and who is to answer */
	char *text;
	guint cite;
	gboolean before; /* asked before the period */
} Question;

typedef struct {
	const char *method;                 /* "rules" or "llm"; static */
	char *model;                        /* llm: as the settings call it; else NULL */
	Trace trace;                        /* of a run in which a model is asked; else all 0 */
	GPtrArray *proposed, *before, *now; /* of Point */
	GPtrArray *open;                    /* of Question */
	struct {
		guint proposed, before, now, open;
	} more;        /* that there are besides, and found no room */
	guint dropped; /* points that were made and did not stand */
} Summary;

#define SUMMARY_RULES "rules"
#define SUMMARY_LLM "llm"

Question *question_copy(const Question *question);

Summary *summary_new(const char *method);
void summary_free(Summary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Summary, summary_free)

/* Without cites; @actor NULL: nobody. Copies both. */
Point *point_new(PointKind kind, const Person *actor, const char *text);
void point_free(Point *point);

/*
 * Adds a point, and gives it, borrowed, for what else is to be said of it; @actor NULL: nobody.
 * Copies both; @cite < 0: none.
 */
Point *summary_add(GPtrArray *points, PointKind kind, const Person *actor, const char *text,
		   gint cite);

const char *point_kind_name(PointKind kind); /* lead, change, root-unread, … */

#endif
