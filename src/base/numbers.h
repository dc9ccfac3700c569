/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_NUMBERS_H
#define MD_BASE_NUMBERS_H

#include <glib.h>

/* Compares two guint, for g_array_sort(): the smaller stands first. */
gint numbers_compare(gconstpointer a, gconstpointer b);

/* a + b, and a * b; G_MAXUINT64 where that is too much for one. */
guint64 numbers_add(guint64 a, guint64 b);
guint64 numbers_multiply(guint64 a, guint64 b);

#endif
