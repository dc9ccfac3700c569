/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/letter.h"

#include "base/error.h"
#include "cli/spool.h"
#include "mail/compose.h"
#include "mail/mailbox.h"

#define BLOCK (64 * 1024)

struct _Letter {
	Person from;
	GArray *to;
	gint64 date;
	GString *subject;
	Spool *text;
	Compose *compose;
};

void letter_free(Letter *letter)
{
	if (!letter)
		return;
	person_clear(&letter->from);
	g_array_unref(letter->to);
	g_string_free(letter->subject, TRUE);
	spool_free(letter->text);
	compose_free(letter->compose);
	g_free(letter);
}

static gboolean set_sender(Letter *letter, const Context *context, GError **error)
{
	const char *setting = settings_get(context->settings, "maildelta.mailFrom");
	g_autofree char *own =
		g_strdup_printf("maildelta <%s@%s>", g_get_user_name(), g_get_host_name());

	if (mailbox_parse(setting ? setting : own, &letter->from, error))
		return TRUE;
	g_prefix_error_literal(error, "whom mails are from is not known; set it, "
				      "-c maildelta.mailFrom=<address>: ");
	return FALSE;
}

static gboolean set_recipients(Letter *letter, const Words *words, GError **error)
{
	Person self;

	for (guint i = 0; i < words->n_mail_to; i++)
		if (!mailbox_parse_list(words->mail_to[i], letter->to, error)) {
			g_prefix_error_literal(error, "--mail-to: ");
			return FALSE;
		}
	if (letter->to->len)
		return TRUE;
	self = (Person){g_strdup(""), g_strdup(letter->from.addr)};
	g_array_append_val(letter->to, self);
	return TRUE;
}

Letter *letter_new(const Context *context, const Words *words, GError **error)
{
	g_autoptr(Letter) letter = g_new0(Letter, 1);

	letter->to = mailbox_list_new();
	letter->subject = g_string_new(NULL);
	letter->date = context->now;
	letter->compose = compose_new();
	if (!set_sender(letter, context, error) || !set_recipients(letter, words, error))
		return NULL;
	letter->text = spool_new(error);
	return letter->text ? g_steal_pointer(&letter) : NULL;
}

gboolean letter_put_subject(const char *text, gsize len, gpointer user,
			    G_GNUC_UNUSED GError **error)
{
	Letter *letter = user;

	g_string_append_len(letter->subject, text, (gssize)len);
	return TRUE;
}

gboolean letter_put_text(const char *text, gsize len, gpointer user, GError **error)
{
	Letter *letter = user;

	compose_look(letter->compose, text, len);
	return spool_write(text, len, letter->text, error);
}

static void put_head(const Letter *letter, gboolean mbox, GString *out)
{
	const Envelope envelope = {&letter->from, letter->to, letter->subject->str, letter->date};
	g_autofree char *line = compose_mbox_line(letter->date);

	if (mbox)
		g_string_append(out, line);
	compose_head(letter->compose, &envelope, out);
}

gboolean letter_write(Letter *letter, gboolean mbox, MustacheSink sink, gpointer user,
		      GError **error)
{
	g_autoptr(GString) out = g_string_sized_new(BLOCK);
	g_autofree char *block = g_malloc(BLOCK);
	gssize got;

	if (!spool_rewind(letter->text, error))
		return FALSE;
	put_head(letter, mbox, out);
	while ((got = spool_read(letter->text, block, BLOCK, error)) > 0) {
		compose_body(letter->compose, block, (gsize)got, out);
		if (!sink(out->str, out->len, user, error))
			return FALSE;
		g_string_truncate(out, 0);
	}
	if (got < 0)
		return FALSE;
	compose_end(letter->compose, out);
	if (mbox)
		g_string_append_c(out, '\n');
	return sink(out->str, out->len, user, error);
}
