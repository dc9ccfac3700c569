/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_H
#define MD_SUMMARY_CHECK_H

#include "core/summary.h"
#include "summary/answer.h"
#include "summary/brief.h"
#include "summary/glossary.h"

/*
 * Holds each point of a model's answer against the mails that it cites. A point stands only if
 * nothing is wrong with it:
 *
 * cite        each number is that of a mail the model was shown;
 * actor       is somebody of the cast who sent a cited mail;
 * period      "now" cites a mail of the period by its actor, "before" none of it by him;
 * quote       its words are the actor's own in one cited mail of his, five words or all of a
 *             shorter mail: not a quote of somebody else in it;
 * person      whoever else is named sent a cited mail, or is named in the own words of one, or is
 *             whom a cited mail answers;
 * name        capitals that are nobody's name stand in what was shown of a cited mail, or in the
 *             thread's title;
 * hash, number, version, quotation   stand in the own words of a cited mail of the actor's;
 * identifier, config                 … or in what else was shown of it;
 * acronym     what it is said to stand for is in the cited mails, or in the glossary;
 * agreement   (agreed, acked, approved, consensus, 同意, …) needs a tag of the actor's in a cited
 *             mail, or an acknowledging phrase in its own words; of several people, of each;
 * applied     (applied, merged, queued, 合入, …) needs State.applied or a bug that is fixed;
 *             rejected and withdrawn need theirs;
 * guess       no "seems to", "one may infer", "likely", 可能, 推测: unless the mail's own words
 * hedge in the same place (they are in the quote); reference   no "mail 3", "P2" bare, "[1]": the
 * report has numbers of its own; url         no address of any kind; text        neither empty nor
 * longer than CHECK_MAX_TEXT characters, no markup; twice       nothing that an earlier point of
 * the same part says in the same words.
 */
#define CHECK_MAX_TEXT 400

typedef struct {
	const Brief *brief;
	const GArray *places;     /* of guint, rising: the mails that the model was shown */
	const Glossary *glossary; /* NULL: none */
} Check;

/*
 * The points that stand, of AnswerPoint, copied, each with its cites cut down to the actor's own;
 * appends what did not stand to @rejected, of TraceRejected.
 */
GPtrArray *check_answer(const Check *check, const Answer *answer, GPtrArray *rejected);

/* A point that stands, as a report has it: of mails at their places, with names for {P2}. */
Point *check_point(const Brief *brief, const AnswerPoint *point);

#endif
