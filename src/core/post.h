/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_POST_H
#define MD_CORE_POST_H

#include "core/message.h"
#include "core/patch.h"
#include "core/subject.h"

/* What a mail is, for the accounting: every mail is exactly one of these. */
typedef enum {
	POST_PATCH, /* a patch mail: a patch, or a cover letter (RULES §3) */
	POST_REPLY, /* a reply prefix, or a reply that lost it */
	POST_OTHER,
} PostKind;

/*
 * Decides by RULES §3, "Patch mail". @patch may be NULL when the subject says
 * that it is a reply: the body is not looked at then.
 */
PostKind post_kind(const Subject *subject, const Patch *patch, gboolean has_parent);

/*
 * Whether a patch mail of @sender brings someone else's old patch to a stable tree
 * (RULES §5): the preamble or start of a review, AUTOSEL, or another author's patch
 * whose message begins with the upstream commit that it was picked from.
 */
gboolean post_is_stable_review(const Person *sender, const Subject *subject, const Patch *patch);

/* Where a mail stands in its archive: enough to read it again. */
typedef struct {
	guint epoch;       /* position of its epoch, see mirror/inbox.h */
	guint8 commit[20]; /* raw SHA-1 of the commit that brought it */
	guint8 blob[20];   /* raw SHA-1 of its bytes */
	gint64 committed;  /* committer date: when the archive got it */
} PostPlace;

/* What is kept of a mail once its text is let go. */
typedef struct {
	PostPlace place;
	guint order; /* in the archive: larger came later */
	PostKind kind;
	char *id;   /* its Message-ID */
	char **ids; /* all of them when there are several, else NULL */
	char **parents;
	Subject *subject;
	Person sender;
	char *sender_key; /* person_key() of it: who sent a series; of a patch mail, else NULL */
	Person author;    /* of a patch mail: of the in-body From:, else the sender (RULES §4) */
	gint64 instant;
	int offset;
	char *raw_date; /* the Date: header as sent; "" when there was none */
	DefectSet defects;
	gboolean bot;
	gboolean stable_review; /* someone else's old patch, up for a stable tree */
} Post;

/*
 * Takes what is worth keeping out of @message, which is left without it, and
 * @subject's ownership. @patch, of a mail of kind POST_PATCH, gives the author; it may
 * be NULL for the others.
 */
Post *post_new(Message *message, Subject *subject, PostKind kind, const Patch *patch,
	       const PostPlace *place);
void post_free(Post *post);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Post, post_free)

/* Whether the author counts in the two Top lists (RULES §5). */
gboolean post_counts(const Post *post);

#endif
