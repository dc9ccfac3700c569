/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/model_parts.h"

#include "base/date.h"

#define SHORT_HEX 9 /* digits of a hash that people are shown */

void model_set_hex(Json *json, const char *name, const guint8 *raw)
{
	GString *hex = g_string_sized_new(41);

	for (guint i = 0; i < 20; i++)
		g_string_append_printf(hex, "%02x", raw[i]);
	json_set_string(json, name, hex->str);
	g_string_free(hex, TRUE);
}

void model_set_date(Json *json, const char *name, gint64 instant, int offset)
{
	g_autofree char *date = date_format_rfc3339(instant, offset);

	json_set_string(json, name, date);
}

void model_set_instant(Json *json, const char *name, gint64 instant)
{
	if (instant)
		model_set_date(json, name, instant, 0);
	else
		json_set(json, name, json_null());
}

Json *model_person(const Person *person)
{
	Json *json = json_object();

	json_set_string(json, "name", person->name);
	json_set_string(json, "address", person->addr);
	return json;
}

void model_set_link(Json *json, const ReportInbox *inbox, const char *message_id)
{
	g_autofree char *link = report_link(inbox, message_id);

	json_set_string(json, "link", link);
}

Json *model_someone(const Person *person)
{
	return *person->name || *person->addr ? model_person(person) : json_null();
}

Json *model_numbers(const GArray *numbers)
{
	Json *list = json_array();

	for (guint i = 0; i < numbers->len; i++)
		json_append(list, json_int(g_array_index(numbers, guint, i)));
	return list;
}

/* How a defect is told everywhere: its word, and a sentence for people. */
Json *model_defect(Defect defect)
{
	Json *json = json_object();

	json_set_string(json, "defect", defect_name(defect));
	json_set_string(json, "meaning", defect_text(defect));
	return json;
}

Json *model_end(const ReportEnd *end)
{
	g_autofree char *brief = NULL;
	Json *json;

	if (!end->hex)
		return json_null();
	brief = g_strndup(end->hex, SHORT_HEX);
	json = json_object();
	json_set_string(json, "commit", end->hex);
	json_set_string(json, "short", brief);
	model_set_date(json, "archived", end->committed, 0);
	return json;
}

Json *model_inbox(const ReportInbox *inbox)
{
	Json *json = json_object();

	json_set_string(json, "title", inbox->title);
	json_set_string(json, "web", inbox->web);
	return json;
}

Json *model_accounting(const Accounting *a, const char *unit)
{
	Json *json = json_object();

	json_set_string(json, "unit", unit);
	json_set_int(json, "changes", a->changes);
	json_set_int(json, "mails", a->mails);
	json_set_int(json, "withdrawn", a->withdrawn);
	json_set_int(json, "deletions", a->deletions);
	json_set_int(json, "purges", a->purges);
	json_set_int(json, "missing", a->missing);
	json_set_int(json, "unreadable", a->unreadable);
	if (a->rewritten) {
		json_set_int(json, "edited", a->edited);
		json_set_int(json, "told_before", a->told_before);
	}
	json_set_int(json, "patches", a->patches);
	json_set_int(json, "replies", a->replies);
	json_set_int(json, "others", a->others);
	json_set_int(json, "patches_by_bots", a->bots);
	json_set_int(json, "patches_in_stable_review", a->stable);
	return json;
}

Json *model_people(const GArray *people)
{
	Json *list = json_array();

	for (guint i = 0; i < people->len; i++) {
		const PersonCount *entry = &g_array_index(people, PersonCount, i);
		Json *json = json_object();

		json_set_int(json, "count", entry->count);
		json_set(json, "person", model_person(&entry->person));
		json_append(list, json);
	}
	return list;
}

Json *model_defect_counts(const guint *defects)
{
	Json *list = json_array();

	for (guint i = 0; i < N_DEFECTS; i++) {
		Json *json;

		if (!defects[i])
			continue;
		json = model_defect(i);
		json_set_int(json, "mails", defects[i]);
		json_append(list, json);
	}
	return list;
}

Json *model_schema(const char *kind)
{
	Json *json = json_object();

	json_set_string(json, "name", kind);
	json_set_int(json, "version", MODEL_SCHEMA_VERSION);
	return json;
}

static const char *const kind_names[] = {
	[POST_PATCH] = "patch",
	[POST_REPLY] = "reply",
	[POST_OTHER] = "other",
};

const char *model_kind_name(PostKind kind)
{
	return kind_names[kind];
}
