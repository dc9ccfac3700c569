/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_REPEAT_H
#define MD_CORE_REPEAT_H

#include "core/series.h"

/* One post that a report is about to tell, and the post that tells it as well. */
typedef struct {
	const Post *post;
	const Series *series; /* it is part of */
	const Post *kept;     /* NULL: the post is told itself */
} Telling;

/*
 * Sees to it that nothing is told twice (RULES §7), by setting kept:
 *   - a series' 1/m whose title, without leading "word: ", is that of its cover
 *     letter: the cover letter is kept;
 *   - posts of different series with the same author and title and the same
 *     stable words: the newest version is kept, of one version the latest.
 * A kept post is always told itself. @tellings: a GArray of Telling in which a
 * series' cover letter, where it has one, stands beside its parts.
 */
void repeat_mark(GArray *tellings);

#endif
