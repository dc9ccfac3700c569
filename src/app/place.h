/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_PLACE_H
#define MD_APP_PLACE_H

#include "core/post.h"
#include "mirror/reader.h"

/* Between mirror/ and mail/, which do not know each other: a change becomes a mail. */

/* Where the mail that @change brought stands. */
PostPlace place_of(const Commit *commit, const Change *change);

/* Reads a CHANGE_ADDED mail that the archive got at @committed; its recipients are left. */
Message *place_parse(const Change *change, gint64 committed);
/* … its ids and parents alone (mail_parse_ids()). */
Message *place_parse_ids(const Change *change, gint64 committed);
/* … with its recipients. */
Message *place_parse_all(const Change *change, gint64 committed);

#endif
