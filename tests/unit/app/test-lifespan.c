/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/lifespan.h"

#include "base/error.h"
#include "lib/inbox-maker.h"
#include "mail/mail.h"
#include "mirror/mirror.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define START INBOX_MAKER_START

/* What happens to the archive, in order. */
typedef struct {
	char what; /* + added, - deleted, e: a new epoch begins */
	const char *id;
	const char *refs; /* "<a> <b>", or NULL */
	int day;
} Event;

static char *mail_of(const Event *event)
{
	return g_strdup_printf("From: Ann Example <ann@example.org>\n"
			       "Date: Mon, 05 Jan 2026 10:00:00 +0000\n"
			       "Subject: about %s\nMessage-ID: <%s@x>\n%s%s%s\nText of %s.\n",
			       event->id, event->id, event->refs ? "References: " : "",
			       event->refs ? event->refs : "", event->refs ? "\n" : "", event->id);
}

static void happen(InboxMaker *maker, const Event *event)
{
	g_autofree char *mail = event->id ? mail_of(event) : NULL;

	if (event->what == 'e') {
		inbox_maker_next_epoch(maker);
		return;
	}
	inbox_maker_set_date(maker, START + (gint64)event->day * DAY);
	if (event->what == '+')
		inbox_maker_add(maker, slice_of(mail));
	else
		inbox_maker_delete(maker, slice_of(mail));
}

static char *make_inbox(const Event *events, EpochKind kind)
{
	g_autofree char *dir = g_dir_make_tmp("maildelta-XXXXXX", NULL);
	char *path = g_build_filename(dir, "inbox", NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, kind);

	for (; events->what; events++)
		happen(maker, events);
	return path;
}

/* "0-9: root child", or what went wrong. */
static char *show(const Lifespan *lifespan, const GError *error)
{
	GString *out = g_string_new(NULL);

	if (!lifespan) {
		g_string_append(out, error->message);
		return g_string_free(out, FALSE);
	}
	g_string_append_printf(out, "%d-%d:", (int)((lifespan->first - START) / DAY),
			       (int)((lifespan->last - START) / DAY));
	for (guint i = 0; i < lifespan->posts->len; i++) {
		const Post *post = lifespan->posts->pdata[i];

		g_string_append_printf(out, " %.*s", (int)strcspn(post->id, "@"), post->id);
		if (post == lifespan->asked)
			g_string_append(out, "!");
	}
	return g_string_free(out, FALSE);
}

typedef struct {
	const char *what;
	EpochKind kind;
	Event events[9];
	guint history;
	struct {
		const char *name, *want;
	} asks[6];
} Case;

static const Case cases[] = {
	{"from any of its mails",
	 EPOCH_V2,
	 {{'+', "before", NULL, 0},
	  {'+', "root", NULL, 1},
	  {'+', "child", "<root@x>", 2},
	  {'+', "other", NULL, 3},
	  {'+', "grandchild", "<child@x>", 40},
	  {0}},
	 365,
	 {{"root@x", "1-40: root! child grandchild"},
	  {"<child@x>", "1-40: root child! grandchild"},
	  {"grandchild@x", "1-40: root child grandchild!"},
	  {"other@x", "3-3: other!"},
	  {"HEAD", "1-40: root child grandchild!"}}},
	{"of a thread that is older, the newest mails",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0},
	  {'e', NULL, NULL, 0},
	  {'+', "child", "<root@x>", 20},
	  {'+', "newest", "<child@x>", 30},
	  {0}},
	 15,
	 {{"root@x", "0-30: root! child newest"}, {"newest@x", "20-30: child newest!"}}},
	{"below a mail that was never read",
	 EPOCH_V2,
	 {{'+', "a", "<ghost@x>", 0}, {'+', "b", "<ghost@x>", 5}, {0}},
	 365,
	 {{"a@x", "0-5: a! b"}, {"b@x", "0-5: a b!"}}},
	{"who only names an id, and hangs from another, is of another thread",
	 EPOCH_V2,
	 {{'+', "far", "<top@x>", 0},
	  {'+', "names", "<g@x> <far@x>", 1},
	  {'+', "child", "<g@x>", 8},
	  {0}},
	 365,
	 {{"child@x", "8-8: child!"}, {"names@x", "0-1: far names!"}}},
	{"what was taken away is none of it",
	 EPOCH_V2,
	 {{'+', "root", NULL, 0},
	  {'+', "child", "<root@x>", 1},
	  {'+', "last", "<root@x>", 2},
	  {'-', "last", "<root@x>", 3},
	  {0}},
	 365,
	 {{"root@x", "0-1: root! child"},
	  {"last@x", "inbox: <last@x>: this mail was taken out of the archive again"},
	  {"nobody@x", "inbox: <nobody@x>: no mail with this Message-ID in 4 commits"}}},
	{"an id used again: the newest mail that has it",
	 EPOCH_V2,
	 {{'+', "same", NULL, 0}, {'+', "child", "<same@x>", 1}, {'+', "same", "<y@x>", 9}, {0}},
	 365,
	 {{"same@x", "0-9: same child same!"}, {"child@x", "0-9: same child! same"}}},
	{"v1",
	 EPOCH_V1,
	 {{'+', "root", NULL, 0},
	  {'+', "child", "<root@x>", 1},
	  {'-', "child", "<root@x>", 2},
	  {0}},
	 365,
	 {{"root@x", "0-0: root!"}}},
};

static void check(const Inbox *inbox, const Case *row, const char *name, const char *want)
{
	const Lookup of = {(Inbox *)inbox, name, START + 100 * DAY, 2, NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(Lifespan) lifespan = lifespan_find(&of, G_MAXINT64, row->history, &error);
	g_autofree char *got = show(lifespan, error);

	g_test_message("%s: %s", row->what, name);
	g_assert_cmpstr(got, ==, want);
	g_assert_true(lifespan ? !error : g_error_matches(error, MD_ERROR, MD_ERROR_NOT_FOUND));
}

static void test_cases(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *row = &cases[i];
		g_autofree char *path = make_inbox(row->events, row->kind);
		g_autofree char *dir = g_path_get_dirname(path);
		g_autoptr(Inbox) inbox = inbox_open(path, NULL);

		for (guint k = 0; k < G_N_ELEMENTS(row->asks) && row->asks[k].name; k++)
			check(inbox, row, row->asks[k].name, row->asks[k].want);
		inbox_maker_remove(dir);
	}
}

/* A period that lies further back is looked through, too. */
static void test_since(void)
{
	const Case *row = &cases[1];
	g_autofree char *path = make_inbox(row->events, row->kind);
	g_autofree char *dir = g_path_get_dirname(path);
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	const Lookup of = {inbox, "newest@x", START + 100 * DAY, 1, NULL};
	g_autoptr(Lifespan) lifespan = lifespan_find(&of, START + 5 * DAY, row->history, NULL);
	g_autofree char *got = show(lifespan, NULL);

	g_assert_cmpstr(got, ==, "0-30: root child newest!");
	inbox_maker_remove(dir);
}

/* Of a period the mail that was asked for; else its newest. */
static void test_mail_in(void)
{
	static const struct {
		int since, until;
		const char *want;
	} rows[] = {
		{0, 100, "child@x"},      {2, 3, "child@x"},
		{0, 2, "root@x"},         {3, 41, "grandchild@x"},
		{40, 41, "grandchild@x"}, {3, 40, NULL},
		{41, 100, NULL},          {0, 1, NULL},
	};
	g_autofree char *path = make_inbox(cases[0].events, EPOCH_V2);
	g_autofree char *dir = g_path_get_dirname(path);
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	const Lookup of = {inbox, "child@x", START + 100 * DAY, 1, NULL};
	g_autoptr(Lifespan) lifespan = lifespan_find(&of, G_MAXINT64, 365, NULL);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const Post *post = lifespan_mail_in(lifespan, START + rows[i].since * DAY,
						    START + rows[i].until * DAY);

		g_test_message("%d to %d", rows[i].since, rows[i].until);
		g_assert_cmpstr(post ? post->id : NULL, ==, rows[i].want);
	}
	inbox_maker_remove(dir);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	mail_init();
	g_test_add_func("/lifespan/cases", test_cases);
	g_test_add_func("/lifespan/since", test_since);
	g_test_add_func("/lifespan/mail-in", test_mail_in);
	return g_test_run();
}
