/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/fit.h"

#include <string.h>

#include "lib/posts.h"
#include "summary/prompt_mail.h"

/* A thread whose mails say what is given, in a tree that is given by parents. */
typedef struct {
	GPtrArray *posts, *threads;
	State state;
	Brief *brief;
} Made;

static Excerpt *excerpt_of(const char *text)
{
	Person nobody = person_make("", "");
	g_autoptr(Reading) reading = reading_new(text, &nobody);

	person_clear(&nobody);
	return excerpt_read(reading, POST_REPLY, NULL);
}

/* @parents: of each mail but the first the place of what it answers; @texts: of each. */
static void make(Made *made, guint n, const guint *parents, char *const *texts)
{
	PostRow *rows = g_new0(PostRow, n + 1);
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	BriefMail *mails = g_new0(BriefMail, n);

	for (guint i = 0; i < n; i++)
		g_ptr_array_add(ids, g_strdup_printf("m%u", i));
	for (guint i = 0; i < n; i++)
		rows[i] = (PostRow){.id = ids->pdata[i],
				    .from = i % 2 ? "Bo <bo@fjord.example>"
						  : "Ann Example <ann@example.org>",
				    .subject = i ? "Re: it" : "it",
				    .parents = i ? ids->pdata[parents[i]] : NULL,
				    .minutes = (int)i};
	made->posts = posts_make(rows);
	made->threads = thread_build(made->posts);
	g_assert_cmpuint(made->threads->len, ==, 1);
	made->state = (State){.kind = STATE_DISCUSSION};
	for (guint i = 0; i < n; i++)
		mails[i] = (BriefMail){.post = made->posts->pdata[i],
				       .excerpt = texts[i] ? excerpt_of(texts[i]) : NULL};
	made->brief = brief_new(made->threads->pdata[0], &made->state, "it", mails);
	g_free(mails);
	g_free(rows);
}

static void unmake(Made *made)
{
	brief_free(made->brief);
	g_ptr_array_unref(made->threads);
	g_ptr_array_unref(made->posts);
}

static char *words(guint n)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < n; i++)
		g_string_append_printf(text, "sheep %u%s", i, i % 10 == 9 ? ",\n" : ", ");
	g_string_append(text, ".\n");
	return g_string_free(text, FALSE);
}

/* "0 1 2|3 4", and "-1" of what is left out */
static char *describe(const Fit *fit)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < fit->parts->len; i++) {
		const FitPart *part = fit->parts->pdata[i];

		g_string_append(out, i ? "|" : "");
		for (guint k = 0; k < part->places->len; k++)
			g_string_append_printf(out, "%s%u", k ? " " : "",
					       g_array_index(part->places, guint, k));
	}
	if (fit->left_out)
		g_string_append_printf(out, " -%u", fit->left_out);
	return g_string_free(out, FALSE);
}

/* Each mail is in one part at most, all others are counted; parts are sorted, and within bounds. */
static void check_fit(const Fit *fit, const Brief *brief, guint64 budget)
{
	g_autofree guint *seen = g_new0(guint, brief->n);
	guint shown = 0, before = 0;

	g_assert_cmpuint(fit->parts->len, >=, 1);
	g_assert_cmpuint(fit->parts->len, <=, FIT_PARTS);
	for (guint i = 0; i < fit->parts->len; i++) {
		const FitPart *part = fit->parts->pdata[i];
		guint64 tokens = 0;

		g_assert_cmpuint(part->places->len, >=, brief->n ? 1 : 0);
		for (guint k = 0; k < part->places->len; k++) {
			guint place = g_array_index(part->places, guint, k);

			g_assert_cmpuint(place, <, brief->n);
			g_assert_cmpuint(seen[place]++, ==, 0);
			g_assert_true(k == 0 || place > g_array_index(part->places, guint, k - 1));
			tokens += prompt_mail_tokens(brief, place);
			shown++;
		}
		g_assert_cmpuint(part->tokens, ==, tokens);
		g_assert_cmpuint(tokens, <=, budget);
		g_assert_true(i == 0 || g_array_index(part->places, guint, 0) > before);
		before = g_array_index(part->places, guint, 0);
	}
	g_assert_cmpuint(shown + fit->left_out, ==, brief->n);
}

static void test_tree(void)
{
	/* 0 ─┬─ 1 ── 3 ── 5;  2 ── 4 ── 6 */
	static const guint parents[] = {0, 0, 0, 1, 2, 3, 4};
	static const struct {
		const char *why;
		guint lengths[7]; /* words of each mail */
		guint64 budget;
		const char *want;
	} rows[] = {
		{"what fits is one part", {9, 9, 9, 9, 9, 9, 9}, 2000, "0 1 2 3 4 5 6"},
		{"sub-threads stay together", {9, 90, 90, 90, 90, 90, 90}, 1500, "0 1 3 5|2 4 6"},
		{"a mail alone", {9, 9, 400, 9, 9, 9, 9}, 1700, "0 1 3 5|2 4 6"},
		{"the small ones go where there is room",
		 {300, 9, 300, 9, 9, 9, 9},
		 1500,
		 "0 1 3 5|2 4 6"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *texts[7];
		Made made;
		g_autoptr(Fit) fit = NULL;
		g_autofree char *got = NULL;

		for (guint k = 0; k < 7; k++)
			texts[k] = words(rows[i].lengths[k]);
		make(&made, 7, parents, texts);
		fit = fit_brief(made.brief, rows[i].budget);
		check_fit(fit, made.brief, rows[i].budget);
		got = describe(fit);
		g_test_message("%s", rows[i].why);
		g_assert_cmpstr(got, ==, rows[i].want);
		g_assert_cmpuint(fit->cut_mails, ==, 0);
		unmake(&made);
		for (guint k = 0; k < 7; k++)
			g_free(texts[k]);
	}
}

static void test_long_mail(void)
{
	g_autofree char *own = words(900);
	g_autofree char *text =
		g_strdup_printf("> quoted\n\n%s\nReviewed-by: Bo <bo@fjord.example>\n", own);
	g_autofree char *line = g_strnfill(90000, 'x');
	char *texts[] = {text, line, NULL};
	static const guint parents[] = {0, 0, 0};
	Made made;
	g_autoptr(Fit) fit = NULL;
	const GPtrArray *pieces;
	const ExcerptPiece *last;

	make(&made, 3, parents, texts);
	fit = fit_brief(made.brief, 600);
	check_fit(fit, made.brief, 600);
	g_assert_cmpuint(fit->cut_mails, ==, 2);
	pieces = made.brief->mails[0].excerpt->pieces;
	g_assert_cmpuint(pieces->len, ==, 3);
	g_assert_cmpint(((const ExcerptPiece *)pieces->pdata[0])->kind, ==, EXCERPT_OWN);
	g_assert_cmpint(((const ExcerptPiece *)pieces->pdata[1])->kind, ==, EXCERPT_TAGS);
	last = pieces->pdata[2];
	g_assert_cmpint(last->kind, ==, EXCERPT_NOTE);
	g_assert_true(g_str_has_prefix(last->text, "[… "));
	g_assert_true(g_str_has_suffix(last->text, " lines of this mail not shown]"));
	g_assert_nonnull(strstr(made.brief->mails[0].own, "sheep 0,"));
	g_assert_null(strstr(made.brief->mails[0].own, "sheep 899"));
	g_assert_null(strstr(made.brief->mails[0].shown, "quoted"));
	/* a line that is too long is shown in part */
	g_assert_cmpuint(strlen(made.brief->mails[1].own), >, 500);
	g_assert_cmpuint(strlen(made.brief->mails[1].own), <, 2000);
	unmake(&made);
}

/* How many lines are not shown is what the note says. */
static void test_note(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	char *texts[1];
	static const guint parents[] = {0};
	Made made;
	g_autoptr(Fit) fit = NULL;
	const GPtrArray *pieces;
	const ExcerptPiece *note;
	guint gone;

	for (guint i = 0; i < 100; i++)
		g_string_append_printf(text, "This is line %u of it.\n", i);
	texts[0] = text->str;
	make(&made, 1, parents, texts);
	fit = fit_brief(made.brief, 500);
	check_fit(fit, made.brief, 500);
	pieces = made.brief->mails[0].excerpt->pieces;
	note = pieces->pdata[pieces->len - 1];
	gone = (guint)g_ascii_strtoull(note->text + strlen("[… "), NULL, 10);
	g_assert_cmpuint(gone + made.brief->mails[0].excerpt->own_lines, ==, 100);
	g_assert_cmpuint(gone, >, 30);
	unmake(&made);
}

/* Any tree of any mails with any budget; the same comes of the same. */
static void test_any(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);

	for (guint round = 0; round < 150; round++) {
		guint n = (guint)g_rand_int_range(rand, 1, 120);
		guint64 budget = (guint64)g_rand_int_range(rand, 500, 4000);
		g_autofree guint *parents = g_new0(guint, n);
		g_auto(GStrv) texts = g_new0(char *, n + 1);
		g_autofree char *first = NULL;

		for (guint i = 0; i < n; i++) {
			parents[i] = i ? (guint)g_rand_int_range(rand, 0, (gint)i) : 0;
			texts[i] = words((guint)g_rand_int_range(rand, 0, 500));
		}
		for (guint again = 0; again < 2; again++) {
			Made made;
			g_autoptr(Fit) fit = NULL;
			g_autofree char *got = NULL;

			make(&made, n, parents, texts);
			fit = fit_brief(made.brief, budget);
			check_fit(fit, made.brief, budget);
			got = describe(fit);
			if (again)
				g_assert_cmpstr(got, ==, first);
			else
				first = g_steal_pointer(&got);
			unmake(&made);
		}
	}
}

/* The first mail and the newest stay; each of 5,000 hangs from the one before. */
static void test_deep(void)
{
	enum { N = 5000 };
	g_autofree guint *parents = g_new0(guint, N);
	g_autofree char **texts = g_new0(char *, N + 1);
	Made made;
	g_autoptr(Fit) fit = NULL;
	const FitPart *part;

	for (guint i = 0; i < N; i++) {
		parents[i] = i ? i - 1 : 0;
		texts[i] = (char *)"The sheep are white, and they all count.\n";
	}
	make(&made, N, parents, texts);
	fit = fit_brief(made.brief, 2000);
	check_fit(fit, made.brief, 2000);
	g_assert_cmpuint(fit->parts->len, ==, FIT_PARTS);
	g_assert_cmpuint(fit->left_out, >, 4000);
	part = fit->parts->pdata[0];
	g_assert_cmpuint(g_array_index(part->places, guint, 0), ==, 0);
	part = fit->parts->pdata[fit->parts->len - 1];
	g_assert_cmpuint(g_array_index(part->places, guint, part->places->len - 1), ==, N - 1);
	unmake(&made);
}

/* The oldest go first, and no more of them than have to. */
static void test_left_out(void)
{
	enum { N = 200 };
	g_autofree guint *parents = g_new0(guint, N);
	g_autofree char *text = words(100);
	g_autofree char **texts = g_new0(char *, N + 1);
	Made made;
	g_autoptr(Fit) fit = NULL;
	guint64 tokens = 0;

	for (guint i = 0; i < N; i++)
		texts[i] = text;
	make(&made, N, parents, texts);
	fit = fit_brief(made.brief, 1000);
	check_fit(fit, made.brief, 1000);
	for (guint i = 0; i < fit->parts->len; i++) {
		const FitPart *part = fit->parts->pdata[i];

		tokens += part->tokens;
		for (guint k = 0; k < part->places->len; k++) {
			guint place = g_array_index(part->places, guint, k);

			g_assert_true(place == 0 || place > fit->left_out);
		}
	}
	g_assert_cmpuint(tokens, >, FIT_PARTS * 500);
	unmake(&made);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fit/tree", test_tree);
	g_test_add_func("/fit/long-mail", test_long_mail);
	g_test_add_func("/fit/note", test_note);
	g_test_add_func("/fit/any", test_any);
	g_test_add_func("/fit/deep", test_deep);
	g_test_add_func("/fit/left-out", test_left_out);
	return g_test_run();
}
