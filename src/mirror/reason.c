/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/reason.h"

#include "base/text.h"

#include <git2.h>
#include <string.h>

char *reason_dup(void)
{
	const git_error *last = git_error_last();
	const char *message = last && last->message ? last->message : "unknown reason";

	return text_clean_line(message, strlen(message));
}
