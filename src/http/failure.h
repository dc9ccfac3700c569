/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_HTTP_FAILURE_H
#define MD_HTTP_FAILURE_H

#include "http/pool.h"

/*
 * What went wrong, as an error of the program: whether it may go well another time
 * (MD_ERROR_NETWORK), and what the user can do. Messages begin with @of, the URL as it
 * may be shown. All return FALSE.
 */

/* An answer of this status, which is none of 2xx. @login: one was sent. */
gboolean failure_of_status(const char *of, long status, gboolean login, GError **error);

/* A handle whose result is none of success. */
gboolean failure_of_result(const char *of, const HttpSettings *settings, const PoolHandle *handle,
			   GError **error);

/* An answer that ended in its header. */
gboolean failure_of_cut(const char *of, GError **error);

/* Nothing, or too little, came for settings->stall_timeout. */
gboolean failure_of_stall(const char *of, const HttpSettings *settings, GError **error);

/* More than the @cap bytes that an answer may have. */
gboolean failure_of_size(const char *of, gsize cap, GError **error);

/* It was not over within @seconds (MD_ERROR_BUSY). */
gboolean failure_of_time(const char *of, guint seconds, GError **error);

#endif
