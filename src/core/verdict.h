/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_VERDICT_H
#define MD_CORE_VERDICT_H

#include <glib.h>

/* What one sentence of a person decides about patches, if anything. */
typedef enum {
	VERDICT_NONE,
	VERDICT_NACK,      /* "NAK.", "I'm not taking this" */
	VERDICT_ASKED,     /* for changes: "please respin", "this needs a rebase", "pw-bot: cr" */
	VERDICT_PROMISED,  /* changes: "will fix in v5", "Will do." */
	VERDICT_WITHDRAWN, /* "please ignore this series", "I'll drop this patch", "self-NAK" */
	VERDICT_RETRACTED, /* what its speaker said himself: "I withdraw my NAK", "please ignore
			      my comment" */
} Verdict;

/*
 * Reads a sentence of own words in a reply. Threats and conditions ("I would NAK that",
 * "no NAK from me"), and what is asked of code rather than of the patch ("please ignore
 * the interrupt") are none.
 */
Verdict verdict_of(const char *sentence);

#endif
