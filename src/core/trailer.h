/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_TRAILER_H
#define MD_CORE_TRAILER_H

#include "base/slice.h"
#include "core/person.h"

/* One trailer of a commit message (RULES §4). */
typedef struct {
	char *token;   /* as written: Reviewed-by, Fixes, base-commit */
	char *value;   /* wrapped lines joined, squeezed */
	Person person; /* of a …-by: or Cc: value that names one; both "" otherwise */
} Trailer;

void trailer_free(Trailer *trailer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trailer, trailer_free)

/*
 * The trailers of a commit message or a reply's own text, in order: `Token-by:
 * Name <mail>`, `Fixes: <6+ hex> ("…")`, `Link:`, `Closes:`, `Cc:` with an
 * address or `stable`, `Change-Id:`/`change-id:`, `base-commit:`. Quoted and
 * indented lines are none, nor is prose ("Reviewed-by when resending"). A
 * GPtrArray of Trailer, never NULL.
 */
GPtrArray *trailer_scan(Slice text);

/* Takes the trailer that @rest begins with, wrapped lines and all, off it; FALSE: there is none. */
gboolean trailer_take(Slice *rest);

#endif
