/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_ai.h"

#include <string.h>

static Library *words(const char *lang)
{
	const char *const dirs[] = {g_getenv("MAILDELTA_TEMPLATES"), NULL};

	return library_new(dirs, lang, NULL);
}

static Json *parse(const char *text)
{
	Json *json = json_parse(text, strlen(text), NULL);

	g_assert_nonnull(json);
	return json;
}

static gboolean is_set(const Json *summary, const char *name)
{
	return json_type(json_get(json_get(summary, "view"), name)) == JSON_TRUE;
}

/* Which line says who made it: of a model, a reason, that it was by rules, or none. */
static char line_of(const Json *summary)
{
	return is_set(summary, "ai")         ? 'a'
	       : is_set(summary, "fallback") ? 'f'
	       : is_set(summary, "by_rules") ? 'r'
					     : '-';
}

/* What holds for a whole run is said once, in its head; what is a thread's own, there. */
static void test_lines(void)
{
	static const struct {
		guint told;
		guint others[N_WHYS];
		TraceWhy why; /* of the thread */
		char line;
	} cases[] = {
		{1, {0}, WHY_NOT, 'a'},
		{0, {[WHY_KEY] = 30}, WHY_KEY, '-'},
		{0, {[WHY_KEY] = 1}, WHY_KEY, 'f'}, /* alone */
		{0, {[WHY_SHORT] = 1, [WHY_KEY] = 1}, WHY_KEY, '-'},
		{4, {[WHY_QUOTA] = 20}, WHY_QUOTA, 'r'},
		{4, {[WHY_BUDGET] = 20}, WHY_BUDGET, 'r'},
		{4, {[WHY_UNREACHABLE] = 2}, WHY_UNREACHABLE, 'r'},
		{0, {[WHY_SETTINGS] = 7}, WHY_SETTINGS, '-'},
		{0, {[WHY_MODEL] = 7}, WHY_MODEL, '-'},
		{4, {[WHY_SHORT] = 1}, WHY_SHORT, 'r'},
		{0, {[WHY_SHORT] = 1}, WHY_SHORT, '-'},
		{0, {[WHY_DRY] = 1}, WHY_DRY, '-'},
		{4, {[WHY_DROPPED] = 1}, WHY_DROPPED, 'f'},
		{4, {[WHY_TIMEOUT] = 3}, WHY_TIMEOUT, 'f'},
		{0, {[WHY_ANSWER] = 23, [WHY_SHORT] = 2}, WHY_ANSWER, '-'}, /* all the same */
		{1, {[WHY_ANSWER] = 23}, WHY_ANSWER, 'f'},
		{0, {[WHY_EMPTY] = 1, [WHY_CUT] = 1}, WHY_CUT, 'f'},
		{0, {[WHY_SILENT] = 1, [WHY_SHORT] = 5}, WHY_SILENT, 'f'},
	};
	g_autoptr(Library) library = words("en");

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		DigestAi ai = {.told = cases[i].told};
		const char *why = trace_why_name(cases[i].why);
		g_autofree char *text = g_strdup_printf(
			"{\"asked\": {\"why\": %s%s%s, \"cut_mails\": 2, \"left_out\": 0, "
			"\"parts\": 2}, \"view\": {}}",
			*why ? "\"" : "", *why ? why : "null", *why ? "\"" : "");
		g_autoptr(Json) summary = parse(text);

		memcpy(ai.others, cases[i].others, sizeof(ai.others));
		view_asked(library, summary, &ai);
		g_test_message("%u: %s", i, why);
		g_assert_cmpint(line_of(summary), ==, cases[i].line);
		g_assert_true(is_set(summary, "cut") == (cases[i].why == WHY_NOT));
		g_assert_false(is_set(summary, "not_at_all"));
	}
}

/* What nobody was asked about has none. */
static void test_nobody(void)
{
	g_autoptr(Library) library = words("en");
	g_autoptr(Json) summary = parse("{\"asked\": null, \"view\": {}}");

	view_asked(library, summary, NULL);
	g_assert_cmpint(line_of(summary), ==, '-');
}

/* Each reason has words, in each language. */
static void test_words(void)
{
	static const char *const langs[] = {"en", "zh_CN"};

	for (guint lang = 0; lang < G_N_ELEMENTS(langs); lang++)
		for (TraceWhy why = WHY_NOT + 1; why < N_WHYS; why++) {
			g_autoptr(Library) library = words(langs[lang]);
			const char *name = trace_why_name(why);
			g_autofree char *text = g_strdup_printf(
				"{\"asked\": {\"why\": \"%s\"}, \"view\": {}}", name);
			g_autoptr(Json) summary = parse(text);
			const char *said;

			view_asked(library, summary, NULL);
			said = json_text(json_get(json_get(summary, "view"), "why"));
			g_assert_true(said && *said && !g_str_equal(said, name));
			g_assert_cmpint(trace_why_named(name), ==, why);
		}
	g_assert_cmpint(trace_why_named("no such word"), ==, WHY_NOT);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/view-ai/lines", test_lines);
	g_test_add_func("/view-ai/nobody", test_nobody);
	g_test_add_func("/view-ai/words", test_words);
	return g_test_run();
}
