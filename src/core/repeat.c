/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/repeat.h"

static gboolean same_bare_title(const Post *a, const Post *b)
{
	g_autofree char *x = subject_bare_title_key(a->subject);
	g_autofree char *y = subject_bare_title_key(b->subject);

	return g_str_equal(x, y);
}

static gboolean is_told_by_cover(const Telling *telling)
{
	const Post *cover = telling->series->cover, *post = telling->post;

	return cover && post != cover && post->subject->n == 1 && same_bare_title(cover, post);
}

static char *repeat_key(const Post *post)
{
	g_autofree char *author = person_key(&post->author);
	g_autofree char *title = subject_title_key(post->subject);
	g_autofree char *stable = subject_stable_words(post->subject);

	return g_strjoin("\n", author, title, stable, NULL);
}

static gboolean is_newer(const Post *a, const Post *b)
{
	int by_version = subject_version_compare(a->subject, b->subject);

	return by_version ? by_version > 0 : a->order > b->order;
}

/* The best telling of each key, out of those that are still told. */
static GHashTable *find_best(const GArray *tellings)
{
	GHashTable *best = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < tellings->len; i++) {
		Telling *telling = &g_array_index(tellings, Telling, i), *other;
		char *key;

		if (telling->kept)
			continue;
		key = repeat_key(telling->post);
		other = g_hash_table_lookup(best, key);
		if (!other || is_newer(telling->post, other->post))
			g_hash_table_replace(best, key, telling);
		else
			g_free(key);
	}
	return best;
}

/* Two patches of one series may share a title, and are two patches all the same. */
static void mark_repeat(Telling *telling, GHashTable *best)
{
	g_autofree char *key = repeat_key(telling->post);
	const Telling *other = g_hash_table_lookup(best, key);

	if (other != telling && other->series != telling->series)
		telling->kept = other->post;
}

void repeat_mark(GArray *tellings)
{
	g_autoptr(GHashTable) best = NULL;
	g_autoptr(GHashTable) kept = g_hash_table_new(NULL, NULL);
	Telling *all = (Telling *)(void *)tellings->data;

	for (guint i = 0; i < tellings->len; i++)
		all[i].kept = is_told_by_cover(&all[i]) ? all[i].series->cover : NULL;
	best = find_best(tellings);
	for (guint i = 0; i < tellings->len; i++)
		if (!all[i].kept)
			mark_repeat(&all[i], best);
	/* What a cover letter tells is told by whatever tells that letter. */
	for (guint i = 0; i < tellings->len; i++)
		if (all[i].kept)
			g_hash_table_insert(kept, (gpointer)all[i].post, (gpointer)all[i].kept);
	for (guint i = 0; i < tellings->len; i++) {
		const Post *further = all[i].kept ? g_hash_table_lookup(kept, all[i].kept) : NULL;
		if (further)
			all[i].kept = further;
	}
}
