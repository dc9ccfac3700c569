/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/fetching.h"

#include "base/cancel.h"
#include "base/text.h"
#include "mirror/transport.h"

#include <stdio.h>
#include <string.h>

void fetching_begin(const Context *context, HttpSettings *http)
{
	context_http(context, http);
	transport_init(http);
	fetch_init();
	cancel_on_signals();
}

char *fetching_size(guint64 bytes)
{
	static const char *const units[] = {"KiB", "MiB", "GiB", "TiB"};
	double size = (double)bytes / 1024;
	guint unit = 0;

	if (bytes < 1024)
		return g_strdup_printf("%u bytes", (guint)bytes);
	while (size >= 1024 && unit + 1 < G_N_ELEMENTS(units)) {
		size /= 1024;
		unit++;
	}
	return g_strdup_printf("%.1f %s", size, units[unit]);
}

char *fetching_number(guint64 n, const char *what)
{
	return g_strdup_printf("%" G_GUINT64_FORMAT " %s%s", n, what, n == 1 ? "" : "s");
}

/* Of a moment it says nothing. */
static char *describe_rate(guint64 bytes, gint64 usec)
{
	g_autofree char *size = NULL;

	if (usec < G_USEC_PER_SEC / 2)
		return g_strdup("");
	size = fetching_size((guint64)((double)bytes * G_USEC_PER_SEC / (double)usec));
	return g_strconcat(", ", size, "/s", NULL);
}

char *fetching_describe(const FetchCount *count, gint64 since)
{
	g_autofree char *size = fetching_size(count->bytes);
	g_autofree char *rate = describe_rate(count->bytes, g_get_monotonic_time() - since);
	g_autofree char *epoch =
		count->of_epochs > 1
			? g_strdup_printf("epoch %u of %u, ", count->epoch, count->of_epochs)
			: g_strdup("");
	guint percent =
		count->of_objects ? (guint)((guint64)count->objects * 100 / count->of_objects) : 0;

	if (!count->bytes && !count->of_objects)
		return g_strconcat(epoch, "nothing came yet", NULL);
	return g_strdup_printf("%s%u%% of %u %s, %s%s", epoch, percent, count->of_objects,
			       count->resolving ? "deltas" : "objects", size, rate);
}

static void print(FILE *to, const char *before, const char *format, va_list arguments)
{
	g_autofree char *raw = g_strdup_vprintf(format, arguments);
	g_autofree char *line = text_clean_line(raw, strlen(raw));
	g_autofree char *shown = text_show(line);

	fprintf(to, "%s%s\n", before, shown);
	fflush(to);
}

void fetching_print(Progress *progress, const char *format, ...)
{
	va_list arguments;

	progress_clear(progress);
	va_start(arguments, format);
	print(stdout, "", format, arguments);
	va_end(arguments);
}

void fetching_warn(Progress *progress, const char *format, ...)
{
	va_list arguments;

	progress_clear(progress);
	va_start(arguments, format);
	print(stderr, "maildelta: ", format, arguments);
	va_end(arguments);
}
