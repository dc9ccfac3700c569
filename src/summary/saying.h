/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_SAYING_H
#define MD_SUMMARY_SAYING_H

#include "summary/rules.h"

/*
 * What each person says in a thread, before the period and in it: what decides, as far as
 * State has it, the tags that stand, else the most telling sentence; of bots what decides, and
 * the failures that are open. In the period, of another of his mails another such sentence. What
 * was asked and is answered stands back. One person is whom core/who.h has for one.
 */
typedef struct {
	Point *point;    /* owned */
	gboolean before; /* the period */
	int weight;      /* the more, the sooner it is told where there is no room for all */
	gboolean spare;  /* not told in any case: one of too many failures of one bot */
	gboolean second; /* another sentence of who has one: told where there is little else,
			    and missed by nobody */
} Saying;

/* Failures of one bot that are told, in each period; and times that a person applied something. */
#define SAYING_FAILURES 2
#define SAYING_APPLIED 2

/*
 * @lead: the place of a mail whose words are told already; -1: none. @open: the questions that
 * are told already, of Question. A GArray of Saying, in the order of the first mail that each
 * cites, never NULL. The actor of each sent every mail it cites.
 */
GArray *sayings_read(const RulesInput *input, gint lead, const GPtrArray *open);

#endif
