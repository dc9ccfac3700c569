/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/thread.h"
#include "lib/posts.h"

#include <string.h>

#define ANN "Ann Example <ann@example.org>"
#define MAX_ROWS 10

#define MAIL(id, parents, minutes)                                                                 \
	{                                                                                          \
		id, ANN, "[PATCH] t", parents, minutes, NULL                                       \
	}

/*
 * RULES §6, "Strict References threading". What is expected: the threads, parted by |,
 * in each the ids in the tree's order with a dot for each read mail above, behind a mail <the
 * ghost right above it>; before a thread whose root was not read, ? and its first mail.
 */
static const struct {
	const char *what, *want;
	PostRow rows[MAX_ROWS];
} cases[] = {
	{"no mail", "", {{NULL}}},
	{"one mail", "a", {MAIL("a", NULL, 0)}},
	{"mails without references, of one subject: threads of their own",
	 "a | b",
	 {MAIL("a", NULL, 9), MAIL("b", NULL, 0)}},
	{"an answer, and one to that",
	 "a .b ..c",
	 {MAIL("a", NULL, 0), MAIL("b", "a", 1), MAIL("c", "a b", 2)}},
	{"the last reference is the parent",
	 "a .b ..d .c",
	 {MAIL("a", NULL, 0), MAIL("b", "a", 1), MAIL("c", "a", 2), MAIL("d", "a b", 3)}},
	{"answers by instant, each followed by its own",
	 "a .c .b ..d",
	 {MAIL("a", NULL, 0), MAIL("b", "a", 5), MAIL("c", "a", 2), MAIL("d", "a b", 3)}},
	{"of one instant: in archive order",
	 "a .c .b",
	 {MAIL("a", NULL, 0), MAIL("c", "a", 2), MAIL("b", "a", 2)}},
	{"children before their parents in the archive",
	 "a .b ..c",
	 {MAIL("c", "a b", 2), MAIL("b", "a", 1), MAIL("a", NULL, 0)}},
	{"a clock that is wrong: the tree is the references'",
	 "a .b ..c",
	 {MAIL("a", NULL, 9), MAIL("b", "a", 5), MAIL("c", "a b", 1)}},
	{"the root was not read: the earliest is first",
	 "?c c<g> b<g>",
	 {MAIL("b", "g", 5), MAIL("c", "g", 2)}},
	{"two threads that name one ghost are one",
	 "?b b<g> .c d<h>",
	 {MAIL("b", "g", 1), MAIL("c", "b", 2), MAIL("d", "g h", 3)}},
	{"… whatever stands between", "?b b<i> d<h>", {MAIL("b", "g i", 1), MAIL("d", "g h", 3)}},
	{"a ghost's children stand where it would, by instant",
	 "a .b .c<g> .d .e<g>",
	 {MAIL("a", NULL, 0), MAIL("b", "a", 1), MAIL("c", "a g", 2), MAIL("d", "a", 3),
	  MAIL("e", "a g", 4)}},
	{"ghosts in a row count no depth", "a .d<c>", {MAIL("a", NULL, 0), MAIL("d", "a b c", 1)}},
	{"references cut short in the middle are mended by another's",
	 "a .d<c> .e<c>",
	 {MAIL("a", NULL, 0), MAIL("d", "c", 1), MAIL("e", "a b c", 2)}},
	{"a ghost joins what no mail of its own does",
	 "?a a<g> b<g> | c",
	 {MAIL("a", "g", 0), MAIL("c", NULL, 1), MAIL("b", "g", 2)}},
	{"a reused id: its later bearer hangs under the first, whatever it answers",
	 "a .b ..b | d",
	 {MAIL("a", NULL, 0), MAIL("b", "a", 1), MAIL("d", NULL, 1), MAIL("b", "d", 3)}},
	{"… before it, too, by the clock", "b .b", {MAIL("b", NULL, 9), MAIL("b", NULL, 0)}},
	{"answers to a reused id go to its first bearer",
	 "b .b .c .b",
	 {MAIL("b", NULL, 0), MAIL("b", NULL, 1), MAIL("c", "b", 2), MAIL("b", "c", 3)}},
	{"a later bearer's references still say of others",
	 "a .b ..b .d ..e",
	 {MAIL("a", NULL, 0), MAIL("d", NULL, 2), MAIL("e", "d", 4), MAIL("b", "a", 1),
	  MAIL("b", "a d", 3)}},
	{"a mail of several ids is named by each",
	 "a x .b .c",
	 {MAIL("a x", NULL, 0), MAIL("b", "a", 1), MAIL("c", "x", 2)}},
	{"… of which another has one: by the free one",
	 "a .a x ..c",
	 {MAIL("a", NULL, 0), MAIL("a x", NULL, 1), MAIL("c", "x", 2)}},
	{"… and only its own first makes it a later bearer",
	 "a .c | x a",
	 {MAIL("a", NULL, 0), MAIL("x a", NULL, 1), MAIL("c", "a", 2)}},
	{"a mail that names itself", "a", {MAIL("a", "a", 0)}},
	{"… by its second id", "a x", {MAIL("a x", "x", 0)}},
	{"… and another before", "b .a", {MAIL("b", NULL, 0), MAIL("a", "b a", 1)}},
	{"a circle of two is cut where it closes", "b .a", {MAIL("a", "b", 0), MAIL("b", "a", 1)}},
	{"a circle of three",
	 "c .b ..a",
	 {MAIL("a", "b", 0), MAIL("b", "c", 1), MAIL("c", "a", 2)}},
	{"a circle with a way out: the reference before",
	 "r .b ..a",
	 {MAIL("r", NULL, 0), MAIL("a", "r b", 1), MAIL("b", "r a", 2)}},
	{"a circle of ghosts", "?c c<b>", {MAIL("c", "a b a b", 0)}},
	{"contradictory references: a mail's own word counts",
	 "a .c ..b ...d",
	 {MAIL("a", NULL, 0), MAIL("b", "a c", 1), MAIL("c", "a", 2), MAIL("d", "c a b", 3)}},
	{"contradictory references about a ghost: the first counts",
	 "a .c<g> .d<g> | b",
	 {MAIL("a", NULL, 0), MAIL("b", NULL, 1), MAIL("c", "a g", 2), MAIL("d", "b g", 3)}},
	{"a mail that names none is hung by what others say",
	 "a .b ..c",
	 {MAIL("a", NULL, 0), MAIL("b", NULL, 1), MAIL("c", "a b", 2)}},
	{"… unless that closes a circle",
	 "b .a ..c",
	 {MAIL("a", "b", 0), MAIL("b", NULL, 1), MAIL("c", "a b a", 2)}},
	{"a mail's tree hangs from one that others say is above it",
	 "?b b<g> .c .d",
	 {MAIL("b", NULL, 1), MAIL("c", "b", 2), MAIL("d", "g b", 3)}},
};

static const Post *post_at(const GPtrArray *posts, guint i)
{
	return posts->pdata[i];
}

static const ThreadMail *mail_at(const Thread *thread, guint place)
{
	return &g_array_index(thread->mails, ThreadMail, place);
}

static void describe_mail(GString *text, const GPtrArray *posts, const ThreadMail *mail)
{
	const Post *post = post_at(posts, mail->mail);
	g_autofree char *ids = post->ids ? g_strjoinv(" ", post->ids) : g_strdup(post->id);

	for (guint i = 0; i < mail->depth; i++)
		g_string_append_c(text, '.');
	g_string_append(text, ids);
	if (mail->ghost)
		g_string_append_printf(text, "<%s>", mail->ghost);
}

static char *describe(const GPtrArray *posts, const GPtrArray *threads)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < threads->len; i++) {
		const Thread *thread = threads->pdata[i];
		const ThreadMail *first = mail_at(thread, thread->first);

		g_string_append(text, i ? " | " : "");
		if (!thread->root_read)
			g_string_append_printf(text, "?%s ", post_at(posts, first->mail)->id);
		for (guint k = 0; k < thread->tree->len; k++) {
			g_string_append(text, k ? " " : "");
			describe_mail(text, posts,
				      mail_at(thread, g_array_index(thread->tree, guint, k)));
		}
	}
	return g_string_free(text, FALSE);
}

static void test_cases(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) posts = posts_make(cases[i].rows);
		g_autoptr(GPtrArray) threads = thread_build(posts);
		g_autofree char *got = describe(posts, threads);

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* A post of nothing but what threads are built from; @parents is the post's then. */
static void add_post(GPtrArray *posts, guint id, guint further, char **parents, gint64 instant)
{
	Post *post = g_new0(Post, 1);

	post->order = posts->len;
	post->id = g_strdup_printf("id%u", id);
	post->instant = instant;
	post->parents = parents;
	if (further != id) {
		post->ids = g_new0(char *, 3);
		post->ids[0] = g_strdup(post->id);
		post->ids[1] = g_strdup_printf("id%u", further);
	}
	g_ptr_array_add(posts, post);
}

static GPtrArray *posts_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)post_free);
}

/* References to @n ids, the last @last, those before as @step says. */
static char **refer(guint last, guint n, guint step)
{
	char **parents = g_new0(char *, n + 1);

	for (guint i = 0; i < n; i++)
		parents[i] = g_strdup_printf("id%u", last - MIN(last, (n - 1 - i) * step));
	return parents;
}

typedef GPtrArray *(*Generate)(GRand *rand, guint n);

/* Below @n, which may be 0. */
static guint below(GRand *rand, guint n)
{
	return n ? (guint)g_rand_int_range(rand, 0, (gint32)n) : 0;
}

static GPtrArray *make_chain(GRand *rand, guint n)
{
	GPtrArray *posts = posts_new();

	for (guint i = 0; i < n; i++)
		add_post(posts, i, i, i ? refer(i - 1, MIN(i, 5), 1) : NULL,
			 below(rand, 1000)); /* the clock says nothing of the order */
	return posts;
}

static GPtrArray *make_star(GRand *rand, guint n)
{
	GPtrArray *posts = posts_new();

	for (guint i = 0; i < n; i++)
		add_post(posts, i, i, refer(1000 + below(rand, 2), 1, 1), below(rand, 1000));
	return posts;
}

/* Answers to mails before them, of whose references some were cut. */
static GPtrArray *make_dag(GRand *rand, guint n)
{
	GPtrArray *posts = posts_new();

	for (guint i = 0; i < n; i++) {
		guint up = below(rand, i);
		char **parents = i % 7 ? refer(up, 1 + below(rand, MIN(up + 1, 6)), 1) : NULL;
		add_post(posts, i, i, parents, i);
	}
	return posts;
}

/* Ids used again and again, references to anything: itself, later mails, ghosts. */
static GPtrArray *make_garbage(GRand *rand, guint n)
{
	GPtrArray *posts = posts_new();

	for (guint i = 0; i < n; i++) {
		guint refs = below(rand, 5);
		char **parents = g_new0(char *, refs + 1);

		for (guint k = 0; k < refs; k++)
			parents[k] = g_strdup_printf("id%u", below(rand, n + n / 4));
		add_post(posts, below(rand, n), below(rand, n), parents, below(rand, n / 2));
	}
	return posts;
}

/* Most of what was said is not there: all hangs together by ghosts, or not at all. */
static GPtrArray *make_sparse(GRand *rand, guint n)
{
	GPtrArray *posts = posts_new();

	for (guint i = 0; i < n; i++)
		add_post(posts, 10 * i, 10 * i,
			 refer(below(rand, 10 * n), 1 + below(rand, 4), 1 + below(rand, 20)), i);
	return posts;
}

static const Generate generators[] = {make_chain, make_star, make_dag, make_garbage, make_sparse};

static gboolean in_order(const GPtrArray *posts, const ThreadMail *a, const ThreadMail *b)
{
	gint64 x = post_at(posts, a->mail)->instant, y = post_at(posts, b->mail)->instant;

	return x < y || (x == y && a->mail < b->mail);
}

static void check_mail(const Thread *thread, guint place)
{
	const ThreadMail *mail = mail_at(thread, place);

	if (mail->answers < 0) {
		g_assert_cmpuint(mail->depth, ==, 0);
		g_assert_true(thread->root_read == (mail->ghost == NULL));
		return;
	}
	g_assert_cmpint(mail->answers, <, (gint)thread->mails->len);
	/* One deeper than what it answers, each: so no way up leads in a circle. */
	g_assert_cmpuint(mail->depth, ==, mail_at(thread, (guint)mail->answers)->depth + 1);
}

/* Parents first, siblings by instant, and what hangs from a mail right behind it. */
static void check_tree(const GPtrArray *posts, const Thread *thread)
{
	g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(gint));
	g_autofree gint *last = g_new(gint, thread->mails->len + 1);

	memset(last, -1, (thread->mails->len + 1) * sizeof(gint));
	for (guint i = 0; i < thread->tree->len; i++) {
		gint place = (gint)g_array_index(thread->tree, guint, i);
		const ThreadMail *mail = mail_at(thread, (guint)place);
		gint *sibling = &last[mail->answers + 1];

		g_assert_cmpuint(mail->depth, <=, way->len);
		g_array_set_size(way, mail->depth);
		if (mail->depth)
			g_assert_cmpint(g_array_index(way, gint, mail->depth - 1), ==,
					mail->answers);
		g_array_append_val(way, place);
		if (*sibling >= 0)
			g_assert_true(in_order(posts, mail_at(thread, (guint)*sibling), mail));
		*sibling = place;
	}
}

static void check_thread(const GPtrArray *posts, const Thread *thread, GHashTable *seen)
{
	g_autoptr(GHashTable) in_tree = g_hash_table_new(NULL, NULL);

	g_assert_cmpuint(thread->mails->len, >, 0);
	g_assert_cmpuint(thread->mails->len, ==, thread->tree->len);
	for (guint i = 0; i < thread->mails->len; i++) {
		guint place = g_array_index(thread->tree, guint, i);

		g_assert_true(
			g_hash_table_add(seen, (gpointer)post_at(posts, mail_at(thread, i)->mail)));
		g_assert_true(g_hash_table_add(in_tree, GUINT_TO_POINTER(place)));
		g_assert_cmpuint(place, <, thread->mails->len);
		if (i)
			g_assert_true(in_order(posts, mail_at(thread, i - 1), mail_at(thread, i)));
		check_mail(thread, i);
	}
	check_tree(posts, thread);
	g_assert_cmpuint(thread->first, ==,
			 thread->root_read ? g_array_index(thread->tree, guint, 0) : 0);
}

static guint oldest(const Thread *thread)
{
	guint mail = G_MAXUINT;

	for (guint i = 0; i < thread->mails->len; i++)
		mail = MIN(mail, mail_at(thread, i)->mail);
	return mail;
}

static void check_properties(const GPtrArray *posts, const GPtrArray *threads)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < threads->len; i++) {
		check_thread(posts, threads->pdata[i], seen);
		if (i)
			g_assert_cmpuint(oldest(threads->pdata[i - 1]), <,
					 oldest(threads->pdata[i]));
	}
	g_assert_cmpuint(g_hash_table_size(seen), ==, posts->len);
}

/* For each mail the thread that it is in and what it answers, whatever the clocks say. */
static char *describe_links(const GPtrArray *posts, const GPtrArray *threads)
{
	g_autofree guint *in = g_new0(guint, posts->len + 1), *up = g_new0(guint, posts->len + 1);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < threads->len; i++) {
		const Thread *thread = threads->pdata[i];

		for (guint k = 0; k < thread->mails->len; k++) {
			const ThreadMail *mail = mail_at(thread, k);

			in[mail->mail] = i;
			up[mail->mail] = mail->answers < 0
						 ? G_MAXUINT
						 : mail_at(thread, (guint)mail->answers)->mail;
		}
	}
	for (guint i = 0; i < posts->len; i++)
		g_string_append_printf(text, "%u:%u ", in[i], up[i]);
	return g_string_free(text, FALSE);
}

static void shuffle_instants(GRand *rand, GPtrArray *posts)
{
	for (guint i = 0; i < posts->len; i++)
		((Post *)posts->pdata[i])->instant = below(rand, posts->len);
}

static void test_properties(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20260105);

	for (guint round = 0; round < 60 * G_N_ELEMENTS(generators); round++) {
		Generate generate = generators[round % G_N_ELEMENTS(generators)];
		g_autoptr(GPtrArray) posts = generate(rand, below(rand, 120));
		g_autoptr(GPtrArray) threads = thread_build(posts);
		g_autofree char *links = describe_links(posts, threads), *again = NULL;

		check_properties(posts, threads);
		g_ptr_array_unref(threads);
		shuffle_instants(rand, posts);
		threads = thread_build(posts);
		check_properties(posts, threads);
		again = describe_links(posts, threads);
		g_assert_cmpstr(links, ==, again);
	}
}

#define DEEP 100000

static guint forwards(guint i)
{
	return i;
}

static guint backwards(guint i)
{
	return DEEP - 1 - i;
}

/* 0, the last, 1, the one before the last, … */
static guint interleaved(guint i)
{
	return i % 2 ? DEEP - 1 - i / 2 : i / 2;
}

/* A chain as long as an attacker likes takes neither the stack nor forever. */
static void test_deep_chain(void)
{
	static guint (*const orders[])(guint) = {forwards, backwards, interleaved};

	for (guint k = 0; k < G_N_ELEMENTS(orders); k++) {
		g_autoptr(GPtrArray) posts = posts_new(), threads = NULL;
		const Thread *thread;
		double took;

		for (guint i = 0; i < DEEP; i++) {
			guint id = orders[k](i);
			add_post(posts, id, id, id ? refer(id - 1, MIN(id, 2), 1) : NULL, id);
		}
		g_test_timer_start();
		threads = thread_build(posts);
		took = g_test_timer_elapsed();
		g_test_message("%.2f s", took);
		g_assert_cmpfloat(took, <, 10); /* walking up each time would take minutes */
		g_assert_cmpuint(threads->len, ==, 1);
		thread = threads->pdata[0];
		g_assert_cmpuint(mail_at(thread, DEEP - 1)->depth, ==, DEEP - 1);
		check_properties(posts, threads);
	}
}

/* A circle through all of them, too: it is cut once. */
static void test_large_circle(void)
{
	g_autoptr(GPtrArray) posts = posts_new(), threads = NULL;

	for (guint i = 0; i < DEEP; i++)
		add_post(posts, i, i, refer((i + 1) % DEEP, 1, 1), i);
	threads = thread_build(posts);
	g_assert_cmpuint(threads->len, ==, 1);
	g_assert_cmpuint(((Thread *)threads->pdata[0])->first, ==, DEEP - 1);
	check_properties(posts, threads);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/thread/cases", test_cases);
	g_test_add_func("/thread/properties", test_properties);
	g_test_add_func("/thread/deep-chain", test_deep_chain);
	g_test_add_func("/thread/large-circle", test_large_circle);
	return g_test_run();
}
