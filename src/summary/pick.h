/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_PICK_H
#define MD_SUMMARY_PICK_H

#include "core/extract.h"
#include "core/message.h"
#include "core/own.h"
#include "core/post.h"

#define PICK_TELLING 4  /* sentences kept of a mail */
#define PICK_CHANGES 12 /* changes kept of it */

/*
 * Reads what a summary may quote of @message, whose text was taken apart as @own. @patch: of a
 * mail of kind POST_PATCH, else unused. Linear in the text.
 */
Extract *pick_read(const Message *message, const Own *own, const Subject *subject, PostKind kind,
		   const Patch *patch);

#endif
