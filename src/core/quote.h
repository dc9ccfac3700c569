/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_QUOTE_H
#define MD_CORE_QUOTE_H

#include "base/slice.h"

#define QUOTE_MAX_DEPTH 99 /* marks beyond are text */

/*
 * Takes the quote marks off a line and says how many there were: "> ", ">>", "> > ",
 * " >", and initials as in "AE> ". 0, with the line untouched, where there are none: ">="
 * opens no quote, nor does mbox's ">From ".
 */
guint quote_take(Slice *line);

#endif
