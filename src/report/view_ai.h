/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_AI_H
#define MD_REPORT_VIEW_AI_H

#include "base/json.h"
#include "report/library.h"

/*
 * The views (view.h) of what is said of a model: in words of the reader's language why a thread's
 * summary is the rules', which tokens were spent, parted in thousands.
 */

/* Of model_ai(); null is left alone. */
void view_ai(const Library *library, const Json *ai);

/*
 * Of model_asked(), in @view, that of the summary: "ai": the model told it; "fallback": it was
 * asked and did not, with "why"; "cut": it was not shown all.
 */
void view_asked(const Library *library, Json *view, const Json *asked);

#endif
