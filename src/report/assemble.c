/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/assemble.h"

#include "base/date.h"
#include "core/crowd.h"

#define MAX_DAYS 400 /* longer windows are not counted day by day */

static DigestMail *mail_at(const Digest *digest, guint i)
{
	return digest->mails->pdata[i];
}

/* --- what a thread holds ------------------------------------------------------- */

static void count_mails(const Digest *digest, DigestThread *thread)
{
	const Thread *own = thread->thread;
	g_autoptr(GPtrArray) posts = g_ptr_array_new();
	Crowd crowd;

	thread->latest = G_MININT64;
	for (guint i = 0; i < own->mails->len; i++) {
		const DigestMail *mail = digest_mail(digest, thread, i);

		thread->history += mail->history ? 1 : 0;
		thread->latest = MAX(thread->latest, mail->post->instant);
		g_ptr_array_add(posts, mail->post);
	}
	crowd = crowd_count(posts);
	thread->participants = crowd.names;
	thread->people = crowd.people;
	thread->bots = crowd.bots;
}

static const DigestMail *find_mail(const Digest *digest, const Post *post)
{
	guint low = 0, high = digest->mails->len;

	while (high - low > 1) {
		guint middle = low + (high - low) / 2;

		if (mail_at(digest, middle)->post->order <= post->order)
			low = middle;
		else
			high = middle;
	}
	return mail_at(digest, low);
}

/* Neither versions beyond the time in which ancestors are looked for, nor what is gone. */
static Version *version_told(const Digest *digest, const Assembly *assembly, const Version *version)
{
	gint64 start = digest->window.since ? digest->window.since : digest->window.from.committed;

	if (!version || !assembly->is_there(version->id, assembly->user))
		return NULL;
	if (version->instant < start - (gint64)digest->history_days * DATE_DAY)
		return NULL;
	return version_copy(version);
}

/* The version before; where that is gone, the one before it. */
static const Version *find_previous(const Assembly *assembly, const VersionLinks *links)
{
	const Version *version = links->previous;

	while (version && !assembly->is_there(version->id, assembly->user))
		version = versions_find(assembly->versions, version->id).previous;
	return version;
}

static DigestSeries *series_new(const Digest *digest, const Assembly *assembly,
				const Series *series)
{
	DigestSeries *own = g_new0(DigestSeries, 1);
	const Post *head = series_post(series, 0);
	VersionLinks links = versions_find(assembly->versions, head->id);

	own->head = find_mail(digest, head);
	own->parts = series->numbered && head->subject->m ? head->subject->m : 1;
	own->previous = version_told(digest, assembly, find_previous(assembly, &links));
	own->newest = version_told(digest, assembly, links.newest);
	return own;
}

static gboolean series_has(const Series *series, const Post *post)
{
	for (guint i = 0; i < series_size(series); i++)
		if (series_post(series, i) == post)
			return TRUE;
	return FALSE;
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *)a, y = *(const guint *)b;

	return x < y ? -1 : x > y;
}

/* The patch mails of a thread, oldest in the archive first. */
static GPtrArray *patches_of(const Digest *digest, const Thread *thread)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));
	GPtrArray *posts = g_ptr_array_new();

	for (guint i = 0; i < thread->mails->len; i++)
		g_array_append_val(places, g_array_index(thread->mails, ThreadMail, i).mail);
	g_array_sort(places, compare_places);
	for (guint i = 0; i < places->len; i++) {
		Post *post = mail_at(digest, g_array_index(places, guint, i))->post;
		if (post->kind == POST_PATCH)
			g_ptr_array_add(posts, post);
	}
	return posts;
}

/*
 * The series that a thread is about is the one of its first mail; others were posted
 * into it, and are named so that no one reads two topics as one.
 */
static void name_series(const Digest *digest, const Assembly *assembly, DigestThread *thread)
{
	const Post *first = digest_first_mail(digest, thread)->post;
	g_autoptr(GPtrArray) posts = patches_of(digest, thread->thread);
	g_autoptr(GPtrArray) all = series_group(posts);

	thread->also = g_ptr_array_new_with_free_func((GDestroyNotify)digest_series_free);
	for (guint i = all->len; i-- > 0;) {
		const Series *series = all->pdata[i];
		DigestSeries *told = series_new(digest, assembly, series);

		if (series_has(series, first))
			thread->series = told;
		else
			g_ptr_array_add(thread->also, told);
	}
}

static const char ROOT_UNREAD[] =
	"This thread goes back to a mail that was not read: it is older than the history looked "
	"through, or never came to this archive.";

/* Filled by a summariser one day; until then the first mail speaks for itself. */
static void summarize(const Digest *digest, DigestThread *thread)
{
	const DigestMail *first = digest_first_mail(digest, thread);
	const Thread *own = thread->thread;

	thread->summary = summary_new("lead");
	if (first->lead)
		summary_add(thread->summary->proposed, POINT_LEAD, &first->post->sender,
			    first->lead, (gint)own->first);
	if (!own->root_read)
		summary_add(thread->summary->before, POINT_ROOT_UNREAD, NULL, ROOT_UNREAD, -1);
}

static DigestThread *thread_new(const Digest *digest, const Assembly *assembly, Thread *own)
{
	DigestThread *thread = g_new0(DigestThread, 1);

	thread->thread = own;
	thread->category =
		categories_decide(assembly->categories, digest_first_mail(digest, thread)->post);
	count_mails(digest, thread);
	name_series(digest, assembly, thread);
	summarize(digest, thread);
	return thread;
}

/* --- their order ----------------------------------------------------------------- */

/* The mail of a thread that came first to the archive: no two threads have the same. */
static guint oldest_place(const DigestThread *thread)
{
	guint oldest = G_MAXUINT;

	for (guint i = 0; i < thread->thread->mails->len; i++)
		oldest = MIN(oldest, g_array_index(thread->thread->mails, ThreadMail, i).mail);
	return oldest;
}

/* RULES §6: by category; more mails first; then the more recently active, then the older. */
static gint compare_threads(gconstpointer a, gconstpointer b)
{
	const DigestThread *x = *(DigestThread *const *)a, *y = *(DigestThread *const *)b;
	guint mails_x = x->thread->mails->len, mails_y = y->thread->mails->len;

	if (x->category != y->category)
		return x->category < y->category ? -1 : 1;
	if (mails_x != mails_y)
		return mails_x > mails_y ? -1 : 1;
	if (x->latest != y->latest)
		return x->latest > y->latest ? -1 : 1;
	return oldest_place(x) < oldest_place(y) ? -1 : 1;
}

static void category_clear(gpointer data)
{
	g_free(((DigestCategory *)data)->name);
}

/* Numbers the threads, which are in order, and turns their category to its place in the list. */
static void list_categories(Digest *digest, const Categories *categories)
{
	DigestCategory *category = NULL;
	guint decided = G_MAXUINT;

	digest->categories = g_array_new(FALSE, TRUE, sizeof(DigestCategory));
	g_array_set_clear_func(digest->categories, category_clear);
	for (guint i = 0; i < digest->threads->len; i++) {
		DigestThread *thread = digest->threads->pdata[i];

		if (!category || thread->category != decided) {
			decided = thread->category;
			g_array_set_size(digest->categories, digest->categories->len + 1);
			category = &g_array_index(digest->categories, DigestCategory,
						  digest->categories->len - 1);
			category->name = g_strdup(categories_name(categories, decided));
		}
		thread->category = digest->categories->len - 1;
		thread->number = ++category->threads;
		category->mails += thread->thread->mails->len;
	}
}

static void thread_mails(Digest *digest, const Assembly *assembly)
{
	g_autoptr(GPtrArray) posts = g_ptr_array_new();
	g_autoptr(GPtrArray) threads = NULL;

	for (guint i = 0; i < digest->mails->len; i++)
		g_ptr_array_add(posts, mail_at(digest, i)->post);
	threads = thread_build(posts);
	g_ptr_array_set_free_func(threads, NULL); /* each goes to its DigestThread */
	digest->threads = g_ptr_array_new_with_free_func((GDestroyNotify)digest_thread_free);
	for (guint i = 0; i < threads->len; i++)
		g_ptr_array_add(digest->threads, thread_new(digest, assembly, threads->pdata[i]));
	g_ptr_array_sort(digest->threads, compare_threads);
	list_categories(digest, assembly->categories);
}

/* --- numbers ----------------------------------------------------------------------- */

/* It began in the window: a part that is sent again alone begins nothing. */
static gboolean is_new(const DigestSeries *series)
{
	return series && !series->head->history && version_is_head(series->head->post);
}

static void count_series(Digest *digest)
{
	for (guint i = 0; i < digest->threads->len; i++) {
		const DigestThread *thread = digest->threads->pdata[i];

		if (thread->thread->mails->len > DIGEST_LARGE)
			digest->large++;
		digest->new_series += is_new(thread->series);
		for (guint k = 0; k < thread->also->len; k++)
			digest->new_series += is_new(thread->also->pdata[k]);
	}
}

static void count_people(Digest *digest, guint top)
{
	g_autoptr(People) active = people_new();
	g_autoptr(People) reviewers = people_new();

	for (guint i = 0; i < digest->mails->len; i++) {
		const DigestMail *mail = mail_at(digest, i);
		const Post *post = mail->post;

		if (mail->history || post->bot)
			continue;
		people_add(active, &post->sender, post->order);
		for (guint tag = 0; tag < mail->reviews; tag++)
			people_add(reviewers, &post->sender, post->order);
	}
	digest->active = people_top(active, top);
	digest->reviewers = people_top(reviewers, top);
}

/* The window's first and last day; of a range, those of its mails. */
static void find_days(const Digest *digest, gint64 *first, gint64 *last)
{
	*first = date_day_begin(digest->window.since);
	*last = date_day_begin(digest->window.until - 1);
	if (digest->window.until)
		return;
	*first = G_MAXINT64;
	*last = G_MININT64;
	for (guint i = 0; i < digest->mails->len; i++) {
		const DigestMail *mail = mail_at(digest, i);
		gint64 day = date_day_begin(mail->post->place.committed);

		if (mail->history)
			continue;
		*first = MIN(*first, day);
		*last = MAX(*last, day);
	}
}

static void count_days(Digest *digest)
{
	gint64 first, last;

	digest->days = g_array_new(FALSE, TRUE, sizeof(DigestDay));
	find_days(digest, &first, &last);
	if (last < first || last / DATE_DAY - first / DATE_DAY >= MAX_DAYS)
		return;
	for (gint64 day = first; day <= last; day += DATE_DAY) {
		DigestDay row = {day, 0};
		g_array_append_val(digest->days, row);
	}
	for (guint i = 0; i < digest->mails->len; i++) {
		const DigestMail *mail = mail_at(digest, i);
		gint64 day = date_day_begin(mail->post->place.committed);

		if (!mail->history)
			g_array_index(digest->days, DigestDay, (day - first) / DATE_DAY).mails++;
	}
}

static void count_defects(Digest *digest)
{
	for (guint i = 0; i < digest->mails->len; i++) {
		const DigestMail *mail = mail_at(digest, i);

		digest->history += mail->history ? 1 : 0;
		for (guint k = 0; !mail->history && k < N_DEFECTS; k++)
			digest->defects[k] += defect_is_in(mail->post->defects, k);
	}
}

void assemble_digest(Digest *digest, const Assembly *assembly)
{
	thread_mails(digest, assembly);
	count_series(digest);
	count_people(digest, assembly->top);
	count_days(digest);
	count_defects(digest);
}
