/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_parts.h"

#include "base/text.h"

Json *view_editable(const Json *json)
{
	return (Json *)json;
}

const char *view_text_of(const Json *json, const char *name)
{
	const char *text = json_text(json_get(json, name));

	return text ? text : "";
}

gboolean view_is_set(const Json *json, const char *name)
{
	return json_type(json_get(json, name)) == JSON_TRUE;
}

static char *person_shown(const Json *json)
{
	Person person = {(char *)view_text_of(json, "name"), (char *)view_text_of(json, "address")};

	return person_show(&person);
}

char *view_person_brief(const Json *json)
{
	const char *name = view_text_of(json, "name");

	return text_show(*name ? name : view_text_of(json, "address"));
}

void view_set_person(Json *view, const char *name, const Json *person)
{
	g_autofree char *shown = person ? person_shown(person) : NULL;

	if (shown)
		json_set_string(view, name, shown);
}

void view_set_day(Json *view, const char *name, const Json *date)
{
	g_autofree char *day = json_text(date) ? g_strndup(json_text(date), VIEW_DAY) : NULL;

	if (day)
		json_set_string(view, name, day);
}

void view_set_brief(Json *view, const char *name, const Json *person)
{
	g_autofree char *brief = NULL;

	if (json_type(person) != JSON_OBJECT)
		return;
	brief = view_person_brief(person);
	json_set_string(view, name, brief);
}

void view_set_count(Json *view, const char *name, const Json *number)
{
	g_autofree char *padded =
		g_strdup_printf("%*" G_GINT64_FORMAT, VIEW_COUNT, json_integer(number));

	json_set_string(view, name, padded);
}

const char *view_word(const Library *library, const char *prefix, const char *name,
		      const char *otherwise)
{
	g_autofree char *full = g_strconcat(prefix, name, NULL);
	const char *word = lang_word(library_lang(library), full);

	return word ? word : otherwise;
}

const char *view_term(const Library *library, const char *name)
{
	return view_word(library, "", name, "");
}

/* A Top list: it begins with the one who has the most. */
void view_counts(const Json *list)
{
	gint64 most = MAX(1, json_integer(json_get(json_first(list), "count")));

	for (const Json *entry = json_first(list); entry; entry = json_next(entry)) {
		const Json *count = json_get(entry, "count"), *person = json_get(entry, "person");
		Json *view = json_object();

		view_set_count(view, "count", count);
		json_set_int(view, "percent", json_integer(count) * 100 / most);
		json_set_bool(view, "first", entry == json_first(list));
		view_set_person(view, "person", person);
		view_set_brief(view, "name", person);
		json_set(view_editable(entry), "view", view);
	}
}

void view_accounting(const Json *accounting)
{
	const char *unit = json_text(json_get(accounting, "unit"));
	Json *view = json_object();

	if (unit)
		json_set_bool(view, unit, TRUE);
	json_set_bool(view, "rewritten", json_get(accounting, "told_before") != NULL);
	json_set(view_editable(accounting), "view", view);
}

void view_defects(const Library *library, const Json *defects, Json *member)
{
	for (const Json *entry = json_first(defects); entry; entry = json_next(entry)) {
		const char *name = view_text_of(entry, "defect");
		Json *own = json_object();

		json_set_string(
			own, "meaning",
			view_word(library, "defect.", name, view_text_of(entry, "meaning")));
		json_set(view_editable(entry), "view", own);
	}
	json_set_bool(member, "odd", json_first(defects) != NULL);
}

void view_set_version(Json *member, const Json *json)
{
	g_autofree char *version = json_to_text(json_get(json, "version"));
	g_autofree char *revision = json_to_text(json_get(json, "revision"));
	g_autofree char *both = g_strconcat(version, ".", revision, NULL);

	json_set_string(member, "version", g_str_equal(revision, "0") ? version : both);
}

Json *view_wrapped(const char *text, guint columns)
{
	g_autofree char *shown = text_show(text);
	g_auto(GStrv) words = g_strsplit(shown, " ", -1);
	g_autoptr(GString) line = g_string_new(NULL);
	Json *lines = json_array();
	guint used = 0;

	for (char **word = words; *word; word++) {
		guint width = text_width(*word);

		if (used && used + 1 + width > columns) {
			json_append(lines, json_string(line->str));
			g_string_truncate(line, 0);
			used = 0;
		}
		g_string_append_printf(line, "%s%s", used ? " " : "", *word);
		used += width + (used ? 1 : 0);
	}
	json_append(lines, json_string(line->str));
	return lines;
}

void view_join(GString *text, const char *between, const char *piece)
{
	if (!piece || !*piece)
		return;
	if (text->len)
		g_string_append(text, between);
	g_string_append(text, piece);
}

void view_set_lines(Json *view, const char *text, guint columns)
{
	json_set_string(view, "text", text);
	json_set(view, "lines", view_wrapped(text, columns));
}

void view_set_title(Json *view, const char *title, guint columns)
{
	g_autoptr(Json) lines = view_wrapped(title, columns);
	const Json *line = json_first(lines);
	Json *more = json_array();

	json_set_string(view, "title", json_text(line));
	while ((line = json_next(line)))
		json_append(more, json_string(json_text(line)));
	json_set(view, "title_more", more);
}
