/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_SUMMARIZE_H
#define MD_APP_SUMMARIZE_H

#include "report/digest.h"

/* Fills in the summary of each thread of @digest, which is assembled. */
void summarize_digest(Digest *digest);

#endif
