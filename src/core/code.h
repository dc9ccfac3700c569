/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_CODE_H
#define MD_CORE_CODE_H

#include "base/slice.h"

/* What a line looks like, seen alone. */
typedef enum {
	CODE_NONE,     /* words */
	CODE_INDENTED, /* set off: code, or words of a list or a quotation */
	CODE_SURE,     /* source, a log, a trace, a compiler's or a shell's, a table */
} CodeLook;

CodeLook code_look(Slice line);

/* Whether a line set off reads like a sentence, and not like source. */
gboolean code_is_prose(Slice line);

/* "- ", "* ", "1. ", "a) ", "o ", behind blanks: an item of a list. */
gboolean code_is_item(Slice line);

#endif
