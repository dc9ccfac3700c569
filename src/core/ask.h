/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_ASK_H
#define MD_CORE_ASK_H

#include <glib.h>

/*
 * Whether a sentence of own words asks something: it ends in a question mark, and is
 * neither a word that only wants a nod ("Right?", "Really?"), nor an address ("…?id=1"),
 * nor in quotation marks as a whole, nor a joke ("(?)", "???").
 */
gboolean ask_is_question(const char *sentence);

/*
 * The name by which a sentence, the first of its paragraph, speaks to somebody: "Ann" of
 * "Ann, is that so?", "Ann:", "@Ann", "Ann/Bo, …", "Hi Ann, …". NULL: nobody, or a word that
 * only looks like a name ("Well, …"). Newly allocated.
 */
char *ask_addressee(const char *sentence);

#endif
