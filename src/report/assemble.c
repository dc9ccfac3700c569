/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/assemble.h"

#include "base/date.h"
#include "base/numbers.h"
#include "core/crowd.h"
#include "core/echo.h"
#include "report/tally.h"

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

/* The patch mails of a thread of @mails, of DigestMail, oldest in the archive first. */
static GPtrArray *patches_of(const GPtrArray *mails, const Thread *thread)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));
	GPtrArray *posts = g_ptr_array_new();

	for (guint i = 0; i < thread->mails->len; i++)
		g_array_append_val(places, g_array_index(thread->mails, ThreadMail, i).mail);
	g_array_sort(places, numbers_compare);
	for (guint i = 0; i < places->len; i++) {
		const DigestMail *mail = mails->pdata[g_array_index(places, guint, i)];
		Post *post = mail->post;

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
	g_autoptr(GPtrArray) posts = patches_of(digest->mails, thread->thread);
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

/* --- where it stands -------------------------------------------------------------- */

/* The newest version of the series that @first is of, where that is newer; or NULL. */
static const Version *newest_of(const Assembly *assembly, const GPtrArray *series,
				const Post *first)
{
	for (guint i = 0; i < series->len; i++) {
		const Version *newest;

		if (!series_has(series->pdata[i], first))
			continue;
		newest = versions_find(assembly->versions, series_post(series->pdata[i], 0)->id)
				 .newest;
		return newest && assembly->is_there(newest->id, assembly->user) ? newest : NULL;
	}
	return NULL;
}

static void find_state(const Digest *digest, const Assembly *assembly, DigestThread *thread)
{
	guint n = thread->whole->mails->len;
	const Post *first = digest_whole_mail(digest, thread, thread->whole->first)->post;
	g_autoptr(GPtrArray) patches = patches_of(digest->all, thread->whole);
	g_autofree StateMail *mails = g_new(StateMail, n);
	StateInput input = {.thread = thread->whole, .mails = mails};

	for (guint i = 0; i < n; i++) {
		const DigestMail *mail = digest_whole_mail(digest, thread, i);

		mails[i] = (StateMail){mail->post, mail->evidence};
	}
	thread->posted = series_group(patches);
	input.series = thread->posted;
	thread->newest = version_copy(newest_of(assembly, thread->posted, first));
	input.newest = thread->newest;
	input.bug = categories_is_bug(assembly->categories, first);
	input.now = digest_moment(digest);
	thread->state = state_of(&input);
	thread->attention = attention_of(thread->state);
}

/* Whether it was the window that brought word of it. */
static gboolean was_applied(const Digest *digest, const DigestThread *thread)
{
	const GArray *applied = thread->state->applied;

	for (guint i = 0; i < applied->len; i++) {
		gint mail = g_array_index(applied, StateCite, i).mail;

		if (mail >= 0 && !digest_whole_mail(digest, thread, (guint)mail)->history)
			return TRUE;
	}
	return FALSE;
}

static DigestThread *thread_new(const Digest *digest, const Assembly *assembly, Thread *own,
				const Thread *whole)
{
	DigestThread *thread = g_new0(DigestThread, 1);

	thread->thread = own;
	thread->category =
		categories_decide(assembly->categories, digest_first_mail(digest, thread)->post);
	count_mails(digest, thread);
	name_series(digest, assembly, thread);
	thread->whole = whole;
	find_state(digest, assembly, thread);
	thread->applied = was_applied(digest, thread);
	return thread;
}

/* --- whom the digest is for ---------------------------------------------------------- */

static gboolean is_waited_for(const Concern *concern, const State *state)
{
	if (concern_has(concern, &state->whom))
		return TRUE;
	for (guint i = 0; i < state->questions->len; i++)
		if (concern_has(concern, &g_array_index(state->questions, StateQuestion, i).owes))
			return TRUE;
	return FALSE;
}

/* Theirs, sent to them, or waiting for them. */
static gboolean concerns(const Digest *digest, const DigestThread *thread)
{
	for (guint i = 0; i < thread->whole->mails->len; i++) {
		const DigestMail *mail = digest_whole_mail(digest, thread, i);

		if (mail->concerned)
			return TRUE;
		if (mail->post->kind == POST_PATCH &&
		    concern_has(digest->concern, &mail->post->author))
			return TRUE;
	}
	return is_waited_for(digest->concern, thread->state);
}

/* --- the one thread that is asked for ---------------------------------------------- */

static gboolean has_id(const DigestMail *mail, const char *id)
{
	char *const *ids = mail->post->ids;

	return g_str_equal(mail->post->id, id) ||
	       (ids && g_strv_contains((const char *const *)ids, id));
}

static gboolean lists(const Digest *digest, const DigestThread *thread, const char *id)
{
	for (guint i = 0; i < thread->thread->mails->len; i++)
		if (has_id(digest_mail(digest, thread, i), id))
			return TRUE;
	return FALSE;
}

static gboolean whole_has(const Digest *digest, const DigestThread *thread, const char *id)
{
	for (guint i = 0; i < thread->whole->mails->len; i++)
		if (has_id(digest_whole_mail(digest, thread, i), id))
			return TRUE;
	return FALSE;
}

/* NULL: there is none. */
static const DigestThread *thread_with(const Digest *digest, const char *id)
{
	for (guint i = 0; i < digest->threads->len; i++)
		if (lists(digest, digest->threads->pdata[i], id))
			return digest->threads->pdata[i];
	for (guint i = 0; i < digest->threads->len; i++)
		if (whole_has(digest, digest->threads->pdata[i], id))
			return digest->threads->pdata[i];
	return NULL;
}

/* --- what is left ------------------------------------------------------------------------ */

static void leave_others_out(Digest *digest, const char *only)
{
	const DigestThread *wanted = only ? thread_with(digest, only) : NULL;

	for (guint i = digest->threads->len; i-- > 0;) {
		const DigestThread *thread = digest->threads->pdata[i];

		if ((only && thread != wanted) || (digest->concern && !concerns(digest, thread)))
			g_ptr_array_remove_index_fast(digest->threads, i);
	}
	for (guint i = 0; i < digest->threads->len; i++) {
		const DigestThread *thread = digest->threads->pdata[i];

		digest->threads_mails += thread->thread->mails->len;
	}
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

/* Those listed, and those besides, in one order. */
static void list_all(Digest *digest)
{
	digest->all = g_ptr_array_new();
	g_ptr_array_extend(digest->all, digest->mails, NULL, NULL);
	if (!digest->aside)
		return;
	g_ptr_array_extend(digest->all, digest->aside, NULL, NULL);
	g_ptr_array_sort(digest->all, digest_mail_compare);
}

static GPtrArray *threads_of(const GPtrArray *mails)
{
	g_autoptr(GPtrArray) posts = g_ptr_array_new();

	for (guint i = 0; i < mails->len; i++)
		g_ptr_array_add(posts, ((const DigestMail *)mails->pdata[i])->post);
	return thread_build(posts);
}

/* Others' words that lost their quote marks are nobody's evidence. */
static void drop_echoes(const Digest *digest)
{
	for (guint i = 0; i < digest->wholes->len; i++) {
		const Thread *whole = digest->wholes->pdata[i];
		g_autofree EchoMail *mails = g_new(EchoMail, whole->mails->len);

		for (guint k = 0; k < whole->mails->len; k++) {
			guint place = g_array_index(whole->mails, ThreadMail, k).mail;
			const DigestMail *mail = digest->all->pdata[place];

			mails[k] = (EchoMail){&mail->post->sender, mail->post->bot, mail->evidence,
					      mail->extract};
		}
		echo_drop(whole, mails);
	}
}

/* Which whole each mail is in: DigestMail → Thread. */
static GHashTable *find_wholes(const Digest *digest)
{
	GHashTable *wholes = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < digest->wholes->len; i++) {
		const Thread *whole = digest->wholes->pdata[i];

		for (guint k = 0; k < whole->mails->len; k++) {
			guint place = g_array_index(whole->mails, ThreadMail, k).mail;

			g_hash_table_insert(wholes, digest->all->pdata[place], (gpointer)whole);
		}
	}
	return wholes;
}

static void thread_mails(Digest *digest, const Assembly *assembly)
{
	g_autoptr(GPtrArray) threads = threads_of(digest->mails);
	g_autoptr(GHashTable) wholes = NULL;

	list_all(digest);
	digest->wholes = threads_of(digest->all);
	drop_echoes(digest);
	wholes = find_wholes(digest);
	g_ptr_array_set_free_func(threads, NULL); /* each goes to its DigestThread */
	digest->threads = g_ptr_array_new_with_free_func((GDestroyNotify)digest_thread_free);
	for (guint i = 0; i < threads->len; i++) {
		Thread *own = threads->pdata[i];
		const ThreadMail *first = &g_array_index(own->mails, ThreadMail, own->first);
		const Thread *whole =
			g_hash_table_lookup(wholes, digest->mails->pdata[first->mail]);

		g_ptr_array_add(digest->threads, thread_new(digest, assembly, own, whole));
	}
	digest->threads_found = digest->threads->len;
	leave_others_out(digest, assembly->only);
	g_ptr_array_sort(digest->threads, compare_threads);
	list_categories(digest, assembly->categories);
}

void assemble_digest(Digest *digest, const Assembly *assembly)
{
	digest_find_moment(digest);
	thread_mails(digest, assembly);
	tally_digest(digest, assembly->top);
}
