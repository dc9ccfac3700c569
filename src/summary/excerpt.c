/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/excerpt.h"

void excerpt_free(Excerpt *excerpt)
{
	if (!excerpt)
		return;
	g_ptr_array_unref(excerpt->pieces);
	g_free(excerpt);
}
