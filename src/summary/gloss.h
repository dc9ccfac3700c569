/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_GLOSS_H
#define MD_SUMMARY_GLOSS_H

#include "base/slice.h"

/* Private to summary/entity: acronyms, and what a text says that they stand for. */
typedef struct {
	Slice acronym, meaning; /* of the text */
} Gloss;

/*
 * Those of @text: "SEA (synchronous external abort)", "synchronous external abort (SEA)", "SEA,
 * short for …", "SEA stands for …", SEA（同步外部中止）, 同步外部中止（SEA）. In brackets Latin
 * words are a meaning where their initials are the acronym's letters; Chinese ones are. A GArray
 * of Gloss, in the order of their meanings, none in another. Linear.
 */
GArray *glosses_find(const char *text);

#endif
