/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_BRIEF_H
#define MD_SUMMARY_BRIEF_H

#include "core/state.h"
#include "summary/cast.h"
#include "summary/excerpt.h"

/*
 * A thread, prepared: what a model is shown of it, and what its answer is held against. Mails
 * are told by numbers: the place in the thread and one, so that they stay the same when others
 * are left out.
 */
typedef struct {
	const Post *post; /* borrowed */
	gboolean before;  /* it came before the period */
	Excerpt *excerpt; /* owned; NULL: it could not be read again: nothing is known of it */
	guint who;        /* its sender in the cast */
	/* For the check, of brief_new(): squeezed to one line, "" where nothing is known. */
	char *own;        /* subject, own words, tags and code: what its sender says */
	char *shown;      /* that, and the quotes and notes, as they stand: what the model saw */
	const char *said; /* own, without the subject of a reply, which is not its sender's */
} BriefMail;

typedef struct {
	const Thread *thread; /* borrowed */
	const State *state;   /* borrowed */
	char *title;
	BriefMail *mails; /* as many as the thread has, in the order of Thread.mails */
	guint n;
	Cast *cast;
} Brief;

/* @mails: as many as @thread has, with post, before and excerpt (taken over) filled in. */
Brief *brief_new(const Thread *thread, const State *state, const char *title,
		 const BriefMail *mails);
void brief_free(Brief *brief);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Brief, brief_free)

/* Makes own, shown and said of the mail at @place anew, of whose excerpt something was cut. */
void brief_reword(Brief *brief, guint place);

#endif
