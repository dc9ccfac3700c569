/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/model.h"

#include "base/date.h"
#include "core/bot.h"
#include "core/diffstat.h"
#include "core/trailer.h"

#define SHORT_HEX 9 /* digits of a hash that people are shown */

static void set_hex(Json *json, const char *name, const guint8 *raw)
{
	GString *hex = g_string_sized_new(41);

	for (guint i = 0; i < 20; i++)
		g_string_append_printf(hex, "%02x", raw[i]);
	json_set_string(json, name, hex->str);
	g_string_free(hex, TRUE);
}

static void set_slice(Json *json, const char *name, Slice text)
{
	g_autofree char *copy = slice_dup(text);

	json_set_string(json, name, copy);
}

static void set_date(Json *json, const char *name, gint64 instant, int offset)
{
	g_autofree char *date = date_format_rfc3339(instant, offset);

	json_set_string(json, name, date);
}

static Json *person_json(const Person *person)
{
	Json *json = json_object();

	json_set_string(json, "name", person->name);
	json_set_string(json, "address", person->addr);
	return json;
}

static void set_link(Json *json, const ReportInbox *inbox, const char *message_id)
{
	g_autofree char *link = report_link(inbox, message_id);

	json_set_string(json, "link", link);
}

static void set_subject(Json *json, const Subject *subject)
{
	json_set_string(json, "subject", subject->text);
	json_set_string(json, "title", subject->title);
	json_set_int(json, "version", subject->versioned ? subject->version : 1);
	json_set_int(json, "revision", subject->revision);
	json_set(json, "part", subject->counter ? json_int(subject->n) : json_null());
	json_set(json, "parts", subject->counter ? json_int(subject->m) : json_null());
}

/* How a defect is told everywhere: its word, and a sentence for people. */
static Json *defect_json(Defect defect)
{
	Json *json = json_object();

	json_set_string(json, "defect", defect_name(defect));
	json_set_string(json, "meaning", defect_text(defect));
	return json;
}

static Json *defects_json(DefectSet defects)
{
	Json *list = json_array();

	for (guint i = 0; i < N_DEFECTS; i++)
		if (defects & (1u << i))
			json_append(list, defect_json(i));
	return list;
}

/* What the patch list and the blocks have in common. */
static Json *post_json(const Report *report, const Post *post)
{
	Json *json = json_object();

	json_set_string(json, "message_id", post->id);
	set_link(json, &report->inbox, post->id);
	set_hex(json, "commit", post->place.commit);
	set_subject(json, post->subject);
	json_set(json, "author", person_json(&post->author));
	set_date(json, "date", post->instant, post->offset);
	set_date(json, "archived", post->place.committed, 0);
	json_set_bool(json, "cover", subject_is_cover(post->subject));
	json_set_bool(json, "bot", post->bot);
	json_set_bool(json, "stable_review", post->stable_review);
	return json;
}

Json *model_series(const Report *report, const Series *series)
{
	Json *json = json_object(), *mails = json_array();

	json_set_bool(json, "numbered", series->numbered);
	json_set_bool(json, "lacks_cover", series->lacks_cover);
	for (guint i = 0; i < series_size(series); i++)
		json_append(mails, post_json(report, series_post(series, i)));
	json_set(json, "mails", mails);
	return json;
}

/* @printed: the lines of the mail's own diffstat, empty when it has none. */
static Json *diffstat_json(const Diffstat *diffstat, Slice printed)
{
	Json *json = json_object(), *files = json_array();

	for (guint i = 0; i < diffstat->files->len; i++) {
		const DiffstatFile *file = diffstat->files->pdata[i];
		Json *entry = json_object();

		json_set_string(entry, "path", file->path);
		json_set_bool(entry, "binary", file->binary);
		json_set_int(entry, "changes", file->changes);
		json_set_int(entry, "added", file->added);
		json_set_int(entry, "removed", file->removed);
		json_append(files, entry);
	}
	json_set_int(json, "files_changed", diffstat->n_files);
	json_set_int(json, "insertions", diffstat->insertions);
	json_set_int(json, "deletions", diffstat->deletions);
	set_slice(json, "text", printed);
	json_set(json, "files", files);
	return json;
}

static Json *trailers_json(Slice message)
{
	g_autoptr(GPtrArray) trailers = trailer_scan(message);
	Json *list = json_array();

	for (guint i = 0; i < trailers->len; i++) {
		const Trailer *trailer = trailers->pdata[i];
		Json *entry = json_object();

		json_set_string(entry, "token", trailer->token);
		json_set_string(entry, "value", trailer->value);
		json_append(list, entry);
	}
	return list;
}

/* The parts of a patch mail's body; notes what is wrong with it in @defects. */
static Json *patch_json(const Patch *patch, gboolean cover, DefectSet *defects)
{
	gboolean disagree = FALSE;
	g_autoptr(Diffstat) diffstat = patch_diffstat(patch, cover, &disagree);
	Json *json = json_object();

	if (disagree)
		*defects |= 1u << DEFECT_DIFFSTAT;
	set_slice(json, "text", patch->shown);
	set_slice(json, "message", patch->message);
	set_slice(json, "notes", patch->notes);
	json_set(json, "trailers", trailers_json(patch->message));
	json_set(json, "diffstat",
		 diffstat ? diffstat_json(diffstat, patch->diffstat) : json_null());
	return json;
}

static Json *told_json(const Report *report, const Post *post, const Message *message,
		       PatchDecode decode)
{
	gboolean cover = subject_is_cover(post->subject);
	g_autoptr(Patch) patch = patch_read(message->body, cover, decode);
	Json *json = post_json(report, post);
	DefectSet defects = message->defects;

	json_set(json, "sender", person_json(&message->sender));
	json_set(json, "patch", patch_json(patch, cover, &defects));
	json_set(json, "defects", defects_json(defects));
	return json;
}

static Json *repeat_json(const Report *report, const Telling *block)
{
	Json *json = json_object();

	json_set(json, "kept", post_json(report, block->kept));
	json_set(json, "skipped", post_json(report, block->post));
	return json;
}

Json *model_block(const Report *report, const Telling *block, const Message *message,
		  PatchDecode decode)
{
	Json *json = json_object();

	if (block->kept)
		json_set(json, "repeat", repeat_json(report, block));
	else
		json_set(json, "mail", told_json(report, block->post, message, decode));
	return json;
}

static Json *end_json(const ReportEnd *end)
{
	g_autofree char *brief = NULL;
	Json *json;

	if (!end->hex)
		return json_null();
	brief = g_strndup(end->hex, SHORT_HEX);
	json = json_object();
	json_set_string(json, "commit", end->hex);
	json_set_string(json, "short", brief);
	set_date(json, "archived", end->committed, 0);
	return json;
}

static void set_instant(Json *json, const char *name, gint64 instant)
{
	if (instant)
		set_date(json, name, instant, 0);
	else
		json_set(json, name, json_null());
}

static Json *range_json(const Report *report)
{
	Json *json = json_object();

	json_set(json, "from", end_json(&report->from));
	json_set(json, "to", end_json(&report->to));
	set_instant(json, "since", report->since);
	set_instant(json, "until", report->until);
	return json;
}

static Json *inbox_json(const ReportInbox *inbox)
{
	Json *json = json_object();

	json_set_string(json, "title", inbox->title);
	json_set_string(json, "web", inbox->web);
	return json;
}

static Json *accounting_json(const Report *report)
{
	const Accounting *a = &report->accounting;
	Json *json = json_object();

	json_set_string(json, "unit", report->unit);
	json_set_int(json, "changes", a->changes);
	json_set_int(json, "mails", a->mails);
	json_set_int(json, "withdrawn", a->withdrawn);
	json_set_int(json, "deletions", a->deletions);
	json_set_int(json, "purges", a->purges);
	json_set_int(json, "missing", a->missing);
	json_set_int(json, "unreadable", a->unreadable);
	json_set_int(json, "patches", a->patches);
	json_set_int(json, "replies", a->replies);
	json_set_int(json, "others", a->others);
	json_set_int(json, "patches_by_bots", a->bots);
	json_set_int(json, "patches_in_stable_review", a->stable);
	return json;
}

static Json *domains_json(const Report *report)
{
	Json *list = json_array();

	for (guint i = 0; i < report->domains->len; i++) {
		const DomainCount *entry = &g_array_index(report->domains, DomainCount, i);
		Json *json = json_object();

		json_set_int(json, "count", entry->count);
		json_set_string(json, "domain", entry->domain);
		json_append(list, json);
	}
	return list;
}

static Json *people_json(const Report *report)
{
	Json *list = json_array();

	for (guint i = 0; i < report->people->len; i++) {
		const PersonCount *entry = &g_array_index(report->people, PersonCount, i);
		Json *json = json_object();

		json_set_int(json, "count", entry->count);
		json_set(json, "person", person_json(&entry->person));
		json_append(list, json);
	}
	return list;
}

static Json *defect_counts_json(const Report *report)
{
	Json *list = json_array();

	for (guint i = 0; i < N_DEFECTS; i++) {
		Json *json;

		if (!report->defects[i])
			continue;
		json = defect_json(i);
		json_set_int(json, "mails", report->defects[i]);
		json_append(list, json);
	}
	return list;
}

static Json *schema_json(const char *kind)
{
	Json *json = json_object();

	json_set_string(json, "name", kind);
	json_set_int(json, "version", MODEL_SCHEMA_VERSION);
	return json;
}

Json *model_report(const Report *report)
{
	Json *json = json_object(), *top = json_object();

	json_set(json, "schema", schema_json("maildelta-range"));
	json_set(json, "inbox", inbox_json(&report->inbox));
	json_set(json, "range", range_json(report));
	json_set_int(top, "limit", report->top);
	json_set(top, "domains", domains_json(report));
	json_set(top, "people", people_json(report));
	json_set(json, "top", top);
	json_set(json, "accounting", accounting_json(report));
	json_set(json, "defects", defect_counts_json(report));
	return json;
}

static Json *strings_json(char **strings)
{
	Json *list = json_array();

	for (; strings && *strings; strings++)
		json_append(list, json_string(*strings));
	return list;
}

static const char *const kind_names[] = {
	[POST_PATCH] = "patch",
	[POST_REPLY] = "reply",
	[POST_OTHER] = "other",
};

Json *model_mail(const ModelMail *mail, PatchDecode decode)
{
	const Message *message = mail->message;
	g_autoptr(Subject) subject = subject_parse(message->subject);
	gboolean cover = subject_is_cover(subject);
	g_autoptr(Patch) patch = patch_read(message->body, cover, decode);
	PostKind kind = post_kind(subject, patch, message->parents[0] != NULL);
	/* a reply may quote a From: at its top, as Outlook does: only patches have authors */
	const Person *author =
		kind == POST_PATCH && patch->has_author ? &patch->author : &message->sender;
	DefectSet defects = message->defects;
	Json *json = json_object();

	json_set(json, "schema", schema_json("maildelta-mail"));
	json_set(json, "inbox", inbox_json(mail->inbox));
	set_hex(json, "commit", mail->place->commit);
	set_hex(json, "blob", mail->place->blob);
	set_date(json, "archived", mail->place->committed, 0);
	json_set(json, "message_ids", strings_json(message->ids));
	set_link(json, mail->inbox, message->ids[0]);
	json_set(json, "parents", strings_json(message->parents));
	set_subject(json, subject);
	json_set(json, "words", strings_json(subject->words));
	json_set_string(json, "kind", kind_names[kind]);
	json_set_bool(json, "cover", kind == POST_PATCH && cover);
	json_set_bool(json, "bot", bot_is(&message->sender));
	json_set_bool(json, "stable_review",
		      kind == POST_PATCH &&
			      post_is_stable_review(&message->sender, subject, patch));
	json_set(json, "sender", person_json(&message->sender));
	json_set(json, "author", person_json(author));
	set_date(json, "date", message->instant, message->offset);
	json_set_string(json, "raw_date", message->raw_date);
	json_set(json, "patch",
		 kind == POST_PATCH ? patch_json(patch, cover, &defects) : json_null());
	json_set(json, "defects", defects_json(defects));
	json_set_string(json, "body", message->body);
	return json;
}
