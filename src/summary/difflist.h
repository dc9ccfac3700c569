/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_DIFFLIST_H
#define MD_SUMMARY_DIFFLIST_H

#include "base/slice.h"

#define DIFFLIST_FILES 20    /* that are named; more are counted */
#define DIFFLIST_FUNCTIONS 6 /* of each */

/*
 * A diff, or a piece of one, in a line: "[diff: mm/a.c +3 -1 near f(), g(); b.bin binary]", as
 * its hunks and their headers have it. Newly allocated. Linear.
 */
char *difflist_note(Slice diff);

#endif
