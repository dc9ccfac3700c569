/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_others.h"

#include <string.h>

#include "summary/wording.h"

#define STEM 5 /* letters by which words are the same: document, documented */
#define LONG 4 /* shorter words are anybody's */

/* Words that everybody writes. */
static gboolean is_common(const char *word)
{
	static const char *const words[] = {
		"with",     "that",   "this",    "from",   "have",    "does",    "would",
		"should",   "could",  "which",   "there",  "their",   "when",    "what",
		"where",    "only",   "also",    "into",   "than",    "been",    "being",
		"more",     "such",   "will",    "were",   "they",    "them",    "because",
		"instead",  "rather", "other",   "before", "after",   "about",   "each",
		"same",     "whole",  "both",    "over",   "under",   "between", "without",
		"still",    "even",   "some",    "most",   "make",    "makes",   "made",
		"using",    "used",   "uses",    "case",   "cases",   "like",    "just",
		"need",     "needs",  "needed",  "take",   "takes",   "says",    "said",
		"asks",     "asked",  "code",    "patch",  "patches", "series",  "change",
		"changes",  "kernel", "first",   "second", "look",    "version", "through",
		"while",    "these",  "those",   "adds",   "removes", "wants",   "suggests",
		"proposes", "notes",  "reports", "points", NULL};

	for (guint i = 0; words[i]; i++)
		if (g_str_equal(word, words[i]))
			return TRUE;
	return FALSE;
}

/* Some form of it stands in the wording. */
static gboolean has_form(const char *wording, const char *word)
{
	g_autofree char *stem = g_strdup_printf(" %.*s", STEM, word);

	return strstr(wording, stem) != NULL;
}

static gboolean shown_has(const CheckOthers *others, guint place, const char *word)
{
	g_autofree char *shown = wording_of(others->brief->mails[place].shown);

	return has_form(shown, word);
}

/* Whether the actor, or whom he answers, has the word; or the thread's title. */
static gboolean is_known(const CheckOthers *others, const char *word)
{
	const Brief *brief = others->brief;
	g_autofree char *title = wording_of(brief->title ? brief->title : "");

	if (has_form(title, word))
		return TRUE;
	for (guint i = 0; i < others->own->len; i++)
		if (shown_has(others, g_array_index(others->own, guint, i), word))
			return TRUE;
	for (guint i = 0; i < others->answered->len; i++)
		if (shown_has(others, g_array_index(others->answered, guint, i), word))
			return TRUE;
	for (guint i = 0; i < brief->n; i++)
		if (brief->mails[i].who == others->actor &&
		    has_form(ground_said(others->ground, i), word))
			return TRUE;
	return FALSE;
}

static gboolean another_says(const CheckOthers *others, const char *words)
{
	for (guint i = 0; i < others->brief->n; i++)
		if (others->brief->mails[i].who != others->actor &&
		    wording_find(ground_said(others->ground, i), words))
			return TRUE;
	return FALSE;
}

/* Whether it could tell one writer from another. */
static gboolean tells(const char *word)
{
	gsize len = strlen(word);

	return len >= LONG && strspn(word, "0123456789") < len && !is_common(word);
}

char *check_others_words(const CheckOthers *others)
{
	g_autofree char *wording = wording_of(others->text);
	g_auto(GStrv) words = NULL;

	if (wording_has_cjk(others->text))
		return NULL;
	words = g_strsplit(wording, " ", -1);
	for (guint i = 0; words[i] && words[i + 1]; i++) {
		g_autofree char *pair = g_strdup_printf(" %s %s ", words[i], words[i + 1]);

		if (tells(words[i]) && tells(words[i + 1]) && another_says(others, pair) &&
		    !is_known(others, words[i]) && !is_known(others, words[i + 1]))
			return g_strstrip(g_steal_pointer(&pair));
	}
	return NULL;
}
