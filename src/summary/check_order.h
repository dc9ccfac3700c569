/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_ORDER_H
#define MD_SUMMARY_CHECK_ORDER_H

#include <glib.h>

/*
 * Private to summary/check: "from 12.5s to 3.1s", where a mail has these numbers the other way
 * round, or each with another one: "wake: 12.5s -> 10.0s, open: 7.7s -> 3.1s".
 */

/* Whether pairs of numbers in @text are no pairs of @own, in which they, or one of them, have
 * others beside them. Where the mail sets none beside another, nothing is known. */
gboolean check_order_is_wrong(const char *text, const char *own);

#endif
