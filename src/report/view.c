/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view.h"

#include "base/text.h"

#define COUNT_WIDTH 7       /* of `uniq -c` */
#define MAX_AUTHOR_WIDTH 24 /* wider names push their line, not the column */
#define DAY_LEN 10          /* 2026-02-01 */

/* The tree is ours until it is printed: the constness of the accessors is for readers. */
static Json *editable(const Json *json)
{
	return (Json *)json;
}

static const char *text_of(const Json *json, const char *name)
{
	const char *text = json_text(json_get(json, name));

	return text ? text : "";
}

static char *shown_person(const Json *json)
{
	Person person = {(char *)text_of(json, "name"), (char *)text_of(json, "address")};

	return person_show(&person);
}

/* The name, or the address where there is none. */
static char *brief_person(const Json *json)
{
	const char *name = text_of(json, "name");

	return g_strdup(*name ? name : text_of(json, "address"));
}

static void set_shown(Json *view, const char *name, const Json *person)
{
	g_autofree char *shown = person ? shown_person(person) : NULL;

	if (shown)
		json_set_string(view, name, shown);
}

static void set_day(Json *view, const char *name, const Json *date)
{
	g_autofree char *day = json_text(date) ? g_strndup(json_text(date), DAY_LEN) : NULL;

	if (day)
		json_set_string(view, name, day);
}

ViewLayout view_layout(const Report *report)
{
	ViewLayout layout = {0};

	for (guint i = 0; i < report->posts->len; i++) {
		const Person *author = &((const Post *)report->posts->pdata[i])->author;
		guint width = text_width(*author->name ? author->name : author->addr);

		layout.author_width = MAX(layout.author_width, width);
	}
	layout.author_width = MIN(layout.author_width, MAX_AUTHOR_WIDTH);
	return layout;
}

static void view_counts(const Json *list)
{
	for (const Json *entry = json_first(list); entry; entry = json_next(entry)) {
		g_autofree char *count = json_to_text(json_get(entry, "count"));
		g_autofree char *padded = g_strdup_printf("%*s", COUNT_WIDTH, count);
		Json *view = json_object();

		json_set_string(view, "count", padded);
		set_shown(view, "person", json_get(entry, "person"));
		json_set(editable(entry), "view", view);
	}
}

/* How the first two lines name an end of the range: a hash, a day, or the beginning. */
static char *name_end(const Json *range, const char *end, const char *window)
{
	const char *hash = json_text(json_get(json_get(range, end), "short"));
	const char *date = json_text(json_get(range, window));

	if (date)
		return g_strndup(date, DAY_LEN);
	return g_strdup(hash ? hash : "the beginning");
}

static void view_range(const Json *range)
{
	g_autofree char *from = name_end(range, "from", "since");
	g_autofree char *to = name_end(range, "to", "until");
	Json *view = json_object();

	json_set_string(view, "from", from);
	json_set_string(view, "to", to);
	json_set(editable(range), "view", view);
}

void view_report(Json *json)
{
	const Json *top = json_get(json, "top");

	view_range(json_get(json, "range"));
	view_counts(json_get(top, "domains"));
	view_counts(json_get(top, "people"));
}

static void view_listed(Json *json, const ViewLayout *layout, gboolean part)
{
	g_autofree char *author = brief_person(json_get(json, "author"));
	g_autofree char *padded = text_pad(author, layout->author_width);
	g_autofree char *margin = text_pad("", DAY_LEN + 2 + layout->author_width);
	Json *view = json_object();

	set_day(view, "day", json_get(json, "date"));
	json_set_string(view, "author", padded);
	json_set_string(view, "margin", margin);
	json_set_string(view, "indent", part ? "  " : "");
	json_set(json, "view", view);
}

static gboolean is_set(const Json *json, const char *name)
{
	return json_type(json_get(json, name)) == JSON_TRUE;
}

/* Parts are indented under what heads them: a letter, or the word that it is not here. */
static gboolean has_head(const Json *series)
{
	return is_set(series, "lacks_cover") ||
	       is_set(json_first(json_get(series, "mails")), "cover");
}

void view_series(Json *json, const ViewLayout *layout)
{
	g_autofree char *margin = text_pad("", DAY_LEN + 2 + layout->author_width);
	gboolean headed = has_head(json);
	const Json *mail = json_first(json_get(json, "mails"));
	Json *view = json_object();

	for (; mail; mail = json_next(mail))
		view_listed(editable(mail), layout, headed && !is_set(mail, "cover"));
	json_set_string(view, "margin", margin);
	json_set(json, "view", view);
}
static void set_version(Json *view, const Json *json)
{
	g_autofree char *version = json_to_text(json_get(json, "version"));
	g_autofree char *revision = json_to_text(json_get(json, "revision"));
	g_autofree char *both = g_strconcat(version, ".", revision, NULL);

	json_set_string(view, "version", g_str_equal(revision, "0") ? version : both);
}

/* What a whole mail is shown with, in a block or by `maildelta show`. */
void view_mail(Json *json)
{
	Json *view = json_object();

	set_shown(view, "author", json_get(json, "author"));
	set_shown(view, "sender", json_get(json, "sender"));
	set_version(view, json);
	json_set(json, "view", view);
}

void view_block(Json *json)
{
	const Json *mail = json_get(json, "mail");

	if (mail)
		view_mail(editable(mail));
}
