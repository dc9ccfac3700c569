/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_PROGRESS_H
#define MD_BASE_PROGRESS_H

#include <glib.h>

/*
 * A line on standard error that says how far long work has come: only when that
 * is a terminal, and only once the work has taken half a second.
 */
typedef struct _Progress Progress;

/* @what names the work: "Reading mails". NULL (which all calls take) when @wanted is not. */
Progress *progress_new(const char *what, gboolean wanted);
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

/* Takes the line away, before something else is printed. */
void progress_clear(Progress *progress);

void progress_at(Progress *progress, guint done, guint total);

#endif
