/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_H
#define MD_REPORT_VIEW_H

#include "base/json.h"
#include "report/report.h"

/*
 * What a logic-less template cannot work out for itself, added to the tree in a
 * member "view" beside what it is derived from: padded columns, days, a person in
 * one word. Nothing here is news: --format json prints the tree without it.
 */
typedef struct {
	guint author_width; /* columns of the widest author name, within reason */
} ViewLayout;

ViewLayout view_layout(const Report *report);

/* Each takes what the model function of the same name made. */
void view_report(Json *json);
void view_series(Json *json, const ViewLayout *layout);
void view_block(Json *json);
void view_mail(Json *json);

#endif
