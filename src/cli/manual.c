/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/manual.h"

#include "cli/probe.h"

#include <glib.h>
#include <unistd.h>

/* Asked first, since man(1) has its own words for a page that it does not know. */
static gboolean is_known(const char *page)
{
	const char *const argv[] = {"man", "-w", page, NULL};

	return probe(argv);
}

void manual_show(const char *page)
{
	if (is_known(page))
		execlp("man", "man", page, (char *)NULL);
}
