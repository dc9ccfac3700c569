/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_CONCERN_H
#define MD_CORE_CONCERN_H

#include "core/message.h"

/* A person or a company, by whose address a report is narrowed: --for. */
typedef struct _Concern Concern;

/*
 * @text: "ann@example.org", an address, or "example.org" or "@example.org", a domain and what
 * is below it. Letters in either case; of addresses, what is the same person's is the same
 * (person_same_address(): ann+lists@example.org, ann@mail.example.org). A name tells nothing:
 * others have it, too. MD_ERROR_USAGE: neither; a domain has a dot, or an @ before it.
 */
Concern *concern_new(const char *text, GError **error);
void concern_free(Concern *concern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Concern, concern_free)

const char *concern_text(const Concern *concern); /* as given */

/* By the address alone: without one, it is nobody. */
gboolean concern_has(const Concern *concern, const Person *person);

/* Whether it was sent by or to them: From, and Message.recipients where those were read. */
gboolean concern_has_message(const Concern *concern, const Message *message);

#endif
