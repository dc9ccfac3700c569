/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/manual.h"

#include <glib.h>
#include <unistd.h>

/* Asked first, since man(1) has its own words for a page that it does not know. */
static gboolean is_known(const char *page)
{
	const char *const argv[] = {"man", "-w", page, NULL};
	GSpawnFlags flags =
		G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
	int status;

	return g_spawn_sync(NULL, (char **)argv, NULL, flags, NULL, NULL, NULL, NULL, &status,
			    NULL) &&
	       g_spawn_check_wait_status(status, NULL);
}

void manual_show(const char *page)
{
	if (is_known(page))
		execlp("man", "man", page, (char *)NULL);
}
