/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_state.h"

#include "report/view_parts.h"

#include <string.h>

/* Names and mails of the trees below. */
#define ANN "{\"name\": \"Ann Example\", \"address\": \"ann@example.org\"}"
#define BO "{\"name\": \"Bo Fjord\", \"address\": \"bo@fjord.example\"}"
#define MAIL(n) "{\"number\": " n ", \"message_id\": \"m\", \"link\": null, \"history\": false}"
#define OLD "{\"number\": null, \"message_id\": \"old\", \"link\": null, \"history\": true}"

static Library *library(const char *lang)
{
	const char *const dirs[] = {g_getenv("MAILDELTA_TEMPLATES"), NULL};
	g_autoptr(GError) error = NULL;
	Library *library = library_new(dirs, lang, &error);

	g_assert_no_error(error);
	return library;
}

static Json *parse(const char *text)
{
	g_autoptr(GError) error = NULL;
	Json *json = json_parse(text, strlen(text), &error);

	g_assert_no_error(error);
	return json;
}

/* A state of these members, and its view. */
static Json *shown(const char *members, const char *lang)
{
	g_autofree char *text = g_strconcat("{", members, "}", NULL);
	g_autoptr(Library) words = library(lang);
	Json *json = parse(text);

	view_state(words, json, "t1-2");
	return json;
}

static const char *said(const Json *json, const char *name)
{
	return json_text(json_get(json_get(json, "view"), name));
}

/* The texts of a list, a line for each. */
static char *texts_of(const Json *json, const char *name)
{
	GString *text = g_string_new(NULL);
	const Json *entry = json_first(json_get(json_get(json, "view"), name));

	for (; entry; entry = json_next(entry))
		g_string_append_printf(text, "%s\n", json_text(json_get(entry, "text")));
	return g_string_free(text, FALSE);
}

/* --- the word, and who is waited for ------------------------------------------------ */

#define STATE(name, under) "\"name\": \"" name "\", \"under\": \"" under "\""

static void test_word(void)
{
	static const struct {
		const char *state, *en, *zh;
	} cases[] = {
		{STATE("new", "new"), "new", "新提交"},
		{STATE("under-review", "under-review"), "under review", "审阅中"},
		{STATE("rfc", "new"), "RFC", "RFC"},
		{STATE("rfc", "changes-requested"), "RFC, changes requested", "RFC，需要修改"},
		{STATE("stalled", "under-review"), "stalled (before that: under review)",
		 "停滞（此前：审阅中）"},
		{STATE("stalled", "new"), "stalled (never answered)", "停滞（一直无人回复）"},
		{STATE("stalled", "bug-open"), "stalled (before that: bug open)",
		 "停滞（此前：bug 未解决）"},
		{STATE("applied", "applied") ", \"partial\": false", "applied", "已合入"},
		{STATE("applied", "applied") ", \"partial\": true", "applied in part", "部分合入"},
		/* what was applied of it does not make a state of its own */
		{STATE("changes-requested", "changes-requested") ", \"partial\": true",
		 "changes requested", "需要修改"},
		{STATE("superseded",
		       "superseded") ", \"newest\": {\"version\": 4, \"revision\": 0}",
		 "superseded by v4", "已有新版 v4"},
		{STATE("superseded",
		       "superseded") ", \"newest\": {\"version\": 5, \"revision\": 2}",
		 "superseded by v5.2", "已有新版 v5.2"},
		{STATE("discussion", "discussion"), NULL, NULL},
		/* of a state that has no word, its name */
		{STATE("brand-new", "brand-new"), "brand-new", "brand-new"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) en = shown(cases[i].state, "en");
		g_autoptr(Json) zh = shown(cases[i].state, "zh_CN");

		g_assert_cmpstr(said(en, "word"), ==, cases[i].en);
		g_assert_cmpstr(said(zh, "word"), ==, cases[i].zh);
	}
}

#define WAITING(whom, person) "\"waiting\": {\"for\": \"" whom "\", \"whom\": " person "}"

static void test_waits(void)
{
	static const struct {
		const char *state, *want;
	} cases[] = {
		{STATE("new", "new") ", " WAITING("reviewers", "null"), "waiting for review"},
		{STATE("acked", "acked") ", " WAITING("maintainers", "null"),
		 "waiting to be applied"},
		{STATE("new", "new") ", " WAITING("author", ANN),
		 "waiting for the author Ann Example"},
		{STATE("new", "new") ", " WAITING("person", BO), "waiting for Bo Fjord"},
		/* nobody reviews a bug, or talk */
		{STATE("bug-open", "bug-open") ", " WAITING("reviewers", "null"),
		 "waiting for an answer"},
		{STATE("stalled", "bug-open") ", " WAITING("reviewers", "null"),
		 "waiting for an answer"},
		{STATE("discussion", "discussion") ", " WAITING("reviewers", "null"),
		 "waiting for an answer"},
		{STATE("applied", "applied") ", \"waiting\": null", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) json = shown(cases[i].state, "en");

		g_assert_cmpstr(said(json, "waits"), ==, cases[i].want);
	}
}

/* --- tags ------------------------------------------------------------------------------ */

#define TAG(token, person, part, note, own)                                                        \
	"{\"token\": \"" token "\", \"person\": " person ", \"part\": " part ", \"note\": " note   \
	", \"own\": " own "}"
#define R(person, part) TAG("Reviewed-by", person, part, "null", "false")
#define TAGS(parts, list) "\"parts\": " parts ", \"tags\": [" list "]"

static void test_tags(void)
{
	static const struct {
		const char *members, *want;
	} cases[] = {
		{TAGS("3", ""), ""},
		{TAGS("3", R(ANN, "0")), "Reviewed-by: Ann Example (all)\n"},
		{TAGS("9", R(ANN, "1") "," R(ANN, "2") "," R(ANN, "3") "," R(ANN, "5") "," R(
				   ANN, "7") "," R(ANN, "8")),
		 "Reviewed-by: Ann Example (1–3, 5, 7–8)\n"},
		/* the letter's counts for all */
		{TAGS("3", R(ANN, "0") "," R(ANN, "2")), "Reviewed-by: Ann Example (all)\n"},
		{TAGS("3", R(ANN, "1") "," R(BO, "0")),
		 "Reviewed-by: Ann Example (1), Bo Fjord (all)\n"},
		/* a patch on its own, and where no series was read */
		{TAGS("1", R(ANN, "0")), "Reviewed-by: Ann Example\n"},
		{TAGS("null", R(ANN, "0")), "Reviewed-by: Ann Example\n"},
		{TAGS("2", R(ANN, "1") "," TAG("Acked-by", BO, "2", "null", "false")),
		 "Acked-by: Bo Fjord (2)\nReviewed-by: Ann Example (1)\n"},
		/* what stands with it is told; the rest of the same person beside it */
		{TAGS("9", R(ANN, "1") "," TAG("Reviewed-by", ANN, "2", "\"With that fixed:\"",
					       "false") "," R(BO, "2") "," R(ANN, "3")),
		 "Reviewed-by: Ann Example (1, 3; 2: With that fixed), Bo Fjord (2)\n"},
		{TAGS("1", TAG("Tested-by", ANN, "0", "\"# on a farm\"", "false")),
		 "Tested-by: Ann Example (# on a farm)\n"},
		/* the author's own tell nothing */
		{TAGS("2", TAG("Reviewed-by", ANN, "1", "null", "true") "," R(BO, "1")),
		 "Reviewed-by: Bo Fjord (1)\n"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) json = shown(cases[i].members, "en");
		g_autofree char *got = texts_of(json, "tags");

		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* A hostile thread has tags of thousands: as many are named as a reader looks at. */
static void test_many_tags(void)
{
	static const struct {
		guint people;
		gint64 more;
		const char *last;
	} cases[] = {{12, 0, ", P 12"}, {13, 1, ", P 12"}, {3000, 2988, ", P 12"}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) tags = g_string_new("\"parts\": 1, \"tags\": [");
		g_autoptr(Json) json = NULL;
		const Json *entry;

		for (guint k = 1; k <= cases[i].people; k++)
			g_string_append_printf(tags,
					       "%s{\"token\": \"Acked-by\", \"part\": 0, "
					       "\"person\": {\"name\": \"P %u\", "
					       "\"address\": \"p%u@example.org\"}}",
					       k > 1 ? ", " : "", k, k);
		g_string_append_c(tags, ']');
		json = shown(tags->str, "en");
		entry = json_first(json_get(json_get(json, "view"), "tags"));
		g_assert_cmpint(json_integer(json_get(entry, "more_people")), ==, cases[i].more);
		g_assert_true(g_str_has_suffix(json_text(json_get(entry, "text")), cases[i].last));
		g_assert_null(json_next(entry));
	}
}

/* Each of another text: one person's are capped, too. */
static void test_many_notes(void)
{
	g_autoptr(GString) tags = g_string_new("\"parts\": 30, \"tags\": [");
	g_autoptr(Json) json = NULL;
	g_autofree char *got = NULL;

	for (guint k = 1; k <= 20; k++)
		g_string_append_printf(tags,
				       "%s{\"token\": \"Acked-by\", \"part\": %u, "
				       "\"note\": \"n%u\", \"person\": " ANN "}",
				       k > 1 ? ", " : "", k, k);
	g_string_append_c(tags, ']');
	json = shown(tags->str, "en");
	got = texts_of(json, "tags");
	g_assert_cmpstr(got, ==,
			"Acked-by: Ann Example (1: n1; 2: n2; 3: n3; 4: n4; 5: n5; 6: n6; 7: n7; "
			"8: n8; …)\n");
}

/* --- applied ---------------------------------------------------------------------------- */

#define APPLIED(who, bot, place, parts, excepted, commits, mail)                                   \
	"{\"actor\": " who ", \"bot\": " bot ", " place ", \"parts\": [" parts                     \
	"], \"excepted\": " excepted ", \"commits\": [" commits "], \"mail\": " mail "}"
#define NEXT "\"tree\": \"barn\", \"branch\": \"next\""
#define NOWHERE "\"tree\": null, \"branch\": null"
#define HASH "\"0123456789abcdef0123456789abcdef01234567\""
#define OF(parts, list) "\"parts\": " parts ", \"applied\": [" list "]"

static void test_applied(void)
{
	static const struct {
		const char *members, *want, *now;
	} cases[] = {
		{OF("1", APPLIED(BO, "false", NOWHERE, "", "false", "", MAIL("3"))),
		 "by Bo Fjord\n", "by Bo Fjord\n"},
		{OF("1", APPLIED(BO, "false", NEXT, "1", "false", HASH, MAIL("3"))),
		 "by Bo Fjord to barn (next) · 0123456789ab\n",
		 "by Bo Fjord to barn (next) · 0123456789ab\n"},
		{OF("1", APPLIED(BO, "false", "\"tree\": null, \"branch\": \"fixes\"", "", "false",
				 "", OLD)),
		 "by Bo Fjord to fixes\n", ""},
		/* a bot says it of others */
		{OF("1", APPLIED(BO, "true", NEXT, "", "false", "", MAIL("3"))),
		 "to barn (next) · reported by Bo Fjord\n",
		 "to barn (next) · reported by Bo Fjord\n"},
		/* all of its parts need no numbers, some do */
		{OF("3", APPLIED(BO, "false", NOWHERE, "1, 2, 3", "false", "", MAIL("3"))),
		 "by Bo Fjord\n", "by Bo Fjord\n"},
		{OF("3", APPLIED(BO, "false", NOWHERE, "1, 2", "false", "", MAIL("3"))),
		 "by Bo Fjord · patches 1–2\n", "by Bo Fjord · patches 1–2\n"},
		{OF("3", APPLIED(BO, "false", NOWHERE, "2", "false", "", MAIL("3"))),
		 "by Bo Fjord · patch 2\n", "by Bo Fjord · patch 2\n"},
		{OF("3", APPLIED(BO, "false", NOWHERE, "2", "true", "", MAIL("3"))),
		 "by Bo Fjord · without patch 2\n", "by Bo Fjord · without patch 2\n"},
		/* one person, one place, several mails; then those of the window alone */
		{OF("4", APPLIED(BO, "false", NEXT, "1", "false", HASH,
				 OLD) "," APPLIED(BO, "false", NEXT, "2", "false", "", MAIL("4"))),
		 "by Bo Fjord to barn (next) · patches 1–2 · 0123456789ab\n",
		 "by Bo Fjord to barn (next) · patch 2\n"},
		{OF("1", APPLIED(BO, "false", NEXT, "", "false", "", MAIL("3")) "," APPLIED(
				 ANN, "false", NEXT, "", "false", "", MAIL("4"))),
		 "by Bo Fjord to barn (next)\nby Ann Example to barn (next)\n",
		 "by Bo Fjord to barn (next)\nby Ann Example to barn (next)\n"},
		{OF("1", APPLIED(BO, "false", NOWHERE, "", "false",
				 HASH "," HASH "," HASH "," HASH "," HASH, MAIL("3"))),
		 "by Bo Fjord · 0123456789ab, 0123456789ab, 0123456789ab, 0123456789ab, …\n",
		 "by Bo Fjord · 0123456789ab, 0123456789ab, 0123456789ab, 0123456789ab, …\n"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) json = shown(cases[i].members, "en");
		g_autofree char *got = texts_of(json, "applied");
		g_autofree char *now = texts_of(json, "applied_now");

		g_assert_cmpstr(got, ==, cases[i].want);
		g_assert_cmpstr(now, ==, cases[i].now);
	}
}

/* --- NACKs, failures ----------------------------------------------------------------------- */

#define NACK                                                                                       \
	"{\"line\": \"NAK.\", \"note\": null, \"actor\": " BO                                      \
	", \"bot\": false, \"mail\": " MAIL("3") "}"

/* Three are shown, the others counted. */
static void test_evidences(void)
{
	static const struct {
		const char *members;
		guint shown;
		gint64 more;
	} cases[] = {
		{"\"nacks\": []", 0, 0},
		{"\"nacks\": [" NACK "]", 1, 0},
		{"\"nacks\": [" NACK "," NACK "," NACK "]", 3, 0},
		{"\"nacks\": [" NACK "," NACK "," NACK "," NACK "," NACK "]", 3, 2},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Json) json = shown(cases[i].members, "en");
		const Json *view = json_get(json, "view");
		guint n = 0;

		for (const Json *nack = json_first(json_get(json, "nacks")); nack;
		     nack = json_next(nack))
			n += view_is_set(json_get(nack, "view"), "shown") ? 1 : 0;
		g_assert_cmpuint(n, ==, cases[i].shown);
		g_assert_cmpint(view_is_set(view, "nacks"), ==, n > 0);
		g_assert_cmpint(view_is_set(view, "any"), ==, n > 0);
		g_assert_cmpint(json_integer(json_get(view, "more_nacks")), ==, cases[i].more);
	}
}

static void test_ticks(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {{"", "`"}, {"a", "`"}, {"a `b` c", "``"}, {"``` a ` ``", "````"}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = view_ticks(cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* --- rows --------------------------------------------------------------------------------- */

#define ROW(attention, waiting, failures)                                                          \
	"{\"category\": \"PATCH\", \"number\": 7, \"title\": \"lambs\", \"state\": {"              \
	"\"name\": \"under-review\", \"under\": \"under-review\", \"attention\": \"" attention     \
	"\", " waiting ", \"failures\": [" failures "]}}"
#define FAILURE                                                                                    \
	"{\"line\": \"noticed:\", \"note\": \"a.c:1: error: `x`\", \"actor\": " BO                 \
	", \"bot\": true, \"mail\": " MAIL("3") "}"

/* Whom a thread waits for is not said again where its heading says it. */
static void test_row(void)
{
	static const struct {
		const char *row, *text, *failure;
	} cases[] = {
		{ROW("review", WAITING("reviewers", "null"), ""), "PATCH 7 · under review", NULL},
		{ROW("author", WAITING("author", ANN), ""),
		 "PATCH 7 · under review · waiting for Ann Example", NULL},
		{ROW("person", WAITING("person", BO), ""),
		 "PATCH 7 · under review · waiting for Bo Fjord", NULL},
		{ROW("stalled", WAITING("author", ANN), FAILURE),
		 "PATCH 7 · under review · waiting for the author Ann Example", NULL},
		{ROW("failure", "\"waiting\": null", FAILURE), "PATCH 7 · under review",
		 "a.c:1: error: `x`"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Library) words = library("en");
		g_autoptr(Json) row = parse(cases[i].row);

		view_row(words, row, "t1-7");
		g_assert_cmpstr(said(row, "text"), ==, cases[i].text);
		g_assert_cmpstr(said(row, "failure"), ==, cases[i].failure);
		g_assert_cmpstr(said(row, "anchor"), ==, "t1-7");
		g_assert_cmpstr(said(row, "title"), ==, "lambs");
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/view-state/word", test_word);
	g_test_add_func("/view-state/waits", test_waits);
	g_test_add_func("/view-state/tags", test_tags);
	g_test_add_func("/view-state/many-tags", test_many_tags);
	g_test_add_func("/view-state/many-notes", test_many_notes);
	g_test_add_func("/view-state/applied", test_applied);
	g_test_add_func("/view-state/evidences", test_evidences);
	g_test_add_func("/view-state/ticks", test_ticks);
	g_test_add_func("/view-state/row", test_row);
	return g_test_run();
}
