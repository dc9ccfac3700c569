/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/model.h"

#include "core/bot.h"
#include "core/diffstat.h"
#include "core/evidence.h"
#include "core/trailer.h"
#include "report/model_parts.h"
#include "report/model_state.h"

static void set_slice(Json *json, const char *name, Slice text)
{
	g_autofree char *copy = slice_dup(text);

	json_set_string(json, name, copy);
}

static void set_subject(Json *json, const Subject *subject)
{
	json_set_string(json, "subject", subject->text);
	json_set_string(json, "title", subject->title);
	json_set_int(json, "version", subject_version(subject));
	json_set_int(json, "revision", subject->revision);
	json_set(json, "part", subject->counter ? json_int(subject->n) : json_null());
	json_set(json, "parts", subject->counter ? json_int(subject->m) : json_null());
}

static Json *defects_json(DefectSet defects)
{
	Json *list = json_array();

	for (guint i = 0; i < N_DEFECTS; i++)
		if (defects & (1u << i))
			json_append(list, model_defect(i));
	return list;
}

/* What the patch list and the blocks have in common. */
static Json *post_json(const Report *report, const Post *post)
{
	Json *json = json_object();

	json_set_string(json, "message_id", post->id);
	model_set_link(json, &report->inbox, post->id);
	model_set_hex(json, "commit", post->place.commit);
	set_subject(json, post->subject);
	json_set(json, "author", model_person(&post->author));
	model_set_date(json, "date", post->instant, post->offset);
	model_set_date(json, "archived", post->place.committed, 0);
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

	json_set(json, "sender", model_person(&message->sender));
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

static Json *range_json(const Report *report)
{
	Json *json = json_object();

	json_set(json, "from", model_end(&report->from));
	json_set(json, "to", model_end(&report->to));
	model_set_instant(json, "since", report->since);
	model_set_instant(json, "until", report->until);
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

static Json *mails_json(const Report *report, const GPtrArray *mails)
{
	Json *list = json_array();

	for (guint i = 0; i < mails->len; i++) {
		const ReportMail *mail = mails->pdata[i];
		Json *json = json_object();

		json_set_string(json, "message_id", mail->id);
		model_set_link(json, &report->inbox, mail->id);
		json_set_string(json, "subject", mail->subject);
		model_set_date(json, "date", mail->instant, mail->offset);
		json_append(list, json);
	}
	return list;
}

/* What became of mails that an earlier report told. */
static Json *rewritten_json(const Report *report)
{
	Json *json = json_object();

	json_set_int(json, "removed", report->removed);
	json_set(json, "removed_mails", mails_json(report, report->removed_mails));
	json_set_int(json, "edited", report->accounting.edited);
	json_set(json, "edited_mails", mails_json(report, report->edited_mails));
	return json;
}

Json *model_report(const Report *report)
{
	Json *json = json_object(), *top = json_object();

	json_set(json, "schema", model_schema("maildelta-range"));
	json_set(json, "inbox", model_inbox(&report->inbox));
	json_set(json, "range", range_json(report));
	json_set_int(top, "limit", report->top);
	json_set(top, "domains", domains_json(report));
	json_set(top, "people", model_people(report->people));
	json_set(json, "top", top);
	json_set(json, "accounting", model_accounting(&report->accounting, report->unit));
	if (report->accounting.rewritten)
		json_set(json, "rewritten", rewritten_json(report));
	json_set(json, "defects", model_defect_counts(report->defects));
	return json;
}

static Json *strings_json(char **strings)
{
	Json *list = json_array();

	for (; strings && *strings; strings++)
		json_append(list, json_string(*strings));
	return list;
}

static Json *place_json(const Applied *applied)
{
	Json *json;

	if (!applied)
		return json_null();
	json = json_object();
	model_set_place(json, applied);
	return json;
}

static Json *evidence_json(const Evidence *evidence)
{
	Json *json = json_object();

	json_set_string(json, "kind", evidence_kind_name(evidence->kind));
	json_set_string(json, "line", evidence->line);
	json_set_string(json, "token", evidence->token);
	json_set_string(json, "note", evidence->note);
	json_set(json, "person", model_someone(&evidence->person));
	json_set_bool(json, "promised", evidence->promised);
	json_set(json, "applied", place_json(evidence->applied));
	return json;
}

/* What its own words say of the state of its thread, which this may not be the last word on. */
static Json *evidences_json(const Message *message, const Subject *subject, PostKind kind)
{
	g_autoptr(Reading) reading = reading_new(message->body, &message->sender);
	const EvidenceMail mail = {
		.reading = reading,
		.subject = subject,
		.kind = kind,
		.sender = &message->sender,
		.bot = bot_is(&message->sender),
	};
	g_autoptr(GPtrArray) found = evidence_read(&mail);
	Json *list = json_array();

	for (guint i = 0; i < found->len; i++)
		json_append(list, evidence_json(found->pdata[i]));
	return list;
}

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

	json_set(json, "schema", model_schema("maildelta-mail"));
	json_set(json, "inbox", model_inbox(mail->inbox));
	model_set_hex(json, "commit", mail->place->commit);
	model_set_hex(json, "blob", mail->place->blob);
	model_set_date(json, "archived", mail->place->committed, 0);
	json_set(json, "message_ids", strings_json(message->ids));
	model_set_link(json, mail->inbox, message->ids[0]);
	json_set(json, "parents", strings_json(message->parents));
	set_subject(json, subject);
	json_set(json, "words", strings_json(subject->words));
	json_set_string(json, "kind", model_kind_name(kind));
	json_set_bool(json, "cover", kind == POST_PATCH && cover);
	json_set_bool(json, "bot", bot_is(&message->sender));
	json_set_bool(json, "stable_review",
		      kind == POST_PATCH &&
			      post_is_stable_review(&message->sender, subject, patch));
	json_set(json, "sender", model_person(&message->sender));
	json_set(json, "author", model_person(author));
	model_set_date(json, "date", message->instant, message->offset);
	json_set_string(json, "raw_date", message->raw_date);
	json_set(json, "patch",
		 kind == POST_PATCH ? patch_json(patch, cover, &defects) : json_null());
	json_set(json, "evidence", evidences_json(message, subject, kind));
	json_set(json, "defects", defects_json(defects));
	json_set_string(json, "body", message->body);
	return json;
}
