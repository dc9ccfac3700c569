/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/hooks.h"
#include "app/inboxes.h"
#include "app/update.h"
#include "base/cancel.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/fetching.h"
#include "cli/tell.h"
#include "cli/words.h"

#include <stdio.h>
#include <string.h>

#define JOBS 4 /* of one site, mostly: more would be no good guest */
#define JOBS_MAX 16

/* The command line, taken apart. */
typedef struct {
	gboolean fetch;
	guint jobs, wait;
	char **words;
	guint n_words;
} Call;

static const OptionRow rows[] = {
	{"jobs", 'j', OPTION_NUMBER, offsetof(Call, jobs), .argument = "<n>",
	 .help = "inboxes at a time (4)", .min = 1, .max = JOBS_MAX},
	{"no-fetch", 0, OPTION_NO, offsetof(Call, fetch),
	 .help = "the reports alone, of what others fetched"},
	{"wait", .kind = OPTION_NUMBER, .at = offsetof(Call, wait), .argument = "<seconds>",
	 .help = "how long to wait for another maildelta (10)", .max = FETCHING_WAIT_MAX},
	{0},
};

static gboolean parse_call(Call *call, Asking *asking, Context *context, int argc, char **argv,
			   GError **error)
{
	const OptionGroup groups[] = {{"options", rows, call}, asking_options_short(asking), {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	call->words = argv + first;
	call->n_words = (guint)(argc - first);
	return TRUE;
}

/* One inbox. What is below `done` is the worker's until that is set. */
typedef struct {
	const char *name; /* of the settings; or NULL */
	char *label;      /* for people */
	UpdateRequest request;
	UpdateResult result;
	GError *error;
	gint64 began;           /* the fetch: an instant */
	gboolean first;         /* of its range report's mark was none before it */
	gboolean started, done; /* under the lock of the run, as count */
	FetchCount count;
	struct _Run *run;
} Job;

typedef struct _Run {
	Context *context;
	const Call *call;
	HttpSettings http;
	Asking asking;   /* of all inboxes: its limits are the run's */
	GPtrArray *jobs; /* of Job */
	GMutex mutex;
	GCond cond;
	guint next; /* the first that no worker has taken */
	Progress *progress;
	gint64 since;
	GPtrArray *failed; /* labels, borrowed */
} Run;

static void job_free(Job *job)
{
	update_result_clear(&job->result);
	g_clear_error(&job->error);
	g_free(job->label);
	g_free(job);
}

/* --- which inboxes ----------------------------------------------------------------- */

static Job *new_job(Run *run, const char *name, const char *label, const char *dir)
{
	Job *job = g_new0(Job, 1);

	job->run = run;
	job->name = name;
	job->label = g_strdup(label);
	job->request.dir = dir;
	job->request.url = name ? inboxes_get(run->context->settings, name, "url") : NULL;
	job->request.wait = run->call->wait;
	g_ptr_array_add(run->jobs, job);
	return job;
}

static gboolean add_path(Run *run, const char *path)
{
	const Settings *settings = run->context->settings;
	g_autoptr(Inbox) inbox = inbox_open(path, NULL);
	const char *name = inbox ? inboxes_name_of(settings, inbox) : NULL;

	if (name)
		new_job(run, name, name, path);
	else
		new_job(run, NULL, inbox ? inbox_name(inbox) : path, path);
	return TRUE;
}

static gboolean add_word(Run *run, const char *word, GError **error)
{
	const Settings *settings = run->context->settings;
	const char *dir = inboxes_get(settings, word, "dir");
	g_autofree char *guess = NULL;

	if (dir)
		return new_job(run, word, word, dir) != NULL;
	if (inboxes_has(settings, word)) {
		inboxes_refuse(settings, word, error);
		return FALSE;
	}
	if (strchr(word, '/') || g_file_test(word, G_FILE_TEST_EXISTS))
		return add_path(run, word);
	guess = words_guess(run->context, word);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "no inbox and no folder %s%s", word, guess);
	return FALSE;
}

/* A name that has no folder is one of an inbox that others mirror: of its title, say. */
static gboolean add_all(Run *run, GError **error)
{
	const Settings *settings = run->context->settings;
	g_autoptr(GPtrArray) names = inboxes_names(settings);

	for (guint i = 0; i < names->len; i++) {
		const char *name = names->pdata[i], *dir = inboxes_get(settings, name, "dir");

		if (dir)
			new_job(run, name, name, dir);
	}
	if (run->jobs->len)
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE,
			    "no inbox is set: name one, or set inbox.<name>.dir and .url; see "
			    "maildelta config --help");
	return FALSE;
}

static gboolean add_jobs(Run *run, GError **error)
{
	if (!run->call->n_words)
		return add_all(run, error);
	for (guint i = 0; i < run->call->n_words; i++)
		if (!add_word(run, run->call->words[i], error))
			return FALSE;
	return TRUE;
}

/* --- its reports ------------------------------------------------------------------- */

/*
 * The ledger of an inbox of which something is to be told, with its lock; *inbox: as it is
 * now. The lock comes first: what another told while it was waited for was in a mirror that
 * had come so far, and an older look at it would seem to have lost that.
 */
static Ledger *open_ledger(const Job *job, Inbox **inbox, GError **error)
{
	g_autoptr(Inbox) before = inbox_open(job->request.dir, error);
	g_autoptr(Ledger) ledger =
		before ? ledger_open(inbox_folder(before), job->run->call->wait, error) : NULL;

	*inbox = ledger ? inbox_open(job->request.dir, error) : NULL;
	return *inbox ? g_steal_pointer(&ledger) : NULL;
}

/*
 * Before any fetch, by the main thread: marks of reports that have none, so that it is told.
 * What is not there, or not whole, is cloned, which is no news; what else is wrong does not keep
 * it from being fetched, and is said behind that.
 */
static gboolean before_fetch(Job *job, GError **error)
{
	const Context *context = job->run->context;
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Ledger) ledger = NULL;

	if (!cancel_check(error))
		return FALSE;
	if (tell_is_configured(context, job->name))
		ledger = open_ledger(job, &inbox, NULL);
	if (ledger)
		tell_prepare(context, ledger, inbox, job->name, &job->first, NULL);
	return TRUE;
}

static void print_told(const Job *job, const Told *told)
{
	for (guint i = 0; told->lines && i < told->lines->len && !job->run->context->quiet; i++)
		fetching_print(job->run->progress, "%s: %s", job->label,
			       (const char *)told->lines->pdata[i]);
}

static gboolean has_new_epoch(const UpdateResult *result)
{
	for (guint i = 0; result->news && i < result->news->len; i++)
		if (g_array_index(result->news, News, i).is_new)
			return TRUE;
	return FALSE;
}

/*
 * An epoch that came, with this run or one that was killed, gets the hook that the others have.
 * That it cannot is no failure to fetch.
 */
static void follow_hooks(const Job *job)
{
	gboolean due = job->run->call->fetch;
	g_autoptr(Inbox) inbox = due ? inbox_open(job->request.dir, NULL) : NULL;
	g_autoptr(Ledger) ledger = NULL;
	g_autoptr(GError) failure = NULL;
	guint added;

	if (!inbox || !hooks_has(inbox))
		return;
	ledger = ledger_open(inbox_folder(inbox), job->run->call->wait, &failure);
	if (!ledger || !hooks_follow(inbox, &added, &failure))
		fetching_warn(job->run->progress, "warning: %s: no hook in the new epoch: %s",
			      job->label, failure->message);
}

/* Whole epochs that come to a mirror at its first update may be what a killed clone left out. */
static gboolean begin(const Job *job, Ledger *ledger, GError **error)
{
	return !job->first || !has_new_epoch(&job->result) || tell_begin_anew(ledger, error);
}

static gboolean tell_reports(Job *job, GError **error)
{
	const Context *context = job->run->context;
	gboolean fetched = job->run->call->fetch && !job->error;
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Ledger) ledger = open_ledger(job, &inbox, error);
	g_auto(Told) told = {0};
	gboolean ok;

	if (!ledger || !begin(job, ledger, error) ||
	    (fetched && !ledger_set_fetched(ledger, job->began, error)))
		return FALSE;
	ok = tell_configured(context, ledger, inbox, job->name, &job->run->asking, &told, error);
	print_told(job, &told);
	return ok;
}

/*
 * A fetch that failed is no reason not to tell what is here: what came before it broke off, or
 * what an earlier run had no time for. But whoever has the mirror's lock tells it, too.
 */
static gboolean can_tell(const Job *job)
{
	g_autoptr(Inbox) inbox = NULL;

	if (!tell_is_configured(job->run->context, job->name))
		return FALSE;
	if (!job->error)
		return TRUE;
	inbox = inbox_open(job->request.dir, NULL);
	return inbox && !g_error_matches(job->error, MD_ERROR, MD_ERROR_BUSY);
}

/* Behind the fetch, by the main thread, in the order of the settings. */
static gboolean after_fetch(Job *job, GError **error)
{
	if (!cancel_check(error))
		return FALSE;
	follow_hooks(job);
	return !can_tell(job) || tell_reports(job, error);
}

/* --- fetching -------------------------------------------------------------------------- */

static void on_count(const FetchCount *count, gpointer user)
{
	Job *job = user;

	g_mutex_lock(&job->run->mutex);
	job->count = *count;
	g_mutex_unlock(&job->run->mutex);
}

static void work(Job *job)
{
	if (!job->run->call->fetch || job->error)
		return;
	job->request.fetch = (FetchOptions){&job->run->http, on_count, job, 0, 0};
	job->began = g_get_real_time() / G_USEC_PER_SEC;
	update_inbox(&job->request, &job->result, &job->error);
}

static gpointer worker(gpointer data)
{
	Run *run = data;

	g_mutex_lock(&run->mutex);
	while (run->next < run->jobs->len) {
		Job *job = run->jobs->pdata[run->next++];

		job->started = TRUE;
		g_mutex_unlock(&run->mutex);
		work(job);
		g_mutex_lock(&run->mutex);
		job->done = TRUE;
		g_cond_broadcast(&run->cond);
	}
	g_mutex_unlock(&run->mutex);
	return NULL;
}

/* --- what came ---------------------------------------------------------------------------- */

#define SHORT_HEX 9

static const char *find_kept(const UpdateResult *result, guint number)
{
	for (guint i = 0; i < result->kept->len; i++)
		if (g_array_index(result->kept, UpdateKept, i).number == number)
			return g_array_index(result->kept, UpdateKept, i).ref;
	return NULL;
}

/* @named: of several epochs, each is named. */
static void add_epoch(GString *line, const UpdateResult *result, const News *news, gboolean named)
{
	g_autofree char *old = oid_hex(&news->old), *now = oid_hex(&news->now);
	const char *kept = find_kept(result, news->number);

	if (news->rewritten) {
		g_string_append(line, "history ");
		if (result->is_v2)
			g_string_append_printf(line, "of epoch %u ", news->number);
		g_string_append_printf(line, "rewritten (was %.12s%s%s), now %.*s", old,
				       kept ? ", kept as " : "", kept ? kept : "", SHORT_HEX, now);
		return;
	}
	if (named)
		g_string_append_printf(line, "%u: ", news->number);
	if (news->is_new)
		g_string_append_printf(line, "new ..%.*s", SHORT_HEX, now);
	else
		g_string_append_printf(line, "%.*s..%.*s", SHORT_HEX, old, SHORT_HEX, now);
}

static char *describe_news(const UpdateResult *result)
{
	const GArray *all = result->news;
	GString *line = g_string_new(NULL);
	guint64 added = 0, deleted = 0, removed = 0;
	g_autofree char *mails = NULL;

	if (!all->len)
		return g_string_free(g_string_append(line, "up to date"), FALSE);
	for (guint i = 0; i < all->len; i++) {
		const News *news = &g_array_index(all, News, i);

		if (i)
			g_string_append(line, ", ");
		add_epoch(line, result, news, all->len > 1);
		added += news->added;
		deleted += news->deleted;
		removed += news->removed;
	}
	mails = fetching_number(added, "mail");
	g_string_append_printf(line, ", %s added", mails);
	if (deleted)
		g_string_append_printf(line, ", %" G_GUINT64_FORMAT " deleted", deleted);
	if (removed)
		g_string_append_printf(line, ", %" G_GUINT64_FORMAT " removed", removed);
	return g_string_free(line, FALSE);
}

static char *describe_clone(const CloneResult *clone)
{
	g_autofree char *epochs = fetching_number(clone->epochs, "epoch");
	g_autofree char *commits = fetching_number(clone->commits, "commit");
	g_autofree char *size = fetching_size(clone->bytes);

	return g_strdup_printf("cloned: %s%s%s, %s", clone->is_v2 ? epochs : "",
			       clone->is_v2 ? ", " : "", commits, size);
}

static void print_job(Run *run, const Job *job)
{
	const UpdateResult *result = &job->result;
	g_autofree char *news = NULL;

	if (run->context->quiet || !run->call->fetch)
		return;
	if (result->warning)
		fetching_warn(run->progress, "warning: %s: %s: asked each epoch instead",
			      job->label, result->warning);
	news = result->cloned ? describe_clone(&result->clone) : describe_news(result);
	fetching_print(run->progress, "%s: %s", job->label, news);
}

/* --- in order ----------------------------------------------------------------------------------
 */

/* Under the lock. */
static char *describe_run(const Run *run)
{
	FetchCount sum = {0};
	guint done = 0;
	g_autofree char *count = NULL;

	for (guint i = 0; i < run->jobs->len; i++) {
		const Job *job = run->jobs->pdata[i];

		done += job->done;
		sum.bytes += job->count.bytes;
		if (job->started && !job->done) {
			sum.objects += job->count.objects;
			sum.of_objects += job->count.of_objects;
		}
	}
	count = fetching_describe(&sum, run->since);
	return g_strdup_printf("%u of %u inboxes; %s", done, run->jobs->len, count);
}

static void wait_for(Run *run, const Job *job)
{
	g_mutex_lock(&run->mutex);
	while (!job->done) {
		g_autofree char *text = NULL;

		g_cond_wait_until(&run->cond, &run->mutex,
				  g_get_monotonic_time() + G_USEC_PER_SEC / 10);
		if (!progress_is_due(run->progress))
			continue;
		text = describe_run(run);
		progress_say(run->progress, text, FALSE);
	}
	g_mutex_unlock(&run->mutex);
}

/* Whose error it is; a path, with which it begins, is not said twice. */
static void name_job(Job *job)
{
	g_autofree char *label = g_strconcat(job->label, ": ", NULL);

	if (!g_str_has_prefix(job->error->message, label))
		g_prefix_error_literal(&job->error, label);
}

/* An inbox that fails stops no other. */
static void take_failure(Run *run, Job *job)
{
	g_ptr_array_add(run->failed, job->label);
	/* what a setting or a mirror says is none of the words of the call */
	if (job->error->code == MD_ERROR_USAGE || job->error->code == MD_ERROR_EMPTY)
		job->error->code = MD_ERROR_FAILED;
	name_job(job);
	if (run->jobs->len > 1 && !g_error_matches(job->error, MD_ERROR, MD_ERROR_CANCELLED))
		fetching_warn(run->progress, "update: %s", job->error->message);
}

/* Takes @failure; of both there is one message. */
static void join_failure(Job *job, GError *failure)
{
	GError *fetch = job->error;

	job->error = failure;
	if (!fetch)
		return;
	job->error =
		g_error_new(fetch->domain, fetch->code, "%s; %s", fetch->message, failure->message);
	g_error_free(fetch);
	g_error_free(failure);
}

static void finish(Run *run)
{
	for (guint i = 0; i < run->jobs->len; i++) {
		Job *job = run->jobs->pdata[i];
		GError *failure = NULL;

		wait_for(run, job);
		if (!job->error)
			print_job(run, job);
		if (!after_fetch(job, &failure))
			join_failure(job, failure);
		if (job->error)
			take_failure(run, job);
	}
}

static gboolean report_failures(Run *run, GError **error)
{
	g_autofree char *labels = NULL;
	Job *job = run->jobs->pdata[0];

	if (!cancel_check(error))
		return FALSE;
	if (!run->failed->len)
		return TRUE;
	if (run->jobs->len == 1) {
		g_propagate_error(error, g_steal_pointer(&job->error));
		return FALSE;
	}
	g_ptr_array_add(run->failed, NULL);
	labels = g_strjoinv(", ", (char **)run->failed->pdata);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%u of %u inboxes failed: %s",
		    run->failed->len - 1, run->jobs->len, labels);
	return FALSE;
}

static void fetch_all(Run *run)
{
	GThread *threads[JOBS_MAX];
	guint n = MIN(run->call->jobs, run->jobs->len);

	for (guint i = 0; i < run->jobs->len; i++) {
		Job *job = run->jobs->pdata[i];

		before_fetch(job, &job->error);
	}
	run->since = g_get_monotonic_time();
	for (guint i = 0; i < n; i++)
		threads[i] = g_thread_new("update", worker, run);
	finish(run);
	for (guint i = 0; i < n; i++)
		g_thread_join(threads[i]);
}

gboolean cmd_update(Context *context, int argc, char **argv, GError **error)
{
	Call call = {.fetch = TRUE, .jobs = JOBS, .wait = FETCHING_WAIT};
	g_autoptr(GPtrArray) jobs = g_ptr_array_new_with_free_func((GDestroyNotify)job_free);
	g_autoptr(GPtrArray) failed = g_ptr_array_new();
	g_autoptr(Progress) progress = NULL;
	Run run = {.context = context,
		   .call = &call,
		   .jobs = jobs,
		   .failed = failed,
		   .asking = ASKING_INIT};

	if (!parse_call(&call, &run.asking, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	if (!add_jobs(&run, error))
		return FALSE;
	fetching_begin(context, &run.http);
	progress = run.progress = context_progress(context, "Fetching");
	g_mutex_init(&run.mutex);
	g_cond_init(&run.cond);
	fetch_all(&run);
	asking_clear(&run.asking);
	progress_clear(progress);
	return report_failures(&run, error);
}
