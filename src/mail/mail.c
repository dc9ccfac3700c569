/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/mail.h"

#include <gmime/gmime.h>
#include <signal.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "mail/body.h"
#include "mail/decode.h"
#include "mail/header.h"
#include "mail/ids.h"
#include "mail/recipients.h"
#include "mail/sender.h"
#include "mail/sent.h"

#define EARLIEST 631152000 /* 1990-01-01: no mail of an archive is older */

/* It starts GPGME, which has the whole process ignore SIGPIPE; we start no helper of it. */
void mail_init(void)
{
	struct sigaction on_pipe;

	sigaction(SIGPIPE, NULL, &on_pipe);
	g_mime_init();
	sigaction(SIGPIPE, &on_pipe, NULL);
}

static char **take_strv(GPtrArray *strings)
{
	g_ptr_array_add(strings, NULL);
	return (char **)g_ptr_array_free(strings, FALSE);
}

static void read_ids(Message *message, const HeaderSection *headers, const char *blob_hex)
{
	GPtrArray *own = ids_own(headers, &message->defects);
	GPtrArray *parents = ids_parents(headers, own, &message->defects);

	if (own->len == 0) {
		message_add_defect(message, DEFECT_NO_MESSAGE_ID);
		g_ptr_array_add(own, g_strconcat(blob_hex, "@no-message-id", NULL));
	}
	message->ids = take_strv(own);
	message->parents = take_strv(parents);
}

static void read_date(Message *message, Slice header, gint64 committed)
{
	message->raw_date = header.len ? text_clean_line(header.ptr, header.len) : g_strdup("");
	message->instant = committed;
	message->offset = 0;
	if (!header.ptr) {
		message_add_defect(message, DEFECT_NO_DATE);
		return;
	}
	if (sent_parse(header, &message->instant, &message->offset) &&
	    message->instant >= EARLIEST && message->instant <= committed + DATE_DAY)
		return;
	message_add_defect(message, DEFECT_BAD_DATE);
	message->instant = committed;
	message->offset = 0;
}

static void note_headers(Message *message, const HeaderSection *headers)
{
	static const HeaderName single[] = {HEADER_FROM, HEADER_SUBJECT, HEADER_DATE};

	message->defects |= headers->defects;
	for (guint i = 0; i < G_N_ELEMENTS(single); i++)
		if (header_count(headers, single[i]) > 1)
			message_add_defect(message, DEFECT_DUPLICATE_HEADER);
	if (!header_count(headers, HEADER_SUBJECT))
		message_add_defect(message, DEFECT_NO_SUBJECT);
}

Message *mail_parse(const char *raw, gsize len, const MailOrigin *origin)
{
	g_auto(HeaderSection) headers = {0};
	Message *message = g_new0(Message, 1);
	Slice subject;

	header_scan(&headers, (Slice){raw, len});
	if (len && memchr(raw, '\0', len))
		message_add_defect(message, DEFECT_NUL);
	note_headers(message, &headers);
	read_ids(message, &headers, origin->blob_hex);
	subject = header_first(&headers, HEADER_SUBJECT);
	message->subject = decode_header(subject, &message->defects);
	message->sender = sender_read(&headers, &message->defects);
	read_date(message, header_first(&headers, HEADER_DATE), origin->committed);
	message->body = body_read(&headers, &message->defects);
	return message;
}

Message *mail_parse_ids(const char *raw, gsize len, const MailOrigin *origin)
{
	g_auto(HeaderSection) headers = {0};
	Message *message = g_new0(Message, 1);

	header_scan(&headers, (Slice){raw, len});
	read_ids(message, &headers, origin->blob_hex);
	return message;
}

char *mail_decode_header(const char *value)
{
	DefectSet ignored = 0;

	return decode_header(slice_of(value), &ignored);
}

char **mail_recipients(const char *raw, gsize len)
{
	g_auto(HeaderSection) headers = {0};

	header_scan(&headers, (Slice){raw, len});
	return recipients_read(&headers);
}

gboolean mail_has_id(const char *raw, gsize len, const char *message_id)
{
	g_auto(HeaderSection) headers = {0};
	g_autoptr(GPtrArray) own = NULL;
	DefectSet ignored = 0;

	header_scan(&headers, (Slice){raw, len});
	own = ids_own(&headers, &ignored);
	return g_ptr_array_find_with_equal_func(own, message_id, g_str_equal, NULL);
}
