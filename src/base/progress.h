/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_PROGRESS_H
#define MD_BASE_PROGRESS_H

#include <glib.h>

/*
 * Says on standard error how far long work has come. On a terminal it is one line
 * that is written over, shown once the work has taken half a second; elsewhere whole
 * lines, one at the end and before that one every few seconds.
 */
typedef struct _Progress Progress;

typedef enum {
	PROGRESS_AUTO, /* on a terminal */
	PROGRESS_ALWAYS,
	PROGRESS_NEVER,
} ProgressWhen;

/*
 * @what names the work: "Reading mails"; it must outlive the progress. NULL (which
 * all calls take) where nothing is to be shown.
 */
Progress *progress_new(const char *what, ProgressWhen when);
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

/* Takes the line away, before something else is printed. */
void progress_clear(Progress *progress);

void progress_at(Progress *progress, guint done, guint total);

/* The same in words, for work whose end is not known; @last: nothing comes behind it. */
void progress_say(Progress *progress, const char *text, gboolean last);
/* The same at once, where a line can be written over: before work that may be silent for long. */
void progress_begin(Progress *progress, const char *text);
/* Whether the next would be shown now, for words that take time to make. */
gboolean progress_is_due(const Progress *progress);

#endif
