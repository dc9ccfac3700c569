/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/keep.h"

#include "lib/inbox-maker.h"
#include "mirror/epoch.h"
#include "mirror/mirror.h"
#include "mirror/tips.h"

#include <string.h>

static const char *const mails[] = {
	"From: A <a@example.org>\nMessage-ID: <1@example.org>\n\none\n",
	"From: A <a@example.org>\nMessage-ID: <2@example.org>\n\ntwo\n",
	"From: A <a@example.org>\nMessage-ID: <3@example.org>\n\nthree\n",
};

static char *root;

static InboxMaker *make(const char *name, char **path)
{
	InboxMaker *maker;

	*path = g_build_filename(root, name, NULL);
	maker = inbox_maker_new(*path, EPOCH_V2);
	for (guint i = 0; i < G_N_ELEMENTS(mails); i++)
		inbox_maker_add(maker, slice_of(mails[i]));
	return maker;
}

static GArray *read_tips(const char *path)
{
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	GArray *tips = inbox ? tips_of(inbox, NULL) : NULL;

	if (!tips || !tips->len)
		g_error("%s: no tips", path);
	return tips;
}

static guint keep(const char *path, const GArray *tips)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Inbox) inbox = inbox_open(path, &error);
	guint kept = 0;

	g_assert_no_error(error);
	keep_tips(inbox, tips, &kept, &error);
	g_assert_no_error(error);
	return kept;
}

/* Whether the first of @tips is kept, in its epoch at @path. */
static gboolean is_kept(const char *path, const GArray *tips)
{
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	const Tip *tip = &g_array_index(tips, Tip, 0);
	g_autofree char *hex = oid_hex(&tip->oid);
	g_autofree char *name = g_strdup_printf("refs/maildelta/kept/master-%.12s", hex);
	Oid found;

	return epoch_find_ref(inbox_epoch(inbox, 0), name, &found) && oid_equal(&found, &tip->oid);
}

static void test_rewritten(void)
{
	g_autofree char *path = NULL;
	g_autoptr(InboxMaker) maker = make("rewritten", &path);
	g_autoptr(GArray) before = read_tips(path), after = NULL;

	inbox_maker_purge(maker, slice_of(mails[1]));
	g_assert_cmpuint(keep(path, before), ==, 1);
	g_assert_true(is_kept(path, before));
	/* once more is the same */
	g_assert_cmpuint(keep(path, before), ==, 1);
	g_assert_true(is_kept(path, before));
	after = read_tips(path);
	g_assert_false(tips_equal(before, after));
}

static void test_grown(void)
{
	g_autofree char *path = NULL;
	g_autoptr(InboxMaker) maker = make("grown", &path);
	g_autoptr(GArray) before = read_tips(path);

	g_assert_cmpuint(keep(path, before), ==, 0);
	inbox_maker_delete(maker, slice_of(mails[0]));
	inbox_maker_next_epoch(maker);
	g_assert_cmpuint(keep(path, before), ==, 0);
	g_assert_false(is_kept(path, before));
}

static void test_gone(void)
{
	g_autofree char *path = NULL;
	g_autoptr(InboxMaker) maker = make("gone", &path);
	g_autoptr(GArray) before = read_tips(path);
	Tip *tip = &g_array_index(before, Tip, 0);

	memset(tip->oid.id, 0xab, sizeof tip->oid.id);
	g_assert_cmpuint(keep(path, before), ==, 0);
	tip->number = 7; /* no such epoch */
	g_assert_cmpuint(keep(path, before), ==, 0);
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	root = g_dir_make_tmp("maildelta-keep-XXXXXX", NULL);
	g_test_add_func("/keep/rewritten", test_rewritten);
	g_test_add_func("/keep/grown", test_grown);
	g_test_add_func("/keep/gone", test_gone);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
