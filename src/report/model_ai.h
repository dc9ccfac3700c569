/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MODEL_AI_H
#define MD_REPORT_MODEL_AI_H

#include "report/digest.h"
#include "report/model.h"

/* What the public trees say of a model that was asked for summaries. */

/* Of a digest: which, what it took, and how many threads it told; null of NULL. */
Json *model_ai(const DigestAi *ai);

/* Of a thread: how asking went; null where nobody was to be asked. */
Json *model_asked(const Summary *summary);

/* What it said that did not stand, each with the reasons. */
Json *model_rejected(const Trace *trace);

/* The tree of an estimate (--dry-run). */
Json *model_estimate(const DigestAi *ai);

#endif
