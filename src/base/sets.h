/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_SETS_H
#define MD_BASE_SETS_H

#include <glib.h>

/*
 * Disjoint sets of the numbers from 0 on (union-find): which belong together, when that is
 * told pair by pair. Each operation takes next to constant time.
 */
typedef struct _Sets Sets;

Sets *sets_new(void);
void sets_free(Sets *sets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sets, sets_free)

/* The next number, in a set of its own. */
guint sets_add(Sets *sets);

/* The number that stands for the set of @n: the same for all in it, until it is joined. */
guint sets_find(Sets *sets, guint n);

/* Makes the sets of @a and @b one; one of the two that stood for them stands for it. FALSE:
 * they are one already. */
gboolean sets_join(Sets *sets, guint a, guint b);

/* How many sets there are. */
guint sets_count(const Sets *sets);

#endif
