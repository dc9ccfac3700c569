/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "mirror/alloc.h"

#include <git2.h>
#include <git2/sys/alloc.h>
#include <stdlib.h>
#include <string.h>

static gsize limit = G_MAXSIZE;

static gboolean is_allowed(size_t n, size_t size)
{
	return size == 0 || n <= limit / size;
}

static void *limited_mallocarray(size_t n, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return is_allowed(n, size) ? malloc(n * size) : NULL;
}

static void *limited_malloc(size_t size, const char *file, int line)
{
	return limited_mallocarray(size, 1, file, line);
}

static void *limited_reallocarray(void *ptr, size_t n, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return is_allowed(n, size) ? realloc(ptr, n * size) : NULL;
}

static void *limited_realloc(void *ptr, size_t size, const char *file, int line)
{
	return limited_reallocarray(ptr, size, 1, file, line);
}

#ifdef HAVE_GIT_ALLOCATOR_GCALLOC /* libgit2 1.5; later ones make these of the others */
static void *limited_calloc(size_t n, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return is_allowed(n, size) ? calloc(n, size) : NULL;
}

static char *limited_substrdup(const char *str, size_t n, const char *file, int line)
{
	char *copy = n < limit ? limited_malloc(n + 1, file, line) : NULL;

	if (copy) {
		memcpy(copy, str, n);
		copy[n] = '\0';
	}
	return copy;
}

static char *limited_strndup(const char *str, size_t n, const char *file, int line)
{
	return limited_substrdup(str, strnlen(str, n), file, line);
}

static char *limited_strdup(const char *str, const char *file, int line)
{
	return limited_substrdup(str, strlen(str), file, line);
}
#endif

void alloc_limit(gsize max)
{
	static git_allocator allocator = {
		.gmalloc = limited_malloc,
		.grealloc = limited_realloc,
		.gfree = free,
#ifdef HAVE_GIT_ALLOCATOR_GCALLOC
		.gcalloc = limited_calloc,
		.gstrdup = limited_strdup,
		.gstrndup = limited_strndup,
		.gsubstrdup = limited_substrdup,
		.greallocarray = limited_reallocarray,
		.gmallocarray = limited_mallocarray,
#endif
	};

	limit = max;
	git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
}
