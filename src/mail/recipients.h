/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_RECIPIENTS_H
#define MD_MAIL_RECIPIENTS_H

#include "mail/header.h"

#define RECIPIENTS_MAX 1000     /* kept of a mail: the first */
#define RECIPIENTS_MAX_LEN 320u /* bytes of an address (RFC 5321 §4.5.3.1) */

/*
 * The addresses of all To and Cc headers, without names, comments and groups (RFC 5322 §3.4),
 * letters of ASCII in lower case, each once, in order; what is none is left out. Text that is
 * broken (a quote or comment that never ends, a < without >, a comma in a name) costs no
 * address but its own. NULL-terminated. Linear in the headers.
 */
char **recipients_read(const HeaderSection *headers);

#endif
