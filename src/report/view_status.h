/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_STATUS_H
#define MD_REPORT_VIEW_STATUS_H

#include "base/json.h"
#include "report/library.h"

/*
 * The views (view.h) of a status: headings and states in the reader's language, how long
 * someone has been waited for, and of each thread the words that show it, in lines.
 */

/* Takes what model_status() made. */
void view_status(const Library *library, Json *json);

#endif
