/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/mail.h"

#include <string.h>

#include "base/text.h"
#include "lib/corpus.h"

/* 2024-06-01 00:00 UTC: when the archive got all of them. */
static const MailOrigin origin = {"b10b", 1717200000};

static void dump_list(GString *out, const char *label, char **items)
{
	for (; *items; items++)
		g_string_append_printf(out, "%s: %s\n", label, *items);
}

/* A message as the .want files show it. */
static char *dump(const Message *message)
{
	GString *out = g_string_new(NULL);

	dump_list(out, "id", message->ids);
	dump_list(out, "parent", message->parents);
	g_string_append_printf(out, "subject: %s\nname: %s\naddr: %s\n", message->subject,
			       message->sender.name, message->sender.addr);
	g_string_append_printf(out, "instant: %" G_GINT64_FORMAT "\noffset: %d\ndate: %s\n",
			       message->instant, message->offset, message->raw_date);
	for (Defect defect = 0; defect < N_DEFECTS; defect++)
		if (defect_is_in(message->defects, defect))
			g_string_append_printf(out, "defect: %s\n", defect_name(defect));
	g_string_append_printf(out, "\n%s", message->body);
	return g_string_free(out, FALSE);
}

static char *parse_and_dump(const CorpusFile *file)
{
	g_autoptr(Message) message = mail_parse(file->raw, file->len, &origin);

	return dump(message);
}

/* RULES §2, a mail a phrase: see tests/corpora/mail/README.md */
static void test_corpus(void)
{
	g_autoptr(GPtrArray) files = corpus_load("mail", ".eml");

	g_assert_cmpuint(files->len, >, 100);
	for (guint i = 0; i < files->len; i++) {
		const CorpusFile *file = files->pdata[i];
		g_autofree char *got = parse_and_dump(file);
		g_autofree char *path = corpus_path("mail", file->name, ".want");
		g_autofree char *want = NULL;

		g_test_message("%s", file->name);
		g_assert_true(text_is_clean(got, strlen(got)));
		if (g_getenv("UPDATE_GOLDEN"))
			g_file_set_contents(path, got, -1, NULL);
		g_file_get_contents(path, &want, NULL, NULL);
		g_assert_cmpstr(got, ==, want);
	}
}

typedef struct {
	const GPtrArray *files;
	const GPtrArray *want; /* what one thread alone made of them */
	guint wrong;
} Task;

static gpointer parse_often(gpointer data)
{
	Task *task = data;

	for (guint i = 0; i < 200 * task->files->len; i++) {
		guint which = i % task->files->len;
		g_autofree char *got = parse_and_dump(task->files->pdata[which]);

		task->wrong += !g_str_equal(got, task->want->pdata[which]);
	}
	return NULL;
}

static void test_threads(void)
{
	g_autoptr(GPtrArray) files = corpus_load("mail", ".eml");
	g_autoptr(GPtrArray) want = g_ptr_array_new_with_free_func(g_free);
	GThread *threads[4];
	Task tasks[4];

	for (guint i = 0; i < files->len; i++)
		g_ptr_array_add(want, parse_and_dump(files->pdata[i]));
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
		tasks[i] = (Task){files, want, 0};
		threads[i] = g_thread_new("parse", parse_often, &tasks[i]);
	}
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
		g_thread_join(threads[i]);
		g_assert_cmpuint(tasks[i].wrong, ==, 0);
	}
}

static void test_has_id(void)
{
	static const struct {
		const char *raw, *id;
		gboolean has;
	} cases[] = {
		{"Message-ID: <a@b>\n\n", "a@b", TRUE},
		{"Message-ID: <a@b>\n\n", "A@b", FALSE},
		{"Message-ID: <a@b>\n\n", "a@", FALSE},
		{"Message-ID: <a@b>\nMessage-Id: <c@d>\n\n", "c@d", TRUE},
		{"Message-ID: a@b\r\n\r\n", "a@b", TRUE},
		{"References: <a@b>\n\n", "a@b", FALSE},
		{"Subject: x\n\nMessage-ID: <a@b>\n", "a@b", FALSE},
		{"", "", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s: %s", cases[i].raw, cases[i].id);
		g_assert_cmpint(mail_has_id(cases[i].raw, strlen(cases[i].raw), cases[i].id), ==,
				cases[i].has);
	}
}

/* RULES §2: before 1990, or more than a day after the archive got it */
static void test_date_limits(void)
{
	static const struct {
		const char *raw;
		gint64 committed;
		gboolean kept;
	} cases[] = {
		{"Date: Sun, 31 Dec 1989 23:59:59 +0000\n\n", 1717200000, FALSE},
		{"Date: Mon, 1 Jan 1990 00:00:00 +0000\n\n", 1717200000, TRUE},
		{"Date: Sun, 2 Jun 2024 00:00:00 +0000\n\n", 1717200000, TRUE},
		{"Date: Sun, 2 Jun 2024 00:00:01 +0000\n\n", 1717200000, FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		MailOrigin arrived = {"0123456789", cases[i].committed};
		g_autoptr(Message) mail = mail_parse(cases[i].raw, strlen(cases[i].raw), &arrived);

		g_test_message("%s", cases[i].raw);
		g_assert_cmpint(defect_is_in(mail->defects, DEFECT_BAD_DATE), !=, cases[i].kept);
		g_assert_cmpint(mail->instant == cases[i].committed, !=, cases[i].kept);
	}
}

static void test_decode(void)
{
	g_autofree char *got = mail_decode_header("=?utf-8?Q?J=C3=B6rg?= <j@example.org>");

	g_assert_cmpstr(got, ==, "Jörg <j@example.org>");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mail_init();
	g_test_add_func("/mail/corpus", test_corpus);
	g_test_add_func("/mail/threads", test_threads);
	g_test_add_func("/mail/has-id", test_has_id);
	g_test_add_func("/mail/date-limits", test_date_limits);
	g_test_add_func("/mail/decode", test_decode);
	return g_test_run();
}
