/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/sender.h"

#define RESTORED (1u << DEFECT_SENDER_RESTORED)
#define NO_FROM (1u << DEFECT_NO_FROM)
#define LIST "<list@lists.example.org>"

/* RULES §2, A name; From */
static void test_sender(void)
{
	static const struct {
		const char *headers, *name, *addr;
		DefectSet defects;
	} cases[] = {
		{"From: Ann Example <ann@example.org>\n", "Ann Example", "ann@example.org", 0},
		{"From: \"Ann (Company)\" <ann@example.org>\n", "Ann (Company)", "ann@example.org",
		 0},
		{"From: \"=?utf-8?Q?J=C3=B6rg?=\" <j@example.org>\n", "Jörg", "j@example.org", 0},
		{"From: =?utf-8?Q?=22Ann=22?= <ann@example.org>\n", "Ann", "ann@example.org", 0},
		{"From: root\n", "root", "", NO_FROM},
		{"From: Ann <>\n", "Ann", "", NO_FROM},
		{"From:\n", "", "", NO_FROM},
		{"", "", "", NO_FROM},
		/* DMARC */
		{"From: \"Bob via List\" " LIST "\nX-Original-From: Bob <bob@example.org>\n", "Bob",
		 "bob@example.org", RESTORED},
		{"From: Bob via List " LIST "\nX-Original-From: bob@example.org\n", "Bob",
		 "bob@example.org", RESTORED},
		{"From: \"'Bob' via List\" " LIST "\nReply-To: BOB <bob@example.org>\n", "BOB",
		 "bob@example.org", RESTORED},
		{"From: Bob via List " LIST "\nCc: \"x, y\" <x@example.org>, Bob\n "
		 "<bob@example.org>\n",
		 "Bob", "bob@example.org", RESTORED},
		{"From: \"Example, Bob via List\" " LIST "\nCc: Ann <a@example.org>, Example, Bob "
		 "<bob@example.org>\n",
		 "Example, Bob", "bob@example.org", RESTORED},
		{"From: bob@example.org via List " LIST "\nReply-To: bob@example.org\n", "",
		 "bob@example.org", RESTORED},
		{"From: bob via List " LIST "\nReply-To: bob@example.org\n", "bob",
		 "bob@example.org", RESTORED},
		{"From: Bob via List " LIST
		 "\nX-Original-From: broken\nCc: Bob <bob@example.org>\n",
		 "Bob", "bob@example.org", RESTORED},
		{"From: Bob via List " LIST "\nReply-To: Carol <carol@example.org>\n",
		 "Bob via List", "list@lists.example.org", 0},
		{"From: Bob <bob@example.org>\nX-Original-From: Carol <c@example.org>\n", "Bob",
		 "bob@example.org", 0},
		{"From: \" via List\" " LIST "\nReply-To: x@example.org\n", "via List",
		 "list@lists.example.org", 0},
		{"From: Bob via List " LIST "\nCc: Ann <a@example.org>\n"
		 "Cc: Bob <bob@example.org>\n",
		 "Bob", "bob@example.org", RESTORED},
		{"From: \"Bob (via List Mailing List)\" " LIST
		 "\nReply-To: Bob <bob@example.org>\n",
		 "Bob", "bob@example.org", RESTORED},
		{"From: \"Bob\" (via List) " LIST "\nX-Original-From: bob@example.org\n", "Bob",
		 "bob@example.org", RESTORED},
		{"From: \"(via List)\" " LIST "\nReply-To: x@example.org\n", "(via List)",
		 "list@lists.example.org", 0},
		/* B4 Relay */
		{"From: Bob via B4 Relay <devnull+bob.example.org@kernel.org>\n", "Bob",
		 "bob@example.org", RESTORED},
		{"From: Bob via B4 Submission Endpoint <devnull+bob.example.org@kernel.org>\n",
		 "Bob", "bob@example.org", RESTORED},
		{"From: Bob via B4 Relay <devnull+bob.b.example.org@kernel.org>\n"
		 "Reply-To: bob.b@example.org\n",
		 "Bob", "bob.b@example.org", RESTORED},
		{"From: Bob via B4 Relay <devnull+bob.b.example.org@kernel.org>\n"
		 "Reply-To: other@example.org\n",
		 "Bob", "bob@b.example.org", RESTORED},
		{"From: Bob via B4 Relay <devnull+bob.b.example.org@kernel.org>\n"
		 "X-Original-From: Bob B <bob.b@example.org>\n",
		 "Bob B", "bob.b@example.org", RESTORED},
		{"From: Bob via B4 Relay <devnull+bob.example.org@kernel.org>\n"
		 "X-Original-From: Carol <carol@example.org>\n",
		 "Bob", "bob@example.org", RESTORED},
		{"From: Bob <devnull+bob@kernel.org>\n", "Bob", "devnull+bob@kernel.org", 0},
		{"From: Bob <devnull+@kernel.org>\n", "Bob", "devnull+@kernel.org", 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(HeaderSection) headers = {0};
		DefectSet defects = 0;
		Person sender;

		g_test_message("%s", cases[i].headers);
		header_scan(&headers, slice_of(cases[i].headers));
		sender = sender_read(&headers, &defects);
		g_assert_cmpstr(sender.name, ==, cases[i].name);
		g_assert_cmpstr(sender.addr, ==, cases[i].addr);
		g_assert_cmphex(defects, ==, cases[i].defects);
		person_clear(&sender);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/sender/read", test_sender);
	return g_test_run();
}
