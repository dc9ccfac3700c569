/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/thread.h"

#include "base/sets.h"

/*
 * Each mail is a node, and so is each id that was only named: a ghost. A node gets its
 * parent once and keeps it, so that it is the top of its tree until then, and a link
 * closes a circle just where both ends are of one tree already. A union-find knows that
 * without walking up, which in a chain as long as an attacker likes would take forever.
 */

#define NONE G_MAXUINT

typedef struct {
	const char *id; /* of a ghost; borrowed */
	guint parent;
	/* Once its way up was walked: */
	gboolean settled;
	guint root;
	guint answers; /* the nearest read mail above */
	guint depth;   /* read mails above */
	/* In the thread; siblings are those that answer the same mail, ghosts left out: */
	guint place;       /* in Thread.mails */
	guint child, next; /* its first child, its next sibling */
	Thread *thread;    /* of a root */
} Node;

typedef struct {
	const GPtrArray *posts;
	GArray *nodes;     /* of Node: one for each post, in their order, then ghosts */
	GHashTable *by_id; /* id → node */
	Sets *sets;        /* which nodes are of one tree */
} Forest;

void thread_free(Thread *thread)
{
	if (!thread)
		return;
	g_array_unref(thread->mails);
	g_array_unref(thread->tree);
	g_free(thread);
}

static Node *node_at(const Forest *forest, guint node)
{
	return &g_array_index(forest->nodes, Node, node);
}

static gboolean is_read(const Forest *forest, guint node)
{
	return node < forest->posts->len;
}

static guint node_add(Forest *forest, const char *id)
{
	guint node = forest->nodes->len;
	Node new = {
		.id = id,
		.parent = NONE,
		.root = node,
		.answers = NONE,
		.child = NONE,
		.next = NONE,
	};

	g_array_append_val(forest->nodes, new);
	sets_add(forest->sets);
	return node;
}

/* FALSE: it is another's already. */
static gboolean node_name(Forest *forest, guint node, const char *id)
{
	if (g_hash_table_contains(forest->by_id, id))
		return FALSE;
	g_hash_table_insert(forest->by_id, (gpointer)id, GUINT_TO_POINTER(node));
	return TRUE;
}

static guint node_of(Forest *forest, const char *id)
{
	gpointer found;
	guint ghost;

	if (g_hash_table_lookup_extended(forest->by_id, id, NULL, &found))
		return GPOINTER_TO_UINT(found);
	ghost = node_add(forest, id);
	node_name(forest, ghost, id);
	return ghost;
}

/* FALSE where it would close a circle. @child has no parent yet. */
static gboolean hang(Forest *forest, guint child, guint parent)
{
	if (!sets_join(forest->sets, child, parent))
		return FALSE;
	node_at(forest, child)->parent = parent;
	return TRUE;
}

/* The first bearer keeps an id; later ones hang under it, whatever they answer. */
static void name_posts(Forest *forest)
{
	for (guint i = 0; i < forest->posts->len; i++)
		node_add(forest, NULL);
	for (guint i = 0; i < forest->posts->len; i++) {
		const Post *post = forest->posts->pdata[i];

		if (!node_name(forest, i, post->id))
			hang(forest, i, node_of(forest, post->id));
		for (char **id = post->ids; id && *id; id++)
			node_name(forest, i, *id);
	}
}

static void hang_by_own_word(Forest *forest, guint i)
{
	const Post *post = forest->posts->pdata[i];
	guint n = post->parents ? g_strv_length(post->parents) : 0;

	if (node_at(forest, i)->parent != NONE)
		return;
	while (n-- > 0)
		if (hang(forest, i, node_of(forest, post->parents[n])))
			return;
}

/* A mail's references also say what each of them answers. */
static void hang_by_hearsay(Forest *forest, guint i)
{
	const Post *post = forest->posts->pdata[i];
	guint parent, child;

	if (!post->parents || !post->parents[0])
		return;
	parent = node_of(forest, post->parents[0]);
	for (char **id = post->parents + 1; *id; id++, parent = child) {
		child = node_of(forest, *id);
		if (node_at(forest, child)->parent == NONE)
			hang(forest, child, parent);
	}
}

static void settle_below(const Forest *forest, Node *node)
{
	const Node *parent = node_at(forest, node->parent);

	node->root = parent->root;
	node->answers = is_read(forest, node->parent) ? node->parent : parent->answers;
	node->depth = parent->depth + is_read(forest, node->parent);
}

/* @way: an empty array, left empty. Each node is walked once, whoever asks for it. */
static void settle(const Forest *forest, guint node, GArray *way)
{
	for (; node != NONE && !node_at(forest, node)->settled;
	     node = node_at(forest, node)->parent)
		g_array_append_val(way, node);
	for (; way->len; g_array_set_size(way, way->len - 1)) {
		Node *at = node_at(forest, g_array_index(way, guint, way->len - 1));

		if (at->parent != NONE)
			settle_below(forest, at);
		at->settled = TRUE;
	}
}

static Thread *thread_new(const Forest *forest, guint root)
{
	Thread *thread = g_new0(Thread, 1);

	thread->mails = g_array_new(FALSE, FALSE, sizeof(ThreadMail));
	thread->tree = g_array_new(FALSE, FALSE, sizeof(guint));
	thread->root_read = is_read(forest, root);
	return thread;
}

static GPtrArray *find_threads(Forest *forest)
{
	GPtrArray *threads = g_ptr_array_new_with_free_func((GDestroyNotify)thread_free);
	g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < forest->posts->len; i++) {
		Node *root;

		settle(forest, i, way);
		root = node_at(forest, node_at(forest, i)->root);
		if (root->thread)
			continue;
		root->thread = thread_new(forest, node_at(forest, i)->root);
		g_ptr_array_add(threads, root->thread);
	}
	return threads;
}

static int compare_instants(gconstpointer a, gconstpointer b, gpointer user)
{
	guint x = *(const guint *)a, y = *(const guint *)b;
	const GPtrArray *posts = user;
	const Post *p = posts->pdata[x], *q = posts->pdata[y];

	if (p->instant != q->instant)
		return p->instant < q->instant ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Places of posts, by instant. */
static GArray *sort_posts(const GPtrArray *posts)
{
	GArray *sorted = g_array_sized_new(FALSE, FALSE, sizeof(guint), posts->len);

	for (guint i = 0; i < posts->len; i++)
		g_array_append_val(sorted, i);
	g_array_sort_with_data(sorted, compare_instants, (gpointer)posts);
	return sorted;
}

static void add_mail(const Forest *forest, guint mail)
{
	Node *node = node_at(forest, mail);
	GArray *mails = node_at(forest, node->root)->thread->mails;
	gboolean below_ghost = node->parent != NONE && !is_read(forest, node->parent);
	ThreadMail new = {
		.mail = mail,
		.answers = -1, /* its place is not known before all are in */
		.ghost = below_ghost ? node_at(forest, node->parent)->id : NULL,
		.depth = node->depth,
	};

	node->place = mails->len;
	g_array_append_val(mails, new);
}

/* Where it stands among its siblings: under the mail it answers, else the unread root. */
static guint above(const Forest *forest, guint mail)
{
	const Node *node = node_at(forest, mail);

	return node->answers != NONE ? node->answers : node->root;
}

static void add_child(const Forest *forest, guint mail)
{
	Node *node = node_at(forest, mail), *parent = node_at(forest, above(forest, mail));

	if (parent == node)
		return;
	node->next = parent->child;
	parent->child = mail;
}

static void set_answers(Thread *thread, const Forest *forest)
{
	for (guint i = 0; i < thread->mails->len; i++) {
		ThreadMail *mail = &g_array_index(thread->mails, ThreadMail, i);
		guint answers = node_at(forest, mail->mail)->answers;

		if (answers != NONE)
			mail->answers = (gint)node_at(forest, answers)->place;
	}
}

/* The node after @node where each is followed by what is below it; NONE: it was the last. */
static guint next_in_tree(const Forest *forest, guint node, guint root)
{
	const Node *at = node_at(forest, node);

	if (at->child != NONE)
		return at->child;
	while (node != root && node_at(forest, node)->next == NONE)
		node = above(forest, node);
	return node == root ? NONE : node_at(forest, node)->next;
}

static void lay_out(Thread *thread, const Forest *forest)
{
	guint mail = g_array_index(thread->mails, ThreadMail, 0).mail;
	guint root = node_at(forest, mail)->root;

	set_answers(thread, forest);
	thread->first = thread->root_read ? node_at(forest, root)->place : 0;
	for (guint node = root; node != NONE; node = next_in_tree(forest, node, root))
		if (is_read(forest, node))
			g_array_append_val(thread->tree, node_at(forest, node)->place);
}

static void forest_grow(Forest *forest, const GPtrArray *posts)
{
	forest->posts = posts;
	forest->nodes = g_array_sized_new(FALSE, FALSE, sizeof(Node), posts->len);
	forest->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	forest->sets = sets_new();
	name_posts(forest);
	for (guint i = 0; i < posts->len; i++)
		hang_by_own_word(forest, i);
	for (guint i = 0; i < posts->len; i++)
		hang_by_hearsay(forest, i);
}

static void forest_clear(Forest *forest)
{
	g_array_unref(forest->nodes);
	g_hash_table_unref(forest->by_id);
	sets_free(forest->sets);
}

GPtrArray *thread_build(const GPtrArray *posts)
{
	g_autoptr(GArray) sorted = sort_posts(posts);
	GPtrArray *threads;
	Forest forest;

	forest_grow(&forest, posts);
	threads = find_threads(&forest);
	for (guint i = 0; i < sorted->len; i++)
		add_mail(&forest, g_array_index(sorted, guint, i));
	for (guint i = sorted->len; i-- > 0;)
		add_child(&forest, g_array_index(sorted, guint, i));
	for (guint i = 0; i < threads->len; i++)
		lay_out(threads->pdata[i], &forest);
	forest_clear(&forest);
	return threads;
}
