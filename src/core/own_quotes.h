/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_OWN_QUOTES_H
#define MD_CORE_OWN_QUOTES_H

#include "core/scan.h"

/* Private to core/own*: headers in the body, attributions, quotes. */

/* Headers, attributions, and whose each quote is. */
void own_quotes(Scan *scan);
/* Lines that a mailer broke off quoted ones. */
void own_broken_off(Scan *scan);

#endif
