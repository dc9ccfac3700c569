/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/ai.h"

#include "app/ai_parts.h"
#include "app/reread.h"
#include "app/secret.h"
#include "base/error.h"
#include "mail/mail.h"
#include "summary/tokens.h"

#include <string.h>

#define MIB (G_GUINT64_CONSTANT(1) << 20)
#define ROOM_AROUND 400 /* tokens of a prompt besides its mails: title, people, glossary */
#define LEAST_BUDGET 500

/* --- setting up --------------------------------------------------------------------------- */

static void set_cache(Ai *ai)
{
	g_autofree char *folder =
		g_build_filename(g_get_user_cache_dir(), "maildelta", "summaries", NULL);

	ai->cache = cache_new(folder, ai_number(ai, "summary.cacheSize", AI_CACHE) * MIB);
}

/* What a request has room for beside what is asked, and the answer. */
static gboolean make_plan(Ai *ai, GError **error)
{
	g_autofree char *system = prompt_system(&ai->prompt);
	double factor = llm_factor(ai->llm);
	double around = (double)(tokens_estimate(system) + ROOM_AROUND) * factor;
	double least = (double)ai->settings.output + around + LEAST_BUDGET * factor;

	if ((double)ai->settings.context < least) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "summary.context is %u tokens, and with an answer of %u "
			    "(summary.maxOutput) what is asked takes %u at least",
			    ai->settings.context, ai->settings.output, (guint)least);
		return FALSE;
	}
	ai->plan.prompt = &ai->prompt;
	ai->plan.model = ai->settings.model;
	ai->plan.budget =
		(guint64)(((double)(ai->settings.context - ai->settings.output) - around) / factor);
	return TRUE;
}

static gboolean set_up(Ai *ai, GError **error)
{
	if (!ai_settings_read(ai, error))
		return FALSE;
	if (!ai->options.dry && !secret_read(ai->options.settings, &ai->key, error))
		return FALSE;
	set_cache(ai);
	ai->settings.key = ai->key;
	ai->settings.cache = ai->cache;
	ai->settings.purse = &ai->purse;
	ai->llm = llm_new(&ai->settings, error);
	if (!ai->llm || !ai_prompts_load(ai, error))
		return FALSE;
	return make_plan(ai, error);
}

Ai *ai_new_unusable(const AiOptions *options)
{
	Ai *ai = g_new0(Ai, 1);

	ai->options = *options;
	ai->settings.model = ai_setting(ai, "summary.model");
	return ai;
}

Ai *ai_new(const AiOptions *options, GError **error)
{
	g_autoptr(Ai) ai = g_new0(Ai, 1);

	ai->options = *options;
	return set_up(ai, error) ? g_steal_pointer(&ai) : NULL;
}

void ai_free(Ai *ai)
{
	if (!ai)
		return;
	llm_free(ai->llm);
	cache_free(ai->cache);
	glossary_free(ai->glossary);
	ai_prompts_clear(ai);
	secret_free(ai->key);
	g_free(ai);
}

void ai_set_progress(Ai *ai, Progress *progress)
{
	ai->options.progress = progress;
}

/* --- which threads ------------------------------------------------------------------------- */

/* How much somebody wrote in the period: lines of own words of no program. */
static guint new_lines(const Digest *digest, const DigestThread *thread)
{
	guint lines = 0;

	for (guint i = 0; i < thread->whole->mails->len; i++) {
		const DigestMail *mail = digest_whole_mail(digest, thread, i);

		if (!mail->history && !mail->post->bot && mail->extract)
			lines += mail->extract->lines;
	}
	return lines;
}

/* Whether a mail of the period says where the thread stands now. */
static gboolean is_state_new(const Digest *digest, const DigestThread *thread)
{
	const StateCite *cite = &thread->state->cite;

	return cite->mail >= 0 && cite->evidence &&
	       !digest_whole_mail(digest, thread, (guint)cite->mail)->history;
}

static gboolean is_worth_it(const Ai *ai, const Digest *digest, const DigestThread *thread)
{
	return ai->options.all || is_state_new(digest, thread) ||
	       new_lines(digest, thread) >= ai_number(ai, "summary.minLines", AI_MIN_LINES);
}

/* --- one digest ------------------------------------------------------------------------------ */

typedef struct {
	Ai *ai;
	Digest *digest;
	Reader *reader;
	GPtrArray *threads; /* of DigestThread: to be asked about */
	guint begun, done;
} Run;

/* A thread that is asked about. */
typedef struct {
	DigestThread *thread;
	Inquiry *inquiry;
} Work;

static Excerpt *read_excerpt(const Message *message, const Post *post)
{
	g_autoptr(Reading) reading = reading_new(message->body, &message->sender);
	g_autoptr(Patch) patch = NULL;

	if (post->kind == POST_PATCH)
		patch = patch_read(message->body, subject_is_cover(post->subject),
				   mail_decode_header);
	return excerpt_read(reading, post->kind, patch);
}

static gboolean read_mail(const Run *run, const DigestMail *mail, BriefMail *brief, GError **error)
{
	g_autoptr(Message) message = NULL;

	if (!reread_mail(run->reader, mail->post, &message, error))
		return FALSE;
	*brief = (BriefMail){.post = mail->post, .before = mail->history};
	if (message)
		brief->excerpt = read_excerpt(message, mail->post);
	return TRUE;
}

static void free_excerpts(BriefMail *mails, guint n)
{
	for (guint i = 0; i < n; i++)
		excerpt_free(mails[i].excerpt);
}

static Brief *read_brief(const Run *run, const DigestThread *thread, GError **error)
{
	guint n = thread->whole->mails->len;
	g_autofree BriefMail *mails = g_new0(BriefMail, n);
	g_autofree char *title =
		subject_without_reply(digest_first_mail(run->digest, thread)->post->subject);

	for (guint i = 0; i < n; i++)
		if (!read_mail(run, digest_whole_mail(run->digest, thread, i), &mails[i], error)) {
			free_excerpts(mails, i);
			return NULL;
		}
	return brief_new(thread->whole, thread->state, title, mails);
}

static gpointer open_work(gpointer user, GError **error)
{
	Run *run = user;
	DigestThread *thread;
	Brief *brief;
	Work *work;

	if (run->begun == run->threads->len)
		return NULL;
	thread = run->threads->pdata[run->begun++];
	brief = read_brief(run, thread, error);
	if (!brief)
		return NULL;
	work = g_new0(Work, 1);
	work->thread = thread;
	work->inquiry = inquiry_new(&run->ai->plan, brief, thread->summary);
	return work;
}

static gboolean next_request(gpointer user, LlmRequest *request)
{
	return inquiry_next(((Work *)user)->inquiry, request);
}

static void take_reply(gpointer user, const LlmReply *reply)
{
	inquiry_take(((Work *)user)->inquiry, reply);
}

static void close_work(gpointer user, gpointer run_user)
{
	Run *run = run_user;
	Work *work = user;
	DigestThread *thread = work->thread;
	Trace trace;
	Summary *told = inquiry_finish(work->inquiry, &trace);

	if (told) {
		summary_free(thread->summary);
		thread->summary = told;
	}
	trace_clear(&thread->summary->trace);
	thread->summary->trace = trace;
	inquiry_free(work->inquiry);
	g_free(work);
	progress_at(run->ai->options.progress, ++run->done, run->threads->len);
}

/* Those that are asked about; of the others it is said why not. */
static GPtrArray *choose_threads(const Ai *ai, const Digest *digest)
{
	GPtrArray *threads = g_ptr_array_new();

	for (guint i = 0; i < digest->threads->len; i++) {
		DigestThread *thread = digest->threads->pdata[i];

		if (!ai->llm)
			thread->summary->trace.why = WHY_SETTINGS;
		else if (!is_worth_it(ai, digest, thread))
			thread->summary->trace.why = WHY_SHORT;
		else
			g_ptr_array_add(threads, thread);
	}
	return threads;
}

static void count_threads(const Digest *digest)
{
	for (guint i = 0; i < digest->threads->len; i++) {
		const DigestThread *thread = digest->threads->pdata[i];
		TraceWhy why = thread->summary->trace.why;

		if (why == WHY_NOT)
			digest->ai->told++;
		else
			digest->ai->others[why]++;
	}
}

static DigestAi *digest_ai_new(const Ai *ai)
{
	const char *currency = ai_setting(ai, "summary.currency");
	DigestAi *told = g_new0(DigestAi, 1);

	told->provider = ai->llm ? provider_name(ai->settings.provider) : "";
	told->model = g_strdup(ai->settings.model);
	told->currency = g_strdup(currency ? currency : AI_CURRENCY);
	told->version = PROMPT_VERSION;
	told->dry = ai->options.dry;
	told->usage.priced = ai->purse.priced;
	return told;
}

/* A first answer may take a minute. */
static void show_start(const Run *run)
{
	g_autofree char *text = g_strdup_printf("  0%% (0/%u)", run->threads->len);

	progress_begin(run->ai->options.progress, text);
}

static gboolean run_all(Run *run, GError **error)
{
	const LlmWork work = {next_request, take_reply, open_work, close_work, run};
	Ai *ai = run->ai;
	Usage before = *llm_usage(ai->llm);
	gboolean ok;

	show_start(run);
	ok = llm_run(ai->llm, &work, error);

	progress_clear(ai->options.progress);
	run->digest->ai->usage = usage_since(llm_usage(ai->llm), &before);
	return ok;
}

gboolean ai_summarize(Ai *ai, const Inbox *inbox, Digest *digest, GError **error)
{
	g_autoptr(GPtrArray) threads = choose_threads(ai, digest);
	g_autoptr(Reader) reader = reader_new(inbox);
	Run run = {ai, digest, reader, threads, 0, 0};

	digest->ai = digest_ai_new(ai);
	if (threads->len && !run_all(&run, error))
		return FALSE;
	count_threads(digest);
	return TRUE;
}
