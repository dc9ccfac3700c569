/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_TRANSPORT_H
#define MD_MIRROR_TRANSPORT_H

#include "http/http.h"

/*
 * How the git library reaches others: http and https by http/ (TLS 1.3, proxies, timeouts,
 * cancelling), git:// by a socket with the same timeouts. Other schemes are refused before the
 * library sees them (mirror/site.h).
 */

/* Once, behind mirror_init() and before any thread. @settings must outlive all use. */
void transport_init(const HttpSettings *settings);

/*
 * Why the library's last call of this thread failed, if that was on the way to another
 * machine: MD_ERROR_NETWORK where it may go well another time, MD_ERROR_NOT_FOUND for a
 * 404, MD_ERROR_FAILED, MD_ERROR_CANCELLED. FALSE, with no error set: it was not. Forgets it.
 */
gboolean transport_take_error(GError **error);

#endif
