/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/mirror.h"

#include "mirror/alloc.h"
#include "mirror/reader.h"

#include <git2.h>

/*
 * Mails are read once and let go: large windows and caches only grow the
 * process. Smaller windows are no faster, larger ones neither.
 */
#define WINDOW_SIZE ((size_t)256 << 10)
#define MAPPED_LIMIT ((size_t)8 << 20)

/* What libgit2 allocates with an object, a terminating NUL for one. */
#define ALLOC_SLACK (64u << 10)

void mirror_init(void)
{
	git_libgit2_init();
	/* Whoever fetched it checked each object as it came; again would cost half the speed. */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, WINDOW_SIZE);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, MAPPED_LIMIT);
	alloc_limit(READER_MAX_MAIL + ALLOC_SLACK);
	/*
	 * Mirrors often belong to the user that fetches them; reading runs nothing in them. What
	 * writes there looks whose they are itself: mirror/folder.c, app/hooks.c.
	 */
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}
