/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/post.h"

#include "lib/posts.h"

#define DIFF                                                                                       \
	"text\n---\n a | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/a b/a\n"             \
	"--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n"
#define STAT "text\n\n a | 1 +\n 1 file changed, 1 insertion(+)\n"
#define QUOTED "Ann wrote:\n> diff --git a/a b/a\n> --- a/a\n> +++ b/a\n> @@ -0,0 +1 @@\n> +x\nno\n"
#define PROSE "just words\n"

/* RULES §3, "Patch mail" */
static const struct {
	const char *subject, *body;
	gboolean has_parent;
	PostKind want;
} cases[] = {
	{"[PATCH] x", DIFF, FALSE, POST_PATCH},
	{"[PATCH] x", DIFF, TRUE, POST_PATCH},
	{"[PATCH] x", PROSE, FALSE, POST_PATCH},
	{"[patch] x", DIFF, FALSE, POST_PATCH},
	{"[PATCH 0/3] x", STAT, FALSE, POST_PATCH},
	{"[PATCHSET] x", PROSE, FALSE, POST_PATCH},
	{"[RFC PATCH v2 3/7] x", DIFF, TRUE, POST_PATCH},
	{"[PATCH] x", QUOTED DIFF, TRUE, POST_PATCH},
	{"Re: [PATCH] x", DIFF, TRUE, POST_REPLY},
	{"Re: [PATCH] x", DIFF, FALSE, POST_REPLY},
	{"Re: hello", PROSE, FALSE, POST_REPLY},
	{"[External] Re: [PATCH] x", QUOTED, TRUE, POST_REPLY},
	/* an answer that kept the patch's subject, but for its Re: */
	{"[PATCH 2/3] x", QUOTED, TRUE, POST_REPLY},
	{"[PATCH] x", QUOTED, TRUE, POST_REPLY},
	{"hello", QUOTED, TRUE, POST_REPLY},
	{"[PATCH] x", QUOTED, FALSE, POST_PATCH},
	{"[PATCH 0/3] x", QUOTED, TRUE, POST_PATCH},
	{"[PATCH 2/3] x", QUOTED STAT, TRUE, POST_PATCH},
	{"[PATCH 2/3] x", PROSE, TRUE, POST_PATCH},
	/* RFC, a counter or a version need a diff of the mail's own */
	{"[RFC] x", DIFF, FALSE, POST_PATCH},
	{"[RFC] x", PROSE, FALSE, POST_OTHER},
	{"[RFC] x", QUOTED, FALSE, POST_OTHER},
	/* … but a letter has none: 0/m says enough */
	{"[RFC 0/6] x", STAT, FALSE, POST_PATCH},
	{"[RFC v2 00/14] x", PROSE, FALSE, POST_PATCH},
	{"[kvmtool v3 0/6] x", QUOTED, TRUE, POST_PATCH},
	{"Re: [RFC 0/6] x", QUOTED, TRUE, POST_REPLY},
	{"[RFC 0/0] x", PROSE, FALSE, POST_OTHER},
	{"[PULL v2 0/6] x", STAT, FALSE, POST_OTHER},
	{"[kvmtool 1/3] x", DIFF, FALSE, POST_PATCH},
	{"[kvmtool v3] x", DIFF, FALSE, POST_PATCH},
	{"[kvmtool] x", DIFF, FALSE, POST_OTHER},
	{"x v3", DIFF, FALSE, POST_OTHER},
	{"[tip:x86 26/27] a.c:1: error: x", PROSE, FALSE, POST_OTHER},
	{"[GIT PULL] x", STAT, FALSE, POST_OTHER},
	{"[PULL 0/3] x", STAT, FALSE, POST_OTHER},
	{"[PULL 1/3] x", DIFF, FALSE, POST_OTHER},
	{"[PATCH PULL 1/3] x", DIFF, FALSE, POST_OTHER},
	{"hello", DIFF, FALSE, POST_OTHER},
	{"", PROSE, FALSE, POST_OTHER},
};

static void test_kind(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Subject) subject = subject_parse(cases[i].subject);
		g_autoptr(Patch) patch = patch_read(cases[i].body, subject_is_cover(subject), NULL);

		g_test_message("row %u: %s", i, cases[i].subject);
		g_assert_cmpint(post_kind(subject, patch, cases[i].has_parent), ==, cases[i].want);
	}
}

/* A reply is known by its subject: nobody need look at its body. */
static void test_reply_without_body(void)
{
	g_autoptr(Subject) subject = subject_parse("Re: [PATCH] x");

	g_assert_cmpint(post_kind(subject, NULL, TRUE), ==, POST_REPLY);
}

/* RULES §4: the in-body From: is the author; §5: bots and stable review do not count. */
static void test_author(void)
{
	static const PostRow rows[] = {
		{"1", "Ann <ann@example.org>", "[PATCH] x", NULL, 0, NULL},
		{"2", "Ann <ann@example.org>", "[PATCH] x", NULL, 0, "Bob <bob@example.org>"},
		{"3", "kernel test robot <lkp@intel.com>", "[PATCH] x", NULL, 0, NULL},
		{"4", "Ann <ann@example.org>", "[PATCH AUTOSEL 5.10 1/9] x", NULL, 0, NULL},
		{NULL, NULL, NULL, NULL, 0, NULL},
	};
	g_autoptr(GPtrArray) posts = posts_make(rows);
	const Post *own = posts->pdata[0], *other = posts->pdata[1];

	g_assert_cmpstr(own->author.addr, ==, "ann@example.org");
	g_assert_cmpstr(other->author.addr, ==, "bob@example.org");
	g_assert_cmpstr(other->sender_key, ==, "ann@example.org");
	g_assert_true(post_counts(own));
	g_assert_true(post_counts(other));
	g_assert_false(post_counts(posts->pdata[2]));
	g_assert_false(post_counts(posts->pdata[3]));
}

#define UPSTREAM "commit 0123456789abcdef0123456789abcdef01234567 upstream.\n\n" DIFF
#define PICKED "[ Upstream commit 0123456789abcdef0123456789abcdef01234567 ]\n\n" DIFF

/* RULES §5: someone else's old patches */
static const struct {
	const char *subject, *body;
	gboolean want;
} reviews[] = {
	{"[PATCH 5.10 1/9] x", "5.10-stable review patch.  If anyone\n\n" DIFF, TRUE},
	{"[PATCH 5.10 1/9] x", "From: Bob <bob@example.org>\n\n" UPSTREAM, TRUE},
	{"[PATCH 5.10 1/9] x", "From: Bob <bob@example.org>\n\n" PICKED, TRUE},
	{"[PATCH MANUALSEL 5.4] x", "From: Bob <bob@example.org>\n\n" PICKED, TRUE},
	{"[PATCH AUTOSEL 5.10 1/9] x", DIFF, TRUE},
	{"[PATCH 5.10 1/9] x", UPSTREAM, FALSE}, /* one's own, ported */
	{"[PATCH 5.10 1/9] x", "From: Ann <ANN@example.org>\n\n" UPSTREAM, FALSE},
	{"[PATCH 5.10 1/9] x", "From: Bob <bob@example.org>\n\n" DIFF, FALSE},
	{"[PATCH 1/9] x", "From: Bob <bob@example.org>\n\nCommit to upstream.\n", FALSE},
	{"[PATCH 1/9] x", "From: Bob <bob@example.org>\n\ncommit 0123 upstream.\n", FALSE},
};

static void test_stable_review(void)
{
	Person ann = person_make("Ann", "ann@example.org");

	for (guint i = 0; i < G_N_ELEMENTS(reviews); i++) {
		g_autoptr(Subject) subject = subject_parse(reviews[i].subject);
		g_autoptr(Patch) patch = patch_read(reviews[i].body, FALSE, NULL);

		g_test_message("row %u", i);
		g_assert_cmpint(post_is_stable_review(&ann, subject, patch), ==, reviews[i].want);
	}
	person_clear(&ann);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/post/kind", test_kind);
	g_test_add_func("/post/reply-without-body", test_reply_without_body);
	g_test_add_func("/post/author", test_author);
	g_test_add_func("/post/stable-review", test_stable_review);
	return g_test_run();
}
