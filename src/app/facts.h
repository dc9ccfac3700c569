/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_FACTS_H
#define MD_APP_FACTS_H

#include "report/digest.h"

/*
 * Reads what a digest keeps of a mail; @message is used up. @told: it is to be listed, so
 * that its first words and review tags are wanted, too. Safe to call from several threads.
 */
DigestMail *facts_read(Message *message, const PostPlace *place, gboolean told);

#endif
