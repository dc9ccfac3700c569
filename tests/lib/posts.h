/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_TESTS_LIB_POSTS_H
#define MD_TESTS_LIB_POSTS_H

#include "core/post.h"

/* A patch mail in one row of a test's table. */
typedef struct {
	const char *id;
	const char *from; /* Name <addr> */
	const char *subject;
	const char *parents; /* ids with blanks between, oldest first; NULL: none */
	int minutes;         /* when it was sent, from some fixed day on */
	const char *author;  /* of the in-body From:, or NULL */
} PostRow;

/* Posts in the order of the rows, up to one without id: a GPtrArray that owns them. */
GPtrArray *posts_make(const PostRow *rows);

#endif
