/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_BAR_H
#define MD_REPORT_BAR_H

#include <glib.h>

/* The + and - behind a file of a diffstat. */
typedef struct {
	guint plus, minus;
} Bar;

/*
 * As git draws them: the file with the most changes, @most, fills @width columns
 * when it has more than that, the others get their share; whatever changed at all
 * keeps a sign of its own.
 */
Bar bar_scale(guint added, guint removed, guint most, guint width);

#endif
