/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_ECHO_H
#define MD_CORE_ECHO_H

#include "core/evidence.h"
#include "core/extract.h"
#include "core/thread.h"

/*
 * The words of others that lost their quote marks: a mailer that cites the whole mail below the
 * answer without any makes them look like the answerer's own.
 */

/* One mail of the thread, at its place. */
typedef struct {
	const Person *sender;
	gboolean bot;
	GPtrArray *evidence; /* of Evidence; or NULL */
	Extract *extract;    /* or NULL */
} EchoMail;

/*
 * Drops from each mail's evidence and from what a summary may quote of it (Extract.telling)
 * the sentences that somebody else has said first, in a mail above it in the thread:
 * Extract.said. Sentences of less than EXTRACT_MIN_WORDS words stay, as do tags, which are
 * no sentences and count in their sender's name alone, and what programs report.
 *
 * @mails: as many as @thread has, in the order of Thread.mails. Linear in what was said.
 */
void echo_drop(const Thread *thread, const EchoMail *mails);

#endif
