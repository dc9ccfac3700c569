/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_FACTS_H
#define MD_APP_FACTS_H

#include "mirror/reader.h"
#include "report/digest.h"

/* What is asked of each mail. */
typedef struct {
	const Concern *concern; /* whom the digest is for; NULL: everybody */
} Facts;

/*
 * Reads what a digest keeps of the CHANGE_ADDED mail that @commit brought. @told: what it says
 * counts, so that its words are wanted, too. Safe to call from several threads.
 */
DigestMail *facts_read(const Facts *facts, const Commit *commit, const Change *change,
		       gboolean told);

#endif
