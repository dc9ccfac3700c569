/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_digest.h"

#include "base/text.h"
#include "lib/posts.h"
#include "report/model_digest.h"

#include <string.h>

#define ANN "Ann Example <ann@example.org>"
#define BO "Bo Fjord <bo@fjord.example>"
#define DAY (24 * 60 * 60)
#define MONDAY 1767571200 /* 2026-01-05, where the rows' minutes begin; ISO week 2 */

static Library *library(const char *lang)
{
	const char *const dirs[] = {g_getenv("MAILDELTA_TEMPLATES"), NULL};
	g_autoptr(GError) error = NULL;
	Library *library = library_new(dirs, lang, &error);

	g_assert_no_error(error);
	return library;
}

/* Nobody says anything. */
static State *state_of_none(const Digest *digest, const Thread *own)
{
	g_autofree StateMail *mails = g_new0(StateMail, own->mails->len);
	const StateInput input = {.thread = own, .mails = mails, .now = MONDAY};

	for (guint i = 0; i < own->mails->len; i++) {
		guint place = g_array_index(own->mails, ThreadMail, i).mail;

		mails[i].post = ((const DigestMail *)digest->mails->pdata[place])->post;
	}
	return state_of(&input);
}

static DigestThread *thread_of(const Digest *digest, Thread *own, guint number)
{
	DigestThread *thread = g_new0(DigestThread, 1);

	thread->thread = own;
	thread->whole = own;
	thread->state = state_of_none(digest, own);
	thread->attention = attention_of(thread->state);
	thread->number = number;
	thread->participants = thread->people = 1;
	thread->latest = MONDAY;
	thread->also = g_ptr_array_new_with_free_func((GDestroyNotify)digest_series_free);
	thread->summary = summary_new("lead");
	return thread;
}

static DigestMail *mail_of(Post *post)
{
	DigestMail *mail = g_new0(DigestMail, 1);

	mail->post = post;
	return mail;
}

static void add_category(Digest *digest)
{
	DigestCategory category = {g_strdup("All"), digest->threads->len, digest->mails->len};

	g_array_append_val(digest->categories, category);
}

static void clear_category(gpointer data)
{
	g_free(((DigestCategory *)data)->name);
}

/* A digest of a week, all of it in one category; rows NULL: an empty one. */
static Digest *digest_of(const PostRow *rows)
{
	static const PostRow none = {NULL, NULL, NULL, NULL, 0, NULL};
	g_autoptr(GPtrArray) posts = posts_make(rows ? rows : &none);
	g_autoptr(GPtrArray) threads = thread_build(posts);
	Digest *digest = g_new0(Digest, 1);

	g_ptr_array_set_free_func(posts, NULL);
	g_ptr_array_set_free_func(threads, NULL);
	digest->inbox = report_inbox("dev", "https://lists.example.org/dev");
	digest->unit = "commits";
	digest->window = (DigestWindow){.since = MONDAY, .until = MONDAY + 7 * DAY};
	digest->days = g_array_new(FALSE, FALSE, sizeof(DigestDay));
	digest->active = g_array_new(FALSE, FALSE, sizeof(PersonCount));
	digest->reviewers = g_array_new(FALSE, FALSE, sizeof(PersonCount));
	digest->mails = g_ptr_array_new_with_free_func((GDestroyNotify)digest_mail_free);
	digest->all = g_ptr_array_new();
	digest->threads = g_ptr_array_new_with_free_func((GDestroyNotify)digest_thread_free);
	digest->categories = g_array_new(FALSE, FALSE, sizeof(DigestCategory));
	g_array_set_clear_func(digest->categories, clear_category);
	for (guint i = 0; i < posts->len; i++)
		g_ptr_array_add(digest->mails, mail_of(posts->pdata[i]));
	g_ptr_array_extend(digest->all, digest->mails, NULL, NULL);
	for (guint i = 0; i < threads->len; i++)
		g_ptr_array_add(digest->threads, thread_of(digest, threads->pdata[i], i + 1));
	add_category(digest);
	return digest;
}

static Json *head_of(const Digest *digest, const char *lang)
{
	g_autoptr(Library) words = library(lang);
	Json *json = model_digest(digest);

	view_digest(words, json, digest);
	return json;
}

/* The first thread, as templates are given it. */
static Json *shown_thread(const Digest *digest, const char *lang)
{
	g_autoptr(Library) words = library(lang);
	const DigestThread *thread = digest->threads->pdata[0];
	Json *json = model_thread(digest, thread);

	view_thread(words, json, digest, thread);
	return json;
}

static const Json *view_of(const Json *json)
{
	return json_get(json, "view");
}

static gboolean is_true(const Json *json, const char *name)
{
	return json_type(json_get(json, name)) == JSON_TRUE;
}

/* --- the window ------------------------------------------------------------------ */

static void test_window(void)
{
	static const struct {
		gint64 since, until;
		const char *days, *week, *first, *last;
		gboolean several;
	} cases[] = {
		{MONDAY, MONDAY + 7 * DAY, "7", "2026-W02", "2026-01-05", "2026-01-11", TRUE},
		{MONDAY + DAY, MONDAY + 8 * DAY, "7", "", "2026-01-06", "2026-01-12", TRUE},
		{MONDAY, MONDAY + DAY, "1", "", "2026-01-05", "2026-01-05", FALSE},
		{MONDAY - 7 * DAY, MONDAY, "7", "2026-W01", "2025-12-29", "2026-01-04", TRUE},
		{MONDAY + 60, MONDAY + 60 + 7 * DAY, "7", "", "2026-01-05 00:01:00 UTC",
		 "2026-01-12 00:01:00 UTC", TRUE},
		{MONDAY, MONDAY + DAY / 2, "", "", "2026-01-05 00:00:00 UTC",
		 "2026-01-05 12:00:00 UTC", TRUE},
		{0, 7 * DAY, "7", "", "1970-01-01", "1970-01-07", TRUE},
		{-DAY, DAY, "2", "", "1969-12-31", "1970-01-01", TRUE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Digest) digest = digest_of(NULL);
		g_autoptr(Json) json = NULL;
		g_autofree char *days = NULL, *week = NULL;
		const Json *window;

		digest->window = (DigestWindow){.since = cases[i].since, .until = cases[i].until};
		json = head_of(digest, "en");
		window = json_get(json, "window");
		days = json_to_text(json_get(window, "days"));
		week = json_to_text(json_get(window, "week"));
		g_assert_cmpstr(days, ==, cases[i].days);
		g_assert_cmpstr(week, ==, cases[i].week);
		g_assert_cmpstr(json_text(json_get(view_of(window), "first")), ==, cases[i].first);
		g_assert_cmpstr(json_text(json_get(view_of(window), "last")), ==, cases[i].last);
		g_assert_cmpint(is_true(view_of(window), "several"), ==, cases[i].several);
		g_assert_cmpint(is_true(view_of(window), "whole"), ==, *cases[i].days != '\0');
		g_assert_false(is_true(view_of(window), "range"));
	}
}

/* A range has commits instead, the first of which may be missing. */
static void test_range(void)
{
	g_autoptr(Digest) digest = digest_of(NULL);
	g_autoptr(Json) json = NULL;
	const Json *window;

	digest->window = (DigestWindow){
		.to = {g_strdup("0123456789abcdef0123456789abcdef01234567"), MONDAY},
	};
	json = head_of(digest, "en");
	window = json_get(json, "window");
	g_assert_true(is_true(view_of(window), "range"));
	g_assert_false(is_true(view_of(window), "whole"));
	g_assert_null(json_text(json_get(view_of(window), "from")));
	g_assert_cmpstr(json_text(json_get(view_of(window), "to")), ==, "012345678");
	g_assert_cmpint(json_type(json_get(window, "week")), ==, JSON_NULL);
}

/* Days are shown where there are several, and few enough. */
static void test_daily(void)
{
	static const struct {
		guint days;
		gboolean want;
	} cases[] = {{0, FALSE}, {1, FALSE}, {2, TRUE}, {7, TRUE}, {31, TRUE}, {32, FALSE}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Digest) digest = digest_of(NULL);
		g_autoptr(Json) json = NULL;

		for (guint k = 0; k < cases[i].days; k++) {
			DigestDay day = {MONDAY + (gint64)k * DAY, 100 * k};
			g_array_append_val(digest->days, day);
		}
		json = head_of(digest, "en");
		g_assert_cmpint(is_true(view_of(json), "daily"), ==, cases[i].want);
	}
}

/* --- mails -------------------------------------------------------------------------- */

static void test_autolink(void)
{
	static const struct {
		const char *address;
		gboolean want;
	} cases[] = {
		{"ann@example.org", TRUE},
		{"ann+list_x=y.z~'-@a-b.example.org", TRUE},
		{"ann@localhost", TRUE},
		{"", FALSE},
		{"ann", FALSE},
		{"@example.org", FALSE},
		{"ann@", FALSE},
		{"ann@.org", FALSE},
		{"ann@example.", FALSE},
		{"ann@example..org", FALSE},
		{"ann@-example.org", FALSE},
		{"ann@example-.org", FALSE},
		{"ann@a_b.org", FALSE},
		{"ann@b@example.org", FALSE},
		{"ann @example.org", FALSE},
		{"<ann@example.org", FALSE},
		{"ann@example.org>", FALSE},
		{"ann@example.org> <b@c", FALSE},
		/* right by the pattern, but not all of it the address of the link */
		{"a&amp;b@example.org", FALSE},
		{"a%41@example.org", FALSE},
		{"ann?subject=x@example.org", FALSE},
		{"ann#x@example.org", FALSE},
		{"a`b@example.org", FALSE},
		{"a|b@example.org", FALSE},
		{"!a@example.org", FALSE},
		{"/a@example.org", FALSE},
		{"{{a}}@example.org", FALSE},
		{"ånn@example.org", FALSE},
		{"ann@ex\xE2\x80\xAE"
		 "ample.org",
		 FALSE},
	};
	static const char label[] =
		"a23456789012345678901234567890123456789012345678901234567890123";
	g_autofree char *longest = g_strdup_printf("ann@%s.org", label);
	g_autofree char *longer = g_strdup_printf("ann@%sx.org", label);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].address);
		g_assert_cmpint(view_is_autolink(cases[i].address), ==, cases[i].want);
	}
	g_assert_true(view_is_autolink(longest));
	g_assert_false(view_is_autolink(longer));
}

/* Each mail of the tree: its number, blanks for its level, its subject where that is new. */
static char *tree_of(const PostRow *rows)
{
	g_autoptr(Digest) digest = digest_of(rows);
	g_autoptr(Json) json = shown_thread(digest, "en");
	const Json *mail = json_first(json_get(view_of(json), "tree"));
	GString *text = g_string_new(NULL);

	for (; mail; mail = json_next(mail)) {
		g_autofree char *number = json_to_text(json_get(mail, "number"));

		g_string_append_printf(text, "%s%s%s\n",
				       json_text(json_get(view_of(mail), "indent")), number,
				       is_true(view_of(mail), "subject_changed")
					       ? json_text(json_get(mail, "subject"))
					       : "");
	}
	return g_string_free(text, FALSE);
}

static void test_tree(void)
{
	static const struct {
		PostRow rows[6];
		const char *want;
	} cases[] = {
		{{{"a", ANN, "lambs", NULL, 0, NULL},
		  {"b", BO, "Re: lambs", "a", 1, NULL},
		  {"c", ANN, "RE: Re: lambs", "a b", 2, NULL},
		  {"d", BO, "Re: lambs and ewes", "a", 3, NULL}},
		 "1\n  2\n    3\n  4Re: lambs and ewes\n"},
		/* parts of a series differ from their letter, answers from neither */
		{{{"0", ANN, "[PATCH 0/2] count", NULL, 0, NULL},
		  {"1", ANN, "[PATCH 1/2] one", "0", 1, NULL},
		  {"2", ANN, "[PATCH 2/2] two", "0", 2, NULL},
		  {"r", BO, "Re: [PATCH 1/2] one", "0 1", 3, NULL}},
		 "1\n  2[PATCH 1/2] one\n    4\n  3[PATCH 2/2] two\n"},
		/* a thread that begins with an answer has that as its title, without Re: */
		{{{"b", BO, "Re: lambs", "gone", 0, NULL},
		  {"c", ANN, "Re: lambs", "gone", 1, NULL},
		  {"d", ANN, "Re: goats", "gone", 2, NULL}},
		 "1\n2\n3Re: goats\n"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = tree_of(cases[i].rows);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

#define DEEP 12

/* Beyond the eighth level mails stand where it does. */
static void test_deep(void)
{
	char ids[DEEP][4];
	PostRow rows[DEEP + 1] = {{0}};
	g_autoptr(Digest) digest = NULL;
	g_autoptr(Json) json = NULL;
	const Json *mail;

	for (guint i = 0; i < DEEP; i++) {
		g_snprintf(ids[i], sizeof(ids[i]), "m%u", i);
		rows[i] = (PostRow){ids[i], ANN, "lambs", i ? ids[i - 1] : NULL, (int)i, NULL};
	}
	digest = digest_of(rows);
	json = shown_thread(digest, "en");
	g_assert_true(is_true(view_of(json), "fold"));
	mail = json_first(json_get(view_of(json), "tree"));
	for (guint i = 0; i < DEEP; i++, mail = json_next(mail)) {
		g_assert_cmpint(json_integer(json_get(mail, "depth")), ==, i);
		g_assert_cmpint(json_integer(json_get(view_of(mail), "level")), ==, MIN(i, 8));
		g_assert_cmpint(is_true(view_of(mail), "deeper"), ==, i > 8);
		g_assert_cmpuint(strlen(json_text(json_get(view_of(mail), "indent"))), ==,
				 2 * MIN(i, 8));
	}
	g_assert_null(mail);
}

/* Times are the sender's; a Date: header that was not sent is made. */
static void test_time(void)
{
	static const PostRow rows[] = {
		{"a", ANN, "lambs", NULL, 23 * 60 + 30, NULL},
		{NULL, NULL, NULL, NULL, 0, NULL},
	};
	static const struct {
		int offset;
		const char *raw, *time, *zone, *started;
	} cases[] = {
		{0, "", "01-05 23:30", "+0000", "Mon, 5 Jan 2026 23:30:00 +0000"},
		{90, "", "01-06 01:00", "+0130", "Tue, 6 Jan 2026 01:00:00 +0130"},
		{-480, "", "01-05 15:30", "-0800", "Mon, 5 Jan 2026 15:30:00 -0800"},
		{0, "on monday", "01-05 23:30", "+0000", "on monday"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Digest) digest = digest_of(rows);
		Post *post = ((DigestMail *)digest->mails->pdata[0])->post;
		g_autoptr(Json) json = NULL;
		const Json *mail;

		post->offset = cases[i].offset;
		g_free(post->raw_date);
		post->raw_date = g_strdup(cases[i].raw);
		json = shown_thread(digest, "en");
		mail = json_first(json_get(json, "mails"));
		g_assert_cmpstr(json_text(json_get(view_of(mail), "time")), ==, cases[i].time);
		g_assert_cmpstr(json_text(json_get(view_of(mail), "zone")), ==, cases[i].zone);
		g_assert_cmpstr(json_text(json_get(view_of(json), "started")), ==,
				cases[i].started);
	}
}

/* A subject stands beside its sender where a terminal has room for both. */
static void test_beside(void)
{
	static const struct {
		guint len;
		const char *place;
	} cases[] = {{10, "beside"}, {43, "beside"}, {44, "below"}, {200, "below"}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *subject = g_strnfill(cases[i].len, 'x');
		const PostRow rows[] = {
			{"a", ANN, "lambs", NULL, 0, NULL},
			{"b", BO, subject, "a", 1, NULL},
			{NULL, NULL, NULL, NULL, 0, NULL},
		};
		g_autoptr(Digest) digest = digest_of(rows);
		g_autoptr(Json) json = shown_thread(digest, "en");
		const Json *view = view_of(json_next(json_first(json_get(json, "mails"))));

		g_assert_cmpint(is_true(view, "beside"), ==, g_str_equal(cases[i].place, "beside"));
		g_assert_cmpint(is_true(view, "below"), ==, g_str_equal(cases[i].place, "below"));
	}
}

/* The first line of a title, how many more there are, and that none is too wide for the list. */
static void test_title(void)
{
	static const struct {
		const char *subject, *title;
		guint more;
	} cases[] = {
		{"lambs", "lambs", 0},
		{"[PATCH 0/2] sheep: count the lambs of each ewe, in the dark, at night",
		 "[PATCH 0/2] sheep: count the lambs of each ewe, in the dark, at", 1},
		{"sheep: count the lambs of each ewe, in the dark, at night, and then sheep: "
		 "count the lambs of each ewe, in the dark, at night, and then again",
		 "sheep: count the lambs of each ewe, in the dark, at night, and then", 2},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		const PostRow rows[] = {
			{"a", ANN, cases[i].subject, NULL, 0, NULL},
			{NULL, NULL, NULL, NULL, 0, NULL},
		};
		g_autoptr(Digest) digest = digest_of(rows);
		g_autoptr(Json) json = shown_thread(digest, "en");
		const Json *line = json_first(json_get(view_of(json), "title_more"));
		guint n = 0;

		g_assert_cmpstr(json_text(json_get(view_of(json), "title")), ==, cases[i].title);
		for (; line; line = json_next(line), n++)
			g_assert_cmpuint(strlen(json_text(line)), <=, 67);
		g_assert_cmpuint(n, ==, cases[i].more);
	}
}

/* --- summaries ------------------------------------------------------------------------ */

static const PostRow one_mail[] = {
	{"a", ANN, "lambs", NULL, 0, NULL},
	{NULL, NULL, NULL, NULL, 0, NULL},
};

/* The point of a digest's first thread that @text makes, in @lang. */
static Json *point_of(const Person *actor, const char *text, const char *lang)
{
	g_autoptr(Digest) digest = digest_of(one_mail);
	const DigestThread *thread = digest->threads->pdata[0];

	summary_add(thread->summary->before, actor ? POINT_LEAD : POINT_ROOT_UNREAD, actor, text,
		    actor ? 0 : -1);
	return shown_thread(digest, lang);
}

/* A fact is told in the reader's language, a mail's words as they are. */
static void test_fact(void)
{
	static const Person ann = {(char *)"Ann Example", (char *)"ann@example.org"};
	static const struct {
		gboolean actor;
		const char *lang, *want;
	} cases[] = {
		{TRUE, "en", "It is so."},
		{TRUE, "zh_CN", "It is so."},
		{FALSE, "en", "It is so."},
		{FALSE, "zh_CN", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Library) words = library(cases[i].lang);
		const char *word = lang_word(library_lang(words), "point.root-unread");
		g_autoptr(Json) json =
			point_of(cases[i].actor ? &ann : NULL, "It is so.", cases[i].lang);
		const Json *summary = json_get(json, "summary");
		const Json *point = json_first(json_get(summary, "before"));

		g_assert_true(is_true(view_of(summary), "before"));
		g_assert_false(is_true(view_of(summary), "proposed"));
		g_assert_false(is_true(view_of(summary), "empty"));
		g_assert_cmpint(is_true(view_of(point), "fact"), ==, !cases[i].actor);
		g_assert_cmpstr(json_text(json_get(view_of(point), "text")), ==,
				cases[i].want ? cases[i].want : word);
		g_assert_cmpstr(json_text(json_get(point, "text")), ==, "It is so.");
	}
}

/* Broken at blanks, none lost; a word that is longer than a line stays whole. */
static void test_lines(void)
{
	static const Person ann = {(char *)"Ann Example", (char *)"ann@example.org"};
	g_autofree char *word = g_strnfill(200, 'x');
	g_autofree char *text = g_strdup_printf(
		"We count sheep, and we count them again, until nobody is awake any more: %s "
		"is what the log says, and 羊群数到一百只的时候大家都已经睡着了 is what was seen.",
		word);
	g_autoptr(Json) json = point_of(&ann, text, "en");
	const Json *point = json_first(json_get(json_get(json, "summary"), "before"));
	const Json *line = json_first(json_get(view_of(point), "lines"));
	g_autoptr(GString) joined = g_string_new(NULL);

	for (; line; line = json_next(line)) {
		if (!strstr(json_text(line), word))
			g_assert_cmpuint(text_width(json_text(line)), <=, 74);
		g_string_append_printf(joined, "%s%s", joined->len ? " " : "", json_text(line));
	}
	g_assert_cmpstr(joined->str, ==, text);
}

static const char *anchor_of(const Json *json)
{
	return json_text(json_get(view_of(json), "anchor"));
}

/* What cites a mail leads to the line that has it in the tree, wherever that stands. */
static void test_anchors(void)
{
	static const Person ann = {(char *)"Ann Example", (char *)"ann@example.org"};
	static const PostRow rows[] = {
		{"a", ANN, "lambs", NULL, 0, NULL},      {"b", BO, "Re: lambs", "a", 1, NULL},
		{"c", ANN, "Re: lambs", "a b", 2, NULL}, {"x", ANN, "ewes", NULL, 3, NULL},
		{NULL, NULL, NULL, NULL, 0, NULL},
	};
	g_autoptr(Digest) digest = digest_of(rows);
	const DigestThread *thread = digest->threads->pdata[0];
	g_autoptr(Json) json = NULL, head = head_of(digest, "en");
	const Json *mail, *cite, *heading;

	summary_add(thread->summary->now, POINT_LEAD, &ann, "It is so.", 2);
	json = shown_thread(digest, "en");
	heading = json_get(view_of(json), "heading");
	g_assert_cmpstr(anchor_of(heading), ==, "c1");
	g_assert_cmpstr(anchor_of(json_first(json_get(head, "categories"))), ==, "c1");
	mail = json_next(json_next(json_first(json_get(view_of(json), "tree"))));
	cite = json_first(json_get(view_of(json_first(json_get(json_get(json, "summary"), "now"))),
				   "pieces"));
	g_assert_cmpstr(anchor_of(mail), ==, "t1-1-m3");
	g_assert_cmpstr(anchor_of(cite), ==, "t1-1-m3");
	/* another follows, in the same category */
	g_assert_false(is_true(view_of(json), "last"));
}

/* What has nothing to say says so. */
static void test_empty(void)
{
	g_autoptr(Digest) digest = digest_of(one_mail);
	g_autoptr(Json) json = shown_thread(digest, "en");
	const Json *heading = json_get(view_of(json), "heading");

	g_assert_true(is_true(view_of(json_get(json, "summary")), "empty"));
	g_assert_false(is_true(view_of(json), "also"));
	g_assert_false(is_true(view_of(json), "people"));
	g_assert_cmpstr(json_text(json_get(heading, "name")), ==, "All");
	g_assert_cmpstr(anchor_of(json), ==, "t1-1");
	g_assert_true(is_true(view_of(json), "last"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/view-digest/window", test_window);
	g_test_add_func("/view-digest/range", test_range);
	g_test_add_func("/view-digest/daily", test_daily);
	g_test_add_func("/view-digest/autolink", test_autolink);
	g_test_add_func("/view-digest/tree", test_tree);
	g_test_add_func("/view-digest/deep", test_deep);
	g_test_add_func("/view-digest/time", test_time);
	g_test_add_func("/view-digest/beside", test_beside);
	g_test_add_func("/view-digest/title", test_title);
	g_test_add_func("/view-digest/fact", test_fact);
	g_test_add_func("/view-digest/lines", test_lines);
	g_test_add_func("/view-digest/anchors", test_anchors);
	g_test_add_func("/view-digest/empty", test_empty);
	return g_test_run();
}
