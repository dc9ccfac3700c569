/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/category.h"

#include "base/error.h"
#include "base/regex.h"
#include "core/bot.h"

#include <string.h>

/* --- the presets ------------------------------------------------------------ */

/* What a rule looks at. */
typedef struct {
	const Post *post;
	const Subject *subject; /* the post's */
	const char *plain;      /* the subject's text without its reply prefixes */
	gboolean words;         /* the rule's pattern is in plain */
} First;

typedef struct {
	const char *name;
	gboolean (*holds)(const First *first);
	const char *pattern; /* letters in either case; NULL: none */
} Rule;

#define BUG_REPORT "Bug Report"

/* RULES §6; the order in which they are shown. */
static const char *const shown[] = {
	"PATCH", "RFC", BUG_REPORT, "Selftest", "Question", "GIT PULL", "Discussion", "Other",
};

#define N_RULES G_N_ELEMENTS(shown)

#define SELFTEST "\\bselftests?\\b"
#define BUG_WORDS                                                                                  \
	"bugs?|issues?|errors?|fail(s|ed|ure|ures|ing)?|regressions?|oops|panics?|warnings?"

static gboolean has_words(const First *first)
{
	return first->words;
}

static gboolean anything(G_GNUC_UNUSED const First *first)
{
	return TRUE;
}

static gboolean has_group_word(const Subject *subject, const char *word)
{
	for (char **words = subject->words; *words; words++)
		if (g_ascii_strcasecmp(*words, word) == 0)
			return TRUE;
	return FALSE;
}

/* --- default: the parsed subject -------------------------------------------- */

static gboolean is_rfc(const First *first)
{
	return first->subject->rfc;
}

/* Of an answer the subject alone tells: to [v2 1/6] and to the letter [kvmtool 0/3], too. */
static gboolean counts_patches(const Subject *subject)
{
	return subject->counter && (subject->versioned || (subject->n == 0 && subject->m > 0));
}

static gboolean is_patch(const First *first)
{
	const Subject *subject = first->subject;

	if (first->post->kind != POST_REPLY)
		return first->post->kind == POST_PATCH;
	return !subject->pull && (subject->patch || counts_patches(subject));
}

static gboolean is_pull(const First *first)
{
	return first->subject->pull;
}

/* What programs that look for bugs say besides: how it stands, and what went well. */
static gboolean is_status(const Subject *subject)
{
	Slice title = slice_of(subject->title);

	return slice_starts_nocase(title, "Monthly ") ||
	       slice_starts_nocase(title, "BUILD SUCCESS") ||
	       g_str_has_suffix(subject->title, " improvement");
}

/* 'Patch "KVM: fix x" has been added to …', 'FAILED: patch "[PATCH] …': of stable trees. */
static gboolean tells_of_patch(const Subject *subject)
{
	Slice title = slice_of(subject->title);

	slice_take_nocase(&title, "FAILED: ");
	return slice_starts_nocase(title, "patch \"");
}

/*
 * Of a program's mails its purpose tells more than words do: a commit that a bot says
 * was merged fixes errors and reports none. Answers to it are people's again.
 */
static gboolean is_bug_report(const First *first)
{
	const Post *post = first->post;

	if (bot_reports_bugs(&post->sender) || has_group_word(first->subject, "syzbot"))
		return !is_status(first->subject);
	if (post->bot && !first->subject->reply)
		return FALSE;
	return first->words && !tells_of_patch(first->subject);
}

static gboolean is_question(const First *first)
{
	g_autofree char *title = subject_bare_title_key(first->subject);

	return has_group_word(first->subject, "question") || g_str_has_prefix(title, "question");
}

static gboolean is_reply(const First *first)
{
	return first->post->kind == POST_REPLY;
}

static const Rule default_rules[N_RULES] = {
	{"RFC", is_rfc, NULL},
	{"PATCH", is_patch, NULL},
	{"GIT PULL", is_pull, NULL},
	{"Selftest", has_words, SELFTEST},
	{BUG_REPORT, is_bug_report,
	 "\\b(" BUG_WORDS "|KASAN|KMSAN|KCSAN|UBSAN|hung|deadlocks?|(soft|hard)?lockups?|leaks?|"
	 "general protection fault|crash(es|ed)?|segmentation faults?|segfaults?|corruption)\\b"},
	{"Question", is_question, NULL},
	{"Discussion", is_reply, NULL},
	{"Other", anything, NULL},
};

/* --- classic: the raw text -------------------------------------------------- */

static gboolean has_patch(const First *first)
{
	return strstr(first->subject->text, "[PATCH") != NULL;
}

static gboolean has_rfc(const First *first)
{
	return strstr(first->subject->text, "[RFC") != NULL;
}

static gboolean has_pull(const First *first)
{
	return strstr(first->subject->text, "[GIT PULL]") != NULL;
}

static gboolean starts_with_re(const First *first)
{
	return slice_starts_nocase(slice_of(first->subject->text), "Re:");
}

static const Rule classic_rules[N_RULES] = {
	{"PATCH", has_patch, NULL},
	{"RFC", has_rfc, NULL},
	{"GIT PULL", has_pull, NULL},
	{"Selftest", has_words, SELFTEST},
	{BUG_REPORT, has_words, "\\b(" BUG_WORDS ")\\b"},
	{"Question", has_words, "\\[question\\]|^question"},
	{"Discussion", starts_with_re, NULL},
	{"Other", anything, NULL},
};

static const struct {
	const char *name;
	const Rule *rules;
} presets[] = {
	{"default", default_rules},
	{"classic", classic_rules},
};

/* --- categories ------------------------------------------------------------- */

typedef struct {
	char *name;
	GPtrArray *patterns; /* of Regex: the user's */
	Regex *words;        /* the pattern of the preset's rule, or NULL */
} Category;

struct _Categories {
	GPtrArray *shown; /* of Category: the user's own, then the preset's */
	guint own;        /* how many are the user's own */
	const Rule *rules;
	guint place[N_RULES]; /* in shown, of each rule's category */
	Categories *plain;    /* the default ones, of which the reader changes nothing */
};

static Category *category_new(const char *name)
{
	Category *category = g_new0(Category, 1);

	category->name = g_strdup(name);
	category->patterns = g_ptr_array_new_with_free_func((GDestroyNotify)regex_free);
	return category;
}

static void category_free(Category *category)
{
	g_free(category->name);
	g_ptr_array_unref(category->patterns);
	regex_free(category->words);
	g_free(category);
}

static const Rule *find_rules(const char *preset, GError **error)
{
	g_autoptr(GString) list = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(presets); i++) {
		if (g_str_equal(presets[i].name, preset))
			return presets[i].rules;
		g_string_append_printf(list, "%s%s", i ? ", " : "", presets[i].name);
	}
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no preset '%s' of categories; there is: %s",
		    preset, list->str);
	return NULL;
}

/* Its place among the categories; their number where there is none of that name. */
static guint find_category(const Categories *categories, const char *name)
{
	guint i = 0;

	while (i < categories->shown->len && !g_str_equal(categories_name(categories, i), name))
		i++;
	return i;
}

/* Rules find their categories by place, which changes when the user adds one. */
static void place_rules(Categories *categories)
{
	for (guint i = 0; i < N_RULES; i++)
		categories->place[i] = find_category(categories, categories->rules[i].name);
}

static void add_preset(Categories *categories, const Rule *rules)
{
	for (guint i = 0; i < N_RULES; i++)
		g_ptr_array_add(categories->shown, category_new(shown[i]));
	categories->rules = rules;
	place_rules(categories);
	for (guint i = 0; i < N_RULES; i++) {
		Category *category = categories->shown->pdata[categories->place[i]];

		if (rules[i].pattern)
			category->words = regex_new(rules[i].pattern, TRUE, NULL);
	}
}

static Categories *preset_new(const Rule *rules)
{
	Categories *categories = g_new0(Categories, 1);

	categories->shown = g_ptr_array_new_with_free_func((GDestroyNotify)category_free);
	add_preset(categories, rules);
	return categories;
}

Categories *categories_new(const char *preset, GError **error)
{
	const Rule *rules = find_rules(preset, error);
	Categories *categories;

	if (!rules)
		return NULL;
	categories = preset_new(rules);
	categories->plain = preset_new(default_rules);
	return categories;
}

void categories_free(Categories *categories)
{
	if (!categories)
		return;
	g_ptr_array_unref(categories->shown);
	categories_free(categories->plain);
	g_free(categories);
}

/* The user's own category of that name, made where there is none: at the end of theirs. */
static Category *own_category(Categories *categories, const char *name)
{
	guint i = find_category(categories, name);
	Category *category;

	if (i < categories->own)
		return categories->shown->pdata[i];
	if (i < categories->shown->len)
		category = g_ptr_array_steal_index(categories->shown, i);
	else
		category = category_new(name);
	g_ptr_array_insert(categories->shown, (gint)categories->own++, category);
	place_rules(categories);
	return category;
}

gboolean categories_add(Categories *categories, const char *name, const char *pattern,
			GError **error)
{
	Regex *regex = regex_new(pattern, TRUE, error);

	if (!regex) {
		g_prefix_error(error, "%s: ", name);
		return FALSE;
	}
	g_ptr_array_add(own_category(categories, name)->patterns, regex);
	return TRUE;
}

guint categories_count(const Categories *categories)
{
	return categories->shown->len;
}

const char *categories_name(const Categories *categories, guint i)
{
	const Category *category = categories->shown->pdata[i];

	return category->name;
}

/* --- deciding --------------------------------------------------------------- */

static gboolean matches_own(const Category *category, const char *plain)
{
	for (guint i = 0; i < category->patterns->len; i++)
		if (regex_matches(category->patterns->pdata[i], plain))
			return TRUE;
	return FALSE;
}

static guint decide_by_preset(const Categories *categories, First *first)
{
	guint i;

	for (i = 0; i < N_RULES - 1; i++) {
		const Category *category = categories->shown->pdata[categories->place[i]];

		first->words = category->words && regex_matches(category->words, first->plain);
		if (categories->rules[i].holds(first))
			break;
	}
	return categories->place[i];
}

guint categories_decide(const Categories *categories, const Post *post)
{
	g_autofree char *plain = subject_without_reply(post->subject);
	First first = {.post = post, .subject = post->subject, .plain = plain};

	for (guint i = 0; i < categories->own; i++)
		if (matches_own(categories->shown->pdata[i], plain))
			return i;
	return decide_by_preset(categories, &first);
}

gboolean categories_is_bug(const Categories *categories, const Post *first)
{
	const Categories *plain = categories->plain;

	return g_str_equal(categories_name(plain, categories_decide(plain, first)), BUG_REPORT);
}
