/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_CHANGELOG_H
#define MD_CORE_CHANGELOG_H

#include "core/reading.h"
#include "core/subject.h"

/* One change; as sentences are (core/sentence.h), without its marker. */
typedef struct {
	gsize from, len; /* bytes of the text */
	guint depth;     /* 0; 1 and more: of an item of an item */
} Change;

/* What a letter or a patch says has changed between two of its versions. */
typedef struct {
	guint before, after; /* their numbers; 0: not said ("Changes in v3:" has no before).
				Of an RFC without a number, 0, too */
	gsize from, len;     /* the heading, "v2 -> v3:": bytes of the text */
	GArray *changes;     /* of Change, in order; one at least */
} Changelog;

/*
 * The newest of the changelogs in own words: that which leads to the version that
 * @subject names (NULL, or no version: v1), else to the highest, else the first. Lines that
 * only link to other versions are no changes. NULL where there is none, which is so of most
 * first versions. Linear in the text.
 */
Changelog *changelog_read(const Reading *reading, const Subject *subject);
void changelog_free(Changelog *changelog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Changelog, changelog_free)

/* Where one stands in the text, heading and changes. */
typedef struct {
	gsize from, len; /* bytes */
} ChangelogSpan;

/* All of them: a GArray of ChangelogSpan, in order, never NULL. */
GArray *changelog_spans(const Reading *reading);

/* Its words: verbatim, but for blanks, of which a run is one. Newly allocated. */
char *change_text(const char *text, const Change *change);

#endif
