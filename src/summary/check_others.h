/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_OTHERS_H
#define MD_SUMMARY_CHECK_OTHERS_H

#include "summary/ground.h"

/*
 * Private to summary/check: what somebody else says is not put into a point of the actor's. Two
 * words, one behind the other, that stand so in a mail of another, and neither of them in any of
 * the actor's, nor in what these answer or quote: "a static branch".
 */
typedef struct {
	const Brief *brief;
	Ground *ground;
	const char *text; /* people in it as {P} */
	guint actor;
	const GArray *own, *answered; /* of guint: places of the actor's, and of what they answer */
} CheckOthers;

/* Such words: newly allocated; NULL: none. Of texts in Chinese, none is. */
char *check_others_words(const CheckOthers *others);

#endif
