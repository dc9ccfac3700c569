/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/stream.h"
#include "lib/inbox-maker.h"
#include "mirror/mirror.h"
#include "mirror/range.h"

#include <signal.h>

#define MAILS 150
#define DELETED 70 /* this one again, and then no more */

/* An inbox of MAILS mails that say their number, one of them deleted in between. */
static char *make_inbox(void)
{
	g_autofree char *dir = g_dir_make_tmp("maildelta-XXXXXX", NULL);
	char *path = g_build_filename(dir, "inbox", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);

	for (guint i = 0; i < MAILS; i++) {
		g_autofree char *mail =
			g_strdup_printf("Message-ID: <%u@example.org>\n\n%u\n", i, i);

		inbox_maker_add(maker, slice_of(mail));
		if (i == DELETED)
			inbox_maker_delete(maker, slice_of(mail));
	}
	return path;
}

static gboolean read_commit(Reader *reader, guint entry, gpointer user, ReaderTake take,
			    gpointer taker, GError **error)
{
	const Range *range = user;

	return reader_read(reader, &g_array_index(range->commits, Commit, entry), take, taker,
			   error);
}

/* Entries from number 100 on cannot be read. */
static gboolean read_or_fail(Reader *reader, guint entry, gpointer user, ReaderTake take,
			     gpointer taker, GError **error)
{
	if (entry < 100)
		return read_commit(reader, entry, user, take, taker, error);
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "entry %u", entry);
	return FALSE;
}

static gpointer copy_mail(G_GNUC_UNUSED guint entry, const Change *change,
			  G_GNUC_UNUSED gpointer user)
{
	gsize len;
	const char *raw = g_bytes_get_data(change->raw, &len);

	return g_strndup(raw, len);
}

typedef struct {
	char *path;
	Inbox *inbox;
	Range *range;
} Fixture;

static void set_up(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	RangeRequest everything = {.root = TRUE};
	g_autoptr(GError) error = NULL;

	fixture->path = make_inbox();
	fixture->inbox = inbox_open(fixture->path, &error);
	g_assert_no_error(error);
	fixture->range = range_resolve(fixture->inbox, &everything, &error);
	g_assert_no_error(error);
}

static void tear_down(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	g_autofree char *dir = g_path_get_dirname(fixture->path);

	range_free(fixture->range);
	inbox_free(fixture->inbox);
	inbox_maker_remove(dir);
	g_free(fixture->path);
}

static StreamPlan plan_of(const Fixture *fixture, guint jobs)
{
	return (StreamPlan){
		.n = fixture->range->commits->len,
		.read = read_commit,
		.parse = copy_mail,
		.destroy = g_free,
		.user = fixture->range,
		.jobs = jobs,
	};
}

static const guint jobs_tried[] = {1, 2, 3, 8, 64};

/* Everything once, in the order asked for, on any number of threads. */
static void test_order(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	for (guint i = 0; i < G_N_ELEMENTS(jobs_tried); i++) {
		StreamPlan plan = plan_of(fixture, jobs_tried[i]);
		g_autoptr(Stream) stream = stream_new(fixture->inbox, &plan);
		g_autoptr(GError) error = NULL;
		StreamItem item;
		guint entry = 0, mails = MAILS;

		while (stream_next(stream, &item, &error)) {
			g_autofree char *mail = item.value;

			g_assert_cmpuint(item.entry, ==, entry++);
			if (item.kind == CHANGE_DELETED) {
				g_assert_null(mail);
			} else {
				g_autofree char *body = g_strdup_printf("\n\n%u\n", --mails);
				g_assert_true(g_str_has_suffix(mail, body));
			}
		}
		g_assert_no_error(error);
		g_assert_cmpuint(entry, ==, MAILS + 1);
		g_assert_cmpuint(mails, ==, 0);
		g_assert_false(stream_next(stream, &item, &error));
	}
}

/* What was read before a failure is still handed out; then the error, once. */
static void test_failure(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	for (guint i = 0; i < G_N_ELEMENTS(jobs_tried); i++) {
		StreamPlan plan = plan_of(fixture, jobs_tried[i]);
		g_autoptr(Stream) stream = NULL;
		g_autoptr(GError) error = NULL;
		StreamItem item;
		guint n = 0;

		plan.read = read_or_fail;
		stream = stream_new(fixture->inbox, &plan);
		for (; stream_next(stream, &item, &error); n++)
			g_free(item.value);
		g_assert_cmpuint(n, ==, 100);
		g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_IO);
		g_assert_cmpstr(error->message, ==, "entry 100");
		g_clear_error(&error);
		g_assert_false(stream_next(stream, &item, &error));
		g_assert_no_error(error);
	}
}

/* Whoever has enough may leave: nothing hangs, nothing leaks. */
static void test_early_end(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	for (guint i = 0; i < G_N_ELEMENTS(jobs_tried); i++) {
		StreamPlan plan = plan_of(fixture, jobs_tried[i]);
		g_autoptr(Stream) stream = stream_new(fixture->inbox, &plan);
		g_autoptr(GError) error = NULL;
		StreamItem item;

		g_assert_true(stream_next(stream, &item, &error));
		g_free(item.value);
	}
}

static gpointer note_signals(G_GNUC_UNUSED guint entry, G_GNUC_UNUSED const Change *change,
			     G_GNUC_UNUSED gpointer user)
{
	sigset_t *held = g_new(sigset_t, 1);

	pthread_sigmask(SIG_BLOCK, NULL, held);
	return held;
}

/* What ends the program is the caller's thread's to handle, on which nothing else changes. */
static void test_signals(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	StreamPlan plan = plan_of(fixture, 4);
	g_autoptr(Stream) stream = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree sigset_t *held = NULL;
	sigset_t own;
	StreamItem item;

	plan.parse = note_signals;
	stream = stream_new(fixture->inbox, &plan);
	g_assert_true(stream_next(stream, &item, &error));
	held = item.value;
	g_assert_cmpint(sigismember(held, SIGINT), ==, 1);
	g_assert_cmpint(sigismember(held, SIGTERM), ==, 1);
	g_assert_cmpint(sigismember(held, SIGSEGV), ==, 0);
	pthread_sigmask(SIG_BLOCK, NULL, &own);
	g_assert_cmpint(sigismember(&own, SIGTERM), ==, 0);
}

static void test_nothing(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	StreamPlan plan = plan_of(fixture, 4);
	g_autoptr(Stream) stream = NULL;
	g_autoptr(GError) error = NULL;
	StreamItem item;

	plan.n = 0;
	stream = stream_new(fixture->inbox, &plan);
	g_assert_false(stream_next(stream, &item, &error));
	g_assert_no_error(error);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	g_test_add("/stream/order", Fixture, NULL, set_up, test_order, tear_down);
	g_test_add("/stream/failure", Fixture, NULL, set_up, test_failure, tear_down);
	g_test_add("/stream/early-end", Fixture, NULL, set_up, test_early_end, tear_down);
	g_test_add("/stream/signals", Fixture, NULL, set_up, test_signals, tear_down);
	g_test_add("/stream/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
	return g_test_run();
}
