/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/place.h"

#include "mail/mail.h"

#include <string.h>

PostPlace place_of(const Commit *commit, const Change *change)
{
	PostPlace place = {.epoch = commit->epoch, .committed = commit->committed};

	memcpy(place.commit, commit->oid.id, OID_RAW);
	memcpy(place.blob, change->blob.id, OID_RAW);
	return place;
}

typedef Message *(*Parser)(const char *raw, gsize len, const MailOrigin *origin);

static Message *parse(const Change *change, gint64 committed, Parser parser)
{
	g_autofree char *hex = oid_hex(&change->blob);
	MailOrigin origin = {hex, committed};
	gsize len;
	const char *raw = g_bytes_get_data(change->raw, &len);

	return parser(raw, len, &origin);
}

Message *place_parse(const Change *change, gint64 committed)
{
	return parse(change, committed, mail_parse);
}

Message *place_parse_ids(const Change *change, gint64 committed)
{
	return parse(change, committed, mail_parse_ids);
}

Message *place_parse_all(const Change *change, gint64 committed)
{
	Message *message = place_parse(change, committed);
	gsize len;
	const char *raw = g_bytes_get_data(change->raw, &len);

	message->recipients = mail_recipients(raw, len);
	return message;
}
