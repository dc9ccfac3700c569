/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/tips.h"

#include "lib/inbox-maker.h"
#include "mirror/mirror.h"

static char *root;

static Oid add(InboxMaker *maker, guint n)
{
	g_autofree char *mail = g_strdup_printf("Message-ID: <%u@example.org>\n\n%u\n", n, n);

	return inbox_maker_add(maker, slice_of(mail));
}

static GArray *tips_at(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Inbox) inbox = inbox_open(path, &error);
	GArray *tips;

	g_assert_no_error(error);
	tips = tips_of(inbox, &error);
	g_assert_no_error(error);
	return tips;
}

static void check_tip(const GArray *tips, guint i, guint number, const Oid *oid, guint minutes)
{
	const Tip *tip = &g_array_index(tips, Tip, i);

	g_assert_cmpuint(tip->number, ==, number);
	g_assert_true(oid_equal(&tip->oid, oid));
	g_assert_cmpint(tip->committed, ==, INBOX_MAKER_START + minutes * INBOX_MAKER_TICK);
}

/* An epoch without commits is none of them; one that got another is another state. */
static void test_v2(void)
{
	g_autofree char *path = g_build_filename(root, "v2", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	g_autoptr(GArray) one = NULL, two = NULL, same = NULL, more = NULL;
	Oid first, last;

	first = add(maker, 0);
	one = tips_at(path);
	inbox_maker_next_epoch(maker);
	same = tips_at(path);
	inbox_maker_next_epoch(maker);
	add(maker, 1);
	last = add(maker, 2);
	two = tips_at(path);
	g_assert_cmpuint(one->len, ==, 1);
	check_tip(one, 0, 0, &first, 0);
	g_assert_true(tips_equal(one, same));
	g_assert_cmpuint(two->len, ==, 2);
	check_tip(two, 0, 0, &first, 0);
	check_tip(two, 1, 2, &last, 2);
	g_assert_false(tips_equal(one, two));
	add(maker, 3);
	more = tips_at(path);
	g_assert_cmpuint(more->len, ==, 2);
	g_assert_false(tips_equal(two, more));
	g_assert_true(tips_equal(more, more));
}

static void test_v1(void)
{
	g_autofree char *path = g_build_filename(root, "v1.git", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V1);
	g_autoptr(GArray) tips = NULL;
	Oid last;

	add(maker, 0);
	last = add(maker, 1);
	tips = tips_at(path);
	g_assert_cmpuint(tips->len, ==, 1);
	check_tip(tips, 0, 0, &last, 1);
}

/* The same commit of another epoch is another tip. */
static void test_equal(void)
{
	static const Tip tips[] = {
		{1, {{7}}, 5},
		{1, {{7}}, 6}, /* a commit has one date: it says nothing more */
		{2, {{7}}, 5},
		{1, {{8}}, 5},
	};

	for (guint i = 0; i < G_N_ELEMENTS(tips); i++) {
		g_autoptr(GArray) a = g_array_new(FALSE, FALSE, sizeof(Tip));
		g_autoptr(GArray) b = g_array_new(FALSE, FALSE, sizeof(Tip));

		g_assert_true(tips_equal(a, b));
		g_array_append_val(a, tips[0]);
		g_assert_false(tips_equal(a, b));
		g_array_append_val(b, tips[i]);
		g_assert_cmpint(tips_equal(a, b), ==, i < 2);
		g_assert_cmpint(tips_equal(b, a), ==, i < 2);
	}
}

/* Those of now, those of before, and no others; a commit is one of its own epoch alone. */
static void test_there(void)
{
	g_autofree char *path = g_build_filename(root, "there", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);
	g_autoptr(GArray) tips = g_array_new(FALSE, FALSE, sizeof(Tip));
	g_autoptr(Inbox) inbox = NULL;
	Tip *tip;

	g_array_append_vals(tips, &(Tip){.oid = add(maker, 0), .committed = 7}, 1);
	add(maker, 1);
	inbox = inbox_open(path, NULL);
	g_assert_true(tips_are_there(inbox, tips));
	tip = &g_array_index(tips, Tip, 0);
	tip->number = 1;
	g_assert_false(tips_are_there(inbox, tips));
	tip->number = 0;
	tip->oid.id[0] ^= 1;
	g_assert_false(tips_are_there(inbox, tips));
	g_array_set_size(tips, 0);
	g_assert_true(tips_are_there(inbox, tips));
}

static void test_newest(void)
{
	static const gint64 dates[] = {-5, 9, 3};
	g_autoptr(GArray) tips = g_array_new(FALSE, FALSE, sizeof(Tip));

	g_assert_cmpint(tips_newest(tips), ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(dates); i++) {
		g_array_append_vals(tips, &(Tip){.number = i, .committed = dates[i]}, 1);
		g_assert_cmpint(tips_newest(tips), ==, i ? 9 : -5);
	}
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	root = g_dir_make_tmp("maildelta-tips-XXXXXX", NULL);
	g_test_add_func("/tips/v2", test_v2);
	g_test_add_func("/tips/v1", test_v1);
	g_test_add_func("/tips/equal", test_equal);
	g_test_add_func("/tips/there", test_there);
	g_test_add_func("/tips/newest", test_newest);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
