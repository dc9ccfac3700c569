/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_STATE_PARTS_H
#define MD_CORE_STATE_PARTS_H

#include "core/evidence.h"

/* Which parts of a series were applied, from all that says so. */
typedef struct _StateParts StateParts;

/* @parts: how many there are; 0: it is one whole. */
StateParts *state_parts_new(guint parts);
void state_parts_free(StateParts *applied);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StateParts, state_parts_free)

/* Evidence that is about @part where it names none; 0: about all of them. */
void state_parts_add(StateParts *applied, const Evidence *evidence, guint part);

gboolean state_parts_are_all(const StateParts *applied);
/* @part 0: all of them. */
gboolean state_parts_have(const StateParts *applied, guint part);

/*
 * Whether words that stand below one part are about the whole: "Series applied", "All of them",
 * "for the whole series". "Thanks all", "the rest of the series" are not.
 */
gboolean state_parts_means_all(const char *line);

#endif
