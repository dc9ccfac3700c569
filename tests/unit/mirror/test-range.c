/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/range.h"

#include "base/error.h"
#include "lib/letters.h"
#include "mirror/mirror.h"
#include "mirror/reader.h"

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
		{"..HEAD",
		 USAGE = "list: ..HEAD: no report of it was told yet by 'maildelta update' or "
			 "a hook: name A in A..B, or use --root for the beginning"},
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

/* --- between two states ------------------------------------------------------------ */

/* What a change did, as letters_play() takes it; a purged mail is a !. */
static void spell(const Change *change, gpointer user)
{
	GString *text = user;

	if (change->kind == CHANGE_PURGED)
		g_string_append_c(text, '!');
	if (change->kind == CHANGE_DELETED)
		g_string_append_c(text, '-');
	for (char c = 'A'; c <= 'z'; c++) {
		g_autofree char *mail = letters_mail(c);
		Oid blob = inbox_maker_blob(slice_of(mail));

		if (g_ascii_isalpha(c) && oid_equal(&blob, &change->blob))
			g_string_append_c(text, c);
	}
}

static char *spell_all(const Inbox *inbox, const GArray *commits)
{
	g_autoptr(Reader) reader = reader_new(inbox);
	GString *text = g_string_new(NULL);

	for (guint i = 0; commits && i < commits->len; i++)
		reader_read(reader, &g_array_index(commits, Commit, i), spell, text, NULL);
	return g_string_free(text, FALSE);
}

static GArray *tips_now(const char *name)
{
	g_autoptr(Inbox) inbox = open_list(name);

	return tips_of(inbox, NULL);
}

static gboolean ends_are(const Range *range, const char *name, const GArray *from)
{
	g_autoptr(GArray) to = tips_now(name);
	gboolean has_from = FALSE, has_to = FALSE;

	for (guint i = 0; i < from->len; i++)
		has_from |= oid_equal(&g_array_index(from, Tip, i).oid, &range->from.oid);
	for (guint i = 0; i < to->len; i++)
		has_to |= oid_equal(&g_array_index(to, Tip, i).oid, &range->to.oid);
	return has_from == range->has_from && has_to;
}

typedef struct {
	const char *before, *after; /* steps of letters_play() */
	const char *commits, *lost; /* newest first; lost NULL: nothing was rewritten */
	guint from_epoch, to_epoch; /* whose tips are its ends */
} BetweenCase;

static void check_between(const char *name, const GArray *from, const BetweenCase *c)
{
	g_autoptr(GArray) to = tips_now(name);
	g_autoptr(Inbox) inbox = open_list(name);
	g_autoptr(GError) error = NULL;
	g_autoptr(Range) range = range_between(inbox, from, to, &error);
	g_autofree char *commits = NULL, *lost = NULL;

	if (!c->commits) {
		g_assert_null(range);
		g_assert_error(error, MD_ERROR, MD_ERROR_EMPTY);
		return;
	}
	g_assert_no_error(error);
	if (!range)
		return;
	commits = spell_all(inbox, range->commits);
	lost = spell_all(inbox, range->lost);
	g_assert_cmpstr(commits, ==, c->commits);
	g_assert_cmpstr(lost, ==, c->lost ? c->lost : "");
	g_assert_cmpint(range->lost != NULL, ==, c->lost != NULL);
	g_assert_true(ends_are(range, name, from));
	g_assert_cmpuint(range->from.epoch, ==, c->from_epoch);
	g_assert_cmpuint(range->to.epoch, ==, c->to_epoch);
}

static void test_between(void)
{
	static const BetweenCase cases[] = {
		{"ab", "", NULL, NULL, 0, 0},
		{"ab", "|", NULL, NULL, 0, 0},
		{"ab", "cd", "dc", NULL, 0, 0},
		{"ab|cd", "ef", "fe", NULL, 1, 1},
		{"ab", "|cd", "dc", NULL, 0, 1},
		{"ab", "c|de|f", "fedc", NULL, 0, 2},
		{"ab|", "c", "c", NULL, 0, 1},
		{"abc", "-b", "-b", NULL, 0, 0},
		{"abc", "!b", "c!", "cb", 0, 0},
		{"abc", "d!be", "edc!", "cb", 0, 0},
		{"abc", "!c", "!", "c", 0, 0},
		{"abc", "!a", "cb!", "cba", 0, 0}, /* all of it */
		{"abc", "!b!c", "!!", "cb", 0, 0},
		{"a!abc", "!c", "!", "c", 0, 0}, /* with an earlier purge before it */
		{"abc", "=b", "cB", "cb", 0, 0},
		{"ab-ac", "!a", "c-ab!", "c-aba", 0, 0},
		{"abc", "d!d", "!", NULL, 0, 0}, /* what was never told */
		{"ab|cd", "e!a", "eb!", "ba", 1, 1},
		{"ab|cd", "!a", "b!", "ba", 0, 0},
		{"ab|cd", "!b!d|e", "e!!", "db", 1, 2},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = g_strdup_printf("between-%u", i);
		g_autoptr(InboxMaker) maker = new_list(name);
		g_autoptr(GArray) from = NULL;

		g_test_message("%s, %s", cases[i].before, cases[i].after);
		letters_play(maker, cases[i].before);
		from = tips_now(name);
		letters_play(maker, cases[i].after);
		check_between(name, from, &cases[i]);
	}
}

/* The branch goes back by @n commits, as a push by force has it. */
static void go_back(const char *name, guint n)
{
	g_autofree char *ref = g_build_filename(root, name, "git/0.git/refs/heads/master", NULL);
	g_autofree char *spec = g_strdup_printf("HEAD~%u", n);
	g_autofree char *hex = NULL;
	g_autoptr(Inbox) inbox = open_list(name);
	Commit commit;

	g_assert_true(revision_find(inbox, spec, NOW, &commit, NULL));
	hex = oid_hex(&commit.oid);
	g_assert_true(g_file_set_contents(ref, hex, -1, NULL));
}

static void test_between_shorter(void)
{
	static const BetweenCase shorter = {.commits = "", .lost = "dc"};
	static const BetweenCase all = {.commits = "ba"};
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(Tip));
	g_autoptr(InboxMaker) maker = new_list("shorter");
	g_autoptr(GArray) from = NULL;

	letters_play(maker, "abcd");
	from = tips_now("shorter");
	go_back("shorter", 2);
	check_between("shorter", from, &shorter);
	check_between("shorter", none, &all);
}

/* Older epochs, which were not wanted at first. */
static void test_between_older(void)
{
	static const BetweenCase rest = {.commits = "f", .from_epoch = 1, .to_epoch = 1};
	g_autoptr(InboxMaker) maker = new_list("older");
	g_autoptr(GArray) from = NULL, to = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Range) range = NULL;

	letters_play(maker, "ab|cd");
	from = tips_now("older");
	g_array_remove_index(from, 0);
	to = tips_now("older");
	inbox = open_list("older");
	range = range_between(inbox, from, to, &error);
	g_assert_null(range);
	g_assert_error(error, MD_ERROR, MD_ERROR_EMPTY);
	letters_play(maker, "f");
	check_between("older", from, &rest);
}

static void check_gone(const Inbox *inbox, const GArray *from, const GArray *to,
		       const char *message)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Range) range = range_between(inbox, from, to, &error);

	g_assert_null(range);
	g_assert_error(error, MD_ERROR, MD_ERROR_NOT_FOUND);
	g_assert_cmpstr(error ? error->message : NULL, ==, message);
}

/* What a mirror no longer has: a commit, an epoch; and an epoch that nobody asks about. */
static void test_between_gone(void)
{
	static const BetweenCase rest = {.commits = "d", .from_epoch = 1, .to_epoch = 1};
	static const Tip gone = {0, {{0x9b, 0x1f, 0x83}}, 1};
	g_autoptr(InboxMaker) maker = new_list("gone");
	g_autoptr(GArray) from = NULL, to = NULL;
	g_autoptr(Inbox) inbox = NULL;

	letters_play(maker, "ab|c");
	from = tips_now("gone");
	letters_play(maker, "d");
	to = tips_now("gone");
	inbox = open_list("gone");
	g_array_append_vals(from, &(Tip){7, gone.oid, 1}, 1);
	check_between("gone", from, &rest);
	check_gone(inbox, to, from,
		   "gone: 9b1f83000000: epoch 7 is no longer in the mirror: name A in A..B, or "
		   "use --since");
	g_array_index(from, Tip, 0).oid = gone.oid;
	check_gone(inbox, from, to,
		   "gone: 9b1f83000000: the last report's commit is no longer in epoch 0 of the "
		   "mirror: name A in A..B, or use --since");
}

/* Whatever the dates: what is behind one and not behind the other. */
static void check_fork(const char *name, const GArray *from)
{
	g_autoptr(GHashTable) behind = g_hash_table_new(oid_hash, oid_equal_keys);
	g_autoptr(GArray) to = tips_now(name);
	g_autoptr(Inbox) inbox = open_list(name);
	g_autofree char *old = oid_hex(&g_array_index(from, Tip, 0).oid);
	RangeRequest request = {.spec = old, .root = TRUE, .now = NOW};
	g_autoptr(Range) range = range_between(inbox, from, to, NULL);
	g_autoptr(Range) before = range_resolve(inbox, &request, NULL), after = NULL;
	guint n = 0;

	request.spec = NULL;
	after = range_resolve(inbox, &request, NULL);
	for (guint i = 0; i < before->commits->len; i++)
		g_hash_table_add(behind, &g_array_index(before->commits, Commit, i).oid);
	while (n < after->commits->len &&
	       !g_hash_table_contains(behind, &g_array_index(after->commits, Commit, n).oid))
		n++;
	g_assert_cmpuint(range->commits->len, ==, n);
	g_assert_true(same(after->commits, 0, range->commits));
	g_assert_cmpuint(range->lost ? range->lost->len : 0, ==,
			 before->commits->len - (after->commits->len - n));
	g_assert_true(!range->lost || same(before->commits, 0, range->lost));
}

static void test_between_dates(void)
{
	for (guint round = 0; round < 30; round++) {
		g_autofree char *name = g_strdup_printf("dates-%u", round);
		g_autoptr(InboxMaker) maker = new_list(name);
		g_autoptr(GArray) from = NULL;
		guint n = (guint)g_test_rand_int_range(2, 20);

		for (guint i = 0; i < n; i++) {
			inbox_maker_set_date(maker,
					     INBOX_MAKER_START + g_test_rand_int_range(0, 9));
			letters_play(maker, (char[]){(char)('a' + i), '\0'});
		}
		from = tips_now(name);
		if (round % 3)
			letters_play(maker,
				     (char[]){'!',
					      (char)('a' + g_test_rand_int_range(0, (gint32)n)),
					      '\0'});
		inbox_maker_set_date(maker, INBOX_MAKER_START + g_test_rand_int_range(0, 9));
		letters_play(maker, "xyz");
		check_fork(name, from);
	}
}

/* --- ..B ------------------------------------------------------------------------------ */

static void check_last(const char *name, const GArray *last, const Case *c, const char *want)
{
	g_autoptr(Inbox) inbox = open_list(name);
	g_autoptr(GError) error = NULL;
	RangeRequest request = {
		.spec = c->spec, .root = c->root, .since = c->since, .last = last, .now = NOW};
	g_autoptr(Range) range = range_resolve(inbox, &request, &error);
	g_autofree char *commits = range ? spell_all(inbox, range->commits) : NULL;

	g_test_message("%s", c->spec ? c->spec : "");
	g_assert_cmpstr(commits, ==, want);
	g_assert_cmpstr(error ? error->message : NULL, ==, c->message);
	if (c->message)
		g_assert_error(error, MD_ERROR, (gint)c->code);
}

static void test_last(void)
{
	static const struct {
		Case c;
		const char *want;
	} cases[] = {
		{{.spec = "..HEAD"}, "gfe"},
		{{.spec = ".."}, "gfe"},
		{{.spec = "..", .since = "2026-01-05T00:05"}, "gf"},
		{{.spec = "..HEAD~1"}, "fe"},
		{{.spec = "..HEAD~2"}, "e"},
		{{.spec = "..HEAD~3", EMPTY = "last: ..HEAD~3: nothing arrived in between"}, NULL},
		{{.spec = "..HEAD~4",
		  FAILED = "last: ..HEAD~4: the last report did not end before HEAD~4: "
			   "it has told that, or history was rewritten since: name A "
			   "in A..B, or use ..HEAD"},
		 NULL},
		{{.spec = "HEAD~1..HEAD"}, "g"}, /* where A is named, or the beginning: as ever */
		{{.spec = "..HEAD~5", .root = TRUE}, "ba"},
	};
	g_autoptr(InboxMaker) maker = new_list("last");
	g_autoptr(GArray) last = NULL;

	letters_play(maker, "ab|cd");
	last = tips_now("last");
	letters_play(maker, "e|fg");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check_last("last", last, &cases[i].c, cases[i].want);
	letters_play(maker, "!c");
	check_last("last", last, &(Case){.spec = ".."}, "gfed!");
	check_last(
		"last", last,
		&(Case){.spec = "..",
			.since = "2026-01-05",
			USAGE = "last: ..: history was rewritten since the last report: what was "
				"removed has no date of its own: leave out --since and --until"},
		NULL);
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
	g_test_add_func("/range/between", test_between);
	g_test_add_func("/range/between-shorter", test_between_shorter);
	g_test_add_func("/range/between-older", test_between_older);
	g_test_add_func("/range/between-gone", test_between_gone);
	g_test_add_func("/range/between-dates", test_between_dates);
	g_test_add_func("/range/last", test_last);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
