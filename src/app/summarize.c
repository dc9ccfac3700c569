/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/summarize.h"

#include "summary/rules.h"

static Summary *summarize(const Digest *digest, const DigestThread *thread)
{
	guint n = thread->whole->mails->len;
	g_autofree RulesMail *mails = g_new(RulesMail, n);
	const RulesInput input = {thread->whole, mails, thread->state};

	for (guint i = 0; i < n; i++) {
		const DigestMail *mail = digest_whole_mail(digest, thread, i);

		mails[i] = (RulesMail){mail->post, mail->evidence, mail->extract, mail->history};
	}
	return rules_summarize(&input);
}

void summarize_digest(Digest *digest)
{
	for (guint i = 0; i < digest->threads->len; i++) {
		DigestThread *thread = digest->threads->pdata[i];

		thread->summary = summarize(digest, thread);
	}
}
