/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_STATE_VIEW_H
#define MD_CORE_STATE_VIEW_H

#include "core/state.h"
#include "core/who.h"

/* A thread as core/state looks at it: what it is about, and which part of that each mail. */

typedef enum {
	TOPIC_TALK,
	TOPIC_BUG,
	TOPIC_PULL,    /* a pull request */
	TOPIC_PATCHES, /* a series or a patch, which need not have been read */
} StateTopic;

#define STATE_ELSEWHERE G_MAXUINT /* of no part of it */

typedef struct {
	guint who;          /* number of its sender */
	guint part;         /* that it speaks of; 0: all of it; or STATE_ELSEWHERE */
	gboolean human;     /* no bot sent it */
	gboolean patch;     /* it is a patch mail: it tells of tags, and asks in its letter */
	gboolean by_author; /* of all of it, or of that part */
} StateSpot;

typedef struct {
	const StateInput *input;
	guint n; /* mails */
	StateTopic topic;
	const Series *series; /* NULL: none that was read */
	const Post *head;     /* its letter or first part; the request, the report, the first mail;
				 NULL: not read */
	gint head_mail;       /* its place; -1: not read */
	guint author;         /* number of who sent that; WHO_NOBODY: not known */
	guint parts;          /* how many numbered ones there are; 0: it is one whole */
	GHashTable *authors;  /* part → number of its author, plus one */
	Who *who;
	StateSpot *spots; /* one for each mail */
} StateView;

void state_view_init(StateView *view, const StateInput *input);
void state_view_clear(StateView *view);

/* At its place in the thread; the evidence is never NULL, the author's number may be none. */
const Post *state_view_post(const StateView *view, guint mail);
const GPtrArray *state_view_evidence(const StateView *view, guint mail);

/* Whether it says nothing but that somebody should look (EVIDENCE_PING). */
gboolean state_view_pings(const StateView *view, guint mail);

guint state_view_author(const StateView *view, guint part);

/* Whether the newest version is what the thread is about, or there is none. */
gboolean state_view_is_newest(const StateView *view);

#endif
