/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_STATE_H
#define MD_CORE_STATE_H

#include "core/evidence.h"
#include "core/series.h"
#include "core/thread.h"
#include "core/version.h"

/*
 * Where a thread stands, by rules alone: the last evidence wins, and is named. Pure: the same
 * mails and the same moment give the same state. Linear in the mails and their evidence.
 *
 * What a thread is about is what its first mail begins: a series, a pull request, a bug, or
 * talk. Where the newest version of that series stands in the same thread, it is about that
 * one; so it is where its author, once answered, sent the same anew with another prefix. A mail
 * counts for a part when it is that part or hangs from it, nearest first; what hangs from another's
 * patch in the thread, or from an older version, counts for none.
 */
typedef enum {
	STATE_DISCUSSION, /* no patch, no bug: nothing of what follows */
	STATE_NEW,     /* patches that no human but the author has answered; pings are no answers */
	STATE_RFC,     /* patches that are marked so, answered or not, and no final state */
	STATE_REVIEW,  /* under review */
	STATE_CHANGES, /* changes are requested, or promised by the author; a part is NACKed,
			  or all of it, which others reviewed or acked */
	STATE_ACKED,   /* every patch, or the letter, has a tag of someone else */
	STATE_APPLIED,
	STATE_SUPERSEDED, /* a newer version was read, that is not in this thread */
	STATE_REJECTED,   /* all of it NACKed by someone else, with no tag of another that says
			     the opposite, and nothing newer; or withdrawn */
	STATE_STALLED,    /* none of the final ones, and no human mail for STATE_STALL_DAYS */
	STATE_BUG_OPEN,   /* a report of a bug that no one said was fixed */
	STATE_BUG_FIXED,
	N_STATES,
} StateKind;

#define STATE_STALL_DAYS 14

/*
 * The final states: APPLIED, SUPERSEDED, REJECTED, BUG_FIXED. Nobody is waited for in them, and
 * what was asked before them is no longer open, but of what was applied in part.
 */
gboolean state_is_final(StateKind kind);

/* A place in the thread and, where there is one, the evidence of that mail. */
typedef struct {
	gint mail;                /* place in Thread.mails; -1: none */
	const Evidence *evidence; /* borrowed from the input; NULL: the mail's being there */
} StateCite;

/*
 * A tag of a person (bots' are none) that stands: who NACKs later takes back what he gave to
 * the same part, and to the letter. One of the same person, part and token counts once.
 */
typedef struct {
	guint part; /* n of n/m it was given to; 0: the letter, or a patch on its own, and so all */
	Person person;
	const char *token, *note; /* note may be NULL */
	StateCite cite; /* where it was given first; of a patch's own trailers, that patch */
	gboolean own;   /* by the author: tells nothing */
} StateTag;

/* A person's question below which no one wrote but, at most, its asker to ask again. */
typedef struct {
	StateCite cite;
	Person asker;
	/* Who is to answer: by name, as far as one of that name wrote here; where none is named
	 * who was answered, up to the first human who is not the asker; else the author. Both
	 * "": whoever reads it ("Does anyone …?"). Without an address: a greeted stranger. */
	Person owes;
	gint64 asked; /* instant */
} StateQuestion;

/* Something that decides, and that nobody took back. */
typedef struct {
	StateCite cite;
	StateKind kind;   /* what it makes of what it is about: APPLIED, REJECTED or CHANGES */
	gboolean promise; /* CHANGES: by the author, who will make them */
} StateStand;

typedef enum {
	WAITING_NONE,        /* nobody, or no rule says for whom */
	WAITING_REVIEWERS,   /* whoever reads the list */
	WAITING_MAINTAINERS, /* acked: to be applied */
	WAITING_AUTHOR,      /* of the patches, or of the report */
	WAITING_PERSON,      /* who was asked, or said that he will look */
} Waiting;

typedef struct {
	StateKind kind;
	StateKind under;      /* what RFC and STALLED stand before: NEW, REVIEW, CHANGES, ACKED or
				 BUG_OPEN; else as kind */
	StateCite cite;       /* what shows kind; of SUPERSEDED no mail: StateInput.newest */
	StateCite under_cite; /* what shows under */
	const Series *series; /* what it is about; borrowed; NULL: no series that was read */
	gboolean partial;     /* there is applied, and not all parts are said to be */
	GArray *applied;      /* of StateCite, in order: all that say so */
	GArray *tags;         /* of StateTag, by part, then in order */
	GArray *nacks;        /* of StateCite: of others than the author, not taken back */
	GArray *stands;       /* of StateStand: all that decides and stands, in order: applied,
				 NACKs, changes asked for or promised, what is withdrawn */
	GArray *failures;     /* of StateCite: bots' that no later success of the same bot, no
				 application and no newer version overtook */
	GArray *questions;    /* of StateQuestion: open ones, in the order of the mails */
	Waiting waiting;
	Person whom;          /* WAITING_PERSON and WAITING_AUTHOR; else both "" */
	gint64 waiting_since; /* instant; 0: nobody is waited for */
	gint64 last_human;    /* instant of the last mail that no bot sent; 0: none */
} State;

/* One mail of the thread, at its place. */
typedef struct {
	const Post *post;
	const GPtrArray *evidence; /* of Evidence; NULL: none */
} StateMail;

typedef struct {
	const Thread *thread;
	const StateMail *mails;  /* as many as the thread has, in the order of Thread.mails */
	const GPtrArray *series; /* of Series: all in the thread (series_group()), of the same
				    Posts; NULL: none */
	const Version *newest;   /* of what its first mail begins: the newest version, where that
				    is newer; NULL: none */
	gboolean bug;            /* the thread is filed as a bug report (core/category.h) */
	gint64 now;
} StateInput;

/* All that is borrowed in it, each Person too, is the input's. */
State *state_of(const StateInput *input);
void state_free(State *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(State, state_free)

const char *state_kind_name(StateKind kind); /* new, rfc, under-review, changes-requested, … */
const char *state_waiting_name(Waiting waiting); /* none, reviewers, maintainers, author, … */

#endif
