/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_PURSE_H
#define MD_SUMMARY_PURSE_H

#include "core/usage.h"

/*
 * What a run may spend: what a request may take at most is set aside before it is sent, and what
 * it took is counted after, so that no limit is passed, however many are under way.
 */
typedef struct {
	guint64 max_tokens; /* input and output; 0: no limit */
	Money max_cost;     /* 0: no limit */
	gboolean priced;
	Money input, output; /* a token's price */
	/* private */
	guint64 aside_input, aside_output;
	Usage spent;
} Purse;

/* FALSE: that would be beyond a limit, or may be, for want of a price; nothing is set aside. */
gboolean purse_set_aside(Purse *purse, guint64 input, guint64 output);
/* Whether some of what is set aside may come back. */
gboolean purse_has_aside(const Purse *purse);
/* What was set aside was used up as @used, whose cost is worked out here, or, NULL, not at all. */
void purse_settle(Purse *purse, guint64 input, guint64 output, const Usage *used);
/* What tokens cost; 0 where that is not known; at most what Money holds. */
Money purse_cost(const Purse *purse, guint64 input, guint64 output);

#endif
