/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/gather.h"

#include "app/account.h"
#include "app/ancestry.h"
#include "app/aside.h"
#include "app/facts.h"
#include "app/rewrite.h"
#include "app/stream.h"
#include "app/summarize.h"
#include "base/date.h"
#include "base/error.h"
#include "report/assemble.h"

#include <string.h>

#define NO_WINDOW (-1)
#define NOT_WANTED (-1)

/* A window while its mails are gathered. */
typedef struct {
	const DigestWindow *window;
	gint wanted; /* its number among the windows asked for; NOT_WANTED: compared with alone */
	guint n_history; /* the commits that may hold history: these first ones, of which … */
	gint64 start;    /* … what the archive got before that is history … */
	gint64 horizon;  /* … but for what it got before that */
	gint64 length;   /* seconds; 0 for a range */
	gint last; /* place in commits of the last one to be read before it is closed; -1: none */
	GPtrArray *mails; /* of DigestMail */
	Accounting accounting;
} Span;

/* One pass over the commits, oldest first. */
typedef struct {
	const Gather *gather;
	GArray *commits; /* of Commit, oldest first */
	gint *window_of; /* of each: the window it came in, or NO_WINDOW */
	Span *spans;
	guint n_spans, open; /* the first that is not closed yet */
	Overview *overview;
	Versions *versions;
	guint changes;      /* read so far */
	gint64 oldest;      /* committer date in commits … */
	gboolean has_older; /* … but the archive has older ones */
	gint64 mirror_newest;
	gint64 closed_until; /* the end of the window that was closed last … */
	DigestBefore closed; /* … and what is told of it in the next */
	GatherTake take;
	gpointer user;
} Pass;

static const Commit *commit_at(const Pass *pass, guint i)
{
	return &g_array_index(pass->commits, Commit, i);
}

/*
 * Whether what its mails say counts: of a window that another is compared with, numbers do,
 * and whom it concerns takes all that was said.
 */
static gboolean is_told(const Pass *pass, const Span *span)
{
	return span->wanted != NOT_WANTED || pass->gather->concern;
}

/* --- a mail's facts; in the readers' threads ------------------------------------- */

static gboolean read_commit(Reader *reader, guint entry, gpointer user, ReaderTake take,
			    gpointer taker, GError **error)
{
	return reader_read(reader, commit_at(user, entry), take, taker, error);
}

static gpointer parse_mail(guint entry, const Change *change, gpointer user)
{
	const Pass *pass = user;
	const Facts facts = {pass->gather->concern};
	gint window = pass->window_of[entry];

	return facts_read(&facts, commit_at(pass, entry), change,
			  window != NO_WINDOW && is_told(pass, &pass->spans[window]));
}

/* --- what is kept of it ------------------------------------------------------------ */

static void take_mail(Pass *pass, const StreamItem *item)
{
	g_autoptr(DigestMail) mail = item->value;
	gint window = pass->window_of[item->entry];
	const OverviewMail known = {pass->changes, item->entry, item->blob};

	mail->post->order = pass->changes;
	overview_add(pass->overview, &known, mail->post);
	if (version_is_head(mail->post))
		versions_add(pass->versions, mail->post, &mail->hints);
	if (window != NO_WINDOW)
		g_ptr_array_add(pass->spans[window].mails, g_steal_pointer(&mail));
}

/* Whether a mail that came is listed is known when its window is closed. */
static void count_change(Accounting *accounting, ChangeKind kind)
{
	accounting->changes++;
	if (kind != CHANGE_ADDED)
		(*account_counter(accounting, kind))++;
}

static void take_item(Pass *pass, const StreamItem *item)
{
	if (pass->window_of[item->entry] != NO_WINDOW)
		count_change(&pass->spans[pass->window_of[item->entry]].accounting, item->kind);
	if (item->value)
		take_mail(pass, item);
	if (item->kind == CHANGE_DELETED)
		overview_withdraw(pass->overview, &item->blob, pass->changes);
	overview_withdraw(pass->overview, &item->replaces, pass->changes);
	pass->changes++;
}

/* --- a window's mails and their ancestors -------------------------------------------- */

/* The mails of the window that are still there; the others are accounted for. */
static GPtrArray *list_mails(const Pass *pass, Span *span)
{
	GPtrArray *mails = g_ptr_array_new_with_free_func((GDestroyNotify)digest_mail_free);
	Accounting *accounting = &span->accounting;

	for (guint i = 0; i < span->mails->len; i++) {
		DigestMail *mail = span->mails->pdata[i];
		Oid blob;

		memcpy(blob.id, mail->post->place.blob, OID_RAW);
		if (overview_is_gone(pass->overview, &blob, mail->post->order)) {
			accounting->withdrawn++;
			digest_mail_free(mail);
			continue;
		}
		accounting_list(accounting, mail->post->kind, mail->post);
		g_ptr_array_add(mails, mail);
	}
	g_ptr_array_set_free_func(span->mails, NULL); /* they have other owners now */
	g_ptr_array_set_size(span->mails, 0);
	return mails;
}

/* Whether it hangs together with the mail whose thread alone is wanted. */
static gboolean is_wanted(const Pass *pass, const DigestMail *mail, guint circle)
{
	guint place = overview_find(pass->overview, mail->post->order);

	return overview_circle(pass->overview, place) == circle;
}

/* Of the mails those that may be of the one thread that is wanted. */
static void leave_others_out(const Pass *pass, GPtrArray *mails)
{
	const Overview *overview = pass->overview;
	guint bearer = overview_first_bearer(overview, pass->gather->only), circle;

	if (!bearer) {
		g_ptr_array_set_size(mails, 0);
		return;
	}
	circle = overview_circle(overview, overview_place(overview, bearer));
	for (guint i = mails->len; i-- > 0;)
		if (!is_wanted(pass, mails->pdata[i], circle))
			g_ptr_array_remove_index_fast(mails, i);
}

static gboolean find_mails(const Pass *pass, Span *span, Digest *digest, GError **error)
{
	const Past past = {
		.inbox = pass->gather->inbox,
		.overview = pass->overview,
		.commits = pass->commits,
		.n_history = span->n_history,
		.from = span->horizon,
		.until = span->start,
		.facts = {pass->gather->concern},
		.told = is_told(pass, span),
		.jobs = pass->gather->jobs,
	};

	digest->mails = list_mails(pass, span);
	digest->accounting = span->accounting;
	if (pass->gather->only)
		leave_others_out(pass, digest->mails);
	if (!ancestry_read(&past, digest->mails, error))
		return FALSE;
	if (past.told)
		digest->aside = aside_read(&past, digest->mails, &digest->aside_left, error);
	if (past.told && !digest->aside)
		return FALSE;
	g_ptr_array_sort(digest->mails, digest_mail_compare);
	return TRUE;
}

/* --- a window's digest ---------------------------------------------------------------- */

/* Whether the window before was gathered, and the archive reaches back over it. */
static gboolean knows_before(const Pass *pass, const Span *span)
{
	if (!span->length || pass->closed_until != span->start)
		return FALSE;
	return pass->has_older || pass->oldest < span->start - span->length;
}

static void remember(Pass *pass, const Digest *digest)
{
	pass->closed_until = digest->window.until;
	pass->closed =
		(DigestBefore){digest->accounting.mails, digest->threads->len, digest->new_series};
}

static ReportEnd copy_end(const ReportEnd *end)
{
	return (ReportEnd){g_strdup(end->hex), end->committed};
}

static Digest *digest_begin(const Pass *pass, const Span *span)
{
	const Gather *gather = pass->gather;
	Digest *digest = g_new0(Digest, 1);

	digest->inbox = report_inbox(gather->title->title, NULL);
	digest->inbox.web = g_strdup(gather->title->web);
	digest->unit = account_unit(gather->inbox);
	digest->generated = gather->now;
	digest->concern = gather->concern;
	digest->window = *span->window;
	digest->window.from = copy_end(&span->window->from);
	digest->window.to = copy_end(&span->window->to);
	digest->history_days = gather->history;
	digest->mirror_newest = pass->mirror_newest;
	digest->has_before = knows_before(pass, span);
	if (digest->has_before)
		digest->before = pass->closed;
	return digest;
}

static gboolean is_there(const char *message_id, gpointer user)
{
	return overview_has(user, message_id);
}

static gboolean summarize(const Pass *pass, Digest *digest, GError **error)
{
	const Gather *gather = pass->gather;

	if (gather->states_only)
		return TRUE;
	summarize_digest(digest);
	if (!gather->ai)
		return TRUE;
	progress_clear(gather->progress);
	return ai_summarize(gather->ai, gather->inbox, digest, error);
}

static gboolean close_span(Pass *pass, Span *span, GError **error)
{
	const Gather *gather = pass->gather;
	const Assembly assembly = {
		.categories = gather->categories,
		.versions = pass->versions,
		.top = gather->top,
		.only = gather->only,
		.is_there = is_there,
		.user = pass->overview,
	};
	g_autoptr(Digest) digest = digest_begin(pass, span);

	if (!find_mails(pass, span, digest, error) || !account_check(&digest->accounting, error))
		return FALSE;
	assemble_digest(digest, &assembly);
	remember(pass, digest);
	if (span->wanted == NOT_WANTED)
		return TRUE;
	if (!summarize(pass, digest, error))
		return FALSE;
	return pass->take(digest, (guint)span->wanted, pass->user, error);
}

/* Closes the windows of which all commits before @entry are all there is. */
static gboolean close_spans(Pass *pass, guint entry, GError **error)
{
	for (; pass->open < pass->n_spans; pass->open++) {
		Span *span = &pass->spans[pass->open];

		if (span->last >= 0 && (guint)span->last >= entry)
			return TRUE;
		if (!close_span(pass, span, error))
			return FALSE;
	}
	return TRUE;
}

/* --- the pass ---------------------------------------------------------------------------- */

static gboolean read_all(Pass *pass, GError **error)
{
	StreamPlan plan = {
		.n = pass->commits->len,
		.read = read_commit,
		.parse = parse_mail,
		.destroy = (GDestroyNotify)digest_mail_free,
		.user = pass,
		.jobs = pass->gather->jobs,
	};
	g_autoptr(Stream) stream = stream_new(pass->gather->inbox, &plan);
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	while (stream_next(stream, &item, &failure)) {
		if (!close_spans(pass, item.entry, error)) {
			if (item.value)
				digest_mail_free(item.value);
			return FALSE;
		}
		take_item(pass, &item);
		progress_at(pass->gather->progress, item.entry + 1, plan.n);
	}
	progress_clear(pass->gather->progress);
	if (failure) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	return close_spans(pass, plan.n, error);
}

/* @n windows; their spans are the caller's to fill in. */
static Pass *pass_new(const Gather *gather, guint n, GatherTake take, gpointer user)
{
	Pass *pass = g_new0(Pass, 1);

	pass->gather = gather;
	pass->commits = g_array_new(FALSE, FALSE, sizeof(Commit));
	pass->n_spans = n;
	pass->oldest = G_MAXINT64;
	pass->closed_until = G_MININT64;
	pass->spans = g_new0(Span, MAX(n, 1));
	for (guint i = 0; i < n; i++) {
		pass->spans[i].last = -1;
		pass->spans[i].mails =
			g_ptr_array_new_with_free_func((GDestroyNotify)digest_mail_free);
	}
	pass->overview = overview_new();
	pass->versions = versions_new();
	pass->take = take;
	pass->user = user;
	return pass;
}

static void pass_free(Pass *pass)
{
	for (guint i = 0; i < pass->n_spans; i++)
		g_ptr_array_unref(pass->spans[i].mails);
	g_free(pass->spans);
	g_free(pass->window_of);
	g_array_unref(pass->commits);
	overview_free(pass->overview);
	versions_free(pass->versions);
	g_free(pass);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pass, pass_free)

/* Adds the commits of @range, which has them newest first. */
static void add_commits(Pass *pass, const Range *range)
{
	for (guint i = range->commits->len; i-- > 0;)
		g_array_append_val(pass->commits, g_array_index(range->commits, Commit, i));
}

static gboolean find_newest(Pass *pass, GError **error)
{
	const Gather *gather = pass->gather;
	const char *end = gather->end ? gather->end : "HEAD";
	Commit tip;

	if (!revision_find(gather->inbox, end, gather->now, &tip, error))
		return FALSE;
	pass->mirror_newest = tip.committed;
	return TRUE;
}

/* The commits that @request means; none is no error. */
static gboolean find_commits(Pass *pass, const RangeRequest *request, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autoptr(Range) range = range_resolve(pass->gather->inbox, request, &failure);

	if (range) {
		add_commits(pass, range);
		pass->has_older = range->has_older;
	} else if (!g_error_matches(failure, MD_ERROR, MD_ERROR_EMPTY)) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	return TRUE;
}

static char *show_instant(gint64 instant)
{
	return g_strdup_printf("@%" G_GINT64_FORMAT, MAX(instant, 0));
}

/* Where each commit belongs: nowhere yet. */
static void make_places(Pass *pass)
{
	guint n = MAX(pass->commits->len, 1);

	pass->window_of = g_new(gint, n);
	for (guint i = 0; i < n; i++)
		pass->window_of[i] = NO_WINDOW;
}

/* --- windows by date ---------------------------------------------------------------------- */

/* The first window that ends behind @committed; @n: none. */
static guint window_after(const DigestWindow *windows, guint n, gint64 committed)
{
	guint low = 0, high = n;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (windows[middle].until <= committed)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Which commits are of which window, and how far each has to be read: up to the last
 * commit that is not later than it.
 */
static void place_commits(Pass *pass, const DigestWindow *windows)
{
	guint n = pass->n_spans;

	for (guint i = 0; i < pass->commits->len; i++) {
		gint64 committed = commit_at(pass, i)->committed;
		guint window = window_after(windows, n, committed);

		if (window < n)
			pass->spans[window].last = (gint)i;
		if (window < n && windows[window].since <= committed)
			pass->window_of[i] = (gint)window;
		pass->oldest = MIN(pass->oldest, committed);
	}
}

/* @wanted: of gint, the number of each window. */
static void place_spans(Pass *pass, const DigestWindow *windows, const GArray *wanted)
{
	for (guint i = 0; i < pass->n_spans; i++) {
		Span *span = &pass->spans[i];

		span->window = &windows[i];
		span->wanted = g_array_index(wanted, gint, i);
		span->start = windows[i].since;
		span->length = windows[i].until - windows[i].since;
		span->n_history = pass->commits->len;
		span->horizon = windows[i].since - (gint64)pass->gather->history * DATE_DAY;
	}
}

static void add_window(GArray *windows, GArray *wanted, DigestWindow window, gint number)
{
	g_array_append_val(windows, window);
	g_array_append_val(wanted, number);
}

/* The windows asked for, each with the one of the same length before it, where there is room. */
static GArray *with_windows_before(const Gather *gather, const DigestWindow *asked, guint n,
				   GArray *wanted)
{
	GArray *windows = g_array_new(FALSE, TRUE, sizeof(DigestWindow));
	gint64 end = G_MININT64;

	for (guint i = 0; i < n; i++) {
		DigestWindow before = {.since = asked[i].since - (asked[i].until - asked[i].since),
				       .until = asked[i].since};

		if (before.since >= end && !gather->states_only && !gather->only)
			add_window(windows, wanted, before, NOT_WANTED);
		add_window(windows, wanted, asked[i], (gint)i);
		end = asked[i].until;
	}
	return windows;
}

/* Before 1970 nothing came, and dates do not go back there. */
static gboolean find_windows(Pass *pass, const DigestWindow *windows, GError **error)
{
	const Gather *gather = pass->gather;
	g_autofree char *since =
		show_instant(windows[0].since - (gint64)gather->history * DATE_DAY);
	g_autofree char *until = show_instant(MAX(windows[pass->n_spans - 1].until, 1));
	RangeRequest request = {
		.spec = gather->end, .since = since, .until = until, .now = gather->now};

	return find_newest(pass, error) && find_commits(pass, &request, error);
}

gboolean gather_windows(const Gather *gather, const DigestWindow *windows, guint n, GatherTake take,
			gpointer user, GError **error)
{
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(gint));
	g_autoptr(GArray) all = with_windows_before(gather, windows, n, wanted);
	g_autoptr(Pass) pass = pass_new(gather, all->len, take, user);
	const DigestWindow *places = (const DigestWindow *)(gconstpointer)all->data;

	if (!find_windows(pass, places, error))
		return FALSE;
	make_places(pass);
	place_commits(pass, places);
	place_spans(pass, places, wanted);
	return read_all(pass, error);
}

/* --- a range -------------------------------------------------------------------------------- */

/*
 * The commits before the range in which its mails' ancestors may be. Behind a rewritten
 * history, those of the new side: what was removed is nobody's ancestor any more.
 */
static gboolean find_history(Pass *pass, const Range *range, GError **error)
{
	const Oid *start = range->lost ? &range->to.oid : &range->from.oid;
	g_autofree char *spec = range->has_from ? oid_hex(start) : NULL;
	g_autofree char *since = NULL;
	RangeRequest request = {.spec = spec, .now = pass->gather->now};

	if (!spec || !pass->gather->history)
		return TRUE;
	pass->spans->horizon = range->from.committed - (gint64)pass->gather->history * DATE_DAY;
	since = show_instant(pass->spans->horizon);
	request.since = since;
	return find_commits(pass, &request, error);
}

/* Takes out of the history what is of the range itself, where that lies in several epochs. */
static void leave_out(Pass *pass, const Range *range)
{
	g_autoptr(GHashTable) own = g_hash_table_new(oid_hash, oid_equal_keys);
	guint kept = 0;

	for (guint i = 0; i < range->commits->len; i++)
		g_hash_table_add(own, &g_array_index(range->commits, Commit, i).oid);
	for (guint i = 0; i < pass->commits->len; i++)
		if (!g_hash_table_contains(own, &commit_at(pass, i)->oid))
			g_array_index(pass->commits, Commit, kept++) = *commit_at(pass, i);
	g_array_set_size(pass->commits, kept);
}

/* Adds the commits of @range, oldest first, that were told whole, or those that were not. */
static void add_told(Pass *pass, const Range *range, const Rewrite *rewrite, gboolean told)
{
	for (guint i = range->commits->len; i-- > 0;)
		if (rewrite_was_told_whole(rewrite, i) == told)
			g_array_append_val(pass->commits, g_array_index(range->commits, Commit, i));
}

/* First what is history, then what came; what was told of a rewritten history is history. */
static gboolean find_range(Pass *pass, const Range *range, gboolean since_last, GError **error)
{
	g_autoptr(Rewrite) rewrite = NULL;

	if (!find_newest(pass, error) || !find_history(pass, range, error) ||
	    !rewrite_read(pass->gather->inbox, range, pass->gather->jobs, &rewrite, error))
		return FALSE;
	if (since_last)
		leave_out(pass, range);
	add_told(pass, range, rewrite, TRUE);
	pass->spans->n_history = pass->commits->len;
	add_told(pass, range, rewrite, FALSE);
	if (pass->commits->len > pass->spans->n_history)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_EMPTY,
		    "%s: nothing new arrived since the last report, but history was rewritten: "
		    "'maildelta range' has what is gone",
		    inbox_name(pass->gather->inbox));
	return FALSE;
}

gboolean gather_range(const Gather *gather, const RangeRequest *request, GatherTake take,
		      gpointer user, GError **error)
{
	g_autoptr(Pass) pass = pass_new(gather, 1, take, user);
	g_autoptr(Range) range = range_resolve(gather->inbox, request, error);
	DigestWindow window = {0};
	gboolean ok;

	if (!range || !find_range(pass, range, request->last != NULL, error))
		return FALSE;
	if (range->has_from)
		window.from = account_end(&range->from);
	window.to = account_end(&range->to);
	pass->spans->window = &window;
	pass->spans->start = G_MAXINT64;
	pass->spans->last = (gint)pass->commits->len - 1;
	make_places(pass);
	for (guint i = pass->spans->n_history; i < pass->commits->len; i++)
		pass->window_of[i] = 0;
	ok = read_all(pass, error);
	g_free(window.from.hex);
	g_free(window.to.hex);
	return ok;
}
