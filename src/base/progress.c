/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/progress.h"

#include <stdio.h>
#include <unistd.h>

#define WAIT_US (G_USEC_PER_SEC / 2)    /* before the line is first shown */
#define REPEAT_US (G_USEC_PER_SEC / 10) /* between two of them */
#define LINES_US (5 * G_USEC_PER_SEC)   /* between two where lines stay */

struct _Progress {
	const char *what;
	gint64 next;       /* monotonic time of the next line */
	gboolean terminal; /* a line can be written over */
	gboolean shown;
};

Progress *progress_new(const char *what, ProgressWhen when)
{
	gboolean terminal = isatty(STDERR_FILENO) == 1;
	Progress *progress;

	if (when == PROGRESS_NEVER || (when == PROGRESS_AUTO && !terminal))
		return NULL;
	progress = g_new0(Progress, 1);
	progress->what = what;
	progress->terminal = terminal;
	progress->next = g_get_monotonic_time() + (terminal ? WAIT_US : LINES_US);
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

/* Whether it is time for a line; @last: nothing comes behind it. */
static gboolean is_due(Progress *progress, gboolean last)
{
	gint64 now = g_get_monotonic_time();

	if (now < progress->next && (progress->terminal || !last))
		return FALSE;
	progress->next = now + (progress->terminal ? REPEAT_US : LINES_US);
	return TRUE;
}

void progress_at(Progress *progress, guint done, guint total)
{
	guint percent = total ? (guint)((guint64)done * 100 / total) : 100;

	if (!progress || !is_due(progress, done >= total))
		return;
	progress->shown = progress->terminal;
	fprintf(stderr, progress->terminal ? "\r%s: %3u%% (%u/%u)" : "%s: %u%% (%u/%u)\n",
		progress->what, percent, done, total);
	fflush(stderr);
}

gboolean progress_is_due(const Progress *progress)
{
	return progress && g_get_monotonic_time() >= progress->next;
}

void progress_begin(Progress *progress, const char *text)
{
	if (!progress || !progress->terminal)
		return;
	progress->next = 0;
	progress_say(progress, text, FALSE);
}

void progress_say(Progress *progress, const char *text, gboolean last)
{
	if (!progress || !is_due(progress, last))
		return;
	progress->shown = progress->terminal;
	fprintf(stderr, progress->terminal ? "\r\033[K%s: %s" : "%s: %s\n", progress->what, text);
	fflush(stderr);
}
