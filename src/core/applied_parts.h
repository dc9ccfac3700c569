/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_APPLIED_PARTS_H
#define MD_CORE_APPLIED_PARTS_H

#include "core/applied.h"

/* Private to core/applied*: which parts of a series a sentence names. */

/* Once, and in order. */
void applied_add_part(Applied *applied, guint n);

/* "patches 1-3", "the first two", "#4", "1-3": the parts named at the front of @s */
gboolean applied_take_parts(Slice *s, Applied *applied, guint m);

/* "except patch 4", "but the last one", "minus patch 2" at the front of @s */
gboolean applied_take_exception(Slice *s, Applied *left_out, guint m);

/* @applied is all but what @left_out names. */
void applied_leave_out(Applied *applied, const Applied *left_out);

/* "…, except patch 4", "apart from 3 and 5" anywhere in a sentence */
void applied_read_exception(Applied *applied, Slice text, guint m);

#endif
