/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/survey.h"

#include "app/account.h"
#include "app/place.h"
#include "app/reread.h"
#include "app/rewrite.h"
#include "app/stream.h"
#include "base/error.h"
#include "mail/mail.h"

/* One pass over the range. */
typedef struct {
	const Survey *survey;
	Rewrite *rewrite; /* NULL: nothing was told before */
	Collect *collect;
	GHashTable *gone;  /* see withdraw() */
	GPtrArray *edited; /* of ReportMail: the first of them */
	guint changes;     /* taken so far */
} Pass;

/* What is made of a mail while its text is there. */
typedef struct {
	Finding *finding;
	ReportMail *named; /* where a removed mail has its Message-ID: it may be that, edited */
} Found;

static void found_free(Found *found)
{
	finding_free(found->finding);
	report_mail_free(found->named);
	g_free(found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Found, found_free)

static const Commit *range_commit(const Pass *pass, guint entry)
{
	return &g_array_index(pass->survey->range->commits, Commit, entry);
}

static gboolean read_commit(Reader *reader, guint entry, gpointer user, ReaderTake take,
			    gpointer taker, GError **error)
{
	return reader_read(reader, range_commit(user, entry), take, taker, error);
}

static gpointer find_facts(guint entry, const Change *change, gpointer user)
{
	const Pass *pass = user;
	const Commit *commit = range_commit(pass, entry);
	PostPlace place = place_of(commit, change);
	Message *message;
	Found *found;

	if (rewrite_has_mail(pass->rewrite, &change->blob))
		return NULL;
	message = place_parse(change, commit->committed);
	found = g_new0(Found, 1);
	if (rewrite_has_id(pass->rewrite, message->ids[0]))
		found->named = report_mail_new(message);
	found->finding = finding_new(message, &place, mail_decode_header);
	return found;
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

/* A mail that came and is there. */
static void take_mail(Pass *pass, Found *found)
{
	if (!found->named || !rewrite_take_edit(pass->rewrite, found->named->id)) {
		collect_mail(pass->collect, found->finding);
		return;
	}
	collect_unlisted(pass->collect, &collect_accounting(pass->collect)->edited);
	if (pass->edited->len < REPORT_MAILS_MAX)
		g_ptr_array_add(pass->edited, g_steal_pointer(&found->named));
}

static void take_item(Pass *pass, StreamItem *item)
{
	Accounting *accounting = collect_accounting(pass->collect);
	g_autoptr(Found) found = item->value;

	if (rewrite_was_told(pass->rewrite, pass->changes++))
		collect_unlisted(pass->collect, &accounting->told_before);
	else if (found && !g_hash_table_contains(pass->gone, &item->blob))
		take_mail(pass, found);
	else
		collect_unlisted(pass->collect, account_counter(accounting, item->kind));
	if (item->kind == CHANGE_DELETED)
		withdraw(pass->gone, &item->blob);
	withdraw(pass->gone, &item->replaces);
}

static gboolean collect_range(Pass *pass, GError **error)
{
	const Survey *survey = pass->survey;
	StreamPlan plan = {
		.n = survey->range->commits->len,
		.read = read_commit,
		.parse = find_facts,
		.destroy = (GDestroyNotify)found_free,
		.user = pass,
		.jobs = survey->jobs,
	};
	g_autoptr(Stream) stream = stream_new(survey->inbox, &plan);
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	while (stream_next(stream, &item, &failure)) {
		take_item(pass, &item);
		progress_at(survey->progress, item.entry + 1, plan.n);
	}
	progress_clear(survey->progress);
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

static GPtrArray *mails_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)report_mail_free);
}

/* What became of mails that an earlier report told. */
static gboolean report_rewritten(Pass *pass, Report *report, GError **error)
{
	if (!pass->rewrite)
		return TRUE;
	report->edited_mails = g_steal_pointer(&pass->edited);
	report->removed = rewrite_count_removed(pass->rewrite);
	report->removed_mails = mails_new();
	return rewrite_list_removed(pass->rewrite, REPORT_MAILS_MAX, report->removed_mails, error);
}

static Report *collect_report(Pass *pass, GError **error)
{
	g_autoptr(Report) report = NULL;

	collect_accounting(pass->collect)->rewritten = pass->rewrite != NULL;
	if (!collect_range(pass, error))
		return NULL;
	report = collect_finish(g_steal_pointer(&pass->collect), &pass->survey->collect);
	if (!account_check(&report->accounting, error) || !report_rewritten(pass, report, error))
		return NULL;
	return g_steal_pointer(&report);
}

Report *survey_report(const Survey *survey, GError **error)
{
	const Range *range = survey->range;
	g_autoptr(Rewrite) rewrite = NULL;
	g_autoptr(GHashTable) gone = g_hash_table_new_full(oid_hash, oid_equal_keys, g_free, NULL);
	Pass pass = {.survey = survey, .gone = gone};
	Report *report;

	if (!rewrite_read(survey->inbox, range, survey->jobs, &rewrite, error))
		return NULL;
	pass.rewrite = rewrite;
	pass.collect = collect_new();
	pass.edited = mails_new();
	report = collect_report(&pass, error);
	g_clear_pointer(&pass.edited, g_ptr_array_unref);
	collect_free(pass.collect);
	if (!report)
		return NULL;
	if (range->has_from)
		report->from = account_end(&range->from);
	report->unit = account_unit(survey->inbox);
	report->to = account_end(&range->to);
	report->since = range->since;
	report->until = range->until;
	return report;
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

	return reread_change(reader, texts->posts->pdata[entry], take, taker, error);
}

static gpointer parse_again(guint entry, const Change *change, gpointer user)
{
	const SurveyTexts *texts = user;

	return reread_parse(change, texts->posts->pdata[entry]);
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
