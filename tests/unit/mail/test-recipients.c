/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/recipients.h"

#include "mail/mail.h"

#include <string.h>

static char *read_of(const char *text)
{
	g_auto(HeaderSection) headers = {0};
	g_auto(GStrv) got = NULL;

	header_scan(&headers, slice_of(text));
	got = recipients_read(&headers);
	return g_strjoinv(" ", got);
}

static void test_cases(void)
{
	static const struct {
		const char *headers, *want;
	} cases[] = {
		{"Subject: none\n", ""},
		{"To: ann@example.org\n", "ann@example.org"},
		{"To: Ann@Example.ORG\n", "ann@example.org"},
		{"To: <ann@example.org>\n", "ann@example.org"},
		{"To: Ann Example <ann@example.org>\n", "ann@example.org"},
		{"To: Ann Example<ann@example.org>\n", "ann@example.org"},
		{"To: a@x, b@x\nCc: c@x,\n\td@x\nCc: e@x\n", "a@x b@x c@x d@x e@x"},
		{"To: a@x, A@X\nCc: a@x\n", "a@x"},
		{"From: no@x\nReply-To: no@x\nTo: a@x\n", "a@x"},
		/* names */
		{"To: \"Holm, Cy\" <cy@holm.example>, b@x\n", "cy@holm.example b@x"},
		{"To: Holm, Cy <cy@holm.example>, b@x\n", "cy@holm.example b@x"},
		{"To: \"no@x\" <a@x>\n", "a@x"},
		{"To: no@x <a@x>\n", "a@x"},
		{"To: \"a \\\" <no@x>, \" <a@x>\n", "a@x"},
		{"To: =?UTF-8?Q?Holm=2C_Cy?= <cy@holm.example>, b@x\n", "cy@holm.example b@x"},
		{"To: =?UTF-8?Q?Holm,_Cy?= <cy@holm.example>, b@x\n", "cy@holm.example b@x"},
		{"To: =?UTF-8?B?bm9AeA==?= <a@x>\n", "a@x"},
		{"To: =?UTF-8?Q?Ann_=3Cann=40example.org=3E?=, b@x\n", "ann@example.org b@x"},
		{"To: J\303\266rg <a@x>, J\366rg <b@x>\n", "a@x b@x"},
		/* comments */
		{"To: a@x (Ann, no@x), b@x\n", "a@x b@x"},
		{"To: (no@x (no@y) \\) no@z) a@x\n", "a@x"},
		{"To: Ann (at work) <a@x> (no@x)\n", "a@x"},
		/* groups */
		{"To: Team: a@x, Bo <b@x>; , c@x\n", "a@x b@x c@x"},
		{"To: undisclosed-recipients:;\nCc: a@x\n", "a@x"},
		{"To: \"Team: two\": a@x;\n", "a@x"},
		/* odd addresses */
		{"To: \"ann b\"@example.org\n", ""},
		{"To: \"ann.b\"@example.org, b@x\n", "\"ann.b\"@example.org b@x"},
		{"To: <@a,@b:c@d>, e@x\n", "c@d e@x"},
		{"To: < a\n @x >\n", "a@x"},
		{"To: a+b@x, a=b@x\n", "a+b@x a=b@x"},
		/* broken ones */
		{"To: nobody, Ann, @x, a@, a@x\n", "a@x"},
		{"To: \"Ann <a@x>, b@x\n", "a@x b@x"},
		{"To: Ann (at <a@x>, b@x\n", "a@x b@x"},
		{"To: <a@x, b@x>, c@x\n", "a@x b@x c@x"},
		{"To: <a@x <b@x>\n", "a@x b@x"},
		{"To: <a@x\n", "a@x"},
		{"To: a@x>, b@x\n", "a@x b@x"},
		{"To: a@x; b@x\n", "a@x b@x"},
		{"To: <>, <>, a@x\n", "a@x"},
		{"To: ,,;;::\n", ""},
		{"To: Ann a@x\n", "a@x"},
		{"To: a\001b@x\n", "a\357\277\275b@x"},
		{"To: a@x\\\n", "a@x\\"},
		{"To: \"\\\n", ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = read_of(cases[i].headers);

		g_test_message("%s", cases[i].headers);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* More than anybody writes to: the first are kept, and what is too long for an address is none. */
static void test_caps(void)
{
	g_autoptr(GString) many = g_string_new("To: last@x");
	g_autofree char *got = NULL, *local = g_strnfill(RECIPIENTS_MAX_LEN - 2, 'a');
	g_autofree char *fits = g_strdup_printf("To: %s@x\n", local);
	g_autofree char *too_long = g_strdup_printf("To: %s@xy, b@x\n", local);
	g_autofree char *of_fits = read_of(fits), *of_too_long = read_of(too_long);
	g_auto(GStrv) words = NULL;

	for (guint i = 0; i < 10000; i++)
		g_string_append_printf(many, ", Ann <a%u@x>", i);
	g_string_append_c(many, '\n');
	got = read_of(many->str);
	words = g_strsplit(got, " ", -1);
	g_assert_cmpuint(g_strv_length(words), ==, RECIPIENTS_MAX);
	g_assert_cmpstr(words[0], ==, "last@x");
	g_assert_cmpstr(words[1], ==, "a0@x");
	g_assert_cmpuint(strlen(of_fits), ==, RECIPIENTS_MAX_LEN);
	g_assert_cmpstr(of_too_long, ==, "b@x");
}

/* What opens and never closes, a million times, would take hours if each were looked for. */
static void test_long(void)
{
	static const char *const pieces[] = {"\"", "(",  "<",  "(\\", "\"\\",
					     "<@", "a@", "=?", ":",   ",\""};

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new("To: x \"y\"\" ");
		g_autofree char *got = NULL;

		for (guint k = 0; k < 1000000; k++)
			g_string_append(text, pieces[i]);
		g_string_append(text, "\n");
		got = read_of(text->str);
		g_assert_cmpstr(got, ==, "");
	}
}

/* Of a whole mail: where they are asked for. */
static void test_mail(void)
{
	static const char raw[] = "From: ann@example.org\nTo: Bo@fjord.example\n\ntext\n";
	const MailOrigin origin = {"b10b", 1717200000};
	g_autoptr(Message) message = mail_parse(raw, strlen(raw), &origin);
	g_auto(GStrv) recipients = mail_recipients(raw, strlen(raw));

	g_assert_null(message->recipients);
	g_assert_cmpstr(recipients[0], ==, "bo@fjord.example");
	g_assert_null(recipients[1]);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mail_init();
	g_test_add_func("/recipients/cases", test_cases);
	g_test_add_func("/recipients/caps", test_caps);
	g_test_add_func("/recipients/long", test_long);
	g_test_add_func("/recipients/mail", test_mail);
	return g_test_run();
}
