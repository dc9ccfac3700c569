/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_AI_H
#define MD_REPORT_VIEW_AI_H

#include "base/json.h"
#include "report/digest.h"
#include "report/library.h"

/*
 * The views (view.h) of what is said of a model: in words of the reader's language why a thread's
 * summary is the rules', which tokens were spent, parted in thousands.
 */

/* Of model_ai(); null is left alone. */
void view_ai(const Library *library, const Json *ai);

/*
 * Of model_asked(), in the view of @summary, which it has: "ai": the model told it; "why": why it
 * did not, in the reader's words; "fallback": that is to be said at the thread, since the head of
 * the digest, of whose run @ai tells, does not say it for all; "by_rules": it is not, but others
 * were told by the model; "cut", with "in_part" and "not_at_all": it was not shown all; "parts":
 * it was asked about in several. @ai NULL: nobody tells of it.
 */
void view_asked(const Library *library, const Json *summary, const DigestAi *ai);

#endif
