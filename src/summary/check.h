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
 * - cite: each number is that of a mail the model was shown;
 * - actor: somebody of the cast who sent a cited mail; where not, no more is looked at but
 *   its form. Nor does the text have another speak: "{P3} says …", "according to {P3}";
 * - period: "now" cites a mail of the period by its actor, and its quote is of such a one;
 *   "before" cites none of it by him;
 * - quote: its words are the actor's own in one cited mail of his, five or a paragraph or a tag:
 *   not a quote of somebody else in it, marked or not, nor the subject of a reply. Signs, case
 *   and line ends do not count; "…" may leave out words between pieces of three and more;
 * - person: whoever else is named sent a cited mail, or is named in the own words of one of the
 *   actor's, or is whom that answers or quotes by name;
 * - name: capitals that are nobody's name stand in what was shown of a cited mail, or in the
 *   thread's title; so do Latin words in Chinese; acronyms, and words in small letters in any
 *   form of theirs, may stand in any mail that was shown;
 * - hash, number, version, quotation: stand in the own words of a cited mail of the actor's, a
 *   version also in the title;
 * - identifier, config: … or in what else was shown of it, or in the title;
 * - acronym: what it is said to stand for is in the cited mails, or in the glossary;
 * - agreement: (agreed, acked, approved, consensus, 同意, …) needs a tag of the actor's in a cited
 *   mail, or an acknowledging phrase in its own words; of others, one of each of them in a cited
 *   mail of theirs, or their tag in one of the actor's; consensus, two people's; "Reviewed by",
 *   由…编写 of whoever sent no mail needs his tag in one of the actor's;
 * - applied: (applied, merged, queued, 合入, …) needs a cited mail that State.applied has, or that
 *   shows that a bug was fixed; rejected one of a NACK, withdrawn that it was; or else a quote that
 *   says it of whatever was;
 * - other: two words in a row that another has so, and neither of which the actor has, nor whom
 *   he answers;
 * - order: "from 30 to 20" is in that order in the actor's mails, where they have a pair of it;
 * - stance: what the quote asks is asked; what it has as to be done is not told as done, nor as
 *   certain or demanded what it has by "might"; nothing is promised that no word of the mail
 *   does; its "not" is kept (of texts in Chinese: the first two, and the "not");
 * - patch: "patch 3" needs a mail about that one, by its subject or its words, where each of the
 *   actor's is about one patch; a verdict on the whole series, one about all;
 * - guess: no "seems to", "likely", 可能, 推测: unless the quote hedges, or a cited mail of the
 *   actor's does by "might", "probably" and their like; no "one may infer", no 总体来看: unless it
 *   is quoted;
 * - reference: no "mail 3", "P2" bare, "[1]": the report has numbers of its own;
 * - url: no address of any kind;
 * - text: neither empty nor longer than CHECK_MAX_TEXT characters, no markup (backticks are
 *   taken away), no characters that are not seen;
 * - twice: nothing that an earlier point of the same part and actor says in the same words.
 *
 * Not looked up: small counts, numbers in words without a unit ("two sheep"), Latin words in lower
 * case in a text of Latin words, and whether the text says what the quote does, but for its "not",
 * "?" and "will".
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
