/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MODEL_SUMMARIZE_H
#define MD_REPORT_MODEL_SUMMARIZE_H

#include "report/digest.h"
#include "report/model.h"

/*
 * The public tree of one thread's summary, as model.h has that of a range report: the thread as
 * a digest has it, and, where it is asked for, why its summary says what it says: of each point
 * the rule, and the words of the mails that it goes by.
 */
typedef struct {
	gboolean latest;  /* no period was asked for: it ends with the thread's newest mail */
	gboolean explain; /* why it says so */
} ModelSummarize;

/* @digest: of one thread alone, its first. */
Json *model_summarize(const Digest *digest, const ModelSummarize *how);

#endif
