/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/cancel.h"

#include "base/error.h"

#include <signal.h>

static volatile sig_atomic_t asked;

static void on_signal(int number)
{
	asked = number;
}

void cancel_on_signals(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};

	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		struct sigaction before;

		/* nohup, and what runs in the background, may not be asked */
		if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	}
}

gboolean cancel_is_asked(void)
{
	return asked != 0;
}

gboolean cancel_check(GError **error)
{
	if (!asked)
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_CANCELLED, "stopped");
	return FALSE;
}

void cancel_finish(void)
{
	if (!asked)
		return;
	signal(asked, SIG_DFL);
	raise(asked);
}
