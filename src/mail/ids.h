/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_IDS_H
#define MD_MAIL_IDS_H

#include "mail/header.h"

#define IDS_MAX 1000 /* ids kept of a mail, and parents */

/*
 * The ids of all Message-ID headers, without <> and duplicates; a GPtrArray of
 * strings, empty when there is none. Adds SEVERAL_MESSAGE_IDS.
 */
GPtrArray *ids_own(const HeaderSection *headers, DefectSet *defects);

/*
 * The ids of References, then of In-Reply-To, cleaned as RULES §2 has it:
 * without duplicates, any of @own, and addresses of From, To and Cc; up to the
 * first In-Reply-To id where that stands in References. Of more than IDS_MAX the
 * first and the last are kept: the root of the thread and the mail answered.
 * Adds BAD_REFERENCE, TRUNCATED.
 */
GPtrArray *ids_parents(const HeaderSection *headers, const GPtrArray *own, DefectSet *defects);

#endif
