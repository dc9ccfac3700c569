/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_MAILBOX_H
#define MD_MAIL_MAILBOX_H

#include "core/person.h"

/*
 * Addresses that a mail of our own is to bear: user@host, Name <user@host>, user@host
 * (Name). Stricter than what is read from other people's mails: the address is a dot-atom
 * on both sides of its @ (RFC 5322 §3.4.1), ASCII, no longer than SMTP takes; a comma
 * belongs to a name in quotes alone. Names are clean text of one line.
 *
 * GMime's parser is made to read what others wrote: where it is strict, too, it takes
 * "ann, Bo <bo@fjord.example>" for one person, mends "ann@example." and lets "ann@|sh" by.
 */

/* MD_ERROR_USAGE: it is not one address. */
gboolean mailbox_parse(const char *text, Person *person, GError **error);

/* Appends each of those that commas part to @people (of Person): one at least, or
 * MD_ERROR_USAGE, as for what is none. */
gboolean mailbox_parse_list(const char *text, GArray *people, GError **error);

/* An empty list of Person that owns them. */
GArray *mailbox_list_new(void);

#endif
