/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_APPLIED_H
#define MD_REPORT_VIEW_APPLIED_H

#include "base/json.h"
#include "report/library.h"

/*
 * What was applied of a state (model_state.h), for its view: for each person and place a text,
 * "by Ann Example to kvmarm (next) · patches 1–3"; VIEW_SHOWN at most. @now: of what the window
 * says alone. @anchor: as for view_state(). Newly allocated.
 */
Json *view_applied(const Library *library, const Json *state, const char *anchor, gboolean now);

#endif
