/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_FIT_H
#define MD_SUMMARY_FIT_H

#include "summary/brief.h"

/*
 * A thread, cut into parts that a model can take: at the borders of mails, of sub-threads where
 * that goes (mails that hang from one answer stay together as far as they fit). What fits as a
 * whole is one part.
 */
typedef struct {
	GArray *places; /* of guint, rising: the mails of it */
	guint64 tokens; /* estimated (tokens.h) */
} FitPart;

typedef struct {
	GPtrArray *parts; /* of FitPart, by their first mails; one at least */
	/*
	 * Of mails that are too long alone, what is beyond @budget is not shown, and marked by a
	 * note; beyond FIT_PARTS parts the oldest mails are left out. Reports tell both.
	 */
	guint cut_mails; /* of which a part is not shown */
	guint left_out;  /* which are not shown at all */
} Fit;

#define FIT_PARTS 12

/* @budget: tokens for the mails of one part; 500 at least. May shorten excerpts. */
Fit *fit_brief(Brief *brief, guint64 budget);
void fit_free(Fit *fit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fit, fit_free)

#endif
