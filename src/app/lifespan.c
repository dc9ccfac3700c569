/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/lifespan.h"

#include "app/past.h"
#include "app/place.h"
#include "app/stream.h"
#include "base/date.h"
#include "base/error.h"
#include "base/numbers.h"
#include "core/thread.h"

#include <string.h>

/* One pass over the commits in which a thread's mails may be, oldest first. */
typedef struct {
	const Lookup *of;
	GArray *commits; /* of Commit */
	Overview *overview;
	guint changes; /* read so far */
} Pass;

static const Commit *commit_at(const Pass *pass, guint i)
{
	return &g_array_index(pass->commits, Commit, i);
}

static gboolean read_commit(Reader *reader, guint entry, gpointer user, ReaderTake take,
			    gpointer taker, GError **error)
{
	return reader_read(reader, commit_at(user, entry), take, taker, error);
}

/* What mails hang together by is all that is wanted of each. */
static gpointer parse_mail(guint entry, const Change *change, gpointer user)
{
	return place_parse_ids(change, commit_at(user, entry)->committed);
}

static void take_item(Pass *pass, const StreamItem *item)
{
	g_autoptr(Message) mail = item->value;
	const OverviewMail known = {pass->changes, item->entry, item->blob};

	if (mail) {
		const Post post = {.id = mail->ids[0], .ids = mail->ids, .parents = mail->parents};

		overview_add(pass->overview, &known, &post);
	}
	if (item->kind == CHANGE_DELETED)
		overview_withdraw(pass->overview, &item->blob, pass->changes);
	overview_withdraw(pass->overview, &item->replaces, pass->changes);
	pass->changes++;
}

static gboolean read_all(Pass *pass, GError **error)
{
	const Lookup *of = pass->of;
	StreamPlan plan = {
		.n = pass->commits->len,
		.read = read_commit,
		.parse = parse_mail,
		.destroy = (GDestroyNotify)message_free,
		.user = pass,
		.jobs = of->jobs,
	};
	g_autoptr(Stream) stream = stream_new(of->inbox, &plan);
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	while (stream_next(stream, &item, &failure)) {
		take_item(pass, &item);
		progress_at(of->progress, item.entry + 1, plan.n);
	}
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

/* The commits from then on, oldest first. */
static gboolean find_commits(Pass *pass, gint64 since, GError **error)
{
	g_autofree char *begin = g_strdup_printf("@%" G_GINT64_FORMAT, MAX(since, 0));
	const RangeRequest request = {.since = begin, .now = pass->of->now};
	g_autoptr(Range) range = range_resolve(pass->of->inbox, &request, error);

	if (!range)
		return FALSE;
	for (guint i = range->commits->len; i-- > 0;)
		g_array_append_val(pass->commits, g_array_index(range->commits, Commit, i));
	return TRUE;
}

/* --- which mails are of the thread ----------------------------------------------------- */

/* The newest mail that bears @id and is still there; FALSE: none. */
static gboolean find_mail(const Pass *pass, const char *id, guint *place)
{
	guint bearer = overview_first_bearer(pass->overview, id);
	gboolean found = FALSE;

	for (; bearer; bearer = overview_next_bearer(pass->overview, bearer)) {
		guint at = overview_place(pass->overview, bearer);
		const OverviewMail *mail = overview_at(pass->overview, at);

		if (overview_is_gone(pass->overview, &mail->blob, mail->order))
			continue;
		*place = at;
		found = TRUE;
	}
	return found;
}

/* What hangs together with the mail at @place, itself too, and is still there; in archive order. */
static GArray *list_together(const Past *past, guint place)
{
	GArray *places = g_array_new(FALSE, FALSE, sizeof(guint));
	guint at = place;

	do {
		if (past_has(past, at))
			g_array_append_val(places, at);
		at = overview_next_together(past->overview, at);
	} while (at != place);
	g_array_sort(places, numbers_compare);
	if (places->len > LIFESPAN_MAX)
		g_array_remove_range(places, 0, places->len - LIFESPAN_MAX);
	if (place < g_array_index(places, guint, 0))
		g_array_prepend_val(places, place);
	return places;
}

static gboolean has_id(const Post *post, const char *id)
{
	return g_str_equal(post->id, id) ||
	       (post->ids && g_strv_contains((const char *const *)post->ids, id));
}

/* The one of @posts' threads that a mail with @id is in; NULL: none. */
static const Thread *thread_with(const GPtrArray *threads, const GPtrArray *posts, const char *id)
{
	for (guint i = 0; i < threads->len; i++) {
		const Thread *thread = threads->pdata[i];

		for (guint k = 0; k < thread->mails->len; k++) {
			guint mail = g_array_index(thread->mails, ThreadMail, k).mail;

			if (has_id(posts->pdata[mail], id))
				return thread;
		}
	}
	return NULL;
}

static gint compare_orders(gconstpointer a, gconstpointer b)
{
	const Post *x = *(Post *const *)a, *y = *(Post *const *)b;

	return numbers_compare(&x->order, &y->order);
}

static Lifespan *lifespan_new(const GPtrArray *mails, const Thread *thread, const char *id)
{
	Lifespan *lifespan = g_new0(Lifespan, 1);

	lifespan->first = G_MAXINT64;
	lifespan->last = G_MININT64;
	lifespan->posts = g_ptr_array_new_with_free_func((GDestroyNotify)post_free);
	for (guint i = 0; i < thread->mails->len; i++) {
		guint place = g_array_index(thread->mails, ThreadMail, i).mail;
		DigestMail *mail = mails->pdata[place];
		Post *post = g_steal_pointer(&mail->post);

		lifespan->first = MIN(lifespan->first, post->place.committed);
		lifespan->last = MAX(lifespan->last, post->place.committed);
		g_ptr_array_add(lifespan->posts, post);
		if (has_id(post, id))
			lifespan->asked = post;
	}
	g_ptr_array_sort(lifespan->posts, compare_orders);
	return lifespan;
}

static Lifespan *refuse_gone(const Pass *pass, const char *id, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_NOT_FOUND,
		    "%s: <%s>: this mail was taken out of the archive again",
		    inbox_name(pass->of->inbox), id);
	return NULL;
}

static Lifespan *find_thread(const Pass *pass, const char *id, GError **error)
{
	const Past past = {
		.inbox = pass->of->inbox,
		.overview = pass->overview,
		.commits = pass->commits,
		.n_history = pass->commits->len,
		.from = G_MININT64,
		.until = G_MAXINT64,
		.jobs = pass->of->jobs,
	};
	g_autoptr(GPtrArray) mails =
		g_ptr_array_new_with_free_func((GDestroyNotify)digest_mail_free);
	g_autoptr(GPtrArray) posts = g_ptr_array_new();
	g_autoptr(GPtrArray) threads = NULL;
	g_autoptr(GArray) places = NULL;
	const Thread *thread;
	guint place = 0;

	if (!find_mail(pass, id, &place))
		return refuse_gone(pass, id, error);
	places = list_together(&past, place);
	if (!past_read(&past, places, mails, error))
		return NULL;
	for (guint i = 0; i < mails->len; i++)
		g_ptr_array_add(posts, ((DigestMail *)mails->pdata[i])->post);
	threads = thread_build(posts);
	thread = thread_with(threads, posts, id);
	return thread ? lifespan_new(mails, thread, id) : refuse_gone(pass, id, error);
}

/* --- all together -------------------------------------------------------------------------- */

/* The mail that is meant; a commit of an archive of version 1 may have brought several. */
static const Found *choose(const Lookup *of, const GPtrArray *found, GError **error)
{
	if (found->len == 1)
		return found->pdata[0];
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "%s: this commit brought %u mails: name one by its Message-ID", of->name,
		    found->len);
	return NULL;
}

Lifespan *lifespan_find(const Lookup *of, gint64 since, guint history, GError **error)
{
	g_autoptr(GPtrArray) all = lookup_find(of, error);
	const Found *found = all ? choose(of, all, error) : NULL;
	g_autoptr(GArray) commits = g_array_new(FALSE, FALSE, sizeof(Commit));
	g_autoptr(Overview) overview = overview_new();
	Pass pass = {of, commits, overview, 0};
	gint64 begin;

	if (!found)
		return NULL;
	begin = MIN(since, found->place.committed) - (gint64)history * DATE_DAY;
	if (!find_commits(&pass, begin, error) || !read_all(&pass, error))
		return NULL;
	return find_thread(&pass, found->message->ids[0], error);
}

void lifespan_free(Lifespan *lifespan)
{
	if (!lifespan)
		return;
	g_ptr_array_unref(lifespan->posts);
	g_free(lifespan);
}

static gboolean came(const Post *post, gint64 since, gint64 until)
{
	return post->place.committed >= since && post->place.committed < until;
}

const Post *lifespan_mail_in(const Lifespan *lifespan, gint64 since, gint64 until)
{
	if (came(lifespan->asked, since, until))
		return lifespan->asked;
	for (guint i = lifespan->posts->len; i-- > 0;)
		if (came(lifespan->posts->pdata[i], since, until))
			return lifespan->posts->pdata[i];
	return NULL;
}
