/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/bar.h"

/* 1 to @width for 1 to @most, 0 for 0. */
static guint scale(guint n, guint most, guint width)
{
	return n ? 1 + (guint)((guint64)n * (width - 1) / most) : 0;
}

Bar bar_scale(guint added, guint removed, guint most, guint width)
{
	Bar bar = {added, removed};
	guint total;

	if (most <= width)
		return bar;
	total = scale(added + removed, most, width);
	if (total < 2 && added && removed)
		total = 2; /* width for both signs */
	if (added < removed) {
		bar.plus = scale(added, most, width);
		bar.minus = total - bar.plus;
	} else {
		bar.minus = scale(removed, most, width);
		bar.plus = total - bar.minus;
	}
	return bar;
}
