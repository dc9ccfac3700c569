/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/survey.h"

#include "app/account.h"
#include "app/place.h"
#include "app/stream.h"
#include "base/error.h"
#include "mail/mail.h"

#include <string.h>

static const Commit *range_commit(const Survey *survey, guint entry)
{
	return &g_array_index(survey->range->commits, Commit, entry);
}

static gboolean read_commit(Reader *reader, guint entry, gpointer user, ReaderTake take,
			    gpointer taker, GError **error)
{
	return reader_read(reader, range_commit(user, entry), take, taker, error);
}

static gpointer find_facts(guint entry, const Change *change, gpointer user)
{
	const Commit *commit = range_commit(user, entry);
	PostPlace place = place_of(commit, change);

	return finding_new(place_parse(change, commit->committed), &place, mail_decode_header);
}

/*
 * @gone: blobs that a later commit of the range takes away again. The range is
 * read newest first, so that a deletion is met before the mail it withdraws.
 */
static void withdraw(GHashTable *gone, const Oid *blob)
{
	if (!oid_is_zero(blob))
		g_hash_table_add(gone, g_memdup2(blob, sizeof(*blob)));
}

static void take_item(Collect *collect, GHashTable *gone, StreamItem *item)
{
	g_autoptr(Finding) finding = item->value;

	if (finding && !g_hash_table_contains(gone, &item->blob))
		collect_mail(collect, finding);
	else
		collect_unlisted(collect, account_counter(collect_accounting(collect), item->kind));
	if (item->kind == CHANGE_DELETED)
		withdraw(gone, &item->blob);
	withdraw(gone, &item->replaces);
}

static gboolean collect_range(const Survey *survey, Collect *collect, GError **error)
{
	g_autoptr(GHashTable) gone = g_hash_table_new_full(oid_hash, oid_equal_keys, g_free, NULL);
	StreamPlan plan = {
		.n = survey->range->commits->len,
		.read = read_commit,
		.parse = find_facts,
		.destroy = (GDestroyNotify)finding_free,
		.user = (gpointer)survey,
		.jobs = survey->jobs,
	};
	g_autoptr(Stream) stream = stream_new(survey->inbox, &plan);
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	while (stream_next(stream, &item, &failure)) {
		take_item(collect, gone, &item);
		progress_at(survey->progress, item.entry + 1, plan.n);
	}
	progress_clear(survey->progress);
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

Report *survey_report(const Survey *survey, GError **error)
{
	const Range *range = survey->range;
	g_autoptr(Collect) collect = collect_new();
	g_autoptr(Report) report = NULL;

	if (!collect_range(survey, collect, error))
		return NULL;
	report = collect_finish(g_steal_pointer(&collect), &survey->collect);
	if (!account_check(&report->accounting, error))
		return NULL;
	if (range->has_from)
		report->from = account_end(&range->from);
	report->unit = account_unit(survey->inbox);
	report->to = account_end(&range->to);
	report->since = range->since;
	report->until = range->until;
	return g_steal_pointer(&report);
}

struct _SurveyTexts {
	const Survey *survey;
	GPtrArray *posts; /* borrowed Posts whose text is printed, in printing order */
	Stream *stream;
};

SurveyTexts *survey_texts_new(const Survey *survey, const Report *report)
{
	SurveyTexts *texts = g_new0(SurveyTexts, 1);

	texts->survey = survey;
	texts->posts = g_ptr_array_new();
	for (guint i = 0; i < report->blocks->len; i++) {
		const Telling *block = &g_array_index(report->blocks, Telling, i);
		if (!block->kept)
			g_ptr_array_add(texts->posts, (gpointer)block->post);
	}
	return texts;
}

void survey_texts_free(SurveyTexts *texts)
{
	if (!texts)
		return;
	g_clear_pointer(&texts->stream, stream_free);
	g_ptr_array_unref(texts->posts);
	g_free(texts);
}

static gboolean read_again(Reader *reader, guint entry, gpointer user, ReaderTake take,
			   gpointer taker, GError **error)
{
	const SurveyTexts *texts = user;
	const Post *post = texts->posts->pdata[entry];
	Oid blob;

	memcpy(blob.id, post->place.blob, OID_RAW);
	return reader_read_mail(reader, post->place.epoch, &blob, take, taker, error);
}

static gpointer parse_again(guint entry, const Change *change, gpointer user)
{
	const SurveyTexts *texts = user;
	const Post *post = texts->posts->pdata[entry];

	return place_parse(change, post->place.committed);
}

static gboolean texts_rewind(gpointer user, G_GNUC_UNUSED GError **error)
{
	SurveyTexts *texts = user;
	StreamPlan plan = {
		.n = texts->posts->len,
		.read = read_again,
		.parse = parse_again,
		.destroy = (GDestroyNotify)message_free,
		.user = texts,
		.jobs = texts->survey->jobs,
	};

	g_clear_pointer(&texts->stream, stream_free);
	texts->stream = stream_new(texts->survey->inbox, &plan);
	return TRUE;
}

static Message *texts_next(gpointer user, GError **error)
{
	SurveyTexts *texts = user;
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	if (stream_next(texts->stream, &item, &failure) && item.value)
		return item.value;
	if (failure)
		g_propagate_error(error, g_steal_pointer(&failure));
	else
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED,
				    "a mail went from the mirror while it was being read: "
				    "run again when its update is over");
	return NULL;
}

guint survey_texts_count(const SurveyTexts *texts)
{
	return texts->posts->len;
}

RenderTexts survey_texts_source(SurveyTexts *texts)
{
	return (RenderTexts){texts_rewind, texts_next, texts};
}
