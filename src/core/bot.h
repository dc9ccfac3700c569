/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_BOT_H
#define MD_CORE_BOT_H

#include "core/person.h"

/*
 * Whether a program sent the mail (RULES §2, Bots): decided per mail, by the
 * sender's name or address, from one list.
 */
gboolean bot_is(const Person *sender);

/* … one that looks for bugs and reports what it found, such as syzbot (RULES §6). */
gboolean bot_reports_bugs(const Person *sender);

#endif
