/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_STATE_H
#define MD_CORE_STATE_H

#include "core/evidence.h"
#include "core/series.h"
#include "core/thread.h"
#include "core/version.h"

/*
 * Where a thread stands, by rules alone: the last evidence wins, and is named. Pure: the same
 * mails and the same moment give the same state.
 */
typedef enum {
	STATE_DISCUSSION, /* no patch, no bug: nothing of what follows */
	STATE_NEW,        /* patches that no human but the author has answered */
	STATE_RFC,        /* patches that are marked so, answered or not, and no final state */
	STATE_REVIEW,     /* under review */
	STATE_CHANGES,    /* changes are requested, or promised by the author */
	STATE_ACKED,      /* every patch, or the letter, has a tag of someone else */
	STATE_APPLIED,
	STATE_SUPERSEDED, /* a newer version was read */
	STATE_REJECTED,   /* NACKed by someone else, and nothing newer; or withdrawn */
	STATE_STALLED,    /* none of the final ones, and no human mail for STATE_STALL_DAYS */
	STATE_BUG_OPEN,   /* a report of a bug that no one said was fixed */
	STATE_BUG_FIXED,
	N_STATES,
} StateKind;

#define STATE_STALL_DAYS 14

/* A place in the thread and, where there is one, the evidence of that mail. */
typedef struct {
	gint mail;                /* place in Thread.mails; -1: none */
	const Evidence *evidence; /* borrowed from the input; NULL: the mail's being there */
} StateCite;

/* A tag that counts. */
typedef struct {
	guint part; /* n of n/m it was given to; 0: the letter, and so all */
	Person person;
	const char *token, *note; /* borrowed; note may be NULL */
	gint mail;    /* in which it was given; of a patch's own trailers, that patch's */
	gboolean own; /* by the author: tells nothing */
} StateTag;

typedef struct {
	StateCite cite;
	Person asker;
	Person owes;  /* who is to answer: by name, else the author, else who was answered */
	gint64 asked; /* instant */
} StateQuestion;

typedef enum {
	WAITING_NONE, /* nobody: final, or a discussion with no question open */
	WAITING_REVIEWERS,
	WAITING_AUTHOR,
	WAITING_PERSON,
} Waiting;

typedef struct {
	StateKind kind;
	StateCite cite;     /* what shows it */
	gboolean partial;   /* applied: not all parts */
	GPtrArray *applied; /* of StateCite *, in order: all that say so */
	GArray *tags;       /* of StateTag, by part, then in order */
	GArray *nacks;      /* of StateCite */
	GArray *failures;   /* of StateCite: bots' that nothing newer overtook */
	GArray *questions;  /* of StateQuestion: open ones, oldest first */
	Waiting waiting;
	Person whom;          /* WAITING_PERSON and WAITING_AUTHOR; else both "" */
	gint64 waiting_since; /* instant; 0: nobody is waited for */
	gint64 last_human;    /* instant of the last mail that no bot sent; 0: none */
} State;

/* One mail of the thread, at its place. */
typedef struct {
	const Post *post;
	const GPtrArray *evidence; /* of Evidence */
} StateMail;

typedef struct {
	const Thread *thread;
	const StateMail *mails; /* as many as the thread has, in the order of Thread.mails */
	const Series *series;   /* that its first mail begins or is part of; NULL: none */
	const Version *newest;  /* the newest version where it is newer; NULL: none */
	gboolean bug;           /* the thread is filed as a bug report (core/category.h) */
	gint64 now;
} StateInput;

State *state_of(const StateInput *input);
void state_free(State *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(State, state_free)

const char *state_kind_name(StateKind kind); /* new, rfc, under-review, changes-requested, … */

#endif
