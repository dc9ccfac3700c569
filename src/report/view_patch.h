/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_PATCH_H
#define MD_REPORT_VIEW_PATCH_H

#include "base/json.h"

/*
 * The part of a view (view.h) that is about a mail's "patch": its text without the
 * diffstat, for formats that draw that themselves; a Markdown fence that nothing in
 * the text can close; the bars of the files.
 */
void view_patch(Json *patch);

#endif
