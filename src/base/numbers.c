/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/numbers.h"

gint numbers_compare(gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *)a, y = *(const guint *)b;

	return x < y ? -1 : x > y;
}

guint64 numbers_add(guint64 a, guint64 b)
{
	guint64 sum;

	return g_uint64_checked_add(&sum, a, b) ? sum : G_MAXUINT64;
}

guint64 numbers_multiply(guint64 a, guint64 b)
{
	guint64 product;

	return g_uint64_checked_mul(&product, a, b) ? product : G_MAXUINT64;
}
