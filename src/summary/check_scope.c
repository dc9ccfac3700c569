/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_scope.h"

#include "core/phrase.h"

#include <string.h>

#define PATCH_MAX 200 /* what is more counts something else */

static const char *const ordinals[][2] = {
	{"", ""},         {"first", "一"}, {"second", "二"}, {"third", "三"},
	{"fourth", "四"}, {"fifth", "五"}, {"sixth", "六"},  {"seventh", "七"},
	{"eighth", "八"}, {"ninth", "九"}, {"tenth", "十"},
};

/* --- what mails are about ------------------------------------------------------------------- */

static const BriefMail *mail_at(const CheckScope *scope, const GArray *places, guint i)
{
	return &scope->brief->mails[g_array_index(places, guint, i)];
}

/* One patch of a series: [PATCH 2/5], and what answers it. */
static gboolean is_of_one(const BriefMail *mail)
{
	const Subject *subject = mail->post->subject;

	return subject && subject->counter && subject->n;
}

static gboolean are_of_one(const CheckScope *scope)
{
	for (guint i = 0; i < scope->own->len; i++)
		if (!is_of_one(mail_at(scope, scope->own, i)))
			return FALSE;
	return scope->own->len > 0;
}

static gboolean has_word(const char *text, const char *word)
{
	gsize len = strlen(word);

	for (const char *p = strstr(text, word); p && len; p = strstr(p + len, word))
		if ((p == text || (!g_ascii_isalnum(p[-1]) && p[-1] != '/')) &&
		    !g_ascii_isalnum(p[len]))
			return TRUE;
	return FALSE;
}

/* "patch 3", "the third one", "the next patch". */
static gboolean names_patch(const char *said, guint n)
{
	static Phrases neighbours = {.says = {"\\b(previous|preceding|next|following|last|other|"
					      "another|subsequent|later|"
					      "earlier) (\\w+ )?patch"},
				     .unless = {NULL}};
	g_autofree char *digits = g_strdup_printf("%u", n);
	g_autofree char *lower = g_ascii_strdown(said, -1);

	return has_word(said, digits) ||
	       (n < G_N_ELEMENTS(ordinals) && has_word(lower, ordinals[n][0])) ||
	       phrase_in(&neighbours, said);
}

static gboolean is_about(const BriefMail *mail, guint n)
{
	const Subject *subject = mail->post->subject;

	if (subject && subject->counter && (subject->n == n || (!subject->n && n <= subject->m)))
		return TRUE;
	return mail->said && names_patch(mail->said, n);
}

/* --- what the text is about ----------------------------------------------------------------- */

/* What goes on with a list of numbers; the bytes. */
static gsize list_len(const char *p)
{
	static const char *const joints[] = {"、",    " 和 ",   "和 ", "和",   " 与 ", "与", "及",
					     " and ", ", and ", ", ",  " to ", "-",    "–"};

	for (guint i = 0; i < G_N_ELEMENTS(joints); i++)
		if (g_str_has_prefix(p, joints[i]))
			return strlen(joints[i]);
	return 0;
}

/* 补丁 3 个 counts them. */
static gboolean is_count(const char *behind)
{
	static const char *const counters[] = {"个", "份", "组", "次", "行", "条", "版", "."};

	behind += *behind == ' ';
	for (guint i = 0; i < G_N_ELEMENTS(counters); i++)
		if (g_str_has_prefix(behind, counters[i]))
			return !(counters[i][0] == '.' && !g_ascii_isdigit(behind[1]));
	return g_ascii_isalpha(*behind) && behind[-1] != ' ';
}

/* The numbers of a list at @p. */
static void take_list(GArray *numbers, const char *p)
{
	for (;;) {
		gsize digits = strspn(p, "0123456789"), more;
		guint64 n = g_ascii_strtoull(p, NULL, 10);
		guint number = (guint)n;

		if (!digits || digits > 3 || !n || n > PATCH_MAX || is_count(p + digits))
			return;
		g_array_append_val(numbers, number);
		p += digits;
		more = list_len(p);
		if (!more)
			return;
		p += more;
	}
}

static void find_named(GArray *numbers, const char *text)
{
	static const char *const names[] = {"补丁 ",   "补丁",     "patch ",  "Patch ",
					    "patch #", "patches ", "Patches "};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		for (const char *p = strstr(text, names[i]); p; p = strstr(p + 1, names[i]))
			take_list(numbers, p + strlen(names[i]));
}

/* 第 3 个补丁, 第三个补丁 */
static void find_counted(GArray *numbers, const char *text)
{
	for (const char *p = strstr(text, "第"); p; p = strstr(p + 1, "第")) {
		const char *digit = p + strlen("第") + (p[strlen("第")] == ' ');

		for (guint n = 1; n < G_N_ELEMENTS(ordinals); n++) {
			g_autofree char *plain = g_strdup_printf("%u", n);
			g_autofree char *spaced = g_strdup_printf("%u 个补丁", n);
			g_autofree char *tight = g_strconcat(plain, "个补丁", NULL);
			g_autofree char *chinese = g_strconcat(ordinals[n][1], "个补丁", NULL);

			if (g_str_has_prefix(digit, spaced) || g_str_has_prefix(digit, tight) ||
			    g_str_has_prefix(digit, chinese))
				g_array_append_val(numbers, n);
		}
	}
}

guint check_scope_foreign(const CheckScope *scope)
{
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));

	if (!are_of_one(scope))
		return 0;
	find_named(numbers, scope->text);
	find_counted(numbers, scope->text);
	for (guint i = 0; i < numbers->len; i++) {
		guint n = g_array_index(numbers, guint, i);
		gboolean found = FALSE;

		for (guint j = 0; j < scope->cited->len && !found; j++)
			found = is_about(mail_at(scope, scope->cited, j), n);
		if (!found)
			return n;
	}
	return 0;
}

/* All of them are reviewed, taken or given up. */
static gboolean speaks_of_all(const char *text)
{
	static Phrases all = {.says = {"(整个|整组|全部|所有|全|这两个|两个|几个)的?(补丁|系列|"
				       "改动)|系列的?(全部|所有)|"
				       "(对|将|把|已将)(该|本|此|这个)?系列",
				       "\\b(whole|entire|full|complete) (series|set|patch "
				       "?set)\\b|\\b(all|both)( of)?"
				       "( the)? patches\\b|\\b(for|to|of|on|the) (the )?series\\b"},
			      .unless = {NULL}};
	static Phrases verdict = {
		.says = {"(reviewed|acked|tested)-by|合入|并入|应用|合并|采纳|排入|拉取|撤回|撤销|"
			 "放弃",
			 "\\b(appl(y|ies|ied)|queue[sd]?|merge[sd]?|pick(s|ed)?|pull(s|ed)|takes?|"
			 "took|"
			 "withdr\\w+|drop(s|ped)?|na(c)?k(s|ed)?|reject(s|ed)?|review(s|ed)?|ack(s|"
			 "ed)|approve[sd]?)\\b"},
		.unless = {NULL}};

	return phrase_in(&all, text) && phrase_in(&verdict, text);
}

static gboolean says_all(const char *said)
{
	static Phrases phrases = {
		.says = {"\\b(series|patches|both|whole|patch ?set|set|rest|everything|these|those|"
			 "they|them|all (of )?(the|this|that))\\b",
			 "系列|全部|所有|两个"},
		.unless = {NULL}};

	return phrase_in(&phrases, said);
}

gboolean check_scope_is_wide(const CheckScope *scope)
{
	if (!are_of_one(scope) || !speaks_of_all(scope->text))
		return FALSE;
	for (guint i = 0; i < scope->own->len; i++) {
		const BriefMail *mail = mail_at(scope, scope->own, i);
		if (mail->said && says_all(mail->said))
			return FALSE;
	}
	return TRUE;
}
