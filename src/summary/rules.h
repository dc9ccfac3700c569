/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_RULES_H
#define MD_SUMMARY_RULES_H

#include "core/extract.h"
#include "core/state.h"
#include "core/summary.h"

/*
 * The summary that needs no network: verbatim sentences of the mails, each with the mail it is
 * of, chosen by rules, and facts. It never guesses and never pads: where nothing was said, there
 * is nothing.
 */

/* One mail of the thread, at its place. */
typedef struct {
	const Post *post;
	const GPtrArray *evidence; /* of Evidence; NULL: none */
	const Extract *extract;    /* NULL: nothing */
	gboolean before;           /* it came before the period */
} RulesMail;

typedef struct {
	const Thread *thread;
	const RulesMail *mails; /* as many as the thread has, in the order of Thread.mails */
	const State *state;     /* of that thread */
} RulesInput;

/*
 * - proposed: the first words of the mail that began it, and the changelog of the version that
 *   the thread is about (State.series);
 * - before, now: of each person, in the order of the mails: what decides (applied, NACK, changes
 *   asked for or promised), tags, else the most telling sentence; of bots what failed;
 * - open: State.questions.
 * Each list has as much as is read at a glance; the rest is counted (Summary.more). Nothing is
 * said twice.
 */
#define RULES_CHANGES 4
#define RULES_BEFORE 4
#define RULES_NOW 6
#define RULES_OPEN 3

Summary *rules_summarize(const RulesInput *input);

#endif
