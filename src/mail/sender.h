/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_SENDER_H
#define MD_MAIL_SENDER_H

#include "core/person.h"
#include "mail/header.h"

/*
 * Who sent the mail (RULES §2): From:, after undoing what lists ("X via List"
 * <list@…>) and the B4 Relay (devnull+user.host@kernel.org) put there. Adds
 * NO_FROM, SENDER_RESTORED and the decoder's defects. Both members may be "".
 */
Person sender_read(const HeaderSection *headers, DefectSet *defects);

#endif
