/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_TAGS_H
#define MD_REPORT_VIEW_TAGS_H

#include "base/json.h"
#include "report/library.h"

/*
 * The tags of a state (model_state.h), for its view: for each kind one text, "Reviewed-by: Ann
 * Example (1–3), Bo Fjord (all)", and how many people there are besides, where there are too
 * many. The author's own tell nothing. Newly allocated.
 */
Json *view_tags(const Library *library, const Json *state);

#endif
