/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_SHORTEN_H
#define MD_SUMMARY_SHORTEN_H

#include "summary/brief.h"

/*
 * Has the mail at @place take @budget tokens at most (prompt_mail_tokens()): code, quotes and notes
 * go first, from the end on, then own words from the end on; tags are the last to go. A note at its
 * end says how many lines are not shown. FALSE: it was short enough. Linear in the excerpt.
 */
gboolean shorten_mail(Brief *brief, guint place, guint64 budget);

#endif
