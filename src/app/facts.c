/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/facts.h"

#include "app/place.h"
#include "core/bot.h"
#include "mail/mail.h"
#include "summary/pick.h"

/* What of it a digest tells. */
static void read_words(DigestMail *mail, const Message *message, const Subject *subject,
		       PostKind kind, const Patch *patch)
{
	g_autoptr(Reading) reading = reading_new(message->body, &message->sender);
	EvidenceMail known = {
		.reading = reading,
		.subject = subject,
		.kind = kind,
		.sender = &message->sender,
		.bot = bot_is(&message->sender),
	};

	mail->evidence = evidence_read(&known);
	mail->extract = pick_read(reading, subject, kind, patch);
	if (kind == POST_REPLY)
		mail->reviews = evidence_reviews(mail->evidence);
}

/* Who got it is of interest where someone in particular is. */
static Message *read_message(const Facts *facts, const Commit *commit, const Change *change,
			     gboolean told)
{
	return told && facts->concern ? place_parse_all(change, commit->committed)
				      : place_parse(change, commit->committed);
}

DigestMail *facts_read(const Facts *facts, const Commit *commit, const Change *change,
		       gboolean told)
{
	g_autoptr(Message) message = read_message(facts, commit, change, told);
	PostPlace place = place_of(commit, change);
	g_autoptr(Subject) subject = subject_parse(message->subject);
	g_autoptr(Patch) patch = NULL;
	DigestMail *mail = g_new0(DigestMail, 1);
	gboolean has_parent = message->parents[0] != NULL;
	PostKind kind;

	if (!subject->reply)
		patch = patch_read(message->body, subject_is_cover(subject), mail_decode_header);
	kind = post_kind(subject, patch, has_parent);
	if (told)
		read_words(mail, message, subject, kind, patch);
	if (told && facts->concern)
		mail->concerned = concern_has_message(facts->concern, message);
	mail->post = post_new(message, g_steal_pointer(&subject), kind, patch, &place);
	if (version_is_head(mail->post))
		mail->hints = version_hints_read(message->body, patch);
	return mail;
}
