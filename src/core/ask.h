/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_ASK_H
#define MD_CORE_ASK_H

#include <glib.h>

/*
 * Whether a sentence of own words asks something: it ends in a question mark, and is
 * neither a word that only wants a nod ("Right?", "Really?"), nor an address ("…?id=1"),
 * nor in quotation marks as a whole, nor in parentheses behind a statement that a full stop
 * ends ("It boils (or does it?)."), nor a joke ("(?)", "???"), nor a comment of code, nor
 * asked for effect alone ("Who cares?").
 */
gboolean ask_is_question(const char *sentence);

/* Whether @next, the sentence behind a question, answers it: "Is it nice? Absolutely not." */
gboolean ask_is_answer(const char *next);

/*
 * Whether a sentence asks for nothing but that somebody look: "Gentle ping", "Any comments on
 * this?", "Friendly reminder", with a question mark or without. Not "Any thoughts?", which
 * wants to hear some.
 */
gboolean ask_is_ping(const char *sentence);

/* Whether it asks whoever knows: "Does anyone …?", "Could somebody …?" */
gboolean ask_is_open_to_all(const char *sentence);

/*
 * The name by which a sentence, the first of its paragraph, speaks to somebody: "Ann" of
 * "Ann, is that so?", "Ann:", "@Ann", "Ann/Bo, …", "Hi Ann, …". NULL: nobody, or a word that
 * only looks like a name ("Well, …"). Newly allocated. *greeted: it is the mail's greeting.
 */
char *ask_addressee(const char *sentence, gboolean *greeted);

/*
 * Of "Is that so - Ann?" the name at its end, of "Ann?" the name that is all of it (*alone), which
 * asks again what stands before it; else NULL. Newly allocated.
 */
char *ask_called(const char *sentence, gboolean *alone);

#endif
