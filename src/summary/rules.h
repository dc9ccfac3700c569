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
 * - proposed: the first words of the letter or patch that the thread is about (State.series), else
 *   of the mail that began it, and the changes of its newest changelog, or of the author's answer
 *   that has what the letter forgot; what every new version has (rebased, tags collected) stands
 *   back for others;
 * - before, now: of each person one entry in each period, in the order of the mails: what decides,
 *   as far as it stands (State.stands); tags that he gave himself; else the most telling sentence.
 *   Where little is new, a second one of another of his mails.
 *   Beside a verdict of a few words ("NAK.") stands what the same mail says besides, beside a tag
 *   a sentence that objects. Of bots what decides, and failures that are open (State.failures),
 *   with their first error line;
 * - open: State.questions, those of the period first, of each mail one before another's second.
 *
 * Where there is no room for all, the state's own evidence is kept, what was done with the
 * patches, NACKs and failures, what was asked for, and then by how telling it is; the rest is
 * counted (Summary.more). Nothing is said twice: a question that the first words have is not open,
 * an open one is not told of its asker. The actor of each point sent every mail that it cites, and
 * the words are that mail's: so tags that a patch mail carries are left to State.tags.
 * Next to linear in the mails.
 */
#define RULES_CHANGES 4
#define RULES_BEFORE 4
#define RULES_NOW 6
#define RULES_ENOUGH 4 /* that are new: with fewer, people have a second say */
#define RULES_OPEN 3

Summary *rules_summarize(const RulesInput *input);

#endif
