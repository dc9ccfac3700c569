/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_PEOPLE_H
#define MD_SUMMARY_CHECK_PEOPLE_H

#include "summary/ground.h"

/* Private to summary/check: who does what in the text of a point. */
typedef struct {
	const Brief *brief;
	Ground *ground;
	const char *text;
	guint actor;         /* a member */
	const GArray *cited; /* of guint: places of all cited mails … */
	const GArray *own;   /* … and of those that the actor sent */
	GArray *mentions;    /* of CastMention: in @text */
} CheckPeople;

/* Called with a rule of summary/check.h and the words that break it, or NULL. */
typedef void (*CheckPeopleFault)(const char *rule, const char *what, gpointer user);

/*
 * person: whoever is named has to do with the mails; actor: nobody else speaks in a point;
 * agreement: whoever is said to agree does so in a cited mail.
 */
void check_people_look(const CheckPeople *people, CheckPeopleFault fault, gpointer user);

/* The text with {P} for whom it names: for summary/check_words. Newly allocated. */
char *check_people_blank(const CheckPeople *people);

#endif
