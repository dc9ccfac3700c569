/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/numbers.h"

gint numbers_compare(gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *)a, y = *(const guint *)b;

	return x < y ? -1 : x > y;
}
