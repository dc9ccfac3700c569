/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_APPLIED_H
#define MD_CORE_APPLIED_H

#include "base/slice.h"

#define APPLIED_MAX 1000 /* parts, and commits */

/* Where patches went; strings NULL where it is not said. */
typedef struct {
	char *tree;         /* "kvmarm", "arm64", "netdev/net.git", an address */
	char *branch;       /* "next", "for-6.8/core" */
	GArray *parts;      /* of guint, rising, each once: the numbers of those it names; empty:
			       all, or not said */
	gboolean excepted;  /* the parts are those that were left out */
	GPtrArray *commits; /* of char *: hashes as written, 7 to 40 hex digits, in order */
} Applied;

Applied *applied_new(void);
void applied_free(Applied *applied);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Applied, applied_free)

/*
 * Whether a person says in one sentence that patches were taken: "Applied to next, thanks!",
 * "Queued 1-3 and 5 for 6.8.", "I've taken the first two.", "Both now queued up". The verb
 * stands first but for a greeting, whoever did it or what was taken, and behind it there is
 * a tree, thanks, numbers or nothing. NULL otherwise: "applies cleanly", "applied on top
 * of", "I applied this locally", "once applied", "can this be applied?". @next is the
 * sentence behind it, or NULL: thanks may stand there. @m: how many parts the series has, for
 * "the last two"; 0: not known.
 */
Applied *applied_in(const char *sentence, const char *next, guint m);

/* Reads what stands behind "to": "kvmarm/next", "arm64 (for-next/fixes)", "the s390 tree".
 * FALSE, with nothing set, when that is no tree. */
gboolean applied_place(Applied *applied, const char *text);

/*
 * Adds the parts and commits of a list as b4, patchwork and people make them, from unquoted
 * @lines: "[1/3] title" with a link or "commit: <hash>" behind or below it.
 */
void applied_list(Applied *applied, Slice lines);

/* Adds the hashes that @text has behind "commit", "/c/", "id=" and the like. */
void applied_hashes(Applied *applied, Slice text);

#endif
