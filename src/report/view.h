/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_H
#define MD_REPORT_VIEW_H

#include "base/json.h"
#include "report/library.h"
#include "report/report.h"

/*
 * What a logic-less template cannot work out for itself, added to the tree in a
 * member "view" beside what it is derived from: padded columns, days, a person in
 * one word, which block tells a mail, the bars of a diffstat, the word for a
 * defect in the reader's language. Nothing here is news: --format json prints the
 * tree without it. maildelta-json(5) documents each member.
 */
typedef struct _View View;

/* @library must outlive it; @report, too, or NULL where there is none ("show"). */
View *view_new(const Library *library, const Report *report);
void view_free(View *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(View, view_free)

/* Each takes what the model function of the same name made. */
void view_report(const View *view, Json *json);
void view_series(const View *view, Json *json, const Series *series);
/* @number: of the block, counted from 1. */
void view_block(const View *view, Json *json, const Telling *block, guint number);
void view_mail(const View *view, Json *json);

#endif
