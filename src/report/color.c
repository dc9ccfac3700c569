/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/color.h"

#include <glib.h>

/* As git colours what is alike: places in time yellow, what is new green. */
static const struct {
	const char *name, *sequence;
} colors[] = {
	{"off", "\033[m"},     {"title", "\033[1m"}, {"date", "\033[33m"},
	{"new", "\033[1;32m"}, {"skip", "\033[2m"},  {"link", "\033[36m"},
};

const char *color_sequence(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(colors); i++)
		if (g_str_equal(colors[i].name, name))
			return colors[i].sequence;
	return NULL;
}
