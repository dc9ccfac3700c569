/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Mails made to hurt. Nothing here is timed, but what took the square of its
 * input would not come to an end.
 */
#include <string.h>

#include "fuzz/fuzz.h"
#include "lib/corpus.h"
#include "mail/mail.h"

#define MIB (1u << 20)

static const MailOrigin origin = {"b10b", 1717200000};

static void append_times(GString *mail, const char *text, gsize times)
{
	for (gsize i = 0; i < times; i++)
		g_string_append(mail, text);
}

static Message *parse(const GString *mail)
{
	LLVMFuzzerTestOneInput((const uint8_t *)mail->str, mail->len);
	return mail_parse(mail->str, mail->len, &origin);
}

static void assert_defect(const Message *message, Defect defect)
{
	g_assert_true(defect_is_in(message->defects, defect));
}

static GString *nested(const char *type, guint depth, const char *core)
{
	GString *mail = g_string_new("Subject: deep\n");

	for (guint i = 0; i < depth; i++)
		g_string_append_printf(mail, "Content-Type: multipart/%s; boundary=b%u\n\n--b%u\n",
				       type, i, i);
	g_string_append(mail, core);
	for (guint i = depth; i-- > 0;)
		g_string_append_printf(mail, "\n--b%u--\n", i);
	return mail;
}

static void assert_too_deep(guint depth)
{
	g_autoptr(GString) mail = nested("mixed", depth, "\ncore\n");
	g_autoptr(Message) message = parse(mail);

	assert_defect(message, DEFECT_BAD_MIME);
	g_assert_nonnull(strstr(message->body, "core"));
	g_assert_nonnull(strstr(message->body, "--b0\n"));
}

static gpointer deep_in_thread(gpointer data)
{
	(void)data;
	assert_too_deep(5000);
	return NULL;
}

/* RULES §2: 5,000-deep MIME */
static void test_deep(void)
{
	g_autoptr(GString) mail = nested("alternative", 50, "Content-Type: text/html\n\n<p>core");
	g_autoptr(Message) message = parse(mail);

	g_assert_cmpstr(message->body, ==, "core\n");
	g_assert_cmphex(message->defects & (1u << DEFECT_BAD_MIME), ==, 0);
	assert_too_deep(51);
	assert_too_deep(5000);
	g_thread_join(g_thread_new("deep", deep_in_thread, NULL));
}

static void test_unclosed(void)
{
	g_autoptr(GString) mail = g_string_new(NULL);
	g_autoptr(Message) message = NULL;

	for (guint i = 0; i < 5000; i++)
		g_string_append_printf(
			mail, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
	append_times(mail, "\n", 4 * MIB);
	message = parse(mail);
	assert_defect(message, DEFECT_BAD_MIME);
}

/* RULES §2: 40 MB attachments */
static void test_attachment(void)
{
	g_autoptr(GString) mail = g_string_new("Content-Type: multipart/mixed; boundary=b\n\n"
					       "--b\n\nSee the picture.\n--b\n"
					       "Content-Type: image/png\n"
					       "Content-Transfer-Encoding: base64\n\n");
	g_autoptr(Message) message = NULL;

	append_times(mail, "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz\n",
		     40 * MIB / 68);
	g_string_append(mail, "--b--\n");
	message = parse(mail);
	g_assert_cmpstr(message->body, ==, "See the picture.");
}

static void test_long_text(void)
{
	static const char *const heads[] = {
		"Subject: x\n\n",
		"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n",
		"Content-Transfer-Encoding: quoted-printable\n\n",
		"Content-Type: text/plain; charset=gb2312\n\n",
		"Content-Type: text/plain; format=flowed\n\n",
		"Content-Type: text/html\n\n",
	};
	static const char *const lines[] = {"ä\n", "w6TDpAo=\n", "a \n", "\xE4",  "<a",
					    "&",   "<p>x",       "<!--", "<pre>", "<title></x"};

	for (guint i = 0; i < G_N_ELEMENTS(heads) * G_N_ELEMENTS(lines); i++) {
		g_autoptr(GString) mail = g_string_new(heads[i / G_N_ELEMENTS(lines)]);
		const char *line = lines[i % G_N_ELEMENTS(lines)];
		g_autoptr(Message) message = NULL;

		g_test_message("%u", i);
		append_times(mail, line, 6 * MIB / strlen(line));
		message = parse(mail);
		g_assert_cmpuint(strlen(message->body), <=, MAIL_MAX_TEXT);
	}
}

static void test_truncated(void)
{
	g_autoptr(GString) mail = g_string_new("Subject: x\n\n");
	g_autoptr(Message) message = NULL;

	append_times(mail, "äöü", MAIL_MAX_TEXT / 6 + 1);
	message = parse(mail);
	assert_defect(message, DEFECT_TRUNCATED);
	g_assert_cmpuint(strlen(message->body), >, MAIL_MAX_TEXT - 4);
	g_assert_true(g_str_has_suffix(message->body, "äö") ||
		      g_str_has_suffix(message->body, "üä") ||
		      g_str_has_suffix(message->body, "öü"));
}

static void test_parts(void)
{
	g_autoptr(GString) mail =
		g_string_new("Content-Type: multipart/alternative; boundary=b\n\n");
	g_autoptr(Message) message = NULL;

	append_times(mail, "--b\n\nx\n--b\nContent-Type: text/html\n\ny\n", 300000);
	message = parse(mail);
	assert_defect(message, DEFECT_TRUNCATED);
	g_assert_true(g_str_has_prefix(message->body, "x\n\nx\n"));
}

static void test_long_parts(void)
{
	g_autoptr(GString) mail = g_string_new("Content-Type: multipart/mixed; boundary=b\n\n");
	g_autoptr(Message) message = NULL;

	for (guint i = 0; i < 9000; i++) {
		g_string_append(mail, "--b\n\n");
		append_times(mail, "a line of text\n", 100);
	}
	g_string_append(mail, "--b--\n");
	message = parse(mail);
	g_assert_cmpuint(strlen(message->body), >, 9000 * 1500);
}

static void test_headers(void)
{
	static const char *const names[] = {"From",
					    "To",
					    "Cc",
					    "Reply-To",
					    "X-Original-From",
					    "Subject",
					    "Date",
					    "Message-ID",
					    "References",
					    "In-Reply-To",
					    "Content-Type",
					    "Content-Transfer-Encoding",
					    "Content-Disposition"};
	static const char *const pieces[] = {"a",
					     "<",
					     ">",
					     "(",
					     "\"",
					     "\\",
					     ",",
					     ";",
					     "=",
					     "?",
					     "=?",
					     "=?a?",
					     "=?utf-8?Q?",
					     "=?utf-8?Q?=C3?= ",
					     " via ",
					     "@",
					     "a@",
					     "<a>",
					     "1 ",
					     "-",
					     ":",
					     "\n ",
					     "\xC3",
					     "\r",
					     "; boundary=\"",
					     "a@b, "};

	for (guint i = 0; i < G_N_ELEMENTS(names) * G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) mail = g_string_new(NULL);
		const char *piece = pieces[i % G_N_ELEMENTS(pieces)];
		g_autoptr(Message) message = NULL;

		g_string_printf(mail, "From: x via y <z@example.org>\n%s: x",
				names[i / G_N_ELEMENTS(pieces)]);
		append_times(mail, piece, MIB / 4 / strlen(piece));
		g_string_append(mail, "\n\nbody\n");
		g_test_message("%u", i);
		message = parse(mail);
		g_assert_nonnull(message);
	}
}

static void test_references(void)
{
	g_autoptr(GString) mail = g_string_new("References:");
	g_autoptr(Message) message = NULL;

	for (guint i = 0; i < 100000; i++)
		g_string_append_printf(mail, " <%u@example.org>", i);
	g_string_append(mail, "\nIn-Reply-To: <99999@example.org>\n");
	for (guint i = 0; i < 100000; i++)
		g_string_append_printf(mail, "Message-ID: <own%u@example.org>\n", i);
	message = parse(mail);
	assert_defect(message, DEFECT_TRUNCATED);
	g_assert_cmpuint(g_strv_length(message->parents), ==, 1000);
	g_assert_cmpstr(message->parents[0], ==, "0@example.org");
	g_assert_cmpstr(message->parents[499], ==, "499@example.org");
	g_assert_cmpstr(message->parents[500], ==, "99500@example.org");
	g_assert_cmpstr(message->parents[999], ==, "99999@example.org");
	g_assert_cmpstr(message->ids[0], ==, "own0@example.org");
}

static void test_random(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(5322);

	for (guint round = 0; round < 3000; round++) {
		gsize len = (gsize)g_rand_int_range(rand, 0, 400);
		g_autofree uint8_t *bytes = g_malloc(len);

		for (gsize i = 0; i < len; i++)
			bytes[i] = (uint8_t)g_rand_int(rand);
		LLVMFuzzerTestOneInput(bytes, len);
	}
}

/* Changes a few bytes, or lets a piece of the mail stand somewhere else. */
static void mutate(GRand *rand, GString *mail)
{
	static const char marks[] = "\0\n\r \t<>@=?\"\\();:,-+[]\x1b\x80\xC3\xE4\xFF";

	for (gint i = g_rand_int_range(rand, 1, 6); i > 0 && mail->len; i--) {
		gint at = g_rand_int_range(rand, 0, (gint)mail->len);
		gint from = g_rand_int_range(rand, 0, (gint)mail->len);
		gint len = g_rand_int_range(rand, 1, 1 + MIN((gint)mail->len - from, 60));

		if (g_rand_boolean(rand)) {
			gint mark = g_rand_int_range(rand, 0, (gint)sizeof(marks) - 1);
			mail->str[at] = marks[mark];
		} else if (g_rand_boolean(rand)) {
			g_string_erase(mail, from, len);
		} else {
			g_autofree char *piece = g_memdup2(mail->str + from, (gsize)len);
			g_string_insert_len(mail, at, piece, len);
		}
	}
}

static void test_mutations(void)
{
	g_autoptr(GPtrArray) files = corpus_load("mail", ".eml");
	g_autoptr(GRand) rand = g_rand_new_with_seed(2045);

	g_assert_cmpuint(files->len, >, 0);
	for (guint round = 0; round < 100 * files->len; round++) {
		const CorpusFile *file = files->pdata[round % files->len];
		g_autoptr(GString) mail = g_string_new_len(file->raw, (gssize)file->len);

		mutate(rand, mail);
		LLVMFuzzerTestOneInput((const uint8_t *)mail->str, mail->len);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mail_init();
	g_test_add_func("/hostile/deep", test_deep);
	g_test_add_func("/hostile/unclosed", test_unclosed);
	g_test_add_func("/hostile/attachment", test_attachment);
	g_test_add_func("/hostile/long-text", test_long_text);
	g_test_add_func("/hostile/truncated", test_truncated);
	g_test_add_func("/hostile/parts", test_parts);
	g_test_add_func("/hostile/long-parts", test_long_parts);
	g_test_add_func("/hostile/headers", test_headers);
	g_test_add_func("/hostile/references", test_references);
	g_test_add_func("/hostile/random", test_random);
	g_test_add_func("/hostile/mutations", test_mutations);
	return g_test_run();
}
