/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_RANGES_H
#define MD_REPORT_VIEW_RANGES_H

#include "base/json.h"
#include "report/library.h"

/* Numbers of patches, as people write them. */

/* Appends them to @numbers, of guint. */
void view_ranges_read(GArray *numbers, const Json *list);

/* The place of the last of the numbers that follow one another from @i on. */
guint view_ranges_end(const GArray *numbers, guint i);

/* "1–3, 5"; sorts @numbers. Newly allocated. */
char *view_ranges(const Library *library, GArray *numbers);
char *view_ranges_of(const Library *library, const Json *list);

#endif
