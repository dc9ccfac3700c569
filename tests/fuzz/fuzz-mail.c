/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "mail/mail.h"

static void check_line(const char *text)
{
	g_assert_nonnull(text);
	g_assert_true(text_is_clean(text, strlen(text)));
	g_assert_null(strpbrk(text, "\t\n"));
}

static void check_ids(char **ids)
{
	for (; *ids; ids++) {
		check_line(*ids);
		g_assert_cmpuint(strlen(*ids), >, 0);
		g_assert_null(strpbrk(*ids, " <>"));
	}
}

static void check_recipients(const char *raw, gsize size)
{
	g_auto(GStrv) recipients = mail_recipients(raw, size);

	for (char **to = recipients; *to; to++) {
		check_line(*to);
		g_assert_nonnull(strchr(*to, '@'));
	}
}

/* Whatever the bytes: a message, and all of it clean. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const MailOrigin origin = {"b10b", 1717200000};
	const char *raw = (const char *)data;
	g_autoptr(Message) message = NULL;

	mail_init();
	message = mail_parse(raw, size, &origin);
	check_ids(message->ids);
	check_ids(message->parents);
	check_recipients(raw, size);
	check_line(message->subject);
	check_line(message->sender.name);
	check_line(message->sender.addr);
	check_line(message->raw_date);
	g_assert_true(text_is_clean(message->body, strlen(message->body)));
	g_assert_cmpuint(strlen(message->body), <=, MAIL_MAX_TEXT + MAIL_MAX_TEXT / 8);
	g_assert_cmpint(mail_has_id(raw, size, message->ids[0]), ==,
			!defect_is_in(message->defects, DEFECT_NO_MESSAGE_ID));
	g_assert_cmpint(ABS(message->offset), <, 24 * 60);
	g_assert_cmpint(message->instant, <=, origin.committed + 24 * 60 * 60);
	return 0;
}
