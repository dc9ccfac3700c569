/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_CROWD_H
#define MD_CORE_CROWD_H

#include "core/post.h"

/* Who takes part in a thread (RULES §6, "Participants"). */
typedef struct {
	guint names;  /* distinct names of senders, an address where there is no name; bots too */
	guint people; /* persons: the same over several addresses or spellings is one; no bots */
	guint bots;   /* distinct bots */
} Crowd;

/* Counts the senders of @posts, of Post. Takes time next to linear in their number. */
Crowd crowd_count(const GPtrArray *posts);

#endif
