/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_PATCH_H
#define MD_CORE_PATCH_H

#include "base/slice.h"
#include "core/person.h"

/*
 * The body of a mail that may carry a patch, taken apart as `git mailinfo` does
 * (RULES §4). The slices point into the body given to patch_read().
 */
typedef struct {
	Person author; /* of an in-body From:; addr "" without one */
	gboolean has_author;
	char *subject;          /* of an in-body Subject:, or NULL */
	char *date;             /* of an in-body Date:, or NULL */
	Slice message;          /* commit message, or a cover letter's text: without in-body
				   headers, up to `---`, the diffstat of a letter, the diff or
				   the signature */
	Slice notes;            /* between `---` and the diff: notes and diffstat */
	Slice diffstat;         /* its lines, in message or notes; empty without one */
	Slice diff;             /* from the first line of the diff to the signature */
	Slice shown;            /* what a report prints: message to the end of the diffstat;
				   without one to the diff or the signature */
	gboolean quotes;        /* a line of it starts with > (outside the diff) */
	gboolean stable_review; /* it opens with the "x.y-stable review patch" preamble or
				   "This is the start of the stable review cycle" */
} Patch;

/* Decodes RFC 2047 words of an in-body header; newly allocated. */
typedef char *(*PatchDecode)(const char *value);

/*
 * @cover: the subject says that this is a cover letter, whose sample diffs and
 * rulers of dashes are text. @decode may be NULL: in-body headers are taken as
 * they are. @body must outlive the patch.
 */
Patch *patch_read(const char *body, gboolean cover, PatchDecode decode);
void patch_free(Patch *patch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Patch, patch_free)

#endif
