/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view.h"

#include "base/text.h"
#include "report/view_patch.h"

#define COUNT_WIDTH 7       /* of `uniq -c` */
#define MAX_AUTHOR_WIDTH 24 /* wider names push their line, not the column */
#define DAY_LEN 10          /* 2026-02-01 */

struct _View {
	const Library *library;
	guint author_width; /* columns of the widest author name, within reason */
	GHashTable *told;   /* Post → number of the block that tells it */
};

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

/* The name, or the address where there is none, as it is printed: columns are counted in it. */
static char *brief_person(const Json *json)
{
	const char *name = text_of(json, "name");

	return text_show(*name ? name : text_of(json, "address"));
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

static guint author_width(const Report *report)
{
	guint widest = 0;

	for (guint i = 0; i < report->posts->len; i++) {
		const Person *author = &((const Post *)report->posts->pdata[i])->author;
		g_autofree char *shown = text_show(*author->name ? author->name : author->addr);

		widest = MAX(widest, text_width(shown));
	}
	return MIN(widest, MAX_AUTHOR_WIDTH);
}

static void number_blocks(GHashTable *told, const GArray *blocks)
{
	for (guint i = 0; i < blocks->len; i++) {
		const Telling *block = &g_array_index(blocks, Telling, i);

		if (!block->kept)
			g_hash_table_insert(told, (gpointer)block->post, GUINT_TO_POINTER(i + 1));
	}
	for (guint i = 0; i < blocks->len; i++) {
		const Telling *block = &g_array_index(blocks, Telling, i);

		if (block->kept)
			g_hash_table_insert(told, (gpointer)block->post,
					    g_hash_table_lookup(told, block->kept));
	}
}

View *view_new(const Library *library, const Report *report)
{
	View *view = g_new0(View, 1);

	view->library = library;
	view->told = g_hash_table_new(NULL, NULL);
	if (report) {
		view->author_width = author_width(report);
		number_blocks(view->told, report->blocks);
	}
	return view;
}

void view_free(View *view)
{
	if (!view)
		return;
	g_hash_table_unref(view->told);
	g_free(view);
}

/* A Top list: it begins with the one who has the most. */
static void view_counts(const Json *list)
{
	gint64 most = MAX(1, json_integer(json_get(json_first(list), "count")));

	for (const Json *entry = json_first(list); entry; entry = json_next(entry)) {
		gint64 count = json_integer(json_get(entry, "count"));
		g_autofree char *padded = g_strdup_printf("%*" G_GINT64_FORMAT, COUNT_WIDTH, count);
		Json *view = json_object();

		json_set_string(view, "count", padded);
		json_set_int(view, "percent", count * 100 / most);
		set_shown(view, "person", json_get(entry, "person"));
		json_set(editable(entry), "view", view);
	}
}

/* How the report names an end of the range: a hash or a day; NULL for the beginning. */
static char *name_end(const Json *range, const char *end, const char *window)
{
	const char *hash = json_text(json_get(json_get(range, end), "short"));
	const char *date = json_text(json_get(range, window));

	return date ? g_strndup(date, DAY_LEN) : g_strdup(hash);
}

static void view_range(const Json *range)
{
	g_autofree char *from = name_end(range, "from", "since");
	g_autofree char *to = name_end(range, "to", "until");
	Json *view = json_object();

	json_set_string(view, "from", from);
	json_set_string(view, "to", to);
	set_day(view, "from_day", json_get(json_get(range, "from"), "archived"));
	set_day(view, "to_day", json_get(json_get(range, "to"), "archived"));
	json_set(editable(range), "view", view);
}

/* A logic-less template can ask whether there is a member, not what it says. */
static void view_accounting(const Json *accounting)
{
	const char *unit = json_text(json_get(accounting, "unit"));
	Json *view = json_object();

	if (unit)
		json_set_bool(view, unit, TRUE);
	json_set(editable(accounting), "view", view);
}

/* Sets "odd" in @member when there are any, since a list cannot be asked for that. */
static void view_defects(const View *view, const Json *defects, Json *member)
{
	const Lang *lang = library_lang(view->library);

	for (const Json *entry = json_first(defects); entry; entry = json_next(entry)) {
		g_autofree char *name = g_strconcat("defect.", text_of(entry, "defect"), NULL);
		const char *meaning = lang_word(lang, name);
		Json *own = json_object();

		json_set_string(own, "meaning", meaning ? meaning : text_of(entry, "meaning"));
		json_set(editable(entry), "view", own);
	}
	json_set_bool(member, "odd", json_first(defects) != NULL);
}

void view_report(const View *view, Json *json)
{
	const Json *top = json_get(json, "top");
	Json *member = json_object();

	view_range(json_get(json, "range"));
	view_counts(json_get(top, "domains"));
	view_counts(json_get(top, "people"));
	view_accounting(json_get(json, "accounting"));
	view_defects(view, json_get(json, "defects"), member);
	json_set_string(member, "lang", library_lang_tag(view->library));
	json_set(json, "view", member);
}

static void set_block(const View *view, Json *member, const Post *post)
{
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(view->told, post));

	if (number)
		json_set_int(member, "block", number);
}

static void view_listed(const View *view, Json *json, const Post *post, gboolean part)
{
	g_autofree char *author = brief_person(json_get(json, "author"));
	g_autofree char *padded = text_pad(author, view->author_width);
	g_autofree char *margin = text_pad("", DAY_LEN + 2 + view->author_width);
	Json *member = json_object();

	set_day(member, "day", json_get(json, "date"));
	json_set_string(member, "author", padded);
	json_set_string(member, "name", author);
	json_set_string(member, "margin", margin);
	json_set_string(member, "indent", part ? "  " : "");
	json_set_bool(member, "part", part);
	set_block(view, member, post);
	json_set(json, "view", member);
}

static gboolean is_set(const Json *json, const char *name)
{
	return json_type(json_get(json, name)) == JSON_TRUE;
}

/* Parts are indented under what heads them: a letter, or the word that it is not here. */
void view_series(const View *view, Json *json, const Series *series)
{
	g_autofree char *margin = text_pad("", DAY_LEN + 2 + view->author_width);
	gboolean headed = series->lacks_cover || series->cover;
	const Json *mail = json_first(json_get(json, "mails"));
	Json *member = json_object();

	for (guint i = 0; mail; mail = json_next(mail), i++)
		view_listed(view, editable(mail), series_post(series, i),
			    headed && !is_set(mail, "cover"));
	json_set_string(member, "margin", margin);
	json_set(json, "view", member);
}

static void set_version(Json *member, const Json *json)
{
	g_autofree char *version = json_to_text(json_get(json, "version"));
	g_autofree char *revision = json_to_text(json_get(json, "revision"));
	g_autofree char *both = g_strconcat(version, ".", revision, NULL);

	json_set_string(member, "version", g_str_equal(revision, "0") ? version : both);
}

/* Whether somebody else than its author sent the mail. */
static gboolean is_sent_on(const Json *mail)
{
	const char *author = text_of(json_get(mail, "author"), "address");

	return g_ascii_strcasecmp(author, text_of(json_get(mail, "sender"), "address")) != 0;
}

/* What a whole mail is shown with, in a block or by `maildelta show`. */
static Json *mail_member(const View *view, Json *json)
{
	const char *kind = json_text(json_get(json, "kind"));
	const Json *patch = json_get(json, "patch");
	Json *member = json_object();

	set_shown(member, "author", json_get(json, "author"));
	set_shown(member, "sender", json_get(json, "sender"));
	json_set_bool(member, "sent_on", is_sent_on(json));
	set_day(member, "day", json_get(json, "date"));
	set_version(member, json);
	if (kind)
		json_set_bool(member, kind, TRUE);
	view_defects(view, json_get(json, "defects"), member);
	if (json_type(patch) == JSON_OBJECT)
		view_patch(editable(patch));
	return member;
}

void view_mail(const View *view, Json *json)
{
	json_set(json, "view", mail_member(view, json));
}

/* Within {{#mail}} its view hides the block's: the number stands in both. */
static void view_told(const View *view, Json *mail, guint number)
{
	Json *member = mail_member(view, mail);

	json_set_int(member, "number", number);
	json_set(mail, "view", member);
}

void view_block(const View *view, Json *json, const Telling *block, guint number)
{
	const Json *mail = json_get(json, "mail"), *repeat = json_get(json, "repeat");
	Json *member = json_object();

	json_set_int(member, "number", number);
	if (repeat)
		set_block(view, member, block->kept);
	if (mail)
		view_told(view, editable(mail), number);
	json_set(json, "view", member);
}
