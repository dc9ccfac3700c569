/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_digest.h"

#include "base/date.h"
#include "base/text.h"
#include "report/bar.h"
#include "report/model_digest.h"
#include "report/view_ai.h"
#include "report/view_parts.h"
#include "report/view_state.h"
#include "report/view_summary.h"

#include <string.h>

#define COLUMNS 80    /* of a terminal, and of a mail */
#define MARGIN 3      /* columns that a text has left of a thread's lines */
#define WHEN_WIDTH 25 /* … and of what stands before a sender: marks, number, time and zone */
#define BELOW 6       /* … and of a subject that finds no room beside its sender */
#define NUMBER_WIDTH 3
#define CONTENTS 13 /* columns left of a title in the list of threads */
#define INDENT 2    /* columns a level */
#define MAX_LEVEL 8 /* deeper mails stand there, too */
#define FOLD 10     /* mails; more are folded where a format can */
#define BAR_WIDTH 40
#define MAX_DAYS 31 /* longer windows are not shown day by day */
#define ZONE_AT 19  /* of 2026-02-01T10:00:00+08:00 */

/* --- the head ----------------------------------------------------------------- */

/* 2026-02-01 10:00:00 UTC, of a date in UTC. */
static void set_moment(Json *view, const char *name, const Json *date)
{
	const char *text = json_text(date);
	g_autofree char *moment = NULL;

	if (!text)
		return;
	moment = g_strdup_printf("%.10s %.8s UTC", text, text + VIEW_DAY + 1);
	json_set_string(view, name, moment);
}

static gboolean is_midnight(const Json *date)
{
	const char *text = json_text(date);

	return text && g_str_has_suffix(text, "T00:00:00+00:00");
}

static void set_last_day(Json *view, const char *name, gint64 until)
{
	g_autofree char *day = date_format_day(until - 1, 0);

	json_set_string(view, name, day);
}

/* First and last day of a window; where it does not begin and end with a day, the moments. */
void view_window(const Json *window, const DigestWindow *times)
{
	const Json *since = json_get(window, "since"), *until = json_get(window, "until");
	const Json *from = json_get(window, "from"), *to = json_get(window, "to");
	Json *view = json_object();

	json_set_bool(view, "range", !json_text(since));
	json_set_string(view, "from", json_text(json_get(from, "short")));
	json_set_string(view, "to", json_text(json_get(to, "short")));
	view_set_day(view, "from_day", json_get(from, "archived"));
	view_set_day(view, "to_day", json_get(to, "archived"));
	json_set_bool(view, "whole", json_type(json_get(window, "days")) == JSON_NUMBER);
	json_set_bool(view, "one_day", json_integer(json_get(window, "days")) == 1);
	if (is_midnight(since) && is_midnight(until)) {
		view_set_day(view, "first", since);
		set_last_day(view, "last", times->until);
	} else {
		set_moment(view, "first", since);
		set_moment(view, "last", until);
	}
	json_set_bool(view, "several",
		      !g_str_equal(view_text_of(view, "first"), view_text_of(view, "last")));
	json_set(view_editable(window), "view", view);
}

static void view_totals(const Json *totals)
{
	Json *view = json_object();

	json_set_bool(view, "history", json_integer(json_get(totals, "history")) > 0);
	json_set_bool(view, "large", json_integer(json_get(totals, "large")) > 0);
	json_set(view_editable(totals), "view", view);
}

static void view_day(const Json *entry, gint64 most, gboolean first)
{
	const Json *mails = json_get(entry, "mails");
	guint count = (guint)json_integer(mails);
	Bar bar = bar_scale(count, 0, (guint)most, BAR_WIDTH);
	g_autofree char *signs = g_strnfill(bar.plus, '#');
	Json *view = json_object();

	json_set_string(view, "day", view_text_of(entry, "day") + strlen("2026-"));
	view_set_count(view, "mails", mails);
	json_set_string(view, "bar", signs);
	json_set_int(view, "percent", (gint64)count * 100 / MAX(1, most));
	json_set_bool(view, "first", first);
	json_set(view_editable(entry), "view", view);
}

/* Sets "daily" in @member where the days say something and are few enough to be shown. */
static void view_days(const Json *days, Json *member)
{
	gint64 most = 0;
	guint n = 0;

	for (const Json *day = json_first(days); day; day = json_next(day), n++)
		most = MAX(most, json_integer(json_get(day, "mails")));
	for (const Json *day = json_first(days); day; day = json_next(day))
		view_day(day, most, day == json_first(days));
	json_set_bool(member, "daily", n > 1 && n <= MAX_DAYS);
}

static void set_counts(Json *view, const Json *category)
{
	const Json *threads = json_get(category, "threads"), *mails = json_get(category, "mails");

	view_set_count(view, "threads", threads);
	view_set_count(view, "mails", mails);
	json_set_bool(view, "one_thread", json_integer(threads) == 1);
	json_set_bool(view, "one_mail", json_integer(mails) == 1);
}

/* Names may be anything: what a link leads to is made of places. */
static char *thread_anchor(guint category, gint64 number)
{
	return g_strdup_printf("t%u-%" G_GINT64_FORMAT, category, number);
}

static void set_category_anchor(Json *view, guint category)
{
	g_autofree char *anchor = g_strdup_printf("c%u", category);

	json_set_string(view, "anchor", anchor);
}

/* A mail's line in its thread. */
static void set_mail_anchor(Json *view, const DigestThread *thread, const Json *number)
{
	g_autofree char *anchor = thread_anchor(thread->category + 1, thread->number);
	g_autofree char *mail =
		g_strdup_printf("%s-m%" G_GINT64_FORMAT, anchor, json_integer(number));

	json_set_string(view, "anchor", mail);
}

static void view_categories(const Json *categories)
{
	const Json *entry = json_first(categories);

	for (guint place = 1; entry; entry = json_next(entry), place++) {
		Json *view = json_object();

		set_counts(view, entry);
		set_category_anchor(view, place);
		json_set(view_editable(entry), "view", view);
	}
}

void view_mirror(const Json *mirror)
{
	Json *view = json_object();

	set_moment(view, "newest", json_get(mirror, "newest"));
	json_set(view_editable(mirror), "view", view);
}

/* The place of a thread's category in the page, from 1. */
static guint category_place(const Digest *digest, const Json *row)
{
	const char *name = view_text_of(row, "category");
	guint i = 0;

	while (i < digest->categories->len &&
	       !g_str_equal(g_array_index(digest->categories, DigestCategory, i).name, name))
		i++;
	return i + 1;
}

static guint view_rows(const Library *library, const Digest *digest, const Json *rows)
{
	guint n = 0;

	for (const Json *row = json_first(rows); row; row = json_next(row), n++) {
		g_autofree char *anchor = thread_anchor(category_place(digest, row),
							json_integer(json_get(row, "number")));
		view_row(library, row, anchor);
	}
	return n;
}

/* What needs attention: each heading, and how many threads it has. */
static void view_attention(const Library *library, const Digest *digest, const Json *attention)
{
	for (const Json *entry = json_first(attention); entry; entry = json_next(entry)) {
		const char *name = view_text_of(entry, "name");
		guint n = view_rows(library, digest, json_get(entry, "threads"));
		Json *view = json_object();

		json_set_string(view, "name", view_word(library, "attention.", name, name));
		json_set_int(view, "count", n);
		json_set(view_editable(entry), "view", view);
	}
}

static void view_for(const Json *concern)
{
	Json *view;

	if (json_type(concern) != JSON_OBJECT)
		return;
	view = json_object();
	json_set_bool(view, "none", json_integer(json_get(concern, "threads")) == 0);
	json_set(view_editable(concern), "view", view);
}

void view_digest(const Library *library, Json *json, const Digest *digest)
{
	const Json *active = json_get(json, "active"), *reviewers = json_get(json, "reviewers");
	Json *member = json_object();

	view_window(json_get(json, "window"), &digest->window);
	view_mirror(json_get(json, "mirror"));
	view_totals(json_get(json, "totals"));
	view_accounting(json_get(json, "accounting"));
	view_days(json_get(json, "days"), member);
	view_counts(active);
	view_counts(reviewers);
	view_categories(json_get(json, "categories"));
	view_defects(library, json_get(json, "defects"), member);
	view_for(json_get(json, "for"));
	view_ai(library, json_get(json, "ai"));
	view_attention(library, digest, json_get(json, "attention"));
	view_rows(library, digest, json_get(json, "applied"));
	json_set_bool(member, "attention", json_first(json_get(json, "attention")) != NULL);
	json_set_bool(member, "applied", json_first(json_get(json, "applied")) != NULL);
	set_moment(member, "generated", json_get(json, "generated"));
	json_set_bool(member, "threads", digest->threads->len > 0);
	json_set_bool(member, "active", json_first(active) != NULL);
	json_set_bool(member, "reviewers", json_first(reviewers) != NULL);
	json_set_bool(member, "contents", digest->threads->len > 1);
	json_set_string(member, "lang", library_lang_tag(library));
	json_set(json, "view", member);
}

/* --- a thread: mails ------------------------------------------------------------ */

static gboolean is_local(char c)
{
	return g_ascii_isalnum(c) || (c && strchr(".+=_~'-", c));
}

/* A label of a domain: 1 to 63 letters, digits and inner hyphens. */
static const char *skip_label(const char *p)
{
	const char *start = p;

	while (g_ascii_isalnum(*p) || *p == '-')
		p++;
	if (p == start || p - start > 63 || *start == '-' || p[-1] == '-')
		return NULL;
	return p;
}

gboolean view_is_autolink(const char *address)
{
	const char *p = address;

	while (is_local(*p))
		p++;
	if (p == address || *p != '@')
		return FALSE;
	do {
		p = skip_label(p + 1);
	} while (p && *p == '.');
	return p && !*p;
}

/* What is worked out of a thread's mails before each is shown. */
typedef struct {
	const Digest *digest;
	const DigestThread *thread;
	GPtrArray *subjects; /* of its mails, without reply prefixes; owned */
} Walk;

static GPtrArray *bare_subjects(const Digest *digest, const DigestThread *thread)
{
	GPtrArray *subjects = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < thread->thread->mails->len; i++) {
		const Post *post = digest_mail(digest, thread, i)->post;

		g_ptr_array_add(subjects, subject_without_reply(post->subject));
	}
	return subjects;
}

/* Against the mail that it answers; what answers none, against the thread's title. */
static gboolean has_new_subject(const Walk *walk, guint i)
{
	const Thread *thread = walk->thread->thread;
	gint answers = g_array_index(thread->mails, ThreadMail, i).answers;
	guint above = answers >= 0 ? (guint)answers : thread->first;

	return strcmp(walk->subjects->pdata[i], walk->subjects->pdata[above]) != 0;
}

/* 02-09 22:13 and +0000, where the sender's clock stood. */
static void set_time(Json *view, const Json *mail)
{
	const char *date = view_text_of(mail, "date");
	g_autofree char *time =
		g_strdup_printf("%.5s %.5s", date + strlen("2026-"), date + VIEW_DAY + 1);
	g_autofree char *zone = g_strdup_printf("%.3s%s", date + ZONE_AT, date + ZONE_AT + 4);

	json_set_string(view, "time", time);
	json_set_string(view, "zone", zone);
}

static void set_number(Json *view, const Json *mail)
{
	g_autofree char *number = g_strdup_printf("%*" G_GINT64_FORMAT, NUMBER_WIDTH,
						  json_integer(json_get(mail, "number")));

	json_set_string(view, "number", number);
}

/* The sender in one word and in two; whether the address may stand as <address> in Markdown. */
static void set_sender(Json *view, const Json *sender)
{
	view_set_brief(view, "name", sender);
	view_set_person(view, "sender", sender);
	json_set_bool(view, "autolink", view_is_autolink(view_text_of(sender, "address")));
}

/* How far it stands to the right; and whether its subject finds room beside the sender. */
static void set_layout(Json *view, const Json *mail, gboolean new_subject)
{
	gint64 depth = json_integer(json_get(mail, "depth"));
	guint level = (guint)MIN(depth, MAX_LEVEL), left = WHEN_WIDTH + level * INDENT;
	guint below = BELOW + level * INDENT;
	g_autofree char *indent = g_strnfill(level * INDENT, ' ');
	g_autofree char *margin = g_strnfill(below, ' ');
	g_autofree char *subject = text_show(view_text_of(mail, "subject"));
	guint width = left + text_width(view_text_of(view, "name")) + 2 + text_width(subject);

	json_set_string(view, "indent", indent);
	json_set(view, "subject_lines",
		 view_wrapped(view_text_of(mail, "subject"), COLUMNS - below));
	json_set_string(view, "margin", margin);
	json_set_int(view, "level", level);
	json_set_bool(view, "deeper", depth > MAX_LEVEL);
	json_set_bool(view, "subject_changed", new_subject);
	json_set_bool(view, "beside", new_subject && width <= COLUMNS);
	json_set_bool(view, "below", new_subject && width > COLUMNS);
}

static void view_thread_mail(const Walk *walk, Json *mail, guint i)
{
	const char *kind = json_text(json_get(mail, "kind"));
	Json *view = json_object();

	set_mail_anchor(view, walk->thread, json_get(mail, "number"));
	set_number(view, mail);
	set_time(view, mail);
	set_sender(view, json_get(mail, "sender"));
	set_layout(view, mail, has_new_subject(walk, i));
	if (kind)
		json_set_bool(view, kind, TRUE);
	json_set(mail, "view", view);
}

static void view_mails(const Walk *walk, const Json *mails)
{
	const Json *mail = json_first(mails);

	for (guint i = 0; mail; mail = json_next(mail), i++)
		view_thread_mail(walk, view_editable(mail), i);
}

/* The mails once more, each followed by what answers it. */
static Json *tree_of(const Walk *walk)
{
	const GArray *tree = walk->thread->thread->tree;
	Json *list = json_array();

	for (guint i = 0; i < tree->len; i++) {
		guint place = g_array_index(tree, guint, i);
		Json *mail = model_thread_mail(walk->digest, walk->thread, place);

		view_thread_mail(walk, mail, place);
		json_append(list, mail);
	}
	return list;
}

/* --- a thread: its series --------------------------------------------------------- */

static void view_version(const Json *version)
{
	Json *view;

	if (json_type(version) != JSON_OBJECT)
		return;
	view = json_object();
	view_set_version(view, version);
	view_set_day(view, "day", json_get(version, "date"));
	json_set_bool(view, "same_day", json_integer(json_get(version, "days")) == 0);
	json_set_bool(view, "one_day", json_integer(json_get(version, "days")) == 1);
	json_set(view_editable(version), "view", view);
}

static void view_posted(const Json *series)
{
	Json *view;

	if (json_type(series) != JSON_OBJECT)
		return;
	view = json_object();
	view_set_version(view, series);
	json_set(view, "subject_lines",
		 view_wrapped(view_text_of(series, "subject"), COLUMNS - 2 * MARGIN));
	json_set_bool(view, "several", json_integer(json_get(series, "parts")) > 1);
	json_set_bool(view, "linked",
		      json_type(json_get(series, "previous")) == JSON_OBJECT ||
			      json_type(json_get(series, "newest")) == JSON_OBJECT);
	view_version(json_get(series, "previous"));
	view_version(json_get(series, "newest"));
	json_set(view_editable(series), "view", view);
}

static void view_also(const Json *also)
{
	for (const Json *series = json_first(also); series; series = json_next(series))
		view_posted(series);
}

/* --- a thread ------------------------------------------------------------------------ */

/* What stands above the first thread of a category. */
static Json *heading_of(const Digest *digest, const DigestThread *thread)
{
	const DigestCategory *category =
		&g_array_index(digest->categories, DigestCategory, thread->category);
	Json *heading = json_object(), *counts = json_object();

	json_set_string(heading, "name", category->name);
	json_set_int(heading, "threads", category->threads);
	json_set_int(heading, "mails", category->mails);
	set_counts(counts, heading);
	set_category_anchor(counts, thread->category + 1);
	json_set(heading, "view", counts);
	return heading;
}

/* As the Date: header has it, squeezed; where there is none, in its form. */
static void set_started(Json *view, const Json *json, const Post *first)
{
	const char *raw = view_text_of(json, "raw_date");
	g_autofree char *made = *raw ? NULL : date_format_mail(first->instant, first->offset);

	json_set_string(view, "started", made ? made : raw);
	view_set_day(view, "started_day", json_get(json, "started"));
	set_moment(view, "latest", json_get(json, "latest"));
	view_set_day(view, "latest_day", json_get(json, "latest"));
}

static gboolean is_last(const Digest *digest, const DigestThread *thread)
{
	return thread->number ==
	       g_array_index(digest->categories, DigestCategory, thread->category).threads;
}

static void set_flags(Json *view, const Json *json, const DigestThread *thread)
{
	guint mails = thread->thread->mails->len;

	json_set_bool(view, "one_mail", mails == 1);
	json_set_bool(view, "fold", mails > FOLD);
	json_set_bool(view, "history", thread->history > 0);
	json_set_bool(view, "bots", thread->bots > 0);
	json_set_bool(view, "people", thread->bots > 0 || thread->people != thread->participants);
	json_set_bool(view, "also", json_first(json_get(json, "also")) != NULL);
}

void view_thread(const Library *library, Json *json, const Digest *digest,
		 const DigestThread *thread)
{
	g_autoptr(GPtrArray) subjects = bare_subjects(digest, thread);
	const Walk walk = {digest, thread, subjects};
	const Post *first = digest_first_mail(digest, thread)->post;
	g_autofree char *anchor = thread_anchor(thread->category + 1, thread->number);
	Json *view = json_object();

	if (thread->number == 1)
		json_set(view, "heading", heading_of(digest, thread));
	json_set_bool(view, "last", is_last(digest, thread));
	json_set_string(view, "anchor", anchor);
	set_number(view, json);
	view_set_count(view, "mails", json_get(json, "mails_total"));
	/* The first line has the thread's number before it, in the list its mails, too. */
	view_set_title(view, view_text_of(json, "title"), COLUMNS - CONTENTS);
	set_started(view, json, first);
	set_flags(view, json, thread);
	view_posted(json_get(json, "series"));
	view_also(json_get(json, "also"));
	view_state(library, json_get(json, "state"), anchor);
	view_summary(library, json_get(json, "summary"), json_get(json, "state"), anchor);
	view_asked(library, json_get(json, "summary"), digest->ai);
	view_mails(&walk, json_get(json, "mails"));
	json_set(view, "tree", tree_of(&walk));
	json_set(json, "view", view);
}
