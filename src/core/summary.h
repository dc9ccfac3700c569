/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_SUMMARY_H
#define MD_CORE_SUMMARY_H

#include "core/person.h"

/*
 * What a thread says, in few words: what was proposed, what was said before the period
 * of the report, what is new in it, what is left open. Whoever makes it, each point
 * names the mails that it is taken from.
 */

typedef enum {
	POINT_LEAD,        /* the first words of the mail that began the thread, verbatim */
	POINT_ROOT_UNREAD, /* a fact: that mail is not among those that were read */
} PointKind;

typedef struct {
	PointKind kind;
	Person actor;  /* who sent the cited mail; both "" where a point is a fact */
	char *text;    /* verbatim; of a fact: the sentence in English */
	GArray *cites; /* of guint: places in Thread.mails */
} Point;

typedef struct {
	Person asker, owes; /* who asked, and who is to answer */
	char *text;
	guint cite;
} Question;

typedef struct {
	const char *method;                 /* "lead"; static */
	GPtrArray *proposed, *before, *now; /* of Point */
	GPtrArray *open;                    /* of Question */
	guint dropped;                      /* points that were made and did not stand */
} Summary;

Summary *summary_new(const char *method);
void summary_free(Summary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Summary, summary_free)

/* Adds a point; @actor NULL: it is a fact. Copies both; @cite < 0: none. */
void summary_add(GPtrArray *points, PointKind kind, const Person *actor, const char *text,
		 gint cite);

const char *point_kind_name(PointKind kind); /* lead, root-unread */

#endif
