/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_DIGEST_H
#define MD_REPORT_VIEW_DIGEST_H

#include "base/json.h"
#include "report/digest.h"
#include "report/library.h"

/*
 * The views (view.h) of a digest: which days it is of, the bars of its days, a thread's
 * mails in the order of its tree with how far each is indented and whether its subject
 * says something new, the lines of a summary, facts in the reader's language.
 */

/* Each takes what the model function of the same name made. */
void view_digest(const Library *library, Json *json, const Digest *digest);
void view_window(const Json *window, const DigestWindow *times);
void view_mirror(const Json *mirror);
void view_thread(const Library *library, Json *json, const Digest *digest,
		 const DigestThread *thread);

/*
 * Whether <@address> is an e-mail autolink of CommonMark whose link is to this address
 * and nothing else: no entity, no %hh, nothing that begins a URL's query.
 */
gboolean view_is_autolink(const char *address);

#endif
