/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_STATE_VOTES_H
#define MD_CORE_STATE_VOTES_H

#include "core/state_view.h"

/* The tags of a thread's people, and what they come to: the part of state_judge() for them. */
typedef struct _StateVotes StateVotes;

StateVotes *state_votes_new(const StateView *view); /* which is borrowed */
void state_votes_free(StateVotes *votes);

/* Whether a tag of this name says that it is good, not just that it works. */
gboolean state_votes_endorses(const char *token);

/* @who: the number of tag->person. What he gave to that part already counts once. */
void state_votes_add(StateVotes *votes, const StateTag *tag, guint who);

/* Takes back what @who gave to @part and to the letter; @part 0: all he gave. */
void state_votes_take_back(StateVotes *votes, guint who, guint part);

/*
 * Whether every patch, or the letter, has an endorsement of someone else. @last: the one of
 * those that count which came last; mail -1: there is none.
 */
gboolean state_votes_are_ack(const StateVotes *votes, StateCite *last);

/* Appends those that stand, by part, then in order. @tags: of StateTag, empty. */
void state_votes_list(const StateVotes *votes, GArray *tags);

#endif
