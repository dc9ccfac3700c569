/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_SUMMARY_H
#define MD_REPORT_VIEW_SUMMARY_H

#include "base/json.h"
#include "report/library.h"

/*
 * The views (view.h) of a thread's summary: what stands before a mail's words and says what
 * they are ("v2 → v3: ", "NACK: "), facts in the reader's language, each with its lines.
 *
 * @state: of that thread, which knows how many patches it is about. @anchor: as in view_state().
 */
void view_summary(const Library *library, const Json *summary, const Json *state,
		  const char *anchor);

#endif
