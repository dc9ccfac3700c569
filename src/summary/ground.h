/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_GROUND_H
#define MD_SUMMARY_GROUND_H

#include "summary/brief.h"

/*
 * Private to summary/check: what the mails of a thread say, in the forms in which points are held
 * against them. Each is made when it is first asked for, once for all points.
 */
typedef struct _Ground Ground;

Ground *ground_new(const Brief *brief);
void ground_free(Ground *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ground, ground_free)

#define GROUND_BREAK '|' /* stands in a wording where words were left out; in no other */

/* The words that its sender wrote there, as a wording (summary/wording.h); without the subject
 * of a reply, which is somebody else's. Borrowed. */
const char *ground_said(Ground *ground, guint place);
/* Wordings of its tags, line by line, and of paragraphs, or their first lines, that have fewer
 * than five words: whoever quotes one of them has no more to quote. Borrowed. */
const GPtrArray *ground_tags(Ground *ground, guint place);
const GPtrArray *ground_remarks(Ground *ground, guint place);

/* The passage in which the quote stands, what its sender wrote between two quotes, tags or pieces
 * of code: one clean line. NULL: in none, or in several. Borrowed. */
const char *ground_passage(Ground *ground, guint place, const char *quote);

/* Whether its sender acknowledges something there: by a tag, or "looks good", "agreed". */
gboolean ground_acks(Ground *ground, guint place);
/* Whether a tag of @who stands there, be it one that its sender passes on. */
gboolean ground_has_tag_of(Ground *ground, guint place, guint who);
/* Whether the member is named in its sender's own words, quoted there by name, or answered. */
gboolean ground_names(Ground *ground, guint place, guint who);

#endif
