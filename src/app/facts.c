/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/facts.h"

#include "core/trailer.h"
#include "mail/mail.h"
#include "summary/lead.h"

DigestMail *facts_read(Message *message, const PostPlace *place, gboolean told)
{
	g_autoptr(Subject) subject = subject_parse(message->subject);
	g_autoptr(Patch) patch = NULL;
	DigestMail *mail = g_new0(DigestMail, 1);
	gboolean has_parent = message->parents[0] != NULL;
	PostKind kind;

	if (!subject->reply)
		patch = patch_read(message->body, subject_is_cover(subject), mail_decode_header);
	kind = post_kind(subject, patch, has_parent);
	if (told && kind == POST_REPLY)
		mail->reviews = trailer_reviews(slice_of(message->body), &message->sender);
	else if (told)
		mail->lead = lead_of(kind == POST_PATCH ? patch->message : slice_of(message->body),
				     subject->title);
	mail->post = post_new(message, g_steal_pointer(&subject), kind, patch, place);
	if (version_is_head(mail->post))
		mail->hints = version_hints_read(message->body, patch);
	message_free(message);
	return mail;
}
