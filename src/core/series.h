/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_SERIES_H
#define MD_CORE_SERIES_H

#include "core/post.h"

/* The parts of one series that were read, or one patch on its own. */
typedef struct {
	gboolean numbered;    /* n/m, or a PATCHSET letter: not a patch on its own */
	Post *cover;          /* borrowed; NULL when it was not read, or there is none */
	GPtrArray *parts;     /* borrowed Posts without the cover letter, by n, then by order */
	gboolean lacks_cover; /* there may be one, and it was not read: no part begins a thread as
				 1/m or answers a letter that was read */
	guint newest;         /* the largest order in it: a series is as new as its newest mail */
} Series;

void series_free(Series *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Series, series_free)

/* How many posts were read of it, and the one at @i: the cover letter, then the parts. */
guint series_size(const Series *series);
const Post *series_post(const Series *series, guint i);

#define SERIES_MINUTES 20 /* between unthreaded parts of one series */

/*
 * Groups patch mails into series (RULES §3, "Series"): posts of one sender with
 * the same version and m belong together when they
 *   - lead, over references to one another, to the same cover letter or 1/m,
 *   - or name the same parent outside of the series,
 *   - or, where nothing is referenced, were sent within SERIES_MINUTES.
 * A letter that is left without parts, for its version or m is not theirs, gets
 * those that answer it and left the same sender within SERIES_MINUTES of it.
 * No series holds two posts with the same n: a part sent twice starts another.
 *
 * @posts: of Post, oldest first by order. The result is a GPtrArray of Series,
 * newest first; every post is in exactly one.
 */
GPtrArray *series_group(const GPtrArray *posts);

#endif
