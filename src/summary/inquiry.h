/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_INQUIRY_H
#define MD_SUMMARY_INQUIRY_H

#include "summary/check.h"
#include "summary/fit.h"
#include "summary/llm.h"
#include "summary/prompt.h"

/*
 * The course of one thread: what is asked next, and what becomes of the answers. The mails, or
 * each part of them that fits (summary/fit.h), are asked about; the points are checked; where some
 * do not stand, or none could be read, once more with the reasons (of each part); of several
 * parts' points the model chooses by number, which cannot make anything up. What stands then is
 * the summary, with the open questions of the rules: which are open, and who owes an answer, is no
 * model's to say.
 *
 * The rules' summary stays, labelled with the reason, where there is no answer, where more was
 * dropped than stands, or where nothing stands of a period in which somebody said something.
 *
 * No I/O, no clock: what is asked goes by what was answered.
 */
typedef struct _Inquiry Inquiry;

typedef struct {
	const Prompt *prompt;
	const char *model; /* as reports call it */
	guint64 budget;    /* tokens for the mails of a request (fit.h) */
} InquiryPlan;

/* Takes @brief over; @rules, whose questions are taken, is borrowed until inquiry_finish(). */
Inquiry *inquiry_new(const InquiryPlan *plan, Brief *brief, const Summary *rules);
void inquiry_free(Inquiry *inquiry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inquiry, inquiry_free)

/* LlmWork.next and .take; @inquiry is an Inquiry. */
gboolean inquiry_next(gpointer inquiry, LlmRequest *request);
void inquiry_take(gpointer inquiry, const LlmReply *reply);

/*
 * What came of it, once there is no next request: a new Summary of method "llm"; or NULL, and
 * *why and *trace are of why the rules' stays. *trace (Trace) is the caller's.
 */
Summary *inquiry_finish(Inquiry *inquiry, Trace *trace);

#endif
