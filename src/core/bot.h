/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_BOT_H
#define MD_CORE_BOT_H

#include "core/person.h"

/*
 * Whether a program sent the mail (RULES §2, Bots): decided per mail, by the
 * sender's name or address, from one list.
 */
gboolean bot_is(const Person *sender);

#endif
