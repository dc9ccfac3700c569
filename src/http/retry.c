/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/retry.h"

#include "base/cancel.h"
#include "base/error.h"

#define STEP (50 * G_TIME_SPAN_MILLISECOND)

static gint64 pause_of(const HttpSettings *settings, guint tried, guint after)
{
	gint64 longest = RETRY_LONGEST * G_TIME_SPAN_SECOND;
	gint64 pause = settings->pause * (gint64)G_TIME_SPAN_MILLISECOND << MIN(tried, 16u);
	gint64 asked = after * (gint64)G_TIME_SPAN_SECOND;

	pause = MIN(pause, longest);
	return MAX(asked, (gint64)((double)pause * g_random_double_range(0.5, 1.0)));
}

static gboolean sleep_for(gint64 pause, GError **error)
{
	gint64 end = g_get_monotonic_time() + pause;

	for (;;) {
		gint64 left = end - g_get_monotonic_time();

		if (!cancel_check(error))
			return FALSE;
		if (left <= 0)
			return TRUE;
		g_usleep((gulong)MIN(left, STEP));
	}
}

gboolean retry_after(const HttpSettings *settings, guint *tried, guint after, GError **error)
{
	if (!g_error_matches(*error, MD_ERROR, MD_ERROR_NETWORK))
		return FALSE;
	if (*tried >= settings->retries || after > RETRY_LONGEST)
		return FALSE;
	g_clear_error(error);
	return sleep_for(pause_of(settings, (*tried)++, after), error);
}
