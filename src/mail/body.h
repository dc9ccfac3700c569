/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_BODY_H
#define MD_MAIL_BODY_H

#include "mail/header.h"

/*
 * The text of a mail, clean, LF line ends, MAIL_MAX_TEXT bytes of it. That is
 * all its text/plain, text/x-patch and text/x-diff parts in order, an empty line
 * between two; of a multipart/alternative HTML counts where there is no plain
 * text beside it; of a multipart/signed the first part; nothing of mails that
 * are attached (message/rfc822: not the sender's words) or encrypted. A single
 * part of any other text type is taken for plain text. Where the structure is
 * broken beyond reading, the text is the body as it stands.
 * Adds the defects of bodies. Newly allocated.
 */
char *body_read(const HeaderSection *headers, DefectSet *defects);

#endif
