/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_COURTESY_H
#define MD_CORE_COURTESY_H

#include "core/person.h"

/*
 * What mails say without saying anything, line by line; line_is_greeting() is in
 * core/line.h.
 */

/* "Thanks,", "Best regards", "Cheers, Bo": nothing but a farewell, perhaps with a name. */
gboolean courtesy_is_farewell(Slice line);

/* "Bo", "Ann Example", "B.", "-- Bo", "/Bo": what may be a name and nothing else. */
gboolean courtesy_is_name(Slice line);

/* Whether @line names @sender and nobody else: "Bo", "/bo", "\tB.", "- Bo Fjord". */
gboolean courtesy_signs(Slice line, const Person *sender);

/* What begins a company's disclaimer or imprint, which goes on to the end. */
gboolean courtesy_is_disclaimer(Slice line);

/* What begins the words that a list or a robot puts below every mail. */
gboolean courtesy_is_boilerplate(Slice line);

/* "[snip]", "[...]", "<snip>", "…", "8<": something was left out here. */
gboolean courtesy_is_snip(Slice line);

#endif
