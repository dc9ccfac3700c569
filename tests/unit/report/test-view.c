/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view.h"

#include "lib/posts.h"
#include "report/bar.h"
#include "report/model.h"
#include "report/view_patch.h"

#include <string.h>

static Library *library(void)
{
	const char *const dirs[] = {g_getenv("MAILDELTA_TEMPLATES"), NULL};
	g_autoptr(GError) error = NULL;
	Library *library = library_new(dirs, "en", &error);

	g_assert_no_error(error);
	return library;
}

/* A report of nothing but these posts, none of them told. */
static Report *report_of(GPtrArray *posts)
{
	Report *report = g_new0(Report, 1);

	report->posts = posts;
	report->series = series_group(posts);
	report->blocks = g_array_new(FALSE, FALSE, sizeof(Telling));
	return report;
}

/* The indents of the mails of the first series, the letter's too; | behind each. */
static char *indents_of(const PostRow *rows)
{
	g_autoptr(Library) words = library();
	g_autoptr(Report) report = report_of(posts_make(rows));
	g_autoptr(View) view = view_new(words, report);
	const Series *series = report->series->pdata[0];
	g_autoptr(Json) json = model_series(report, series);
	GString *text = g_string_new(NULL);

	view_series(view, json, series);
	for (const Json *mail = json_first(json_get(json, "mails")); mail; mail = json_next(mail))
		g_string_append_printf(text, "%s|",
				       json_text(json_get(json_get(mail, "view"), "indent")));
	return g_string_free(text, FALSE);
}

#define ADA "Ada Wren <ada@wren.example>"
#define LETTER                                                                                     \
	{                                                                                          \
		"0@x", ADA, "[PATCH 0/2] letter", NULL, 0, NULL                                    \
	}
#define ONE                                                                                        \
	{                                                                                          \
		"1@x", ADA, "[PATCH 1/2] one", "0@x", 1, NULL                                      \
	}
#define TWO                                                                                        \
	{                                                                                          \
		"2@x", ADA, "[PATCH 2/2] two", "0@x", 2, NULL                                      \
	}
#define FIRST                                                                                      \
	{                                                                                          \
		"1@x", ADA, "[PATCH 1/2] one", NULL, 1, NULL                                       \
	}
#define SECOND                                                                                     \
	{                                                                                          \
		"2@x", ADA, "[PATCH 2/2] two", "1@x", 2, NULL                                      \
	}
#define ALONE                                                                                      \
	{                                                                                          \
		"3@x", ADA, "[PATCH] alone", NULL, 3, NULL                                         \
	}
#define END                                                                                        \
	{                                                                                          \
		NULL, NULL, NULL, NULL, 0, NULL                                                    \
	}

/* Parts stand under their letter, or under the line that misses it; else by themselves. */
static void test_indent(void)
{
	static const struct {
		PostRow rows[4];
		const char *want;
	} cases[] = {
		{{LETTER, ONE, TWO, END}, "|  |  |"},
		{{LETTER, END}, "|"},
		{{ONE, TWO, END}, "  |  |"},
		{{FIRST, SECOND, END}, "||"},
		{{ALONE, END}, "|"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = indents_of(cases[i].rows);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* Columns are counted in what is seen: wide characters two, hidden ones written out. */
static void test_author(void)
{
	static const PostRow rows[] = {
		{"1@x", "陈晓 <c@x.example>", "[PATCH] a", NULL, 0, NULL},
		{"2@x", "A\xE2\x80\xAEZ <a@x.example>", "[PATCH] b", NULL, 90, NULL},
		END,
	};
	static const char *const want[] = {"A<U+202E>Z", "陈晓      "};
	g_autoptr(Library) words = library();
	g_autoptr(Report) report = report_of(posts_make(rows));
	g_autoptr(View) view = view_new(words, report);

	for (guint i = 0; i < report->series->len; i++) {
		const Series *series = report->series->pdata[i];
		g_autoptr(Json) json = model_series(report, series);
		const Json *mail = json_first(json_get(json, "mails"));

		view_series(view, json, series);
		g_assert_cmpstr(json_text(json_get(json_get(mail, "view"), "author")), ==, want[i]);
	}
}

/* A report whose history was rewritten; as many listed as there are, but no more than two. */
static Json *rewritten_json(guint removed, guint edited)
{
	g_autoptr(Library) words = library();
	g_autoptr(Report) report = report_of(posts_make((const PostRow[]){ALONE, END}));
	g_autoptr(View) view = view_new(words, report);
	Message message = {.ids = (char *[]){(char *)"1@x", NULL}, .subject = (char *)"odd"};
	Json *json;

	report->domains = g_array_new(FALSE, FALSE, sizeof(DomainCount));
	report->people = g_array_new(FALSE, FALSE, sizeof(PersonCount));
	report->accounting = (Accounting){.rewritten = TRUE, .edited = edited};
	report->removed = removed;
	report->removed_mails = g_ptr_array_new_with_free_func((GDestroyNotify)report_mail_free);
	report->edited_mails = g_ptr_array_new_with_free_func((GDestroyNotify)report_mail_free);
	for (guint i = 0; i < MIN(removed, 2); i++)
		g_ptr_array_add(report->removed_mails, report_mail_new(&message));
	for (guint i = 0; i < MIN(edited, 2); i++)
		g_ptr_array_add(report->edited_mails, report_mail_new(&message));
	json = model_report(report);
	view_report(view, json);
	return json;
}

/* A list says how many it leaves out, and nothing where it has all. */
static void test_rewritten(void)
{
	static const struct {
		guint removed, edited;
		const char *want;
	} cases[] = {
		{0, 0, "false  false  true"},
		{2, 0, "true  false  false"},
		{3, 1, "true 1 true  false"},
		{0, 202, "false  true 200 false"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		static const char *const names[] = {"removed",     "removed_more", "edited",
						    "edited_more", "unchanged",    NULL};
		g_autoptr(Json) json = rewritten_json(cases[i].removed, cases[i].edited);
		const Json *view = json_get(json_get(json, "rewritten"), "view");
		g_autoptr(GString) got = g_string_new(NULL);

		for (guint k = 0; names[k]; k++) {
			g_autofree char *text = json_to_text(json_get(view, names[k]));

			g_string_append_printf(got, "%s%s", k ? " " : "", text);
		}
		g_assert_cmpstr(got->str, ==, cases[i].want);
	}
}

/* A version with a revision is 5.5, without one 5; no revision is not a revision 0. */
static void test_version(void)
{
	static const struct {
		const char *mail, *want;
	} cases[] = {
		{"{\"version\": 5, \"revision\": 0}", "5"},
		{"{\"version\": 5, \"revision\": 5}", "5.5"},
		{"{\"version\": 10, \"revision\": 10}", "10.10"},
	};
	g_autoptr(Library) words = library();
	g_autoptr(View) view = view_new(words, NULL);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) json = json_parse(cases[i].mail, strlen(cases[i].mail), NULL);

		view_mail(view, json);
		g_assert_cmpstr(json_text(json_get(json_get(json, "view"), "version")), ==,
				cases[i].want);
	}
}

/* Which block tells a mail: its own, or that of the mail that is told in its place. */
static void test_block(void)
{
	static const PostRow rows[] = {LETTER, ONE, TWO, END};
	static const char *const want[] = {"2", "2", ""};
	g_autoptr(Library) words = library();
	g_autoptr(Report) report = report_of(posts_make(rows));
	const Series *series = report->series->pdata[0];
	const Telling skipped = {series->parts->pdata[0], series, series->cover};
	const Telling told = {series->cover, series, NULL};
	g_autoptr(View) view = NULL;
	g_autoptr(Json) json = model_series(report, series);
	guint i = 0;

	g_array_append_val(report->blocks, skipped);
	g_array_append_val(report->blocks, told);
	view = view_new(words, report);
	view_series(view, json, series);
	for (const Json *mail = json_first(json_get(json, "mails")); mail; mail = json_next(mail)) {
		g_autofree char *got = json_to_text(json_get(json_get(mail, "view"), "block"));
		g_assert_cmpstr(got, ==, want[i++]);
	}
}

/* Small sums as they are, larger ones scaled to the width; what changed keeps its sign. */
static void test_bar(void)
{
	static const struct {
		guint added, removed, most, width, plus, minus;
	} cases[] = {
		{3, 1, 4, 40, 3, 1},          {0, 0, 4, 40, 0, 0},       {40, 0, 40, 40, 40, 0},
		{41, 0, 41, 40, 40, 0},       {1, 0, 1000, 40, 1, 0},    {1, 1, 1000, 40, 1, 1},
		{500, 500, 1000, 40, 20, 20}, {999, 1, 1000, 40, 39, 1}, {0, 1000, 1000, 40, 0, 40},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Bar bar =
			bar_scale(cases[i].added, cases[i].removed, cases[i].most, cases[i].width);
		g_assert_cmpuint(bar.plus, ==, cases[i].plus);
		g_assert_cmpuint(bar.minus, ==, cases[i].minus);
	}
}

/* A member of the view of a patch that has this text and this diffstat in it. */
static char *patch_member(const char *text, const char *diffstat, const char *name)
{
	g_autoptr(Json) patch = json_object();
	Json *stat = json_object();

	json_set_string(patch, "text", text);
	json_set_string(stat, "text", diffstat);
	json_set(patch, "diffstat", stat);
	view_patch(patch);
	return json_to_text(json_get(json_get(patch, "view"), name));
}

#define STAT " a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)"

static void test_lead(void)
{
	static const struct {
		const char *text, *diffstat, *want;
	} cases[] = {
		{"message\n---\n" STAT, STAT, "message"},
		{"message\n---\nv2: notes\n\n" STAT, STAT, "message\n---\nv2: notes"},
		{"letter\n\n" STAT, STAT, "letter"},
		{"---\n" STAT, STAT, ""},
		{STAT, STAT, ""},
		{"message\n---", "", "message\n---"}, /* the mail has no diffstat */
		{"message\n-----\n" STAT, STAT, "message\n-----"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = patch_member(cases[i].text, cases[i].diffstat, "lead");
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

static void test_fence(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"", "```"},
		{"a `b` c", "```"},
		{"```c\nx\n```", "````"},
		{"`````", "``````"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = patch_member(cases[i].text, "", "fence");
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/view/indent", test_indent);
	g_test_add_func("/view/author", test_author);
	g_test_add_func("/view/rewritten", test_rewritten);
	g_test_add_func("/view/version", test_version);
	g_test_add_func("/view/block", test_block);
	g_test_add_func("/view/bar", test_bar);
	g_test_add_func("/view/lead", test_lead);
	g_test_add_func("/view/fence", test_fence);
	return g_test_run();
}
