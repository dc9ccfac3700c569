/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/series.h"

#include <string.h>

/*
 * Each numbered post gets an anchor, the id that its series hangs from; posts
 * with the same key (sender, version, m) and anchor are one bundle. Bundles that
 * hang from nothing are then joined by the clock, and those that hang from a letter
 * of another key go to it where it would have no parts otherwise.
 */

typedef struct {
	Post *post;
	char *key;           /* sender, version, m: only posts of one key are ever joined */
	const char *anchor;  /* borrowed id, or NULL until found */
	guint visit;         /* of the walk that last came by: finds cycles */
	gboolean unreferred; /* a cover letter, or a part that names no parent */
} Node;

typedef struct {
	Node *nodes;
	guint n;
	GHashTable *by_id; /* id → Node */
	guint visits;
} Graph;

typedef struct {
	Node *first;     /* the oldest; key and clock of the bundle */
	GHashTable *has; /* n of the posts in it */
	GPtrArray *posts;
	gboolean unreferred;
} Bundle;

void series_free(Series *series)
{
	if (!series)
		return;
	g_ptr_array_unref(series->parts);
	g_free(series);
}

guint series_size(const Series *series)
{
	return series->parts->len + (series->cover ? 1 : 0);
}

const Post *series_post(const Series *series, guint i)
{
	if (!series->cover)
		return series->parts->pdata[i];
	return i == 0 ? series->cover : series->parts->pdata[i - 1];
}

static void bundle_free(Bundle *bundle)
{
	g_hash_table_unref(bundle->has);
	g_ptr_array_unref(bundle->posts);
	g_free(bundle);
}

static gboolean is_numbered(const Post *post)
{
	return post->subject->counter || subject_is_cover(post->subject);
}

static void graph_add(Graph *graph, Post *post)
{
	const Subject *subject = post->subject;
	Node *node = &graph->nodes[graph->n++];
	guint version = subject_version(subject);

	node->post = post;
	node->key = g_strdup_printf("%s %u.%u %u", post->sender_key, version, subject->revision,
				    subject->m);
	node->unreferred = subject_is_cover(subject) || !post->parents || !post->parents[0];
	if (!g_hash_table_contains(graph->by_id, post->id))
		g_hash_table_insert(graph->by_id, post->id, node);
	for (char **id = post->ids; id && *id; id++)
		if (!g_hash_table_contains(graph->by_id, *id))
			g_hash_table_insert(graph->by_id, *id, node);
}

/* The nearest ancestor named in References that can be of the same series. */
static Node *graph_next(const Graph *graph, const Node *node)
{
	char **parents = node->post->parents;

	if (subject_is_cover(node->post->subject) || !parents)
		return NULL;
	for (guint i = g_strv_length(parents); i-- > 0;) {
		Node *up = g_hash_table_lookup(graph->by_id, parents[i]);
		if (up && up != node && g_str_equal(up->key, node->key))
			return up;
	}
	return NULL;
}

/* What a post answers; NULL: nothing. */
static const char *last_parent(const Post *post)
{
	guint n = post->parents ? g_strv_length(post->parents) : 0;

	return n ? post->parents[n - 1] : NULL;
}

/* Where the walk up ends: a cover letter, or a part with no one of the series above. */
static const char *own_anchor(const Node *top)
{
	return top->unreferred ? top->post->id : last_parent(top->post);
}

static void graph_anchor(Graph *graph, Node *node)
{
	guint visit = ++graph->visits;
	Node *top = node, *up;
	const char *anchor;

	for (top->visit = visit; !top->anchor; top = up, top->visit = visit) {
		up = graph_next(graph, top);
		if (!up || up->visit == visit)
			break;
	}
	anchor = top->anchor ? top->anchor : own_anchor(top);
	/* The second walk takes the same way and leaves the answer on it. */
	for (up = node; up && up != top; up = graph_next(graph, up))
		up->anchor = anchor;
	top->anchor = anchor;
}

static Bundle *bundle_new(Node *first)
{
	Bundle *bundle = g_new0(Bundle, 1);

	bundle->first = first;
	bundle->has = g_hash_table_new(NULL, NULL);
	bundle->posts = g_ptr_array_new();
	bundle->unreferred = first->unreferred;
	return bundle;
}

static void bundle_add(Bundle *bundle, Post *post)
{
	g_hash_table_add(bundle->has, GUINT_TO_POINTER(post->subject->n));
	g_ptr_array_add(bundle->posts, post);
}

static gboolean bundle_has(const Bundle *bundle, guint n)
{
	return g_hash_table_contains(bundle->has, GUINT_TO_POINTER(n));
}

/* Posts that hang from the same anchor, oldest first; a number seen again starts anew. */
static GPtrArray *bundle_by_anchor(const Graph *graph)
{
	GPtrArray *bundles = g_ptr_array_new_with_free_func((GDestroyNotify)bundle_free);
	g_autoptr(GHashTable) open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < graph->n; i++) {
		Node *node = &graph->nodes[i];
		char *name = g_strconcat(node->key, "\n", node->anchor, NULL);
		Bundle *bundle = g_hash_table_lookup(open, name);

		if (!bundle || bundle_has(bundle, node->post->subject->n)) {
			bundle = bundle_new(node);
			g_ptr_array_add(bundles, bundle);
			g_hash_table_replace(open, name, bundle);
		} else {
			g_free(name);
		}
		bundle_add(bundle, node->post);
	}
	return bundles;
}

static gint64 bundle_clock(const Bundle *bundle)
{
	return bundle->first->post->instant;
}

static int compare_by_clock(gconstpointer a, gconstpointer b)
{
	const Bundle *x = *(Bundle *const *)a, *y = *(Bundle *const *)b;
	int by_key = strcmp(x->first->key, y->first->key);

	if (by_key)
		return by_key;
	if (bundle_clock(x) != bundle_clock(y))
		return bundle_clock(x) < bundle_clock(y) ? -1 : 1;
	return x->first->post->order < y->first->post->order ? -1 : 1;
}

static gboolean bundles_overlap(const Bundle *a, const Bundle *b)
{
	for (guint i = 0; i < b->posts->len; i++) {
		const Post *post = b->posts->pdata[i];
		if (bundle_has(a, post->subject->n))
			return TRUE;
	}
	return FALSE;
}

static void bundle_join(Bundle *into, Bundle *from)
{
	for (guint i = 0; i < from->posts->len; i++)
		bundle_add(into, from->posts->pdata[i]);
	g_ptr_array_set_size(from->posts, 0);
}

/* Joins what nobody threaded: parts of one series leave their sender in one go. */
static void join_by_clock(GPtrArray *bundles)
{
	Bundle *last = NULL;
	gint64 clock = 0;

	g_ptr_array_sort(bundles, compare_by_clock);
	for (guint i = 0; i < bundles->len; i++) {
		Bundle *bundle = bundles->pdata[i];

		if (!bundle->unreferred)
			continue;
		if (last && g_str_equal(last->first->key, bundle->first->key) &&
		    bundle_clock(bundle) - clock <= SERIES_MINUTES * 60 &&
		    !bundles_overlap(last, bundle))
			bundle_join(last, bundle);
		else
			last = bundle;
		clock = bundle_clock(bundle);
	}
}

/* Letters that no part was found for, by their node. */
static GHashTable *lone_letters(const GPtrArray *bundles)
{
	GHashTable *letters = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < bundles->len; i++) {
		Bundle *bundle = bundles->pdata[i];

		if (bundle->posts->len == 1 && subject_is_cover(bundle->first->post->subject))
			g_hash_table_insert(letters, bundle->first, bundle);
	}
	return letters;
}

static gboolean left_together(const Bundle *a, const Bundle *b)
{
	return g_str_equal(a->first->post->sender_key, b->first->post->sender_key) &&
	       ABS(bundle_clock(a) - bundle_clock(b)) <= SERIES_MINUTES * 60;
}

/* Letters are written by hand: 0/7 of eight patches, 0/9 that forgets its v10. */
static void join_by_letter(const Graph *graph, GPtrArray *bundles)
{
	g_autoptr(GHashTable) letters = lone_letters(bundles);

	for (guint i = 0; i < bundles->len; i++) {
		Bundle *bundle = bundles->pdata[i], *letter;
		Node *named = g_hash_table_lookup(graph->by_id, bundle->first->anchor);

		if (!bundle->posts->len || bundle->unreferred || bundle_has(bundle, 0))
			continue;
		letter = g_hash_table_lookup(letters, named);
		if (!letter || !left_together(letter, bundle))
			continue;
		bundle_join(letter, bundle);
		g_hash_table_remove(letters, named);
	}
}

/* Lone letters by their key and what they answer. */
static GHashTable *answering_letters(const GPtrArray *bundles)
{
	GHashTable *letters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < bundles->len; i++) {
		Bundle *bundle = bundles->pdata[i];
		const Node *first = bundle->first;
		const char *parent = bundle->posts->len == 1 ? last_parent(first->post) : NULL;

		if (parent && subject_is_cover(first->post->subject))
			g_hash_table_replace(letters, g_strconcat(first->key, "\n", parent, NULL),
					     bundle);
	}
	return letters;
}

/* The letter and its parts all answer the same mail, an older version's letter for one. */
static void join_by_parent(GPtrArray *bundles)
{
	g_autoptr(GHashTable) letters = answering_letters(bundles);

	for (guint i = 0; i < bundles->len; i++) {
		Bundle *bundle = bundles->pdata[i], *letter;
		g_autofree char *name = NULL;

		if (!bundle->posts->len || bundle->unreferred || bundle_has(bundle, 0))
			continue;
		name = g_strconcat(bundle->first->key, "\n", bundle->first->anchor, NULL);
		letter = g_hash_table_lookup(letters, name);
		if (letter && !bundles_overlap(letter, bundle))
			bundle_join(letter, bundle);
	}
}

static int compare_parts(gconstpointer a, gconstpointer b)
{
	const Post *x = *(Post *const *)a, *y = *(Post *const *)b;

	if (x->subject->n != y->subject->n)
		return x->subject->n < y->subject->n ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static int compare_newest(gconstpointer a, gconstpointer b)
{
	const Series *x = *(Series *const *)a, *y = *(Series *const *)b;

	return x->newest > y->newest ? -1 : x->newest < y->newest;
}

static void series_add(Series *series, Post *post)
{
	if (subject_is_cover(post->subject))
		series->cover = post;
	else
		g_ptr_array_add(series->parts, post);
	series->newest = MAX(series->newest, post->order);
}

static Series *series_new(gboolean numbered)
{
	Series *series = g_new0(Series, 1);

	series->numbered = numbered;
	series->parts = g_ptr_array_new();
	return series;
}

/* 1/m that answers nothing: whoever writes a letter sends it before. */
static gboolean begins_thread(const Series *series)
{
	const Post *first = series->parts->len ? series->parts->pdata[0] : NULL;

	return first && first->subject->n == 1 && (!first->parents || !first->parents[0]);
}

static gboolean names_letter(const Graph *graph, const Bundle *bundle)
{
	const Node *named = g_hash_table_lookup(graph->by_id, bundle->first->anchor);

	return named && subject_is_cover(named->post->subject);
}

static Series *series_of_bundle(const Graph *graph, const Bundle *bundle)
{
	Series *series = series_new(TRUE);

	for (guint i = 0; i < bundle->posts->len; i++)
		series_add(series, bundle->posts->pdata[i]);
	g_ptr_array_sort(series->parts, compare_parts);
	series->lacks_cover =
		!series->cover && !begins_thread(series) && !names_letter(graph, bundle);
	return series;
}

static void graph_clear(Graph *graph)
{
	for (guint i = 0; i < graph->n; i++)
		g_free(graph->nodes[i].key);
	g_free(graph->nodes);
	g_hash_table_unref(graph->by_id);
}

static void add_numbered(GPtrArray *all, Graph *graph)
{
	g_autoptr(GPtrArray) bundles = NULL;

	for (guint i = 0; i < graph->n; i++)
		graph_anchor(graph, &graph->nodes[i]);
	bundles = bundle_by_anchor(graph);
	join_by_clock(bundles);
	join_by_parent(bundles);
	join_by_letter(graph, bundles);
	for (guint i = 0; i < bundles->len; i++) {
		const Bundle *bundle = bundles->pdata[i];
		if (bundle->posts->len)
			g_ptr_array_add(all, series_of_bundle(graph, bundle));
	}
}

GPtrArray *series_group(const GPtrArray *posts)
{
	GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)series_free);
	Graph graph = {g_new0(Node, MAX(posts->len, 1)), 0,
		       g_hash_table_new(g_str_hash, g_str_equal), 0};

	for (guint i = 0; i < posts->len; i++) {
		Post *post = posts->pdata[i];

		if (is_numbered(post)) {
			graph_add(&graph, post);
		} else {
			Series *series = series_new(FALSE);
			series_add(series, post);
			g_ptr_array_add(all, series);
		}
	}
	add_numbered(all, &graph);
	graph_clear(&graph);
	g_ptr_array_sort(all, compare_newest);
	return all;
}
