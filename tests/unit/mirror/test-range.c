/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/range.h"

#include "base/error.h"
#include "lib/inbox-maker.h"
#include "mirror/mirror.h"

#include <string.h>

#define N 12 /* commits: 4 in each of the epochs 0, 1 and 2 */
#define NOW (INBOX_MAKER_START + 86400)
#define ZERO "0000000000000000000000000000000000000000"

static char *root;
static Oid made[N]; /* oldest first */

static char *make_mail(const char *list, guint n)
{
	return g_strdup_printf("Message-ID: <%u@%s.example.org>\n\n%u\n", n, list, n);
}

static Oid add(InboxMaker *maker, const char *list, guint n)
{
	g_autofree char *mail = make_mail(list, n);

	return inbox_maker_add(maker, slice_of(mail));
}

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
	g_assert_nonnull(inbox);
	return inbox;
}

static void make_list(void)
{
	g_autoptr(InboxMaker) maker = new_list("list");

	for (guint i = 0; i < N; i++) {
		if (i && i % 4 == 0)
			inbox_maker_next_epoch(maker);
		made[i] = add(maker, "list", i);
	}
}

typedef struct {
	const char *spec;
	gboolean root;
	const char *since, *until;
	guint first, n;   /* the oldest commit of the range, and how many there are */
	MdErrorCode code; /* where message is set */
	const char *message;
} Case;

static Range *resolve(const Inbox *inbox, const Case *c, GError **error)
{
	RangeRequest request = {
		.spec = c->spec, .root = c->root, .since = c->since, .until = c->until, .now = NOW};

	g_test_message("%s%s %s %s", c->spec ? c->spec : "", c->root ? " --root" : "",
		       c->since ? c->since : "", c->until ? c->until : "");
	return range_resolve(inbox, &request, error);
}

static void check(const Inbox *inbox, const Case *c)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Range) range = resolve(inbox, c, &error);

	g_assert_no_error(error);
	if (!range)
		return;
	g_assert_cmpuint(range->commits->len, ==, c->n);
	for (guint i = 0; i < range->commits->len; i++) {
		const Commit *commit = &g_array_index(range->commits, Commit, i);
		guint want = c->first + c->n - 1 - i;

		g_assert_true(oid_equal(&commit->oid, &made[want]));
		g_assert_cmpuint(commit->epoch, ==, want / 4);
		g_assert_cmpint(commit->committed, ==, INBOX_MAKER_START + want * INBOX_MAKER_TICK);
	}
	g_assert_true(oid_equal(&range->to.oid, &made[c->first + c->n - 1]));
	g_assert_cmpint(range->by_date, ==, c->since || c->until);
	g_assert_cmpint(range->has_older, ==, c->since && c->first > 0);
}

/* RULES §1: ranges. Times are minutes after midnight of 2026-01-05. */
static void test_ranges(void)
{
	static const Case cases[] = {
		{"HEAD~3..HEAD", .first = 9, .n = 3},
		{"HEAD~3..", .first = 9, .n = 3},
		{"HEAD^..HEAD", .first = 11, .n = 1},
		{"HEAD~10..HEAD~1", .first = 2, .n = 9}, /* from epoch 0 to epoch 2 */
		{"HEAD~8..HEAD~7", .first = 4, .n = 1},  /* the last of an epoch to the next */
		{"HEAD~11..", .first = 1, .n = 11},
		{NULL, .root = TRUE, .first = 0, .n = 12},
		{"HEAD", .root = TRUE, .first = 0, .n = 12},
		{"HEAD~5", .root = TRUE, .first = 0, .n = 7},
		{"..HEAD~5", .root = TRUE, .first = 0, .n = 7},
		{"..", .root = TRUE, .first = 0, .n = 12},
		{ZERO "..HEAD~5", .first = 0, .n = 7},
		{ZERO "..", .root = TRUE, .first = 0, .n = 12},
		{"@{2026-01-05T00:02}..@{2026-01-05T00:06}", .first = 3, .n = 4},
		{NULL, .since = "2026-01-05T00:09", .first = 9, .n = 3},
		{NULL, .since = "2026-01-05T00:08:01", .first = 9, .n = 3},
		{NULL, .since = "2026-01-05", .until = "2026-01-05T00:04", .first = 0, .n = 4},
		{NULL, .since = "2025-01-01", .until = "2026-01-05T00:04:01", .first = 0, .n = 5},
		{NULL, .since = "1.day.ago", .until = "now", .first = 0, .n = 12},
		{NULL, TRUE, .until = "2026-01-05T00:04", .first = 0, .n = 4},
		{"HEAD~4", .since = "2026-01-05T00:03", .first = 3, .n = 5},
		{"HEAD~10..HEAD~2", .since = "2026-01-05T00:03", .until = "2026-01-05T00:07",
		 .first = 3, .n = 4},
		{"HEAD~10..HEAD~2", .until = "2026-01-05T00:04", .first = 2, .n = 2},
		{"..HEAD~2", TRUE, "2026-01-05T00:08", .first = 8, .n = 2},
	};
	g_autoptr(Inbox) inbox = open_list("list");

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check(inbox, &cases[i]);
}

static void check_error(const Inbox *inbox, const Case *c)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Range) range = resolve(inbox, c, &error);

	g_assert_null(range);
	g_assert_error(error, MD_ERROR, (gint)c->code);
	g_assert_cmpstr(error ? error->message : NULL, ==, c->message);
}

#define USAGE .code = MD_ERROR_USAGE, .message
#define EMPTY .code = MD_ERROR_EMPTY, .message
#define NOT_FOUND .code = MD_ERROR_NOT_FOUND, .message
#define FAILED .code = MD_ERROR_FAILED, .message

static void test_errors(void)
{
	static const Case cases[] = {
		{NULL, USAGE = "list: where does the range begin? Give A..B, --since, or --root "
			       "for the beginning"},
		{"HEAD", USAGE = "list: HEAD: where does the range begin? Give A..B, --since, or "
				 "--root for the beginning"},
		{NULL, .until = "2026-01-06",
		 USAGE = "list: where does the range begin? Give A..B, --since, or --root for the "
			 "beginning"},
		{"..HEAD", USAGE = "list: ..HEAD: \"since the last report\" is not recorded for "
				   "this inbox: name A in A..B, or use --root for the beginning"},
		{"HEAD~1...HEAD",
		 USAGE = "list: HEAD~1...HEAD: give A..B with two dots: an archive has one line of "
			 "history, so that nothing differs on two sides"},
		{"HEAD~2..HEAD~1..HEAD",
		 USAGE = "list: HEAD~2..HEAD~1..HEAD: give A..B with two dots: an archive has one "
			 "line of history, so that nothing differs on two sides"},
		{"", USAGE = "list: the range is empty text: give A..B"},
		{"HEAD~1..", .root = TRUE,
		 USAGE = "list: HEAD~1..: --root is the beginning already: leave out HEAD~1, or "
			 "--root"},
		{NULL, .since = "2026-01-06", .until = "2026-01-06",
		 USAGE = "list: --since has to lie before --until"},
		{NULL, .since = "soon",
		 USAGE = "--since: 'soon' is no date: give 2026-02-01, 2026-02-01T10:00, "
			 "yesterday, 3.days.ago or @<seconds since 1970>"},
		{"HEAD~1..HEAD", .until = "",
		 USAGE = "--until: '' is no date: give 2026-02-01, 2026-02-01T10:00, yesterday, "
			 "3.days.ago or @<seconds since 1970>"},
		{"HEAD..HEAD", EMPTY = "list: HEAD..HEAD: nothing arrived in between"},
		{"HEAD..", EMPTY = "list: HEAD..: nothing arrived in between"},
		{NULL, .since = "2026-01-06", EMPTY = "list: nothing arrived since 2026-01-06"},
		{NULL, TRUE, .until = "2026-01-05",
		 EMPTY = "list: nothing arrived until 2026-01-05"},
		{"HEAD~2..HEAD", .since = "2026-01-01", .until = "2026-01-02",
		 EMPTY = "list: HEAD~2..HEAD: nothing arrived since 2026-01-01 until 2026-01-02"},
		{"nosuch..HEAD",
		 NOT_FOUND = "list: nosuch: no such branch, tag or commit in epochs 0-2"},
		{"HEAD~2..9b1f83906", NOT_FOUND = "list: 9b1f83906: no such commit in epochs 0-2"},
		{"HEAD~1.." ZERO, NOT_FOUND = "list: " ZERO ": no such commit in epochs 0-2"},
		{"HEAD..HEAD~9",
		 FAILED = "list: HEAD..HEAD~9: HEAD is newer than HEAD~9: swap them: HEAD~9..HEAD"},
		{"HEAD~1..HEAD~2", FAILED = "list: HEAD~1..HEAD~2: HEAD~1 is newer than HEAD~2: "
					    "swap them: HEAD~2..HEAD~1"},
	};
	g_autoptr(Inbox) inbox = open_list("list");

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check_error(inbox, &cases[i]);
}

/* RULES §1: a purge rewrites history; say so, name the merge base, offer the range. */
static void test_rewritten(void)
{
	g_autoptr(InboxMaker) maker = new_list("purged");
	g_autofree char *third = make_mail("purged", 3), *first = make_mail("purged", 0);
	g_autofree char *base = NULL, *old = NULL, *spec = NULL, *message = NULL;
	g_autofree char *no_base = NULL;
	Oid oids[8];

	for (guint i = 0; i < G_N_ELEMENTS(oids); i++) {
		if (i == 6)
			inbox_maker_next_epoch(maker);
		oids[i] = add(maker, "purged", i);
	}
	base = oid_hex(&oids[2]);
	old = oid_hex(&oids[4]);
	old[9] = '\0';
	spec = g_strconcat(old, "..HEAD", NULL);
	inbox_maker_purge(maker, slice_of(third));
	message = g_strdup_printf(
		"purged: %s: %s is not an ancestor of HEAD: history was rewritten between them (a "
		"purge or an edit); their merge base is %.12s: try %.12s..HEAD",
		spec, old, base, base);
	no_base = g_strdup_printf("purged: %s: %s is not an ancestor of HEAD, nor have they one in "
				  "common: the whole history was rewritten: try --root HEAD",
				  spec, old);
	{
		g_autoptr(Inbox) inbox = open_list("purged");

		check_error(inbox, &(Case){spec, FAILED = message});
	}
	inbox_maker_purge(maker, slice_of(first));
	{
		g_autoptr(Inbox) inbox = open_list("purged");

		check_error(inbox, &(Case){spec, FAILED = no_base});
	}
}

static GArray *pick(const Inbox *inbox, guint a, guint b)
{
	g_autofree char *from = oid_hex(&made[a]), *to = oid_hex(&made[b]);
	g_autofree char *spec = g_strdup_printf("%s..%s", from, to);
	RangeRequest request = {.spec = spec, .now = NOW};
	g_autoptr(Range) range = range_resolve(inbox, &request, NULL);

	return range ? g_array_ref(range->commits) : g_array_new(FALSE, FALSE, sizeof(Commit));
}

static gboolean same(const GArray *a, guint from, const GArray *b)
{
	for (guint i = 0; i < b->len; i++)
		if (!oid_equal(&g_array_index(a, Commit, from + i).oid,
			       &g_array_index(b, Commit, i).oid))
			return FALSE;
	return TRUE;
}

/* B..C, then A..B, is A..C. */
static void test_union(void)
{
	g_autoptr(Inbox) inbox = open_list("list");

	for (guint round = 0; round < 200; round++) {
		guint a = (guint)g_test_rand_int_range(0, N);
		guint b = (guint)g_test_rand_int_range((gint32)a, N);
		guint c = (guint)g_test_rand_int_range((gint32)b, N);
		g_autoptr(GArray) ab = pick(inbox, a, b), bc = pick(inbox, b, c);
		g_autoptr(GArray) ac = pick(inbox, a, c);

		g_assert_cmpuint(ab->len, ==, b - a);
		g_assert_cmpuint(ac->len, ==, ab->len + bc->len);
		if (ac->len == ab->len + bc->len)
			g_assert_true(same(ac, 0, bc) && same(ac, bc->len, ab));
	}
}

/*
 * Committer dates out of order: an old date in between ends nothing, a thousand
 * old ones in a row do.
 */
static void test_dates_out_of_order(void)
{
	g_autoptr(InboxMaker) maker = new_list("mixed");
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Range) range = NULL;
	RangeRequest request = {.since = "2026-01-05", .now = NOW};

	add(maker, "mixed", 0);
	inbox_maker_set_date(maker, INBOX_MAKER_START - 86400);
	for (guint i = 1; i <= 999; i++)
		add(maker, "mixed", i);
	inbox_maker_set_date(maker, INBOX_MAKER_START + 3600);
	add(maker, "mixed", 1000);
	inbox = open_list("mixed");
	range = range_resolve(inbox, &request, NULL);
	g_assert_cmpuint(range->commits->len, ==, 2);

	inbox_maker_set_date(maker, INBOX_MAKER_START - 86400);
	for (guint i = 1001; i <= 2000; i++)
		add(maker, "mixed", i);
	inbox_maker_set_date(maker, INBOX_MAKER_START + 7200);
	add(maker, "mixed", 2001);
	g_clear_pointer(&inbox, inbox_free);
	g_clear_pointer(&range, range_free);
	inbox = open_list("mixed");
	range = range_resolve(inbox, &request, NULL);
	g_assert_cmpuint(range->commits->len, ==, 1);
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	root = g_dir_make_tmp("maildelta-range-XXXXXX", NULL);
	make_list();
	g_test_add_func("/range/ranges", test_ranges);
	g_test_add_func("/range/errors", test_errors);
	g_test_add_func("/range/rewritten", test_rewritten);
	g_test_add_func("/range/union", test_union);
	g_test_add_func("/range/dates-out-of-order", test_dates_out_of_order);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
