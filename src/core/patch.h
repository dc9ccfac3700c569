/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_PATCH_H
#define MD_CORE_PATCH_H

#include "base/slice.h"
#include "core/diffstat.h"
#include "core/person.h"

/*
 * The body of a mail that may carry a patch, taken apart as `git mailinfo` does
 * (RULES §4). The slices point into the body given to patch_read(); all but diff
 * begin and end without blank lines, and without the last line feed.
 */
typedef struct {
	Person author;       /* of an in-body From: with an address; name and addr "" without one */
	gboolean has_author; /* means something in a patch mail only: replies quote such lines */
	char *subject;       /* of an in-body Subject:, or NULL */
	char *date;          /* of an in-body Date:, or NULL */
	Slice message;       /* commit message, or a cover letter's text: without in-body headers
				and stable preamble, up to `---`, the diffstat of a letter, the
				diff or the signature */
	Slice notes;         /* what lies between message and diff: notes and diffstat, and below
				a letter's diffstat its base-commit and change-id */
	Slice diffstat;  /* its lines, in message (without a `---`) or notes; empty without one */
	Slice diff;      /* from the first line of the diff to the signature, as it stands;
			    behind the last hunk there may be a base-commit */
	Slice shown;     /* what a report prints: message to the end of the diffstat;
			    without one to the diff or the signature */
	gboolean quotes; /* a line of the body starts with > (outside the diff) */
	gboolean stable_review; /* it opens with the "x.y-stable review patch" preamble, or says
				   "This is the start of the stable review cycle" */
	gboolean picked;        /* the message begins "commit <hex> upstream" or
				   "[ Upstream commit <hex> ]", as stable trees have it */
} Patch;

/* Decodes RFC 2047 words of an in-body header; newly allocated. */
typedef char *(*PatchDecode)(const char *value);

/*
 * @cover: the subject says that this is a cover letter, whose sample diffs and
 * rulers of dashes are text (a `---` right below a Signed-off-by: is none: b4's
 * letters go on with notes there). @decode may be NULL: in-body headers are taken
 * as they are. @body must outlive the patch. One pass, however long it is.
 */
Patch *patch_read(const char *body, gboolean cover, PatchDecode decode);
/*
 * What the patch changes: its diff counted where that is whole and @cover is
 * FALSE, else its diffstat read; NULL where it has neither. *disagree: it has
 * both, and they do not say the same; the diff rules.
 */
Diffstat *patch_diffstat(const Patch *patch, gboolean cover, gboolean *disagree);

void patch_free(Patch *patch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Patch, patch_free)

#endif
