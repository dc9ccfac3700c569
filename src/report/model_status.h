/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MODEL_STATUS_H
#define MD_REPORT_MODEL_STATUS_H

#include "report/digest.h"
#include "report/model.h"

/* Which states are asked for: bits 1 << StateKind; 0: none, but what needs attention. */
typedef guint StatusStates;

/*
 * The public tree of a status, as model.h has that of a range report: where the threads of
 * @digest stand, which needs no summaries. Under headings: those for which they need attention,
 * or, of states that are asked for, these.
 */
Json *model_status(const Digest *digest, StatusStates states);

#endif
