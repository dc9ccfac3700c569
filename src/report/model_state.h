/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MODEL_STATE_H
#define MD_REPORT_MODEL_STATE_H

#include "report/digest.h"
#include "report/model.h"

/* What the public trees of digest and status say of where threads stand. */

/*
 * A mail of the whole thread, at place @i of it: its number in the list of mails (null: it is
 * not listed), its Message-ID, link and date.
 */
Json *model_cite(const Digest *digest, const DigestThread *thread, guint i);

/* What shows a state; of RFC and stalled, which no words do, what they stand before. Borrowed. */
const StateCite *model_state_cite(const State *state);
Json *model_state(const Digest *digest, const DigestThread *thread);

/* Where patches went: tree, branch, parts, commits. */
void model_set_place(Json *json, const Applied *applied);

/* A version of a series, @instant being that of the other one; null of NULL. */
Json *model_version(const Digest *digest, const Version *version, gint64 instant);

/* The rows of @threads (of DigestThread), which it sorts: who has waited longest stands first. */
Json *model_rows(const Digest *digest, GPtrArray *threads);

/* The headings under which threads need attention, each with its rows, the longest first. */
Json *model_attention(const Digest *digest);
/* The rows of what was applied in the window. */
Json *model_applied(const Digest *digest);

#endif
