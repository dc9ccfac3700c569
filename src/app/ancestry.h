/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_ANCESTRY_H
#define MD_APP_ANCESTRY_H

#include "app/past.h"

/*
 * Adds to @mails, of DigestMail, the ancestors of those in it: what their parents name, and
 * what the parents of these name, and for a reused Message-ID its first bearer (RULES §6).
 * Each mail once, in no order. Errors: a mirror that cannot be read.
 */
gboolean ancestry_read(const Past *past, GPtrArray *mails, GError **error);

#endif
