/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/probe.h"

gboolean probe(const char *const *argv)
{
	GSpawnFlags flags =
		G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
	int status;

	return g_spawn_sync(NULL, (char **)argv, NULL, flags, NULL, NULL, NULL, NULL, &status,
			    NULL) &&
	       g_spawn_check_wait_status(status, NULL);
}
