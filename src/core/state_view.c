/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state_view.h"

static const ThreadMail *mail_at(const StateView *view, guint mail)
{
	return &g_array_index(view->input->thread->mails, ThreadMail, mail);
}

const Post *state_view_post(const StateView *view, guint mail)
{
	return view->input->mails[mail].post;
}

const GPtrArray *state_view_evidence(const StateView *view, guint mail)
{
	static const GPtrArray none;
	const GPtrArray *evidence = view->input->mails[mail].evidence;

	return evidence ? evidence : &none;
}

gboolean state_view_pings(const StateView *view, guint mail)
{
	const GPtrArray *evidence = state_view_evidence(view, mail);
	gboolean pings = FALSE;

	for (guint i = 0; i < evidence->len; i++) {
		EvidenceKind kind = ((const Evidence *)evidence->pdata[i])->kind;

		if (kind != EVIDENCE_PING && kind != EVIDENCE_QUESTION)
			return FALSE;
		pings = pings || kind == EVIDENCE_PING;
	}
	return pings && !view->spots[mail].patch;
}

guint state_view_author(const StateView *view, guint part)
{
	guint author = GPOINTER_TO_UINT(g_hash_table_lookup(view->authors, GUINT_TO_POINTER(part)));

	return author ? author - 1 : WHO_NOBODY;
}

/* --- what it is about ------------------------------------------------------------ */

static gboolean has_id(const Post *post, const char *id)
{
	return g_str_equal(post->id, id) ||
	       (post->ids && g_strv_contains((const char *const *)post->ids, id));
}

static gboolean is_in(const Series *series, const Post *post, const char *id)
{
	for (guint i = 0; i < series_size(series); i++) {
		const Post *own = series_post(series, i);

		if (own == post || (id && has_id(own, id)))
			return TRUE;
	}
	return FALSE;
}

static const Series *find_series(const StateInput *input, const Post *post, const char *id)
{
	for (guint i = 0; input->series && i < input->series->len; i++)
		if (is_in(input->series->pdata[i], post, id))
			return input->series->pdata[i];
	return NULL;
}

/* An answer to a patch: of what was not read, the subject alone tells. */
static gboolean answers_patch(const Post *post)
{
	const Subject *subject = post->subject;

	if (post->kind != POST_REPLY || subject->pull)
		return FALSE;
	return subject->patch || (subject->counter && (subject->versioned || subject->n == 0));
}

static StateTopic topic_of(const StateView *view, const Post *first)
{
	if (view->series)
		return TOPIC_PATCHES;
	if (first->subject->pull)
		return TOPIC_PULL;
	if (view->input->bug)
		return TOPIC_BUG;
	return answers_patch(first) ? TOPIC_PATCHES : TOPIC_TALK;
}

/* A letter [PATCHSET] counts nothing: then the parts do. */
static guint count_parts(const Series *series)
{
	guint parts = series_post(series, 0)->subject->m;

	if (!series->numbered)
		return 0;
	for (guint i = 0; parts == 0 && i < series->parts->len; i++) {
		const Post *post = series->parts->pdata[i];

		parts = MAX(post->subject->m, 1);
	}
	return parts;
}

/* When someone else first wrote after it was sent; the end of time where nobody did. */
static gint64 first_answer(const StateView *view, const Post *patch)
{
	guint author = who_number(view->who, &patch->sender);
	gint64 first = G_MAXINT64;

	for (guint i = 0; i < view->n; i++) {
		const Post *post = state_view_post(view, i);

		if (!post->bot && post->instant > patch->instant &&
		    who_number(view->who, &post->sender) != author)
			first = MIN(first, post->instant);
	}
	return first;
}

/* Titles that differ in where the change is, not in what it does. */
static gboolean same_bare_title(const Post *one, const Post *other)
{
	g_autofree char *a = subject_bare_title_key(one->subject);
	g_autofree char *b = subject_bare_title_key(other->subject);

	return *a && g_str_equal(a, b);
}

/*
 * A patch on its own that its author was told something about, and sent anew in the same
 * thread, at another place: "x: y: drop casts", "x: drop casts". What has a number is found as
 * a version (core/version.h).
 */
static const Series *find_reworked(const StateView *view, const Series *series)
{
	const GPtrArray *all = view->input->series;
	const Post *head = series_post(series, 0);
	gint64 last = all->len > 1 ? first_answer(view, head) : G_MAXINT64;

	for (guint i = 0; !series->numbered && i < all->len; i++) {
		const Series *other = all->pdata[i];
		const Post *post = series_post(other, 0);

		if (other->numbered || post->instant <= last ||
		    !person_same(&post->sender, &head->sender) || !same_bare_title(head, post))
			continue;
		series = other;
		last = post->instant;
	}
	return series;
}

static void find_topic(StateView *view)
{
	const StateInput *input = view->input;
	const Post *first = state_view_post(view, input->thread->first);
	const char *newest = input->newest ? input->newest->id : NULL;
	const Series *later;

	view->series = find_series(input, first, NULL);
	later = view->series && newest ? find_series(input, NULL, newest) : NULL;
	view->series = later ? later : view->series;
	if (view->series && !newest)
		view->series = find_reworked(view, view->series);
	view->topic = topic_of(view, first);
	if (view->series) {
		view->head = series_post(view->series, 0);
		view->parts = count_parts(view->series);
	} else if (view->topic == TOPIC_PATCHES) {
		view->parts = first->subject->m;
	} else if (input->thread->root_read) {
		view->head = first;
	}
}

gboolean state_view_is_newest(const StateView *view)
{
	const Version *newest = view->input->newest;

	return !newest || (view->series && is_in(view->series, NULL, newest->id));
}

/* --- people ---------------------------------------------------------------------- */

static void add_people(StateView *view)
{
	for (guint i = 0; i < view->n; i++) {
		const Post *post = state_view_post(view, i);
		const GPtrArray *evidence = state_view_evidence(view, i);

		who_add(view->who, &post->sender);
		if (post->kind == POST_PATCH)
			who_add(view->who, &post->author);
		for (guint k = 0; k < evidence->len; k++) {
			const Evidence *one = evidence->pdata[k];

			if (one->kind == EVIDENCE_TAG)
				who_add(view->who, &one->person);
		}
	}
}

static guint part_of(const StateView *view, const Post *post)
{
	return view->parts ? post->subject->n : 0;
}

static void find_authors(StateView *view)
{
	view->author = view->head ? who_number(view->who, &view->head->sender) : WHO_NOBODY;
	for (guint i = 0; view->series && i < series_size(view->series); i++) {
		const Post *post = series_post(view->series, i);
		guint author = who_number(view->who, &post->author);

		if (author != WHO_NOBODY)
			g_hash_table_insert(view->authors, GUINT_TO_POINTER(part_of(view, post)),
					    GUINT_TO_POINTER(author + 1));
	}
}

/* --- which mail speaks of which part ----------------------------------------------- */

/* What a mail's subject says of the part that it is, or answers. */
static char *part_key(const Subject *subject)
{
	g_autofree char *title = subject_title_key(subject);

	return g_strdup_printf("%u.%u %u/%u %s", subject_version(subject), subject->revision,
			       subject->n, subject->m, title);
}

static GHashTable *keys_of(const StateView *view)
{
	GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; view->series && i < series_size(view->series); i++) {
		const Post *post = series_post(view->series, i);

		g_hash_table_insert(keys, part_key(post->subject), (gpointer)post);
	}
	return keys;
}

/* By its counter, where it is of the same series as far as a subject tells. */
static guint part_by_counter(const StateView *view, const Subject *subject)
{
	const Post *first = state_view_post(view, view->input->thread->first);
	const Subject *ours = view->head ? view->head->subject : first->subject;

	if (subject_version(subject) != subject_version(ours))
		return STATE_ELSEWHERE;
	if (!view->parts)
		return view->head || subject->counter ? STATE_ELSEWHERE : 0;
	return subject->counter && subject->m == view->parts ? subject->n : STATE_ELSEWHERE;
}

static guint part_of_reply(const StateView *view, GHashTable *keys, guint mail)
{
	const ThreadMail *own = mail_at(view, mail);
	const Subject *subject = state_view_post(view, mail)->subject;
	guint above = own->answers >= 0 ? view->spots[own->answers].part : STATE_ELSEWHERE;
	g_autofree char *key = NULL;
	const Post *answered;

	if (own->answers >= 0 && above == STATE_ELSEWHERE)
		return above;
	key = part_key(subject);
	answered = g_hash_table_lookup(keys, key);
	if (answered)
		return part_of(view, answered);
	return own->answers >= 0 ? above : part_by_counter(view, subject);
}

/* [PATCH v3.1 2/5], [PATCH v3 2/5 RESEND]: the author's own part 2, anew. */
static guint part_of_other_patch(const StateView *view, const Post *post, guint who)
{
	const Subject *subject = post->subject;

	if (view->topic != TOPIC_PATCHES || !view->head || who != view->author || !subject->n)
		return STATE_ELSEWHERE;
	if (subject_version_compare(subject, view->head->subject) < 0)
		return STATE_ELSEWHERE;
	return part_by_counter(view, subject);
}

static guint find_part(const StateView *view, GHashTable *keys, guint mail, const StateSpot *spot)
{
	const Post *post = state_view_post(view, mail);

	if (view->topic == TOPIC_TALK || view->topic == TOPIC_BUG)
		return 0;
	if (view->topic == TOPIC_PULL && mail == view->input->thread->first)
		return 0;
	if (spot->patch)
		return part_of(view, post);
	if (post->kind != POST_PATCH)
		return part_of_reply(view, keys, mail);
	return part_of_other_patch(view, post, spot->who);
}

static void mark_patches(StateView *view, GHashTable *places)
{
	for (guint i = 0; view->series && i < series_size(view->series); i++) {
		gpointer place = g_hash_table_lookup(places, series_post(view->series, i));

		if (place)
			view->spots[GPOINTER_TO_UINT(place) - 1].patch = TRUE;
	}
}

static void find_patches(StateView *view)
{
	g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < view->n; i++)
		g_hash_table_insert(places, (gpointer)state_view_post(view, i),
				    GUINT_TO_POINTER(i + 1));
	mark_patches(view, places);
	/* Plus one; what is not there is 0. */
	view->head_mail = (gint)GPOINTER_TO_UINT(g_hash_table_lookup(places, view->head)) - 1;
}

/* In the tree's order, where what a mail answers comes before it. */
static void find_spots(StateView *view)
{
	g_autoptr(GHashTable) keys = keys_of(view);

	find_patches(view);
	for (guint i = 0; i < view->n; i++) {
		guint mail = g_array_index(view->input->thread->tree, guint, i);
		const Post *post = state_view_post(view, mail);
		StateSpot *spot = &view->spots[mail];

		spot->who = who_number(view->who, &post->sender);
		spot->human = !post->bot;
		spot->part = find_part(view, keys, mail, spot);
		spot->patch = post->kind == POST_PATCH;
		if (spot->who != WHO_NOBODY)
			spot->by_author = spot->who == view->author ||
					  spot->who == state_view_author(view, spot->part);
	}
}

void state_view_init(StateView *view, const StateInput *input)
{
	*view = (StateView){
		.input = input,
		.n = input->thread->mails->len,
		.authors = g_hash_table_new(NULL, NULL),
		.who = who_new(),
	};
	view->spots = g_new0(StateSpot, view->n);
	add_people(view);
	find_topic(view);
	find_authors(view);
	find_spots(view);
}

void state_view_clear(StateView *view)
{
	g_hash_table_unref(view->authors);
	who_free(view->who);
	g_free(view->spots);
}
