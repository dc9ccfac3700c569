/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_HELD_H
#define MD_CORE_HELD_H

#include <glib.h>

/*
 * What people said of parts, as numbers, until they take it back: of one part, or of all. Each
 * operation takes time linear in what it takes away, next to constant otherwise.
 */
typedef struct _Held Held;

Held *held_new(void);
void held_free(Held *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Held, held_free)

void held_add(Held *held, guint who, guint part, guint number);

/* Takes away what @who said of @part, in the order it was said: of guint; @all: of any part. */
GArray *held_take(Held *held, guint who, guint part);
GArray *held_take_all(Held *held, guint who);

#endif
