/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_WHO_H
#define MD_CORE_WHO_H

#include "core/person.h"

/*
 * Who is who among many mentions of people: those that person_same() has for one, and those
 * that a third mention joins. In time next to linear, where comparing each with each is not.
 */
typedef struct _Who Who;

Who *who_new(void);
void who_free(Who *who);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Who, who_free)

void who_add(Who *who, const Person *person);

#define WHO_NOBODY G_MAXUINT

/*
 * The number of the one who is mentioned, the same for all mentions of him, until the next
 * who_add(). WHO_NOBODY: neither address nor name is that of one who was added.
 */
guint who_number(Who *who, const Person *person);

#endif
