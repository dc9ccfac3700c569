/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/version.h"
#include "lib/posts.h"

#include <string.h>

#define ANN "Ann Example <ann@example.org>"
#define ANN_AT_WORK "Ann Example <ann.example@firm.example>"
#define BO "Bo Fjord <bo@fjord.example>"
#define MAX_ROWS 9
#define DAYS(n) ((n)*24 * 60)

#define MAIL(id, from, subject, parents, minutes)                                                  \
	HINTED(id, from, subject, parents, minutes, NULL, NULL)
#define HINTED(id, from, subject, parents, minutes, change_id, supersedes)                         \
	{                                                                                          \
		{id, from, subject, parents, minutes, NULL}, change_id, supersedes                 \
	}

typedef struct {
	PostRow post;
	const char *change_id, *supersedes; /* ids with blanks between */
} HeadRow;

/*
 * What is expected: for each head in order its id, behind < that of the version before,
 * behind > that of the newest.
 */
static const struct {
	const char *what, *want;
	HeadRow rows[MAX_ROWS];
} cases[] = {
	{"three versions of one title",
	 "a>c b<a>c c<b",
	 {MAIL("a", ANN, "[PATCH 0/2] kvm: x", NULL, 0),
	  MAIL("b", ANN, "[PATCH v2 0/3] KVM: x", NULL, 9),
	  MAIL("c", ANN, "[PATCH v3] kvm: x", NULL, 12)}},
	{"one is missing: the newest that is older",
	 "a>d d<a",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("d", ANN, "[PATCH v4] x", NULL, 9)}},
	{"v2.5 and v2b are between v2 and v3",
	 "a>d b<a>d c<b>d d<c",
	 {MAIL("a", ANN, "[PATCH v2] x", NULL, 0), MAIL("b", ANN, "[PATCH v2b] x", NULL, 1),
	  MAIL("c", ANN, "[PATCH v2.5] x", NULL, 2), MAIL("d", ANN, "[PATCH v3] x", NULL, 3)}},
	{"RFC or not is no matter",
	 "a>b b<a",
	 {MAIL("a", ANN, "[RFC PATCH 0/2] x", NULL, 0),
	  MAIL("b", ANN, "[PATCH v2 0/2] x", NULL, 9)}},
	{"a resend is no new version, but the latest of its number",
	 "a>c b<a c<a",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", ANN, "[PATCH v2] x", NULL, 9),
	  MAIL("c", ANN, "[PATCH RESEND v2] x", NULL, DAYS(200))}},
	{"v2 follows on the resend of v1",
	 "a>c b>c c<b",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", ANN, "[RESEND PATCH] x", NULL, DAYS(200)),
	  MAIL("c", ANN, "[PATCH v2] x", NULL, DAYS(201))}},
	{"… however it is marked",
	 "a>c b>c c<b",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0),
	  MAIL("b", ANN, "[PATCH (Repost)] x", NULL, DAYS(200)),
	  MAIL("c", ANN, "[PATCH v2] x", NULL, DAYS(201))}},
	{"another author's series of that title",
	 "a b",
	 {MAIL("a", ANN, "[PATCH 0/3] fixes", NULL, 0),
	  MAIL("b", BO, "[PATCH v2 0/3] fixes", NULL, 9)}},
	{"two authors, two series of one title",
	 "a>c b>d c<a d<b",
	 {MAIL("a", ANN, "[PATCH 0/3] fixes", NULL, 0), MAIL("b", BO, "[PATCH 0/3] fixes", NULL, 1),
	  MAIL("c", ANN, "[PATCH v2 0/3] fixes", NULL, 2),
	  MAIL("d", BO, "[PATCH v3 0/3] fixes", NULL, 3)}},
	{"the same author at another address",
	 "a>b b<a",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", ANN_AT_WORK, "[PATCH v2] x", NULL, 9)}},
	{"each year's fixes, of one title",
	 "a b c",
	 {MAIL("a", ANN, "[PATCH 0/3] KVM: arm64: misc fixes", NULL, 0),
	  MAIL("b", ANN, "[PATCH 0/3] KVM: arm64: misc fixes", NULL, DAYS(365)),
	  MAIL("c", ANN, "[PATCH 0/4] KVM: arm64: misc fixes", NULL, DAYS(730))}},
	{"… each with its versions",
	 "a>c b<a>c c<b d>e e<d",
	 {MAIL("a", ANN, "[PATCH 0/3] misc fixes", NULL, 0),
	  MAIL("b", ANN, "[PATCH v2 0/3] misc fixes", NULL, 9),
	  MAIL("c", ANN, "[PATCH v3 0/3] misc fixes", NULL, 12),
	  MAIL("d", ANN, "[PATCH 0/3] misc fixes", NULL, DAYS(40)),
	  MAIL("e", ANN, "[PATCH v2 0/3] misc fixes", NULL, DAYS(41))}},
	{"… the first of which had none",
	 "a d>e e<d",
	 {MAIL("a", ANN, "[PATCH 0/3] misc fixes", NULL, 0),
	  MAIL("d", ANN, "[PATCH 0/3] misc fixes", NULL, DAYS(365)),
	  MAIL("e", ANN, "[PATCH v2 0/3] misc fixes", NULL, DAYS(366))}},
	{"trees are told apart",
	 "a b>c c<b",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", ANN, "[PATCH 5.15] x", NULL, 9),
	  MAIL("c", ANN, "[PATCH 5.15 v2] x", NULL, 12)}},
	{"v5.15 beside a tree's word is no version",
	 "a b",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", ANN, "[PATCH stable v5.15] x", NULL, 9)}},
	{"a version that comes late",
	 "b<a a>b",
	 {MAIL("b", ANN, "[PATCH v2] x", NULL, 9), MAIL("a", ANN, "[PATCH] x", NULL, 0)}},
	{"a number that was sent after is not older",
	 "b a",
	 {MAIL("b", ANN, "[PATCH v2] x", NULL, 0), MAIL("a", ANN, "[PATCH] x", NULL, 9)}},
	{"the very same instant is not after",
	 "a>b b<a",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", ANN, "[PATCH v2] x", NULL, 0)}},
	{"no title at all",
	 "a b",
	 {MAIL("a", ANN, "[PATCH]", NULL, 0), MAIL("b", ANN, "[PATCH v2]", NULL, 9)}},

	/* change ids */
	{"a change-id: whatever the title, whoever sends it",
	 "a>c b<a>c c<b",
	 {HINTED("a", ANN, "[PATCH 0/3] x", NULL, 0, "20260105-x-0123", NULL),
	  HINTED("b", ANN, "[PATCH v2 0/4] y", NULL, 9, "20260105-x-0123", NULL),
	  HINTED("c", BO, "[PATCH v3 0/4] z", NULL, 12, "20260105-x-0123", NULL)}},
	{"… and on by title",
	 "a>c b<a>c c<b",
	 {HINTED("a", ANN, "[PATCH 0/3] x", NULL, 0, "20260105-x-0123", NULL),
	  HINTED("b", ANN, "[PATCH v2 0/4] y", NULL, 9, "20260105-x-0123", NULL),
	  MAIL("c", ANN, "[PATCH v3 0/4] y", NULL, 12)}},
	{"two change-ids, one author and title",
	 "a>b b<a",
	 {HINTED("a", ANN, "[PATCH 0/3] x", NULL, 0, "20260105-x-0123", NULL),
	  HINTED("b", ANN, "[PATCH v2 0/4] x", NULL, 9, "20260106-x-4567", NULL)}},

	/* Supersedes: */
	{"what a version supersedes, whoever sends it",
	 "a>b b<a",
	 {MAIL("a", ANN, "[PATCH 0/3] x", NULL, 0),
	  HINTED("b", BO, "[PATCH v2 0/4] y", NULL, 9, NULL, "a")}},
	{"… two at once",
	 "a>c b>c c<b",
	 {MAIL("a", ANN, "[PATCH 0/3] x", NULL, 0), MAIL("b", ANN, "[PATCH] z", NULL, 3),
	  HINTED("c", ANN, "[PATCH v2 0/4] y", NULL, 9, NULL, "a b")}},
	{"… which comes late",
	 "b<a a>b",
	 {HINTED("b", BO, "[PATCH v2 0/4] y", NULL, 9, NULL, "a"),
	  MAIL("a", ANN, "[PATCH 0/3] x", NULL, 0)}},
	{"… which was not read: both lead there",
	 "b>c c<b",
	 {HINTED("b", ANN, "[PATCH v2] y", NULL, 9, NULL, "a"),
	  HINTED("c", ANN, "[PATCH v3] z", NULL, 12, NULL, "a b")}},
	{"… itself", "a", {HINTED("a", ANN, "[PATCH] x", NULL, 0, NULL, "a")}},

	/* threads */
	{"in answer to the version before, under another title",
	 "a>c b<a>c c<b",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", ANN, "[PATCH v2] y", "a", 9),
	  MAIL("c", ANN, "[PATCH v3] z", "a b", 12)}},
	{"… to an answer to it",
	 "a>b b<a",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", ANN, "[PATCH v2] y", "a re", 9)}},
	{"… to what that was an answer to",
	 "a>b b<a",
	 {MAIL("a", ANN, "[PATCH v2] x", "root", 0), MAIL("b", ANN, "[PATCH v3] y", "root re", 9)}},
	{"someone else's in answer",
	 "a b",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", BO, "[PATCH v2] y", "a", 9)}},
	{"another patch in answer to one's own series",
	 "a b",
	 {MAIL("a", ANN, "[PATCH v2 0/3] x", NULL, 0), MAIL("b", ANN, "[PATCH] y", "a", 9)}},
	{"a patch in answer to a series, of which there was a version before",
	 "a b>c c<b",
	 {MAIL("a", ANN, "[PATCH 0/3] x", NULL, 0), MAIL("b", ANN, "[PATCH] y", NULL, 5),
	  MAIL("c", ANN, "[PATCH v2] y", "a", 9)}},

	{"a patch on its own in answer to a part of a series, or to the letter",
	 "a>c b c<a",
	 {MAIL("a", ANN, "[PATCH 0/3] x", NULL, 0), MAIL("b", ANN, "[PATCH v2] y", "a 2of3", 9),
	  MAIL("c", ANN, "[PATCH v2] z", "a", 10)}},
	{"a patch and a series in answer to one mail that was not read",
	 "a b",
	 {MAIL("a", ANN, "[PATCH 0/3] x", "root", 0), MAIL("b", ANN, "[PATCH v2] y", "root", 9)}},

	/* the first part, and its letter */
	{"a letter stands for its first part",
	 "a>c 1>c c<a 2<a",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0), MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  MAIL("c", ANN, "[PATCH v2 0/2] x", NULL, 9), MAIL("2", ANN, "[PATCH v2 1/2] p", "c", 9)}},
	{"… also when it comes after it",
	 "1>c a>c 2<a c<a",
	 {MAIL("1", ANN, "[PATCH 1/2] p", "a", 0), MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0),
	  MAIL("2", ANN, "[PATCH v2 1/2] p", "c", 9), MAIL("c", ANN, "[PATCH v2 0/2] x", NULL, 9)}},
	{"… also when it forgets its version",
	 "a>c 1>c c<a 2<a",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0), MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  MAIL("c", ANN, "[PATCH v2 0/2] x", NULL, 9), MAIL("2", ANN, "[PATCH 1/2] p", "c", 10)}},
	{"… also when versions share a thread",
	 "a>c 1>c c<a 2<a",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0), MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  MAIL("c", ANN, "[PATCH v2 0/2] y", "a", 9),
	  MAIL("2", ANN, "[PATCH v2 1/2] p", "a c", 9)}},
	{"a series without a letter: its first part",
	 "1>2 2<1",
	 {MAIL("1", ANN, "[PATCH 1/2] p", NULL, 0), MAIL("2", ANN, "[PATCH v2 1/2] p", NULL, 9)}},
	{"another letter before the same first part",
	 "a>c 1>c c<a 2<a",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0), MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  MAIL("c", ANN, "[PATCH v2 0/2] y", NULL, 99),
	  MAIL("2", ANN, "[PATCH v2 1/2] p", "c", 99)}},
	{"a patch becomes a series",
	 "a>c c<a 2<a",
	 {MAIL("a", ANN, "[PATCH] p", NULL, 0), MAIL("c", ANN, "[PATCH v2 0/2] y", NULL, 99),
	  MAIL("2", ANN, "[PATCH v2 1/2] p", "c", 99)}},
	{"a patch that another series is based on",
	 "a 1 c 2",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0), MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  MAIL("c", ANN, "[PATCH v7 0/2] y", NULL, 99),
	  MAIL("2", ANN, "[PATCH v7 1/2] p", "c", 99)}},
	{"someone else's series that begins with it",
	 "a 1 2",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0),
	  MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  {{"2", BO, "[PATCH v2 1/4] p", NULL, 99, ANN}, NULL, NULL}}},
	{"… under the same letter: it was taken over",
	 "a>c 1>c c<a 2<a",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0),
	  MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  MAIL("c", BO, "[PATCH v2 0/2] x", NULL, 99),
	  {{"2", BO, "[PATCH v2 1/2] p", "c", 99, ANN}, NULL, NULL}}},
	{"someone's patch, which another sends on",
	 "a>b b<a",
	 {MAIL("a", ANN, "[PATCH] p", NULL, 0),
	  {{"b", BO, "[PATCH v2] p", NULL, 99, ANN}, NULL, NULL}}},
	{"… which another's series begins with",
	 "a b",
	 {MAIL("a", ANN, "[PATCH] p", NULL, 0),
	  {{"b", BO, "[PATCH v2 1/3] p", NULL, 99, ANN}, NULL, NULL}}},
	{"a patch that a series is based on which goes on itself",
	 "a b>c 1>c c<b 2<b",
	 {MAIL("a", ANN, "[PATCH] p", NULL, 0), MAIL("b", ANN, "[PATCH 0/2] y", NULL, 9),
	  MAIL("1", ANN, "[PATCH 1/2] q", "b", 9), MAIL("c", ANN, "[PATCH v2 0/2] y", NULL, 99),
	  MAIL("2", ANN, "[PATCH v2 1/2] p", "c", 99)}},
	{"one part anew, in answer to the old one, is no version of the series",
	 "a 1 u",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0), MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  MAIL("u", ANN, "[PATCH v2 1/2] p", "a 1", 99)}},
	{"the letter and its parts answer the older letter",
	 "a>b 1>b b<a 2<a",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0), MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  MAIL("b", ANN, "[PATCH v2 0/2] x", "a", 99),
	  MAIL("2", ANN, "[PATCH v2 1/2] p", "a", 99)}},
	{"… the part before the letter",
	 "a>b 1>b 2<a b<a",
	 {MAIL("a", ANN, "[PATCH 0/2] x", NULL, 0), MAIL("1", ANN, "[PATCH 1/2] p", "a", 0),
	  MAIL("2", ANN, "[PATCH v2 1/2] p", "a", 99),
	  MAIL("b", ANN, "[PATCH v2 0/2] x", "a", 99)}},
	{"a reused id: the first bearer's",
	 "a>b b<a a>b",
	 {MAIL("a", ANN, "[PATCH] x", NULL, 0), MAIL("b", ANN, "[PATCH v2] x", NULL, 9),
	  MAIL("a", ANN, "[PATCH v3] x", NULL, 12)}},
};

static void add_head(Versions *versions, const Post *post, const HeadRow *row)
{
	VersionHints hints = {.change_id = g_strdup(row->change_id)};

	if (row->supersedes)
		hints.supersedes = g_strsplit(row->supersedes, " ", -1);
	if (version_is_head(post))
		versions_add(versions, post, &hints);
	version_hints_clear(&hints);
}

static char *describe(const Versions *versions, const GPtrArray *posts)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < posts->len; i++) {
		const Post *post = posts->pdata[i];
		VersionLinks links = versions_find(versions, post->id);

		g_string_append_printf(text, "%s%s", i ? " " : "", post->id);
		if (links.previous)
			g_string_append_printf(text, "<%s", links.previous->id);
		if (links.newest)
			g_string_append_printf(text, ">%s", links.newest->id);
	}
	return g_string_free(text, FALSE);
}

/* @ask: after each head that is added, too; that changes nothing. */
static char *link_rows(const HeadRow *rows, gboolean ask)
{
	g_autoptr(Versions) versions = versions_new();
	g_autoptr(GPtrArray) posts = NULL;
	PostRow post_rows[MAX_ROWS + 1] = {{0}};

	for (guint i = 0; i < MAX_ROWS; i++)
		post_rows[i] = rows[i].post;
	posts = posts_make(post_rows);
	for (guint i = 0; i < posts->len; i++) {
		add_head(versions, posts->pdata[i], &rows[i]);
		if (ask)
			g_free(describe(versions, posts));
	}
	return describe(versions, posts);
}

static void test_cases(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = link_rows(cases[i].rows, FALSE);
		g_autofree char *asked = link_rows(cases[i].rows, TRUE);

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(got, ==, cases[i].want);
		g_assert_cmpstr(asked, ==, cases[i].want);
	}
}

static void test_unknown(void)
{
	g_autoptr(Versions) versions = versions_new();
	VersionLinks links = versions_find(versions, "a");

	g_assert_null(links.previous);
	g_assert_null(links.newest);
}

/* What a version says of itself: 1 where its subject does not. */
static void test_version(void)
{
	static const PostRow rows[] = {{"a", ANN, "[PATCH] x", NULL, 0, NULL},
				       {"b", ANN, "[PATCH v2.5] x", NULL, 9, NULL},
				       {NULL}};
	g_autoptr(GPtrArray) posts = posts_make(rows);
	g_autoptr(Versions) versions = versions_new();
	VersionHints none = {NULL, NULL, NULL};
	Version *copy;

	for (guint i = 0; i < posts->len; i++)
		versions_add(versions, posts->pdata[i], &none);
	copy = version_copy(versions_find(versions, "b").previous);
	g_assert_cmpuint(copy->version, ==, 1);
	g_assert_cmpuint(copy->revision, ==, 0);
	g_assert_cmpstr(copy->subject, ==, "[PATCH] x");
	version_free(copy);
	copy = version_copy(versions_find(versions, "a").newest);
	g_assert_cmpuint(copy->version, ==, 2);
	g_assert_cmpuint(copy->revision, ==, 5);
	g_assert_cmpint(copy->instant, ==, ((Post *)posts->pdata[1])->instant);
	version_free(copy);
	g_assert_null(version_copy(NULL));
}

#define DIFF                                                                                       \
	" a | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n"      \
	"@@ -1 +1,2 @@\n x\n+change-id: 20200101-diff-0123456789ab\n"
#define STAT " a | 1 +\n 1 file changed, 1 insertion(+)\n"
#define B4 "20260105-some-slug-0123456789ab"
#define GERRIT "I0123456789abcdef0123456789abcdef01234567"

static const struct {
	const char *what, *subject, *body, *change_id, *supersedes;
} hints[] = {
	{"nothing", "[PATCH] x", "text\n---\n" DIFF, NULL, NULL},
	{"b4: below the diffstat of a letter", "[PATCH 0/2] x",
	 "text\n\n" STAT "---\nbase-commit: 0123456789ab\nchange-id: " B4
	 "\n\nBest regards,\n-- \nAnn\n",
	 B4, NULL},
	{"… of one with a sign-off", "[PATCH 0/2] x",
	 "text\n\nSigned-off-by: Ann <ann@example.org>\n---\nChanges\n\n---\n" STAT
	 "---\nchange-id: " B4 "\n",
	 B4, NULL},
	{"b4: behind the diff of a patch", "[PATCH] x",
	 "text\n---\n" DIFF "\n---\nbase-commit: 0123456789ab\nchange-id: " B4 "\n\n-- \n2.40\n",
	 B4, NULL},
	{"… before its diffstat", "[PATCH] x", "text\n---\nchange-id: " B4 "\n" DIFF, B4, NULL},
	{"Gerrit: a trailer", "[PATCH] x", "text\n\nChange-Id: " GERRIT "\n---\n" DIFF, GERRIT,
	 NULL},
	{"b4's before Gerrit's", "[PATCH] x",
	 "text\n\nChange-Id: " GERRIT "\n---\n" DIFF "---\nchange-id: " B4 "\n", B4, NULL},
	{"what is neither", "[PATCH] x",
	 "text\n\nChange-Id: TODO\nChange-Id: "
	 "I0000000000000000000000000000000000000000\n---\n" DIFF,
	 NULL, NULL},
	{"quoted", "[PATCH 0/2] x", "> change-id: " B4 "\n> Supersedes: <a@example.org>\n", NULL,
	 NULL},
	{"Supersedes: in a letter", "[PATCH v2 0/2] x",
	 "text\n\nSupersedes: <a@example.org>\nsupersedes: b@example.org\n", NULL,
	 "a@example.org b@example.org"},
	{"… in notes, several", "[PATCH v2] x",
	 "text\n---\nSupersedes: <a@example.org>, <b@example.org>\n" DIFF, NULL,
	 "a@example.org b@example.org"},
	{"… an address, escaped", "[PATCH v2] x",
	 "text\n---\nSupersedes: https://lore.kernel.org/kvm/a%2Bb%40example.org/T/#u\n"
	 "Supersedes: https://lore.kernel.org/r/c@example.org/\n" DIFF,
	 NULL, "a+b@example.org c@example.org"},
	{"… what is no id", "[PATCH v2] x",
	 "text\nSupersedes: my patch of last week\nSupersedes: https://example.org/x/\n"
	 "Supersedes: https://example.org/%00@x/%ff@x/@x/x@/\n  Supersedes: <a@example.org>\n",
	 NULL, NULL},
};

static void test_hints(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(hints); i++) {
		g_autoptr(Subject) subject = subject_parse(hints[i].subject);
		g_autoptr(Patch) patch = patch_read(hints[i].body, subject_is_cover(subject), NULL);
		VersionHints got = version_hints_read(hints[i].body, patch);
		g_autofree char *ids = got.supersedes ? g_strjoinv(" ", got.supersedes) : NULL;

		g_test_message("%s", hints[i].what);
		g_assert_cmpstr(got.change_id, ==, hints[i].change_id);
		g_assert_cmpstr(ids, ==, hints[i].supersedes);
		version_hints_clear(&got);
		g_assert_null(got.change_id);
	}
}

static VersionHints hints_of(const char *body)
{
	g_autoptr(Patch) patch = patch_read(body, TRUE, NULL);

	return version_hints_read(body, patch);
}

/* Lines that say where older versions are. */
static void test_mentions(void)
{
	static const struct {
		const char *line, *want;
	} lines[] = {
		{"- Link to v3: https://lore.kernel.org/r/a@x", "3 a@x"},
		{"v3: https://lore.kernel.org/kvm/a%2Bb@x/", "3 a+b@x"},
		{"  V12: https://patchwork.kernel.org/project/kvm/cover/a@x/", "12 a@x"},
		{"[v3] https://lore.kernel.org/r/a@x", "3 a@x"},
		{"[v3]: https://lore.kernel.org/r/a@x/T/#t", "3 a@x"},
		{"* v3 https://lore.kernel.org/r/a@x", "3 a@x"},
		{"> v3: https://lore.kernel.org/r/a@x", ""},
		{"v3: see https://lore.kernel.org/r/a@x", ""},
		{"v3: https://lore.kernel.org/r/a@x and more", ""},
		{"v3: https://lore.kernel.org/kvm/", ""},
		{"v3: a@x", ""},
		{"[3] https://lore.kernel.org/r/a@x", ""},
		{"https://lore.kernel.org/r/a@x", ""},
		{"v99999999999: https://lore.kernel.org/r/a@x", ""},
		{"v: https://lore.kernel.org/r/a@x", ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *body = g_strdup_printf("text\n\n%s\n", lines[i].line);
		VersionHints found = hints_of(body);
		g_autoptr(GString) got = g_string_new(NULL);

		for (guint k = 0; found.mentions && k < found.mentions->len; k++) {
			const VersionMention *mention =
				&g_array_index(found.mentions, VersionMention, k);
			g_string_append_printf(got, "%u %s", mention->version, mention->id);
		}
		g_test_message("%s", lines[i].line);
		g_assert_cmpstr(got->str, ==, lines[i].want);
		version_hints_clear(&found);
	}
}

/* What they name has to be what they say it is. */
static void test_mentioned(void)
{
	static const struct {
		const char *what, *older, *newer, *line;
		gboolean linked;
	} links[] = {
		{"another title", "[PATCH 0/2] x", "[PATCH v2 0/3] y", "v1: https://l/r/a@x", TRUE},
		{"two back", "[PATCH v2 0/2] x", "[PATCH v4 0/3] y", "v2: https://l/r/a@x", TRUE},
		{"another number", "[PATCH v2 0/2] x", "[PATCH v4 0/3] y", "v3: https://l/r/a@x",
		 FALSE},
		{"no older one", "[PATCH v4 0/2] x", "[PATCH v4 0/3] y", "v4: https://l/r/a@x",
		 FALSE},
		{"not read", "[PATCH v2 0/2] x", "[PATCH v4 0/3] y", "v2: https://l/r/b@x", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(links); i++) {
		PostRow rows[] = {{"a@x", ANN, links[i].older, NULL, 0, NULL},
				  {"n@x", ANN, links[i].newer, NULL, 9, NULL},
				  {NULL}};
		g_autoptr(GPtrArray) posts = posts_make(rows);
		g_autoptr(Versions) versions = versions_new();
		VersionHints none = {NULL, NULL, NULL}, found = hints_of(links[i].line);
		VersionLinks got;

		versions_add(versions, posts->pdata[0], &none);
		versions_add(versions, posts->pdata[1], &found);
		got = versions_find(versions, "n@x");
		g_test_message("%s", links[i].what);
		g_assert_cmpstr(got.previous ? got.previous->id : NULL, ==,
				links[i].linked ? "a@x" : NULL);
		version_hints_clear(&found);
	}
}

static void test_is_head(void)
{
	static const struct {
		const char *from, *subject;
		gboolean want;
	} heads[] = {
		{ANN, "[PATCH 0/3] x", TRUE},
		{ANN, "[PATCH 1/3] x", TRUE},
		{ANN, "[PATCH 2/3] x", FALSE},
		{ANN, "[PATCH] x", TRUE},
		{ANN, "[PATCHSET v2] x", TRUE},
		{ANN, "[PATCH AUTOSEL 5.10 1/3] x", FALSE},
		{"syzbot <syzbot@example.org>", "[PATCH] x", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
		PostRow rows[] = {{"a", heads[i].from, heads[i].subject, NULL, 0, NULL}, {NULL}};
		g_autoptr(GPtrArray) posts = posts_make(rows);
		Post *post = posts->pdata[0];

		g_test_message("%s", heads[i].subject);
		g_assert_cmpint(version_is_head(post), ==, heads[i].want);
		post->kind = POST_REPLY;
		g_assert_false(version_is_head(post));
	}
}

#define N_RANDOM 60

/* Few senders, titles and ids, so that everything meets everything. */
static HeadRow random_row(GRand *rand, guint i, GStringChunk *texts)
{
	static const char *const senders[] = {ANN, BO, ANN_AT_WORK};
	static const char *const groups[] = {"PATCH", "PATCH 0/2", "PATCH 1/2", "PATCH RESEND"};
	static const char *const change_ids[] = {NULL, NULL,         NULL,
						 NULL, "20260105-x", "20260105-y"};
	g_autofree char *id = g_strdup_printf("id%d", g_rand_int_range(rand, 0, (gint32)i + 3));
	g_autofree char *up = g_strdup_printf("id%d id%d", g_rand_int_range(rand, 0, (gint32)i + 9),
					      g_rand_int_range(rand, 0, (gint32)i + 9));
	g_autofree char *subject =
		g_strdup_printf("[%s v%d] t%d", groups[g_rand_int_range(rand, 0, 4)],
				g_rand_int_range(rand, 1, 6), g_rand_int_range(rand, 0, 5));
	const char *named = g_string_chunk_insert(texts, up);

	return (HeadRow){
		.post = {.id = g_string_chunk_insert(texts, id),
			 .from = senders[g_rand_int_range(rand, 0, 3)],
			 .subject = g_string_chunk_insert(texts, subject),
			 .parents = g_rand_boolean(rand) ? named : NULL,
			 .minutes = g_rand_int_range(rand, 0, DAYS(300))},
		.change_id = change_ids[g_rand_int_range(rand, 0, G_N_ELEMENTS(change_ids))],
		.supersedes = g_rand_int_range(rand, 0, 9) ? NULL : named,
	};
}

static guint number_of(const Version *version)
{
	return version->version;
}

/* The version that has @id: the first that was added with it. */
static const Post *post_named(const GPtrArray *posts, const char *id)
{
	for (guint i = 0; i < posts->len; i++)
		if (g_str_equal(((Post *)posts->pdata[i])->id, id))
			return posts->pdata[i];
	return NULL;
}

/* Older is older and newer is newer; a first part has its letter's links. */
static void check_links(const Versions *versions, const GPtrArray *posts)
{
	for (guint i = 0; i < posts->len; i++) {
		const Post *post = posts->pdata[i];
		VersionLinks links = versions_find(versions, post->id);

		if (links.previous && links.newest) {
			g_assert_cmpuint(number_of(links.previous), <, number_of(links.newest));
			g_assert_cmpint(links.previous->instant, <=, links.newest->instant);
		}
		if (post != post_named(posts, post->id) || post->subject->n == 1)
			continue;
		if (links.previous)
			g_assert_cmpuint(number_of(links.previous), <, post->subject->version);
		if (links.previous)
			g_assert_cmpint(links.previous->instant, <=, post->instant);
		if (links.newest)
			g_assert_cmpuint(number_of(links.newest), >, post->subject->version);
		if (links.newest)
			g_assert_cmpint(links.newest->instant, >=, post->instant);
	}
}

static void test_properties(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20260105);

	for (guint round = 0; round < 200; round++) {
		GStringChunk *texts = g_string_chunk_new(4096);
		g_autoptr(Versions) versions = versions_new(), asked = versions_new();
		g_autoptr(GPtrArray) posts = NULL;
		g_autofree char *got = NULL, *got_asked = NULL;
		HeadRow rows[N_RANDOM];
		PostRow post_rows[N_RANDOM + 1] = {{0}};

		for (guint i = 0; i < N_RANDOM; i++) {
			rows[i] = random_row(rand, i, texts);
			post_rows[i] = rows[i].post;
		}
		posts = posts_make(post_rows);
		for (guint i = 0; i < N_RANDOM; i++) {
			add_head(versions, posts->pdata[i], &rows[i]);
			add_head(asked, posts->pdata[i], &rows[i]);
			check_links(asked, posts);
		}
		got = describe(versions, posts);
		got_asked = describe(asked, posts);
		g_assert_cmpstr(got, ==, got_asked);
		g_string_chunk_free(texts);
	}
}

/* As many versions of one title as someone cares to send, each looked up: all at once. */
static void test_many(void)
{
	const guint n = 20000;
	g_autoptr(Versions) versions = versions_new();
	g_autoptr(GPtrArray) posts = g_ptr_array_new_with_free_func((GDestroyNotify)post_free);
	VersionHints none = {NULL, NULL, NULL};

	for (guint i = 0; i < n; i++) {
		g_autofree char *id = g_strdup_printf("id%u", i);
		g_autofree char *subject = g_strdup_printf("[PATCH v%u] x", 1 + i % 9999);
		PostRow rows[] = {{id, ANN, subject, i % 3 ? "id0" : NULL, (int)i, NULL}, {NULL}};
		g_autoptr(GPtrArray) one = posts_make(rows);

		versions_add(versions, one->pdata[0], &none);
		g_ptr_array_add(posts, g_ptr_array_steal_index(one, 0));
	}
	for (guint i = 0; i < n; i++) {
		const Post *post = posts->pdata[i];
		VersionLinks links = versions_find(versions, post->id);

		if (links.previous)
			g_assert_cmpuint(links.previous->version, <, post->subject->version);
		if (links.newest)
			g_assert_cmpuint(links.newest->version, >, post->subject->version);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/version/cases", test_cases);
	g_test_add_func("/version/unknown", test_unknown);
	g_test_add_func("/version/version", test_version);
	g_test_add_func("/version/hints", test_hints);
	g_test_add_func("/version/mentions", test_mentions);
	g_test_add_func("/version/mentioned", test_mentioned);
	g_test_add_func("/version/is-head", test_is_head);
	g_test_add_func("/version/properties", test_properties);
	g_test_add_func("/version/many", test_many);
	return g_test_run();
}
