/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bot.h"
#include "core/evidence.h"
#include "mail/mail.h"

#include <stdio.h>

/*
 * evidences: reads what `git cat-file --batch` prints of mails, and prints of each its
 * Message-ID, a tab, and the kinds of evidence that it has; of changes that are promised,
 * "promise".
 */

static const char *name_of(const Evidence *evidence)
{
	return evidence->promised ? "promise" : evidence_kind_name(evidence->kind);
}

static void print_mail(const char *hex, const char *raw, gsize len)
{
	const MailOrigin origin = {.blob_hex = hex, .committed = G_MAXINT32};
	g_autoptr(Message) message = mail_parse(raw, len, &origin);
	g_autoptr(Subject) subject = subject_parse(message->subject);
	g_autoptr(Patch) patch =
		subject->reply ? NULL : patch_read(message->body, subject_is_cover(subject), NULL);
	g_autoptr(Reading) reading = reading_new(message->body, &message->sender);
	EvidenceMail mail = {.reading = reading, .subject = subject, .sender = &message->sender};
	g_autoptr(GPtrArray) all = NULL;

	mail.kind = post_kind(subject, patch, message->parents[0] != NULL);
	mail.bot = bot_is(&message->sender);
	all = evidence_read(&mail);
	printf("%s\t", message->ids[0]);
	for (guint i = 0; i < all->len; i++)
		printf("%s ", name_of(all->pdata[i]));
	printf("\n");
}

int main(void)
{
	char line[256], hex[65], type[17];
	unsigned long len;

	mail_init();
	while (fgets(line, sizeof(line), stdin)) {
		g_autofree char *raw = NULL;

		if (sscanf(line, "%64s %16s %lu", hex, type, &len) != 3)
			continue;
		raw = g_malloc(len + 1);
		if (fread(raw, 1, len + 1, stdin) != len + 1)
			return 1;
		print_mail(hex, raw, len);
	}
	return 0;
}
