/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/compose.h"

#include "base/text.h"
#include "mail/mailbox.h"
#include "mail/mail.h"

#include <string.h>

#define DATE 1769904000 /* 2026-02-01 00:00 */
#define UML "äöüßäöüß"
#define SMILE "\xF0\x9F\x99\x82"
#define X10 "xxxxxxxxxx"
#define X60 X10 X10 X10 X10 X10 X10
#define X70 X60 X10
#define X980 X70 X70 X70 X70 X70 X70 X70 X70 X70 X70 X70 X70 X70 X70
#define X990 X980 X10

/* What a mail is made of; @piece: bytes that are given at once. */
typedef struct {
	const char *from, *to, *subject, *text;
	gsize piece;
} Letter;

static void each_piece(const Letter *letter, Compose *compose, GString *out)
{
	gsize len = strlen(letter->text);

	for (gsize at = 0; at < len; at += letter->piece) {
		gsize piece = MIN(letter->piece, len - at);

		if (out)
			compose_body(compose, letter->text + at, piece, out);
		else
			compose_look(compose, letter->text + at, piece);
	}
}

static GString *make(const Letter *letter)
{
	g_autoptr(Compose) compose = compose_new();
	g_autoptr(GArray) to = mailbox_list_new();
	GString *out = g_string_new(NULL);
	Person from;
	Envelope envelope = {&from, to, letter->subject, DATE};

	g_assert_true(mailbox_parse(letter->from, &from, NULL));
	g_assert_true(mailbox_parse_list(letter->to, to, NULL));
	each_piece(letter, compose, NULL);
	compose_head(compose, &envelope, out);
	each_piece(letter, compose, out);
	compose_end(compose, out);
	person_clear(&from);
	return out;
}

/* No line that is too long, none that begins an mbox's next mail, no stray control. */
static void check_lines(const GString *mail)
{
	Slice rest = {mail->str, mail->len}, line;

	while (slice_next_line(&rest, &line)) {
		g_assert_cmpuint(line.len, <=, 998);
		while (slice_take(&line, ">"))
			;
		g_assert_false(slice_starts(line, "From "));
		for (gsize i = 0; i < line.len; i++)
			g_assert_false(g_ascii_iscntrl(line.ptr[i]) && line.ptr[i] != '\t');
	}
	g_assert_cmpint(mail->str[mail->len - 1], ==, '\n');
}

static Message *parse(const GString *mail)
{
	const MailOrigin origin = {"0", DATE};

	return mail_parse(mail->str, mail->len, &origin);
}

static guint count_headers(const GString *mail)
{
	g_autofree char *head = g_strndup(mail->str, strstr(mail->str, "\n\n") - mail->str);
	g_auto(GStrv) lines = g_strsplit(head, "\n", -1);
	guint n = 0;

	for (guint i = 0; lines[i]; i++)
		n += lines[i][0] != ' ' && lines[i][0] != '\t';
	return n;
}

/* What was put in comes out, and the headers are ours alone. */
static void test_headers(void)
{
	static const struct {
		const char *from, *subject, *name, *want; /* want NULL: the subject */
	} cases[] = {
		{"Ann Example <ann@example.org>", "dev mailing list digest", "Ann Example", NULL},
		{"ann@example.org", "", "", NULL},
		{"安 <ann@example.org>",
		 "dev 邮件列表总结报告：最近 7 天，2026-02-09 至 2026-02-15", "安", NULL},
		{"Ann <ann@example.org>",
		 "邮件列表更新邮件列表更新邮件列表更新邮件列表更新邮件列表更新邮件列表更新邮件列表"
		 "更新邮件列表更新x",
		 "Ann", NULL},
		{"Ann <ann@example.org>",
		 UML UML UML UML UML UML UML SMILE SMILE SMILE SMILE SMILE SMILE SMILE "x", "Ann",
		 NULL},
		{"Ann <ann@example.org>", "a =?utf-8?Q?word?= of its own", "Ann", NULL},
		{"Ann <ann@example.org>", X70 " " X70 " " X10 " a b c d e f g h i j k l " X70,
		 "Ann", NULL},
		{"Ann <ann@example.org>", X990 X990, "Ann", NULL},
		{"\"Example, Ann \\\"A\\\" @ home\" <ann@example.org>", "x",
		 "Example, Ann \"A\" @ home", NULL},
		{"\"" X70 X70 "\" <ann@example.org>", "x", X70 X70, NULL},
		{"=?utf-8?Q?Ann?= <ann@example.org>", "x", "=?utf-8?Q?Ann?=", NULL},
		/* no header of anybody else's */
		{"Ann\r\nBcc: bo@fjord.example\r\n <ann@example.org>",
		 "x\r\nBcc: bo@fjord.example\r\n\r\nbody", "Ann Bcc: bo@fjord.example",
		 "x Bcc: bo@fjord.example body"},
		{"Ann <ann@example.org>", "\n\nFrom x", "Ann", "From x"},
		{"Ann <ann@example.org>",
		 "a\x1b]0;b\x07"
		 "c\x7f",
		 "Ann",
		 "a\xEF\xBF\xBD]0;b\xEF\xBF\xBD"
		 "c\xEF\xBF\xBD"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Letter letter = {cases[i].from, "bo@fjord.example", cases[i].subject,
				       "text\n", 5};
		g_autoptr(GString) mail = make(&letter);
		g_autoptr(Message) message = parse(mail);

		g_test_message("%s", cases[i].subject);
		check_lines(mail);
		g_assert_cmpstr(message->subject, ==,
				cases[i].want ? cases[i].want : cases[i].subject);
		g_assert_cmpstr(message->sender.name, ==, cases[i].name);
		g_assert_cmpstr(message->sender.addr, ==, "ann@example.org");
		g_assert_cmpstr(message->raw_date, ==, "Sun, 1 Feb 2026 00:00:00 +0000");
		g_assert_cmpint(message->instant, ==, DATE);
		g_assert_cmphex(message->defects, ==, 0);
		g_assert_cmpuint(count_headers(mail), ==, 9);
	}
}

/* The text comes out as it went in, however it is cut. */
static void test_body(void)
{
	static const struct {
		const char *text, *transfer, *has; /* has: a piece of the body, or NULL */
	} cases[] = {
		{"", "7bit", NULL},
		{"plain\n\n\n", "7bit", "\n\nplain\n\n\n"},
		{"no line end", "7bit", NULL},
		{"---\n a.c | 2 +-\n\ndiff --git a/a.c b/a.c\n@@ -1 +1 @@\n-\tx = 1;\n+\ty = "
		 "2;\n-- \n2.39\n",
		 "7bit", "\n-\tx = 1;\n"},
		{"最近 7 天\n", "8bit", "最近 7 天\n"},
		{X980 "123456789012345678\n", "7bit", NULL},
		{X980 "1234567890123456789\n", "quoted-printable", NULL},
		{X980 X980 X980, "quoted-printable", NULL},
		{"From here on\n", "quoted-printable", "\n=46rom here on\n"},
		{"a\n>>From here on\n", "quoted-printable", "\n>>=46rom here on\n"},
		{"x From here, \n From there\nFrom\nFromage\nFro", "7bit", NULL},
		{"From \nFrom\nFromage\n>x = y \n\t\n>F\nFrom ", "quoted-printable",
		 "\nFrom=20\nFrom\nFromage\n>x =3D y=20\n=09\n>F\nFrom=20\n"},
		/* where a soft line break falls is the beginning of a line, too */
		{X70 "12345From x\n" X70 "1234From x\n" X70 "123456From x\nFrom x\n",
		 "quoted-printable", NULL},
		{"From x\n>>>>>>>>>>" X70 "\n"
		 ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>"
		 ">>>>>>>>>>>>>>>>>>>>>>>>>From From From\n",
		 "quoted-printable", NULL},
		{"From x\n最近最近最近最近最近最近最近最近最近最近最近最近\n", "quoted-printable",
		 NULL},
		{".\nx\n..\n", "7bit", NULL},
		/* no text: byte for byte */
		{"bell \x07\n", "base64", "\n\nYmVsbCAHCg==\n"},
		{"From x\r\n" X70 "\r\r\r\r\r\n", "base64", NULL},
		{X990 X990 "\x1b From", "base64", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Letter letter = {"ann@example.org", "bo@fjord.example", "x", cases[i].text,
				 1 << 16};
		g_autoptr(GString) whole = make(&letter);
		g_autoptr(Message) message = parse(whole);
		g_autofree char *transfer =
			g_strconcat("Content-Transfer-Encoding: ", cases[i].transfer, "\n", NULL);
		g_autofree char *want = NULL, *line = NULL;

		g_test_message("%.60s", cases[i].text);
		line = g_strconcat(cases[i].text, g_str_has_suffix(cases[i].text, "\n") ? "" : "\n",
				   NULL);
		want = text_clean(line, strlen(line));
		check_lines(whole);
		g_assert_cmpstr(message->body, ==, want);
		g_assert_nonnull(strstr(whole->str, transfer));
		if (cases[i].has)
			g_assert_nonnull(strstr(whole->str, cases[i].has));
		for (letter.piece = 1; letter.piece < 9; letter.piece++) {
			g_autoptr(GString) cut = make(&letter);

			g_assert_cmpstr(cut->str, ==, whole->str);
		}
	}
}

/* Lines of what is encoded are short: 76 bytes, in a header, too. */
static void check_columns(const GString *mail)
{
	Slice rest = {mail->str, mail->len}, line;

	while (slice_next_line(&rest, &line))
		g_assert_cmpuint(line.len, <=, 76);
}

static void test_columns(void)
{
	static const char *const texts[] = {
		"From x\n" X990 "===\n最近最近最近 =" X980 " \n",
		/* a blank at the end of a line that is just full, and of one that is not */
		X990 X990 "\n" X70 "1234 \n" X70 "123\t\n" X70 "12345 \n",
		X990 X990 "\n" X70 "123最 \n" X70 "1最 \n" X70 "= \n",
		X990 X990 "\nFrom " X60 "123456789 \n>>From " X60 "12345678\n",
		X990 "\x01\n",
		"x\n",
	};
	static const char *const titles[] = {
		"邮件列表更新邮件列表更新邮件列表更新邮件列表更新邮件列表更新邮件列表更新邮件列表"
		"更新邮件列表更新x",
		UML UML " " UML UML " " UML UML SMILE SMILE SMILE SMILE "x邮x邮x邮x邮x邮x邮x邮x",
		"dev 邮件列表总结报告：最近 7 天，2026-02-09 至 2026-02-15",
		X60 "1 " X60 "12 " X10 " a b c d e f g h i j k l " X60,
		X60 " " X60,
		X990,
	};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *from = g_strdup_printf("\"%s\" <ann@example.org>", titles[i]);
		const Letter letter = {from, from, titles[i], texts[i], 7};
		g_autoptr(GString) mail = make(&letter);
		g_autoptr(Message) message = parse(mail);
		g_autofree char *body = text_clean(texts[i], strlen(texts[i]));

		g_test_message("%s", titles[i]);
		check_columns(mail);
		g_assert_cmpstr(message->subject, ==, titles[i]);
		g_assert_cmpstr(message->sender.name, ==, titles[i]);
		g_assert_cmpstr(message->body, ==, body);
		g_assert_null(strstr(mail->str, "Subject: \n"));
	}
}

static void test_people(void)
{
	const Letter letter = {
		"ann@example.org",
		"\"Fjord, Bo\" <bo@fjord.example>, 安 <an@example.org>, c@xn--4ca.example", "x", "",
		1};
	g_autoptr(GString) mail = make(&letter);

	g_assert_nonnull(strstr(mail->str, "\nTo: \"Fjord, Bo\" <bo@fjord.example>,"
					   " =?UTF-8?Q?=E5=AE=89?= <an@example.org>,\n"
					   "\tc@xn--4ca.example\n"));
	g_assert_nonnull(strstr(mail->str, "\nAuto-Submitted: auto-generated\n"));
	g_assert_null(strstr(mail->str, "\nPrecedence:"));
}

static char *id_of(const Letter *letter)
{
	g_autoptr(GString) mail = make(letter);
	g_autoptr(Message) message = parse(mail);

	return g_strdup(message->ids[0]);
}

/* A name for the mail: the same again, another where anything is another. */
static void test_id(void)
{
	static const Letter letters[] = {
		{"ann@example.org", "bo@fjord.example", "x", "text\n", 1},
		{"Ann <ann@Example.org>", "bo@fjord.example", "y", "text\n", 1},
		{"ann@example.org", "bo@fjord.example", "x", "texts\n", 1},
		{"ann@example.org", "bo@fjord.example, c@fjord.example", "x", "text\n", 1},
		{"an@example.org", "bo@fjord.example", "x", "text\n", 1},
	};
	Letter again = letters[0];
	g_autofree char *first = id_of(&letters[0]), *second = NULL;

	again.piece = 3;
	second = id_of(&again);
	g_assert_cmpstr(first, ==, second);
	g_assert_cmpuint(strlen(first), ==, 40 + strlen("@example.org"));
	for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
		g_autofree char *id = id_of(&letters[i]);

		g_assert_true(g_str_has_suffix(id, "@example.org"));
		g_assert_cmpint(g_str_equal(id, first), ==, i == 0);
	}
}

static void test_mbox_line(void)
{
	g_autofree char *line = compose_mbox_line(DATE);

	g_assert_cmpstr(line, ==, "From mboxrd@z Sun Feb  1 00:00:00 2026\n");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mail_init();
	g_test_add_func("/compose/headers", test_headers);
	g_test_add_func("/compose/body", test_body);
	g_test_add_func("/compose/columns", test_columns);
	g_test_add_func("/compose/people", test_people);
	g_test_add_func("/compose/id", test_id);
	g_test_add_func("/compose/mbox-line", test_mbox_line);
	return g_test_run();
}
