/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MODEL_H
#define MD_REPORT_MODEL_H

#include "base/json.h"
#include "report/report.h"

/*
 * The public tree of a report: what --format json prints and what templates are
 * given. maildelta-json(5) documents it; a change of a field's name or meaning,
 * or its loss, raises MODEL_SCHEMA_VERSION, a new field does not.
 */
#define MODEL_SCHEMA_VERSION 1

/* Everything but the long lists, which are made value by value: */
Json *model_report(const Report *report);
/* … one of "series": the patch list */
Json *model_series(const Report *report, const Series *series);
/* … one of "blocks": a mail with its text, or a repeat, for which @message is NULL. */
Json *model_block(const Report *report, const Telling *block, const Message *message,
		  PatchDecode decode);

/* What `maildelta show` says of one mail. */
typedef struct {
	const ReportInbox *inbox;
	const PostPlace *place;
	const Message *message;
} ModelMail;
Json *model_mail(const ModelMail *mail, PatchDecode decode);

#endif
