/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_TALLY_H
#define MD_REPORT_TALLY_H

#include "report/digest.h"

/*
 * The numbers of @digest, whose mails and threads are there (assemble.h): series, large
 * threads, days, defects, and who sent and reviewed most, of @top each.
 */
void tally_digest(Digest *digest, guint top);

#endif
