/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/assemble.h"

#include "lib/posts.h"

#define ANN "Ann Example <ann@example.org>"
#define BO "Bo Fjord <bo@fjord.example>"
#define CY "Cy Holm <cy@holm.example>"
#define BOT "kernel test robot <lkp@intel.com>"
#define DAY (24 * 60 * 60)
#define MONDAY 1767571200 /* 2026-01-05, where the rows' minutes begin */
#define HOUR 60

/*
 * A week's mails. Those of the first day came before the window, which begins on the
 * second: they are there as ancestors.
 */
static const PostRow rows[] = {
	{"v1-0", ANN, "[PATCH 0/2] count sheep", NULL, 1 * HOUR, NULL},
	{"v1-1", ANN, "[PATCH 1/2] count", "v1-0", 1 * HOUR + 1, NULL},
	{"r1", BO, "Re: [PATCH 1/2] count", "v1-0 v1-1", 25 * HOUR, NULL},
	{"v2-0", ANN, "[PATCH v2 0/1] count sheep", "v1-0", 26 * HOUR, NULL},
	{"v2-1", ANN, "[PATCH v2 1/1] count", "v1-0 v2-0", 26 * HOUR + 1, NULL},
	{"bug", BO, "sheep: wrong count", NULL, 49 * HOUR, NULL},
	{"q", BO, "Question about sheep", NULL, 49 * HOUR + 1, NULL},
	{"q-a", ANN, "Re: Question about sheep", "q", 50 * HOUR, NULL},
	{"gone-a", BO, "Re: fences", "gone", 51 * HOUR, NULL},
	{"one", ANN, "[PATCH] one", NULL, 51 * HOUR + 1, NULL},
	{"bot", BOT, "Re: [PATCH] one", "one", 52 * HOUR, NULL},
	{"bot-fix", BOT, "[PATCH] fix one", "one", 52 * HOUR + 1, NULL},
	{"again", ANN, "[PATCH v2 2/3] one", "one", 53 * HOUR, NULL},
	{"even", CY, "sheep: as late as another", NULL, 49 * HOUR, NULL},
	{"late", CY, "sheep: later", NULL, 52 * HOUR + 1, NULL},
	{NULL, NULL, NULL, NULL, 0, NULL},
};

static DigestMail *mail_of(Post *post)
{
	DigestMail *mail = g_new0(DigestMail, 1);

	mail->post = post;
	mail->history = post->instant < MONDAY + DAY;
	post->place.committed = post->instant;
	mail->reviews = g_str_equal(post->id, "r1") ? 2 : g_str_equal(post->id, "q-a");
	if (mail->history || g_str_equal(post->id, "bug"))
		post->defects = 1u << 0;
	return mail;
}

static const char *gone = ""; /* a mail that was taken away */

static gboolean is_there(const char *message_id, G_GNUC_UNUSED gpointer user)
{
	return !g_str_equal(message_id, gone);
}

static Digest *digest_of(const char *preset, guint history)
{
	g_autoptr(GPtrArray) posts = posts_make(rows);
	g_autoptr(Categories) categories = categories_new(preset, NULL);
	g_autoptr(Versions) versions = versions_new();
	const Assembly assembly = {categories, versions, 3, NULL, is_there, NULL};
	Digest *digest = g_new0(Digest, 1);

	g_ptr_array_set_free_func(posts, NULL);
	digest->mails = g_ptr_array_new_with_free_func((GDestroyNotify)digest_mail_free);
	digest->window = (DigestWindow){.since = MONDAY + DAY, .until = MONDAY + 4 * DAY};
	digest->history_days = history;
	for (guint i = 0; i < posts->len; i++) {
		Post *post = posts->pdata[i];
		VersionHints none = {NULL, NULL, NULL};

		if (version_is_head(post))
			versions_add(versions, post, &none);
		g_ptr_array_add(digest->mails, mail_of(post));
	}
	assemble_digest(digest, &assembly);
	return digest;
}

static const char *first_id(const Digest *digest, const DigestThread *thread)
{
	const ThreadMail *first =
		&g_array_index(thread->thread->mails, ThreadMail, thread->thread->first);

	return ((DigestMail *)digest->mails->pdata[first->mail])->post->id;
}

/* By category, as they are shown; more mails first, then the more recent, then the older. */
static void test_order(void)
{
	static const struct {
		const char *id, *category;
		guint number, mails, history, participants, people, bots;
	} want[] = {
		{"v1-0", "PATCH", 1, 5, 2, 2, 2, 0}, {"one", "PATCH", 2, 4, 0, 2, 1, 1},
		{"q", "Question", 1, 2, 0, 2, 2, 0}, {"gone-a", "Discussion", 1, 1, 0, 1, 1, 0},
		{"late", "Other", 1, 1, 0, 1, 1, 0}, {"bug", "Other", 2, 1, 0, 1, 1, 0},
		{"even", "Other", 3, 1, 0, 1, 1, 0},
	};
	g_autoptr(Digest) digest = digest_of("default", 365);

	g_assert_cmpuint(digest->threads->len, ==, G_N_ELEMENTS(want));
	for (guint i = 0; i < MIN(digest->threads->len, G_N_ELEMENTS(want)); i++) {
		const DigestThread *thread = digest->threads->pdata[i];
		const DigestCategory *category =
			&g_array_index(digest->categories, DigestCategory, thread->category);

		g_assert_cmpstr(first_id(digest, thread), ==, want[i].id);
		g_assert_cmpstr(category->name, ==, want[i].category);
		g_assert_cmpuint(thread->number, ==, want[i].number);
		g_assert_cmpuint(thread->thread->mails->len, ==, want[i].mails);
		g_assert_cmpuint(thread->history, ==, want[i].history);
		g_assert_cmpuint(thread->participants, ==, want[i].participants);
		g_assert_cmpuint(thread->people, ==, want[i].people);
		g_assert_cmpuint(thread->bots, ==, want[i].bots);
	}
}

/* A series posted into another's thread stays there, and is named. */
static void test_series(void)
{
	g_autoptr(Digest) digest = digest_of("default", 365);
	const DigestThread *thread = digest->threads->pdata[0];
	const DigestSeries *own = thread->series, *also;

	g_assert_cmpstr(own->head->post->id, ==, "v1-0");
	g_assert_cmpuint(own->parts, ==, 2);
	g_assert_null(own->previous);
	g_assert_cmpstr(own->newest ? own->newest->id : NULL, ==, "v2-0");
	g_assert_cmpuint(thread->also->len, ==, 1);
	also = thread->also->pdata[0];
	g_assert_cmpstr(also->head->post->id, ==, "v2-0");
	g_assert_cmpuint(also->parts, ==, 1);
	g_assert_cmpstr(also->previous ? also->previous->id : NULL, ==, "v1-0");
	g_assert_null(also->newest);
	thread = digest->threads->pdata[2];
	g_assert_null(thread->series);
	g_assert_cmpuint(thread->also->len, ==, 0);
}

/* What came before the time in which ancestors are looked for is no version to be told. */
static void test_history(void)
{
	g_autoptr(Digest) digest = digest_of("default", 0);
	const DigestThread *thread = digest->threads->pdata[0];
	const DigestSeries *also = thread->also->len ? thread->also->pdata[0] : NULL;

	g_assert_nonnull(also);
	g_assert_null(also ? also->previous : NULL);
	g_assert_nonnull(thread->series->newest);
}

/* A version that was taken away is not told; that before it is. */
static void test_gone(void)
{
	static const struct {
		const char *gone, *previous, *newest;
	} want[] = {{"", "v1-0", "v2-0"}, {"v1-0", NULL, "v2-0"}, {"v2-0", "v1-0", NULL}};

	for (guint i = 0; i < G_N_ELEMENTS(want); i++) {
		g_autoptr(Digest) digest = NULL;
		const DigestThread *thread;
		const DigestSeries *also;

		gone = want[i].gone;
		digest = digest_of("default", 365);
		thread = digest->threads->pdata[0];
		also = thread->also->pdata[0];
		g_assert_cmpstr(also->previous ? also->previous->id : NULL, ==, want[i].previous);
		g_assert_cmpstr(thread->series->newest ? thread->series->newest->id : NULL, ==,
				want[i].newest);
	}
	gone = "";
}

static void test_numbers(void)
{
	g_autoptr(Digest) digest = digest_of("default", 365);
	static const guint days[] = {3, 10, 0};
	const PersonCount *active = &g_array_index(digest->active, PersonCount, 0);
	const PersonCount *reviewers = &g_array_index(digest->reviewers, PersonCount, 0);

	g_assert_cmpuint(digest->history, ==, 2);
	g_assert_cmpuint(digest->new_series, ==, 2); /* v2 and the patch on its own; v1 is old */
	g_assert_cmpuint(digest->large, ==, 0);
	g_assert_cmpuint(digest->days->len, ==, G_N_ELEMENTS(days));
	for (guint i = 0; i < G_N_ELEMENTS(days); i++)
		g_assert_cmpuint(g_array_index(digest->days, DigestDay, i).mails, ==, days[i]);
	g_assert_cmpuint(digest->defects[0], ==, 1); /* those of history are not counted */
	g_assert_cmpuint(digest->active->len, ==, 3);
	g_assert_cmpstr(active->person.addr, ==, "ann@example.org");
	g_assert_cmpuint(active->count, ==, 5);
	g_assert_cmpuint(digest->reviewers->len, ==, 2);
	g_assert_cmpstr(reviewers->person.addr, ==, "bo@fjord.example"); /* two tags in one mail */
	g_assert_cmpuint(reviewers->count, ==, 2);
}

/* The preset decides what the categories are, and nothing else changes. */
static void test_classic(void)
{
	g_autoptr(Digest) digest = digest_of("classic", 365);
	guint threads = 0, mails = 0;

	for (guint i = 0; i < digest->categories->len; i++) {
		const DigestCategory *category =
			&g_array_index(digest->categories, DigestCategory, i);
		threads += category->threads;
		mails += category->mails;
	}
	g_assert_cmpuint(threads, ==, digest->threads->len);
	g_assert_cmpuint(mails, ==, digest->mails->len);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/assemble/order", test_order);
	g_test_add_func("/assemble/series", test_series);
	g_test_add_func("/assemble/history", test_history);
	g_test_add_func("/assemble/gone", test_gone);
	g_test_add_func("/assemble/numbers", test_numbers);
	g_test_add_func("/assemble/classic", test_classic);
	return g_test_run();
}
