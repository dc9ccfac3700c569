/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_PICK_H
#define MD_SUMMARY_PICK_H

#include "core/extract.h"
#include "core/post.h"
#include "core/reading.h"

#define PICK_TELLING 8  /* sentences kept of a mail: some may turn out to be others' */
#define PICK_CHANGES 12 /* changes kept of it */

/*
 * What a summary may quote of a mail. @subject: NULL has no version. @patch: of one of kind
 * POST_PATCH, read from the same text, else unused. Linear in the text.
 */
Extract *pick_read(const Reading *reading, const Subject *subject, PostKind kind,
		   const Patch *patch);

#endif
