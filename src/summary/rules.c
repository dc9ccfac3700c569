/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/rules.h"

static const char ROOT_UNREAD[] =
	"This thread goes back to a mail that was not read: it is older than the history looked "
	"through, or never came to this archive.";

static const RulesMail *first_mail(const RulesInput *input)
{
	return &input->mails[input->thread->first];
}

static void add_proposed(Summary *summary, const RulesInput *input)
{
	const RulesMail *first = first_mail(input);

	if (first->extract && first->extract->lead)
		summary_add(summary->proposed, POINT_LEAD, &first->post->sender,
			    first->extract->lead, (gint)input->thread->first);
	if (!input->thread->root_read)
		summary_add(summary->before, POINT_ROOT_UNREAD, NULL, ROOT_UNREAD, -1);
}

static void add_question(Summary *summary, const RulesInput *input, const StateQuestion *asked)
{
	Question *question = g_new0(Question, 1);

	question->asker = person_copy(&asked->asker);
	question->owes = person_copy(&asked->owes);
	question->text = g_strdup(asked->cite.evidence->line);
	question->cite = (guint)asked->cite.mail;
	question->before = input->mails[asked->cite.mail].before;
	g_ptr_array_add(summary->open, question);
}

Summary *rules_summarize(const RulesInput *input)
{
	Summary *summary = summary_new("rules");
	const GArray *questions = input->state->questions;

	add_proposed(summary, input);
	for (guint i = 0; i < questions->len; i++) {
		if (i < RULES_OPEN)
			add_question(summary, input, &g_array_index(questions, StateQuestion, i));
		else
			summary->more.open++;
	}
	return summary;
}
