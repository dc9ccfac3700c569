/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_HTTP_RETRY_H
#define MD_HTTP_RETRY_H

#include "http/http.h"

/* Longest pause before a further try, in seconds. */
#define RETRY_LONGEST 60u

/*
 * What comes after a failure. Where *error is MD_ERROR_NETWORK and tries are left: clears it,
 * pauses, and says TRUE: try again. The pause doubles with each try, less up to a half of it by
 * chance, so that many who failed at once do not come back at once. FALSE: *error stands; or it
 * became MD_ERROR_CANCELLED in the pause.
 *
 * @tried: of the caller, 0 at first. @after: seconds that the server asked to wait, or
 * 0; where it asks for more than RETRY_LONGEST, this is not the run to try again.
 */
gboolean retry_after(const HttpSettings *settings, guint *tried, guint after, GError **error);

#endif
