/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_SENT_H
#define MD_MAIL_SENT_H

#include "base/slice.h"

/*
 * Reads a Date: header (RFC 5322 §3.3, and §4.3 for what is obsolete: years of
 * two or three digits, zones by name, comments). The order of its pieces is
 * free, as long as the day stands before the year: ctime's is read too.
 * An offset is believed as written up to a day, so that the day and hour are
 * those the header shows (+1600 occurs); -0000, no zone and unknown zone names
 * are +0000. FALSE when it is not a date.
 */
gboolean sent_parse(Slice value, gint64 *instant, int *offset);

#endif
