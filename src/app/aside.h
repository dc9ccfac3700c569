/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_ASIDE_H
#define MD_APP_ASIDE_H

#include "app/past.h"

/*
 * Of what hangs together, so many are read beside those listed: the newest. Real threads have
 * hundreds at most; of an archive whose mails all name one another, each digest would have to
 * read all.
 */
#define ASIDE_MAX 1000

/*
 * Reads the mails of the past that hang together with those of @listed, of DigestMail, the
 * window's and their ancestors, and are none of them: what was said in their threads before. A
 * GPtrArray of DigestMail, in archive order. Some that are of other threads may be among
 * them (overview_next_together()). *@left: how many were not read, of ASIDE_MAX. NULL: a
 * mirror that cannot be read.
 */
GPtrArray *aside_read(const Past *past, const GPtrArray *listed, guint *left, GError **error);

#endif
