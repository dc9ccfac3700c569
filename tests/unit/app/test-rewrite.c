/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/rewrite.h"

#include "app/survey.h"
#include "lib/letters.h"
#include "mail/mail.h"
#include "mirror/mirror.h"

#include <string.h>

static char *root;

static InboxMaker *new_list(const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);

	return inbox_maker_new(path, EPOCH_V2);
}

static Inbox *open_list(const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autoptr(GError) error = NULL;
	Inbox *inbox = inbox_open(path, &error);

	g_assert_no_error(error);
	return inbox;
}

static GArray *tips_now(const char *name)
{
	g_autoptr(Inbox) inbox = open_list(name);

	return tips_of(inbox, NULL);
}

static void show_mails(GString *out, char mark, const GPtrArray *mails)
{
	if (!mails || !mails->len)
		return;
	g_string_append_printf(out, " %c", mark);
	for (guint i = 0; i < mails->len; i++)
		g_string_append_c(out, ((const ReportMail *)mails->pdata[i])->id[0]);
}

/* "m2 t1 -b =c": the counts that are not 0, the removed mails, the edited ones; newest first */
static char *show(const Report *report)
{
	const Accounting *a = &report->accounting;
	const struct {
		const char *word;
		guint count;
	} counts[] = {
		{" m", a->mails},  {" w", a->withdrawn},   {" d", a->deletions},
		{" p", a->purges}, {" x", a->missing},     {" u", a->unreadable},
		{" e", a->edited}, {" t", a->told_before}, {" r", report->removed},
	};
	GString *out = g_string_new(NULL);

	g_assert_true(accounting_holds(a));
	for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
		if (counts[i].count)
			g_string_append_printf(out, "%s%u", counts[i].word, counts[i].count);
	show_mails(out, '-', report->removed_mails);
	show_mails(out, '=', report->edited_mails);
	return g_string_free(out, FALSE);
}

static Report *survey_between(const Inbox *inbox, const GArray *from, const GArray *to, guint jobs)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Range) range = range_between(inbox, from, to, &error);
	Survey survey = {.inbox = inbox, .range = range, .jobs = jobs, .collect = {15, FALSE}};
	Report *report;

	g_assert_no_error(error);
	report = survey_report(&survey, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(report->accounting.changes, ==, range->commits->len);
	return report;
}

static void check(const char *name, const GArray *from, const char *want)
{
	g_autoptr(GArray) to = tips_now(name);
	g_autoptr(Inbox) inbox = open_list(name);

	for (guint jobs = 1; jobs <= 2; jobs++) {
		g_autoptr(Report) report = survey_between(inbox, from, to, jobs);
		g_autofree char *got = show(report);

		g_assert_cmpstr(got, ==, want);
	}
}

/* What was told, what happens to the archive then, and what the next report tells. */
static void test_rewritten(void)
{
	static const struct {
		const char *before, *after, *want;
	} cases[] = {
		{"ab", "cd", " m2"},
		{"abc", "-b", " d1"},
		{"abc", "!b", " p1 t1 r1 -b"},
		{"abc", "!c", " p1 r1 -c"},
		{"abc", "d!be", " m2 p1 t1 r1 -b"},
		{"abc", "!a!c", " p2 t1 r2 -ca"},
		{"abc", "=b", " e1 t1 =b"},
		{"abc", "=b=c", " e2 =cb"},
		{"abc", "=a!b", " p1 e1 t1 r1 -b =a"},
		{"abc", "=ad", " m1 e1 t2 =a"},
		{"abc-b", "!b", " p1 t2"},          /* it was gone before */
		{"abc", "!a-c", " d1 p1 t2 r1 -a"}, /* a deletion is news, of what was told, too */
		{"abc", "!bb", " p1 t2"},           /* … and it came back */
		{"abc", "!ba", " m1 p1 t1 r1 -b"},  /* what came twice is told twice, as ever */
		{"abc", "!ad-d", " w1 d1 p1 t2 r1 -a"},
		{"abc!bd", "=a", " e1 t3 =a"}, /* a purge was told, too */
		{"abc!bd", "!a", " p1 t3 r1 -a"},
		{"ab-ac", "=b", " e1 t2 =b"}, /* … and a deletion */
		{"abc", "=b-c", " d1 e1 t1 =b"},
		{"ab|cd", "e!a!c", " m1 p2 t2 r2 -ca"},
		{"ab|cd", "!a|e", " m1 p1 t1 r1 -a"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = g_strdup_printf("rewritten-%u", i);
		g_autoptr(InboxMaker) maker = new_list(name);
		g_autoptr(GArray) from = NULL;

		g_test_message("%s, %s", cases[i].before, cases[i].after);
		letters_play(maker, cases[i].before);
		from = tips_now(name);
		letters_play(maker, cases[i].after);
		check(name, from, cases[i].want);
	}
}

/* An edited mail that was deleted then is no longer there to be told as edited. */
static void test_edited_and_gone(void)
{
	g_autoptr(InboxMaker) maker = new_list("gone");
	g_autofree char *edited = letters_mail('B');
	g_autoptr(GArray) from = NULL;

	letters_play(maker, "abc");
	from = tips_now("gone");
	letters_play(maker, "=b");
	inbox_maker_delete(maker, slice_of(edited));
	check("gone", from, " w1 d1 t1 r1 -b");
}

/* What cannot be read is counted, though no one can say what it was. */
static void test_unreadable(void)
{
	g_autoptr(InboxMaker) maker = new_list("unreadable");
	g_autofree char *lost = letters_mail('b'), *kept = letters_mail('d');
	g_autoptr(GArray) from = NULL;

	letters_play(maker, "abcd");
	inbox_maker_put(maker, "m", 0120000, "a link");
	from = tips_now("unreadable");
	letters_play(maker, "!b!c");
	inbox_maker_lose(maker, slice_of(lost));
	inbox_maker_lose(maker, slice_of(kept));
	check("unreadable", from, " p2 t2 r2 -c");
}

/* Several mails of one Message-ID: as many are edited as came anew. */
static void test_reused_id(void)
{
	static const char *const mails[] = {
		"Message-ID: <x@example.org>\n\none\n", "Message-ID: <x@example.org>\n\ntwo\n",
		"Message-ID: <x@example.org>\n\nthree\n", "Message-ID: <x@example.org>\n\nfour\n"};
	g_autoptr(InboxMaker) maker = new_list("reused");
	g_autoptr(GArray) from = NULL;

	letters_play(maker, "a");
	for (guint i = 0; i < 3; i++)
		inbox_maker_add(maker, slice_of(mails[i]));
	from = tips_now("reused");
	inbox_maker_purge(maker, slice_of(mails[0]));
	inbox_maker_replace(maker, slice_of(mails[1]), slice_of(mails[3]));
	check("reused", from, " p1 e1 t1 r1 -x =x");
	inbox_maker_add(maker, slice_of("Message-ID: <x@example.org>\n\nfive\n"));
	inbox_maker_add(maker, slice_of("Message-ID: <x@example.org>\n\nsix\n"));
	check("reused", from, " m1 p1 e2 t1 =xx");
}

/* A branch that was set back brings nothing, and what it lost is told, as far as a list goes. */
static void test_many_removed(void)
{
	g_autoptr(InboxMaker) maker = new_list("many");
	g_autoptr(GArray) from = NULL, to = NULL;
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Report) report = NULL;

	letters_play(maker, "a");
	to = tips_now("many");
	for (guint i = 0; i < REPORT_MAILS_MAX + 5; i++) {
		g_autofree char *mail = g_strdup_printf("Message-ID: <%u@example.org>\n\nx\n", i);

		inbox_maker_add(maker, slice_of(mail));
	}
	from = tips_now("many");
	inbox = open_list("many");
	report = survey_between(inbox, from, to, 2);
	g_assert_cmpuint(report->accounting.changes, ==, 0);
	g_assert_true(report->accounting.rewritten);
	g_assert_cmpuint(report->removed, ==, REPORT_MAILS_MAX + 5);
	g_assert_cmpuint(report->removed_mails->len, ==, REPORT_MAILS_MAX);
	g_assert_cmpstr(((ReportMail *)report->removed_mails->pdata[0])->id, ==, "104@example.org");
}

/* Of a history that was not rewritten, nothing was told before, nor is anything known. */
static void test_none(void)
{
	static const Oid blob = {{1}};
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(Commit));
	const Range range = {.commits = none};
	g_autoptr(Rewrite) rewrite = NULL;

	g_assert_true(rewrite_read(NULL, &range, 1, &rewrite, NULL));
	g_assert_null(rewrite);
	g_assert_false(rewrite_was_told(rewrite, 0) || rewrite_was_told_whole(rewrite, 0));
	g_assert_false(rewrite_has_mail(rewrite, &blob) || rewrite_has_id(rewrite, "x"));
	g_assert_false(rewrite_take_edit(rewrite, "x"));
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	mail_init();
	root = g_dir_make_tmp("maildelta-rewrite-XXXXXX", NULL);
	g_test_add_func("/rewrite/rewritten", test_rewritten);
	g_test_add_func("/rewrite/edited-and-gone", test_edited_and_gone);
	g_test_add_func("/rewrite/unreadable", test_unreadable);
	g_test_add_func("/rewrite/reused-id", test_reused_id);
	g_test_add_func("/rewrite/many-removed", test_many_removed);
	g_test_add_func("/rewrite/none", test_none);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
