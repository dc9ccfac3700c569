/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_ASSEMBLE_H
#define MD_REPORT_ASSEMBLE_H

#include "core/category.h"
#include "report/digest.h"

/* What a digest is put together with. */
typedef struct {
	const Categories *categories;
	const Versions *versions;
	guint top;        /* lines of the lists of people */
	const char *only; /* a Message-ID: the thread alone that lists a mail with it, or, where it
			     is not listed, the first that has it in its whole; NULL: all */
	/* Whether a version's mail is in the archive still: what was taken away is not told. */
	gboolean (*is_there)(const char *message_id, gpointer user);
	gpointer user;
} Assembly;

/*
 * Threads, categories, series, states and numbers of @digest->mails and ->aside, which are
 * there, with accounting, window and whom it is for, already: the rest is filled in, but for
 * the summaries. What a mail says that somebody said above it is dropped from its evidence
 * and extract (core/echo.h). RULES §6.
 */
void assemble_digest(Digest *digest, const Assembly *assembly);

#endif
