/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_VERSION_H
#define MD_CORE_VERSION_H

#include "core/post.h"
#include "core/version_hints.h"

/*
 * Whether a post stands for its series when versions are linked: its cover letter, its
 * first part, or a patch on its own; no bot's, and no stable review.
 */
gboolean version_is_head(const Post *post);

/* One version of a series. */
typedef struct {
	char *id;                /* Message-ID of its head */
	char *subject;           /* of its head */
	guint version, revision; /* 1, 0 where its subject does not say */
	gint64 instant;
	int offset;
} Version;

Version *version_copy(const Version *version); /* NULL of NULL */
void version_free(Version *version);

/* The heads of all series that were read, old and new. */
typedef struct _Versions Versions;

Versions *versions_new(void);
void versions_free(Versions *versions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Versions, versions_free)

/* Adds a head, in archive order. Copies what it needs. */
void versions_add(Versions *versions, const Post *head, const VersionHints *hints);

/* Both borrowed from the Versions, until the next versions_add(); NULL: none was read. */
typedef struct {
	const Version *previous; /* the newest that is older */
	const Version *newest;   /* the newest of all, where it is newer than the one asked for */
} VersionLinks;

/*
 * The other versions of the series that the post with the Message-ID @id, added before,
 * heads; a cover letter stands for its first part. Two heads are versions of one series when
 *   - they have the same change-id;
 *   - the newer names the older in Supersedes:, or by number and link: "v2: https://…";
 *   - author and title (subject_title_key()) and stable words (subject_stable_words()) agree
 *     and nothing of that title began anew between: a lower number, or the same one more than
 *     a season later that is no resend, is other work of the same name; of a first part its
 *     sender, too, for people begin series with other people's patches;
 *   - where a newer letter's own title leads to no older version: their first parts' do, their
 *     numbers follow on each other, and the sender or the letter's title is the same;
 *   - where nothing of that leads to an older version: the newer is of the same sender as the
 *     older and its parents name it, its first part, or what it was an answer to itself;
 * and what is so linked is linked on: v3 to v2 to v1. An older version has a lower number and
 * was not sent after; a resend is not one. Of several with one number the latest counts. One
 * part sent anew in answer to the old one is no version of its series.
 */
VersionLinks versions_find(const Versions *versions, const char *id);

#endif
