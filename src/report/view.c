/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view.h"

#include "base/text.h"
#include "report/view_parts.h"
#include "report/view_patch.h"

#define MAX_AUTHOR_WIDTH 24 /* wider names push their line, not the column */

struct _View {
	const Library *library;
	guint author_width; /* columns of the widest author name, within reason */
	GHashTable *told;   /* Post → number of the block that tells it */
};

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

/* How the report names an end of the range: a hash or a day; NULL for the beginning. */
static char *name_end(const Json *range, const char *end, const char *window)
{
	const char *hash = json_text(json_get(json_get(range, end), "short"));
	const char *date = json_text(json_get(range, window));

	return date ? g_strndup(date, VIEW_DAY) : g_strdup(hash);
}

static void view_range(const Json *range)
{
	g_autofree char *from = name_end(range, "from", "since");
	g_autofree char *to = name_end(range, "to", "until");
	Json *view = json_object();

	json_set_string(view, "from", from);
	json_set_string(view, "to", to);
	view_set_day(view, "from_day", json_get(json_get(range, "from"), "archived"));
	view_set_day(view, "to_day", json_get(json_get(range, "to"), "archived"));
	json_set(view_editable(range), "view", view);
}

/* How many mails of @list there are beyond those that stand in it; and the days of these. */
static void view_removed(const Json *rewritten, Json *member, const char *count, const char *list,
			 const char *more)
{
	const Json *mails = json_get(rewritten, list);
	gint64 left = json_integer(json_get(rewritten, count));

	json_set_bool(member, count, left > 0);
	for (const Json *mail = json_first(mails); mail; mail = json_next(mail), left--) {
		Json *view = json_object();

		view_set_day(view, "day", json_get(mail, "date"));
		json_set(view_editable(mail), "view", view);
	}
	if (left > 0)
		json_set_int(member, more, left);
}

static void view_rewritten(const Json *rewritten)
{
	Json *member;

	if (!rewritten)
		return;
	member = json_object();
	view_removed(rewritten, member, "removed", "removed_mails", "removed_more");
	view_removed(rewritten, member, "edited", "edited_mails", "edited_more");
	json_set_bool(member, "unchanged",
		      !view_is_set(member, "removed") && !view_is_set(member, "edited"));
	json_set(view_editable(rewritten), "view", member);
}

void view_report(const View *view, Json *json)
{
	const Json *top = json_get(json, "top");
	Json *member = json_object();

	view_range(json_get(json, "range"));
	view_counts(json_get(top, "domains"));
	view_counts(json_get(top, "people"));
	view_accounting(json_get(json, "accounting"));
	view_rewritten(json_get(json, "rewritten"));
	view_defects(view->library, json_get(json, "defects"), member);
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
	g_autofree char *author = view_person_brief(json_get(json, "author"));
	g_autofree char *padded = text_pad(author, view->author_width);
	g_autofree char *margin = text_pad("", VIEW_DAY + 2 + view->author_width);
	Json *member = json_object();

	view_set_day(member, "day", json_get(json, "date"));
	json_set_string(member, "author", padded);
	json_set_string(member, "name", author);
	json_set_string(member, "margin", margin);
	json_set_string(member, "indent", part ? "  " : "");
	json_set_bool(member, "part", part);
	set_block(view, member, post);
	json_set(json, "view", member);
}

/* Parts are indented under what heads them: a letter, or the word that it is not here. */
void view_series(const View *view, Json *json, const Series *series)
{
	g_autofree char *margin = text_pad("", VIEW_DAY + 2 + view->author_width);
	gboolean headed = series->lacks_cover || series->cover;
	const Json *mail = json_first(json_get(json, "mails"));
	Json *member = json_object();

	for (guint i = 0; mail; mail = json_next(mail), i++)
		view_listed(view, view_editable(mail), series_post(series, i),
			    headed && !view_is_set(mail, "cover"));
	json_set_string(member, "margin", margin);
	json_set(json, "view", member);
}

/* Whether somebody else than its author sent the mail. */
static gboolean is_sent_on(const Json *mail)
{
	const char *author = view_text_of(json_get(mail, "author"), "address");

	return g_ascii_strcasecmp(author, view_text_of(json_get(mail, "sender"), "address")) != 0;
}

/* What a whole mail is shown with, in a block or by `maildelta show`. */
static Json *mail_member(const View *view, Json *json)
{
	const char *kind = json_text(json_get(json, "kind"));
	const Json *patch = json_get(json, "patch");
	Json *member = json_object();

	view_set_person(member, "author", json_get(json, "author"));
	view_set_person(member, "sender", json_get(json, "sender"));
	json_set_bool(member, "sent_on", is_sent_on(json));
	view_set_day(member, "day", json_get(json, "date"));
	view_set_version(member, json);
	if (kind)
		json_set_bool(member, kind, TRUE);
	view_defects(view->library, json_get(json, "defects"), member);
	if (json_type(patch) == JSON_OBJECT)
		view_patch(view_editable(patch));
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
		view_told(view, view_editable(mail), number);
	json_set(json, "view", member);
}
