/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/collect.h"

#define ANN "Ann <ann@example.org>"
#define BOT "kernel test robot <lkp@intel.com>"
#define DIFF                                                                                       \
	"text\n---\n a | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/a b/a\n"             \
	"--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n"

typedef struct {
	const char *from, *subject, *body;
	DefectSet defects;
} Row;

static Message *message_of(const Row *row, guint n)
{
	Message *message = g_new0(Message, 1);

	message->ids = g_new0(char *, 2);
	message->ids[0] = g_strdup_printf("%u@example.org", n);
	message->parents = g_new0(char *, 1);
	message->subject = g_strdup(row->subject);
	message->sender = person_parse(slice_of(row->from));
	message->raw_date = g_strdup("");
	message->body = g_strdup(row->body);
	message->defects = row->defects;
	return message;
}

/* The rows as they arrived: oldest first. Collected as the survey does, newest first. */
static Report *collect_rows(const Row *rows, guint n, const CollectOptions *options)
{
	static const PostPlace nowhere;
	Collect *collect = collect_new();

	for (guint i = n; i-- > 0;) {
		g_autoptr(Finding) finding = finding_new(message_of(&rows[i], i), &nowhere, NULL);
		collect_mail(collect, finding);
	}
	return collect_finish(collect, options);
}

/* RULES §1 and §5: every mail is one of three; bots and stable review are told apart. */
static void test_accounting(void)
{
	static const Row rows[] = {
		{ANN, "[PATCH] one", DIFF, 0},
		{ANN, "Re: [PATCH] one", "> one\n", 1u << DEFECT_NO_DATE},
		{ANN, "[GIT PULL] two", "two\n", 1u << DEFECT_NO_DATE | 1u << DEFECT_NUL},
		{BOT, "[PATCH] three", DIFF, 0},
		{ANN, "[PATCH 5.10 1/2] four",
		 "5.10-stable review patch.  If anyone has any objections, please let me know.\n\n"
		 "------------------\n\nFrom: Bob <bob@example.net>\n\n" DIFF,
		 0},
	};
	CollectOptions options = {15, FALSE};
	g_autoptr(Report) report = collect_rows(rows, G_N_ELEMENTS(rows), &options);
	const Accounting *a = &report->accounting;

	g_assert_true(accounting_holds(a));
	g_assert_cmpuint(a->mails, ==, 5);
	g_assert_cmpuint(a->patches, ==, 3);
	g_assert_cmpuint(a->replies, ==, 1);
	g_assert_cmpuint(a->others, ==, 1);
	g_assert_cmpuint(a->bots, ==, 1);
	g_assert_cmpuint(a->stable, ==, 1);
	g_assert_cmpuint(report->people->len, ==, 1);
	g_assert_cmpuint(g_array_index(report->people, PersonCount, 0).count, ==, 1);
	g_assert_cmpuint(report->defects[DEFECT_NO_DATE], ==, 2);
	g_assert_cmpuint(report->defects[DEFECT_NUL], ==, 1);
}

static void test_sums(void)
{
	Accounting a = {.changes = 9,
			.mails = 3,
			.withdrawn = 2,
			.deletions = 1,
			.purges = 1,
			.missing = 1,
			.unreadable = 1,
			.patches = 1,
			.replies = 1,
			.others = 1};

	g_assert_true(accounting_holds(&a));
	a.purges++;
	g_assert_false(accounting_holds(&a));
	a.purges--;
	a.others++;
	g_assert_false(accounting_holds(&a));
	a.others--;
	a.changes += 5;
	a.edited = 2;
	a.told_before = 3;
	g_assert_false(accounting_holds(&a)); /* not without a rewritten history */
	a.rewritten = TRUE;
	g_assert_true(accounting_holds(&a));
}

/* The subjects of the blocks; one that is told elsewhere in brackets. */
static char *blocks_of(const Row *rows, guint n, gboolean all_patches)
{
	CollectOptions options = {15, all_patches};
	g_autoptr(Report) report = collect_rows(rows, n, &options);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < report->blocks->len; i++) {
		const Telling *block = &g_array_index(report->blocks, Telling, i);
		g_string_append_printf(text, block->kept ? "(%s)\n" : "%s\n",
				       block->post->subject->text);
	}
	return g_string_free(text, FALSE);
}

/* RULES §7: letters, first patches and patches alone; the newest series first. */
static void test_blocks(void)
{
	static const Row rows[] = {
		{ANN, "[PATCH 1/2] old a", DIFF, 0},    {ANN, "[PATCH 2/2] old b", DIFF, 0},
		{ANN, "[PATCH] alone", DIFF, 0},        {ANN, "[PATCH v2 0/2] new", "text\n", 0},
		{ANN, "[PATCH v2 1/2] old a", DIFF, 0}, {ANN, "[PATCH v2 2/2] old b", DIFF, 0},
	};
	g_autofree char *some = blocks_of(rows, G_N_ELEMENTS(rows), FALSE);
	g_autofree char *all = blocks_of(rows, G_N_ELEMENTS(rows), TRUE);

	g_assert_cmpstr(some, ==,
			"[PATCH v2 0/2] new\n[PATCH v2 1/2] old a\n[PATCH] alone\n"
			"([PATCH 1/2] old a)\n");
	g_assert_cmpstr(all, ==,
			"[PATCH v2 0/2] new\n[PATCH v2 1/2] old a\n[PATCH v2 2/2] old b\n"
			"[PATCH] alone\n([PATCH 1/2] old a)\n([PATCH 2/2] old b)\n");
}

static void test_link(void)
{
	static const struct {
		const char *id, *want;
	} cases[] = {
		{"a.b-c@example.org", "https://x.example/l/a.b-c@example.org/"},
		{"a/../b?c#d@x", "https://x.example/l/a%2F..%2Fb%3Fc%23d@x/"},
		{"a b\"<>@x", "https://x.example/l/a%20b%22%3C%3E@x/"},
		{"100%@x", "https://x.example/l/100%25@x/"},
	};
	ReportInbox inbox = {.web = (char *)"https://x.example/l"};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *link = report_link(&inbox, cases[i].id);
		g_assert_cmpstr(link, ==, cases[i].want);
	}
	inbox.web = NULL;
	g_assert_null(report_link(&inbox, "a@x"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/collect/accounting", test_accounting);
	g_test_add_func("/collect/sums", test_sums);
	g_test_add_func("/collect/blocks", test_blocks);
	g_test_add_func("/collect/link", test_link);
	return g_test_run();
}
