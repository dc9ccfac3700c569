/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_INTENT_H
#define MD_CORE_INTENT_H

#include <glib.h>

/*
 * Whether a sentence of own words says that its speaker is going to look at what is there, or
 * to try it: "I'll have a look over the weekend.", "I'll get to it shortly." Not what others
 * should look at, nor what was looked at, nor what he will do to the patches (core/verdict.h).
 */
gboolean intent_is_to_look(const char *sentence);

#endif
