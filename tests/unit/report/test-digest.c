/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/digest.h"

#define MAILS_MAX 4

/* When a mail came; below 0: that long ago, before the window, as history. */
static DigestMail *mail_of(gint64 came)
{
	DigestMail *mail = g_new0(DigestMail, 1);

	mail->post = g_new0(Post, 1);
	mail->history = came < 0;
	mail->post->place.committed = ABS(came);
	return mail;
}

/* Days are from some day on: --week is 10 to 17, and a mail that came on day 12 has a 12. */
static void test_moment(void)
{
	static const struct {
		const char *what;
		gint64 until, to, generated, mails[MAILS_MAX], want;
	} cases[] = {
		{"a week of the past", 17, 0, 500, {12, 13}, 17},
		{"... whose digest is written at once", 17, 0, 17, {12, 16}, 17},
		{"the running week", 17, 0, 14, {12, 13}, 14},
		{"... in which all came at once", 17, 0, 12, {12, 12}, 12},
		{"a clock that is behind some of it", 17, 0, 13, {12, 14}, 13},
		{"a clock that is behind all of it", 17, 0, 1, {12, 14}, 17},
		{"... and history is not of it", 17, 0, 9, {-5, 12}, 17},
		{"a week without a mail", 17, 0, 500, {0}, 17},
		{"a running week without a mail", 17, 0, 14, {0}, 14},
		{"a range", 0, 14, 500, {12, 13, 14}, 14},
		{"... that ends with a deletion", 0, 15, 500, {12, 13}, 15},
		{"... with dates that run backwards", 0, 12, 500, {12, 14, 13, 12}, 14},
		{"... with history later than that", 0, 14, 500, {-20, 12, 14}, 14},
		{"... with a date in the future", 0, 14, 20, {12, 900, 14}, 20},
		{"... at its end", 0, 900, 20, {12, 900}, 20},
		{"... and no clock", 0, 14, 0, {12, 14}, 14},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Digest) digest = g_new0(Digest, 1);

		digest->mails = g_ptr_array_new_with_free_func((GDestroyNotify)digest_mail_free);
		for (guint k = 0; k < MAILS_MAX && cases[i].mails[k]; k++)
			g_ptr_array_add(digest->mails, mail_of(cases[i].mails[k]));
		digest->window.until = cases[i].until;
		digest->window.to.committed = cases[i].to;
		digest->generated = cases[i].generated;
		digest_find_moment(digest);
		g_test_message("%s", cases[i].what);
		g_assert_cmpint(digest_moment(digest), ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/digest/moment", test_moment);
	return g_test_run();
}
