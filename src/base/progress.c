/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/progress.h"

#include <stdio.h>
#include <unistd.h>

#define WAIT_US (G_USEC_PER_SEC / 2)    /* before the line is first shown */
#define REPEAT_US (G_USEC_PER_SEC / 10) /* between two of them */

struct _Progress {
	const char *what;
	gint64 next; /* monotonic time of the next line */
	gboolean shown;
};

Progress *progress_new(const char *what, gboolean wanted)
{
	Progress *progress;

	if (!wanted || !isatty(STDERR_FILENO))
		return NULL;
	progress = g_new0(Progress, 1);
	progress->what = what;
	progress->next = g_get_monotonic_time() + WAIT_US;
	return progress;
}

void progress_clear(Progress *progress)
{
	if (!progress || !progress->shown)
		return;
	fputs("\r\033[K", stderr);
	progress->shown = FALSE;
}

void progress_free(Progress *progress)
{
	progress_clear(progress);
	g_free(progress);
}

void progress_at(Progress *progress, guint done, guint total)
{
	gint64 now;

	if (!progress)
		return;
	now = g_get_monotonic_time();
	if (now < progress->next)
		return;
	progress->next = now + REPEAT_US;
	progress->shown = TRUE;
	fprintf(stderr, "\r%s: %3u%% (%u/%u)", progress->what,
		total ? (guint)((guint64)done * 100 / total) : 100, done, total);
	fflush(stderr);
}
