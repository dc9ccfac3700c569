/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_SUMMARIZE_H
#define MD_REPORT_VIEW_SUMMARIZE_H

#include "base/json.h"
#include "report/digest.h"
#include "report/library.h"

/*
 * The views (view.h) of one thread's summary: the thread's as in a digest; which rule a point was
 * told by, in the reader's language, and the words that bear it out, in lines.
 */

/* Takes what model_summarize() made of @digest. */
void view_summarize(const Library *library, Json *json, const Digest *digest);

#endif
