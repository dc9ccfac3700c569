/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/gather.h"

#include "lib/inbox-maker.h"
#include "mail/mail.h"
#include "mirror/mirror.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define START INBOX_MAKER_START /* a Monday */
#define WEEK (7 * DAY)

/* What happens to the archive, in order; days are from the first Monday on. */
typedef struct {
	char what; /* + added, - deleted, ~ edited (v1; it had no refs), e: a new epoch begins */
	const char *id;
	const char *refs; /* "<a> <b>", or NULL */
	int day;
} Event;

static char *mail_of(const char *id, const char *refs)
{
	return g_strdup_printf("From: Ann Example <ann@example.org>\nTo: %s@to.example\n"
			       "Date: Mon, 05 Jan 2026 10:00:00 +0000\n"
			       "Subject: about %s\nMessage-ID: <%s@x>\n%s%s%s\nText of %s.\n",
			       id, id, id, refs ? "References: " : "", refs ? refs : "",
			       refs ? "\n" : "", id);
}

static void happen(InboxMaker *maker, const Event *event)
{
	g_autofree char *mail = mail_of(event->id, event->refs);
	g_autofree char *bare = mail_of(event->id, NULL);

	inbox_maker_set_date(maker, START + (gint64)event->day * DAY + 60);
	if (event->what == '+')
		inbox_maker_add(maker, slice_of(mail));
	else if (event->what == '~')
		inbox_maker_edit(maker, slice_of(bare), slice_of(mail));
	else
		inbox_maker_delete(maker, slice_of(mail));
}

static char *make_inbox(const Event *events, EpochKind kind)
{
	g_autofree char *dir = g_dir_make_tmp("maildelta-XXXXXX", NULL);
	char *path = g_build_filename(dir, "inbox", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, kind);

	for (; events->what; events++) {
		if (events->what == 'e') {
			inbox_maker_next_epoch(maker);
			continue;
		}
		happen(maker, events);
	}
	return path;
}

static gint compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *name_of(const DigestMail *mail)
{
	gsize len = strlen(mail->post->id) - strlen("@x");

	return g_strdup_printf("%.*s%s", (int)len, mail->post->id, mail->history ? "*" : "");
}

static gboolean is_listed(const Digest *digest, const DigestMail *mail)
{
	return g_ptr_array_find(digest->mails, mail, NULL);
}

/* Behind a +, what is not listed and yet of the whole. */
static void show_aside(const Digest *digest, const DigestThread *thread, GPtrArray *words)
{
	guint listed = words->len;

	for (guint i = 0; i < thread->whole->mails->len; i++) {
		const DigestMail *mail = digest_whole_mail(digest, thread, i);

		if (is_listed(digest, mail))
			continue;
		g_assert_true(mail->history);
		g_assert_nonnull(mail->evidence);
		g_assert_true(g_ptr_array_find(digest->aside, mail, NULL));
		if (words->len == listed)
			g_ptr_array_add(words, g_strdup("+"));
		g_ptr_array_add(words, name_of(mail));
	}
}

/* "a b* + d* | c": threads in archive order, * marks history; behind ; what was not listed */
static char *show(const Digest *digest)
{
	GString *out = g_string_new(NULL);
	const Accounting *a = &digest->accounting;
	g_autoptr(GPtrArray) threads = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < digest->threads->len; i++) {
		const DigestThread *thread = digest->threads->pdata[i];
		g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

		for (guint k = 0; k < thread->thread->mails->len; k++)
			g_ptr_array_add(words, name_of(digest_mail(digest, thread, k)));
		show_aside(digest, thread, words);
		g_ptr_array_add(words, NULL);
		g_ptr_array_add(threads, g_strjoinv(" ", (char **)words->pdata));
	}
	g_ptr_array_sort(threads, compare_strings);
	for (guint i = 0; i < threads->len; i++)
		g_string_append_printf(out, "%s%s", i ? " | " : "", (char *)threads->pdata[i]);
	if (a->withdrawn || a->deletions)
		g_string_append_printf(out, "; withdrawn %u, deletions %u", a->withdrawn,
				       a->deletions);
	if (digest->has_before)
		g_string_append_printf(out, "; before %u in %u", digest->before.mails,
				       digest->before.threads);
	return g_string_free(out, FALSE);
}

static gboolean take(const Digest *digest, guint window, gpointer user,
		     G_GNUC_UNUSED GError **error)
{
	g_autofree char *shown = show(digest);
	GString *out = user;

	g_assert_true(accounting_holds(&digest->accounting));
	g_assert_cmpuint(digest->accounting.mails + digest->history, ==, digest->mails->len);
	g_string_append_printf(out, "%u: %s\n", window, shown);
	return TRUE;
}

/* Of a digest of one thread, the numbers are of more. */
static gboolean take_only(const Digest *digest, guint window, gpointer user,
			  G_GNUC_UNUSED GError **error)
{
	g_autofree char *shown = show(digest);
	GString *out = user;

	g_assert_true(accounting_holds(&digest->accounting));
	g_assert_cmpuint(digest->threads->len, <=, 1);
	g_string_append_printf(out, "%u: %s\n", window, shown);
	return TRUE;
}

typedef struct {
	const char *what;
	EpochKind kind;
	Event events[12];
	guint weeks;   /* windows, the first begins on day 7 */
	guint history; /* days */
	const char *want;
} Case;

static const Case cases[] = {
	{"a window and the ancestors of its mails; siblings stand beside",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0},
	  {'+', "sister", "<root@x>", 1},
	  {'+', "parent", "<root@x>", 2},
	  {'+', "child", "<root@x> <parent@x>", 8},
	  {'+', "other", NULL, 9},
	  {'+', "later", "<child@x>", 14},
	  {0}},
	 1,
	 365,
	 "0: other | root* parent* child + sister*\n"},
	{"an ancestor is found where only its child names it",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0},
	  {'+', "parent", "<root@x>", 2},
	  {'+', "child", "<parent@x>", 8},
	  {0}},
	 1,
	 365,
	 "0: root* parent* child\n"},
	{"an ancestor that came to the archive after its child",
	 EPOCH_V2,
	 {{'+', "parent", "<root@x>", 1},
	  {'+', "root", NULL, 2},
	  {'+', "child", "<parent@x>", 8},
	  {0}},
	 1,
	 365,
	 "0: parent* root* child\n"},
	{"history ends",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0},
	  {'+', "parent", "<root@x>", 3},
	  {'+', "child", "<root@x> <parent@x>", 8},
	  {0}},
	 1,
	 5,
	 "0: parent* child\n"},
	{"no history",
	 EPOCH_V2,
	 {{'+', "parent", NULL, 3}, {'+', "child", "<parent@x>", 8}, {0}},
	 1,
	 0,
	 "0: child\n"},
	{"weeks in one pass; a week without a mail",
	 EPOCH_V2,
	 {{'+', "a", NULL, 0},
	  {'+', "b", "<a@x>", 7},
	  {'e', NULL, NULL, 0},
	  {'+', "c", "<b@x>", 8},
	  {'+', "d", "<a@x> <c@x>", 21},
	  {'+', "e", NULL, 22},
	  {0}},
	 4,
	 365,
	 "0: a* b c\n1: ; before 2 in 1\n2: a* b* c* d | e; before 0 in 0\n3: ; before 2 in 2\n"},
	{"deleted in the window, before it, and after it",
	 EPOCH_V2,
	 {{'+', "old", NULL, 0},
	  {'+', "fine", NULL, 1},
	  {'-', "old", NULL, 2},
	  {'+', "a", "<old@x>", 8},
	  {'+', "b", "<fine@x>", 8},
	  {'+', "c", NULL, 9},
	  {'-', "c", NULL, 10},
	  {'-', "b", "<fine@x>", 15},
	  {0}},
	 1,
	 365,
	 "0: a | fine* b; withdrawn 1, deletions 1\n"},
	{"deleted, and added again",
	 EPOCH_V2,
	 {{'+', "a", NULL, 7}, {'-', "a", NULL, 8}, {'+', "a", NULL, 9}, {0}},
	 1,
	 365,
	 "0: a; withdrawn 1, deletions 1\n"},
	{"an ancestor deleted while the window went on",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0}, {'+', "child", "<root@x>", 8}, {'-', "root", NULL, 9}, {0}},
	 1,
	 365,
	 "0: child; withdrawn 0, deletions 1\n"},
	{"dates that run backwards",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0},
	  {'+', "early", NULL, 15},
	  {'+', "child", "<root@x>", 8},
	  {'+', "last", "<early@x>", 16},
	  {0}},
	 2,
	 365,
	 "0: root* child\n1: early last; before 1 in 1\n"},
	{"what came after a week is no ancestor in it, wherever it stands",
	 EPOCH_V2,
	 {{'+', "root", NULL, 15}, {'+', "child", "<root@x>", 8}, {0}},
	 2,
	 365,
	 "0: child\n1: root + child*\n"},
	{"edited in the window",
	 EPOCH_V1,
	 {{'+', "a", NULL, 8}, {'~', "a", "<x@x>", 9}, {0}},
	 1,
	 365,
	 "0: a; withdrawn 1, deletions 0\n"},
	{"an ancestor deleted, and added again with another text",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0},
	  {'-', "root", NULL, 1},
	  {'+', "root", "<x@x>", 2},
	  {'+', "child", "<root@x>", 8},
	  {0}},
	 1,
	 365,
	 "0: root* child\n"},
	{"an ancestor edited",
	 EPOCH_V1,
	 {{'+', "root", NULL, 0}, {'~', "root", "<x@x>", 1}, {'+', "child", "<root@x>", 8}, {0}},
	 1,
	 365,
	 "0: root* child\n"},
	{"an id used again, by a mail near enough",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0}, {'+', "root", "<x@x>", 10}, {'+', "child", "<root@x>", 22}, {0}},
	 3,
	 14,
	 "0: root* root\n1: ; before 1 in 1\n2: root* child; before 0 in 0\n"},
	{"below what no one has: a ghost's other children, and theirs",
	 EPOCH_V2,
	 {{'+', "cousin", "<ghost@x>", 0},
	  {'e', NULL, NULL, 0},
	  {'+', "niece", "<cousin@x>", 1},
	  {'+', "other", NULL, 2},
	  {'+', "child", "<ghost@x>", 8},
	  {0}},
	 1,
	 365,
	 "0: child + cousin* niece*\n"},
	{"a mail that came before the one it answers",
	 EPOCH_V2,
	 {{'+', "sister", "<root@x>", 0},
	  {'+', "root", NULL, 1},
	  {'+', "child", "<root@x>", 8},
	  {0}},
	 1,
	 365,
	 "0: root* child + sister*\n"},
	{"two threads of a window that an older mail makes one",
	 EPOCH_V2,
	 {{'+', "both", "<g@x> <h@x>", 0}, {'+', "a", "<g@x>", 8}, {'+', "b", "<h@x>", 9}, {0}},
	 1,
	 365,
	 "0: a + both* | b + both*\n"},
	{"who only names an id, and hangs from another, is of another thread",
	 EPOCH_V2,
	 {{'+', "far", "<top@x>", 0},
	  {'+', "names", "<g@x> <far@x>", 1},
	  {'+', "child", "<g@x>", 8},
	  {0}},
	 1,
	 365,
	 "0: child\n"},
	{"beside, too, history ends",
	 EPOCH_V2,
	 {{'+', "old", "<ghost@x>", 0},
	  {'+', "sister", "<ghost@x>", 3},
	  {'+', "child", "<ghost@x>", 8},
	  {0}},
	 1,
	 5,
	 "0: child + sister*\n"},
	{"... and without it, there is nothing",
	 EPOCH_V2,
	 {{'+', "sister", "<ghost@x>", 3}, {'+', "child", "<ghost@x>", 8}, {0}},
	 1,
	 0,
	 "0: child\n"},
	{"what was deleted before the window ends is not beside",
	 EPOCH_V2,
	 {{'+', "a", "<ghost@x>", 0},
	  {'+', "b", "<ghost@x>", 1},
	  {'+', "c", "<ghost@x>", 2},
	  {'-', "a", "<ghost@x>", 3},
	  {'+', "child", "<ghost@x>", 8},
	  {'-', "b", "<ghost@x>", 9},
	  {'-', "c", "<ghost@x>", 15},
	  {0}},
	 1,
	 365,
	 "0: child + c*; withdrawn 0, deletions 1\n"},
	{"of an edited one, what it became",
	 EPOCH_V1,
	 {{'+', "sister", "<ghost@x>", 0},
	  {'~', "sister", "<ghost@x>", 1},
	  {'+', "child", "<ghost@x>", 8},
	  {0}},
	 1,
	 365,
	 "0: child + sister*\n"},
	{"what came after a week is not beside, wherever it stands",
	 EPOCH_V2,
	 {{'+', "later", "<ghost@x>", 15}, {'+', "child", "<ghost@x>", 8}, {0}},
	 2,
	 365,
	 "0: child\n1: later + child*\n"},
	{"each week's mails are beside the next one's",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0},
	  {'+', "a", "<root@x>", 7},
	  {'+', "b", "<root@x>", 14},
	  {'+', "c", "<a@x>", 21},
	  {0}},
	 3,
	 365,
	 "0: root* a\n1: root* b + a*; before 1 in 1\n2: root* a* c + b*; before 1 in 1\n"},
	{"weeks that little came in",
	 EPOCH_V2,
	 {{'+', "a", NULL, 0}, {'+', "b", NULL, 20}, {'+', "c", NULL, 30}, {0}},
	 4,
	 0,
	 "0: \n1: b; before 0 in 0\n2: ; before 1 in 1\n3: c; before 0 in 0\n"},
	{"v1",
	 EPOCH_V1,
	 {{'+', "root", NULL, 0},
	  {'+', "child", "<root@x>", 8},
	  {'+', "gone", NULL, 9},
	  {'-', "gone", NULL, 10},
	  {0}},
	 1,
	 365,
	 "0: root* child; withdrawn 1, deletions 1\n"},
};

static char *gather(const Inbox *inbox, const Case *row, guint first, guint n, guint jobs)
{
	ReportInbox title = {(char *)"x", NULL};
	g_autoptr(Categories) categories = categories_new("default", NULL);
	Gather job = {.inbox = inbox,
		      .title = &title,
		      .categories = categories,
		      .history = row->history,
		      .top = 5,
		      .jobs = jobs,
		      .now = START + 100 * DAY};
	DigestWindow windows[8] = {0};
	GString *out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < n; i++) {
		windows[i].since = START + (first + i + 1) * (gint64)WEEK;
		windows[i].until = windows[i].since + WEEK;
	}
	gather_windows(&job, windows, n, take, out, &error);
	g_assert_no_error(error);
	return g_string_free(out, FALSE);
}

static void test_cases(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = make_inbox(cases[i].events, cases[i].kind);
		g_autofree char *dir = g_path_get_dirname(path);
		g_autoptr(Inbox) inbox = inbox_open(path, NULL);
		g_autofree char *one = gather(inbox, &cases[i], 0, cases[i].weeks, 1);
		g_autofree char *many = gather(inbox, &cases[i], 0, cases[i].weeks, 8);

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(one, ==, cases[i].want);
		g_assert_cmpstr(many, ==, one);
		inbox_maker_remove(dir);
	}
}

/* A week's digest is the same alone and among others. */
static void check_alone(const Case *row)
{
	g_autofree char *path = make_inbox(row->events, row->kind);
	g_autofree char *dir = g_path_get_dirname(path);
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	GString *each = g_string_new(NULL);

	for (guint i = 0; i < row->weeks; i++) {
		g_autofree char *alone = gather(inbox, row, i, 1, 2);

		g_assert_cmpint(alone[0], ==, '0');
		alone[0] = (char)('0' + i);
		g_string_append(each, alone);
	}
	g_test_message("%s", row->what);
	g_assert_cmpstr(each->str, ==, row->want);
	g_string_free(each, TRUE);
	inbox_maker_remove(dir);
}

static void test_alone(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check_alone(&cases[i]);
}

/* A range of commits: what came before it is history, wherever its dates lie. */
static void test_range(void)
{
	static const Case row = {"",
				 EPOCH_V2,
				 {{'+', "root", NULL, 0},
				  {'+', "sister", "<root@x>", 1},
				  {'+', "parent", "<root@x>", 2},
				  {'+', "child", "<parent@x>", 8},
				  {'+', "other", NULL, 9},
				  {0}},
				 1,
				 365,
				 NULL};
	static const struct {
		const char *spec;
		gboolean root;
		guint history;
		const char *want;
	} ranges[] = {
		{"HEAD~2..HEAD", FALSE, 365, "0: other | root* parent* child + sister*\n"},
		{"HEAD~2..HEAD~1", FALSE, 365, "0: root* parent* child + sister*\n"},
		{"HEAD~3..HEAD~2", FALSE, 365, "0: root* parent + sister*\n"},
		{"HEAD~2..HEAD~1", FALSE, 1, "0: parent* child + sister*\n"},
		{"HEAD~2..HEAD~1", FALSE, 0, "0: child\n"},
		{"..HEAD", TRUE, 365, "0: other | root sister parent child\n"},
	};
	g_autofree char *path = make_inbox(row.events, row.kind);
	g_autofree char *dir = g_path_get_dirname(path);
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	ReportInbox title = {(char *)"x", NULL};
	g_autoptr(Categories) categories = categories_new("default", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(ranges); i++) {
		Gather job = {.inbox = inbox,
			      .title = &title,
			      .categories = categories,
			      .history = ranges[i].history,
			      .top = 5,
			      .jobs = 2};
		RangeRequest request = {.spec = ranges[i].spec, .root = ranges[i].root};
		g_autoptr(GString) out = g_string_new(NULL);
		g_autoptr(GError) error = NULL;

		gather_range(&job, &request, take, out, &error);
		g_assert_no_error(error);
		g_assert_cmpstr(out->str, ==, ranges[i].want);
	}
	inbox_maker_remove(dir);
}

/* For someone: whose mail is not listed, too, and in what is compared with. */
static void test_concern(void)
{
	static const Event events[] = {{'+', "root", NULL, 0},   {'+', "sister", "<root@x>", 1},
				       {'+', "last", NULL, 7},   {'+', "child", "<root@x>", 14},
				       {'+', "other", NULL, 15}, {0}};
	static const struct {
		const char *who, *want;
	} rows[] = {
		{"child@to.example", "0: root* child + sister*; before 1 in 0\n"},
		{"root@to.example", "0: root* child + sister*; before 1 in 0\n"},
		{"SISTER+x@to.example", "0: root* child + sister*; before 1 in 0\n"},
		{"other@to.example", "0: other; before 1 in 0\n"},
		{"last@to.example", "0: ; before 1 in 1\n"},
		{"to.example", "0: other | root* child + sister*; before 1 in 1\n"},
		{"example.org", "0: other | root* child + sister*; before 1 in 1\n"},
		{"bo@fjord.example", "0: ; before 1 in 0\n"},
	};
	g_autofree char *path = make_inbox(events, EPOCH_V2);
	g_autofree char *dir = g_path_get_dirname(path);
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	ReportInbox title = {(char *)"x", NULL};
	g_autoptr(Categories) categories = categories_new("default", NULL);
	const DigestWindow window = {.since = START + 2 * (gint64)WEEK,
				     .until = START + 3 * (gint64)WEEK};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(Concern) concern = concern_new(rows[i].who, NULL);
		g_autoptr(GString) out = g_string_new(NULL);
		g_autoptr(GError) error = NULL;
		Gather job = {.inbox = inbox,
			      .title = &title,
			      .categories = categories,
			      .concern = concern,
			      .history = 365,
			      .top = 5,
			      .jobs = 2,
			      .now = START + 100 * DAY};

		gather_windows(&job, &window, 1, take, out, &error);
		g_assert_no_error(error);
		g_test_message("%s", rows[i].who);
		g_assert_cmpstr(out->str, ==, rows[i].want);
	}
	inbox_maker_remove(dir);
}

/* One thread alone: the same as among others, whichever of its mails is named. */
static void test_only(void)
{
	static const Event events[] = {{'+', "root", NULL, 0},
				       {'+', "sister", "<root@x>", 1},
				       {'+', "far", "<top@x>", 2},
				       {'+', "names", "<root@x> <far@x>", 2},
				       {'+', "both", "<g@x> <h@x>", 3},
				       {'+', "child", "<root@x>", 14},
				       {'+', "other", NULL, 15},
				       {'+', "a", "<g@x>", 15},
				       {'+', "b", "<h@x>", 16},
				       {'+', "gone", "<root@x>", 16},
				       {'-', "gone", "<root@x>", 17},
				       {'+', "later", "<root@x>", 30},
				       {0}};
	static const struct {
		const char *id, *want;
	} rows[] = {
		{"child@x", "0: root* child + sister*; withdrawn 1, deletions 1\n"},
		{"root@x", "0: root* child + sister*; withdrawn 1, deletions 1\n"},
		{"sister@x", "0: root* child + sister*; withdrawn 1, deletions 1\n"},
		{"other@x", "0: other; withdrawn 1, deletions 1\n"},
		{"b@x", "0: b + both*; withdrawn 1, deletions 1\n"},
		{"both@x", "0: a + both*; withdrawn 1, deletions 1\n"},
		{"gone@x", "0: ; withdrawn 1, deletions 1\n"},
		{"later@x", "0: ; withdrawn 1, deletions 1\n"},
		{"nobody@x", "0: ; withdrawn 1, deletions 1\n"},
	};
	g_autofree char *path = make_inbox(events, EPOCH_V2);
	g_autofree char *dir = g_path_get_dirname(path);
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	ReportInbox title = {(char *)"x", NULL};
	g_autoptr(Categories) categories = categories_new("default", NULL);
	const DigestWindow window = {.since = START + 2 * (gint64)WEEK,
				     .until = START + 3 * (gint64)WEEK};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		g_autoptr(GError) error = NULL;
		Gather job = {.inbox = inbox,
			      .title = &title,
			      .categories = categories,
			      .only = rows[i].id,
			      .history = 365,
			      .top = 5,
			      .jobs = 2,
			      .now = START + 100 * DAY};

		gather_windows(&job, &window, 1, take_only, out, &error);
		g_assert_no_error(error);
		g_test_message("%s", rows[i].id);
		g_assert_cmpstr(out->str, ==, rows[i].want);
	}
	inbox_maker_remove(dir);
}

/* As of an earlier commit: what came behind it is not there, nor is it the newest. */
static gboolean take_newest(const Digest *digest, G_GNUC_UNUSED guint window, gpointer user,
			    G_GNUC_UNUSED GError **error)
{
	gint64 *newest = user;

	newest[0] = digest->mirror_newest;
	newest[1] = digest->accounting.mails;
	return TRUE;
}

static void test_end(void)
{
	static const Event events[] = {{'+', "a", NULL, 7}, {'+', "b", NULL, 8}, {0}};
	g_autofree char *path = make_inbox(events, EPOCH_V2);
	g_autofree char *dir = g_path_get_dirname(path);
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	ReportInbox title = {(char *)"x", NULL};
	g_autoptr(Categories) categories = categories_new("default", NULL);
	Gather job = {.inbox = inbox,
		      .title = &title,
		      .categories = categories,
		      .top = 5,
		      .jobs = 1,
		      .now = START + 100 * DAY};
	const DigestWindow window = {.since = START + WEEK, .until = START + 2 * (gint64)WEEK};
	gint64 all[2] = {0}, before[2] = {0};

	g_assert_true(gather_windows(&job, &window, 1, take_newest, all, NULL));
	job.end = "HEAD~1";
	g_assert_true(gather_windows(&job, &window, 1, take_newest, before, NULL));
	g_assert_cmpint(all[1], ==, 2);
	g_assert_cmpint(before[1], ==, 1);
	g_assert_cmpint(before[0], <, all[0]);
	inbox_maker_remove(dir);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	mail_init();
	g_test_add_func("/gather/cases", test_cases);
	g_test_add_func("/gather/alone", test_alone);
	g_test_add_func("/gather/range", test_range);
	g_test_add_func("/gather/concern", test_concern);
	g_test_add_func("/gather/only", test_only);
	g_test_add_func("/gather/end", test_end);
	return g_test_run();
}
