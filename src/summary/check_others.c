/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_others.h"

#include "summary/wording.h"

#include <string.h>

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

/* What the actor was about there: the title, his mails and those they answer, with quotes. */
static char *words_at_hand(const CheckOthers *others)
{
	const GArray *const places[] = {others->own, others->answered};
	GString *all = g_string_new(others->brief->title);
	char *words;

	for (guint i = 0; i < G_N_ELEMENTS(places); i++)
		for (guint j = 0; j < places[i]->len; j++) {
			guint place = g_array_index(places[i], guint, j);
			g_string_append_printf(all, " %s", others->brief->mails[place].shown);
		}
	words = wording_of(all->str);
	g_string_free(all, TRUE);
	return words;
}

/* Whether the word is at hand, or stands in any mail of the actor's. */
static gboolean is_known(const CheckOthers *others, const char *at_hand, const char *word)
{
	const Brief *brief = others->brief;

	if (has_form(at_hand, word))
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
	g_autofree char *at_hand = NULL;
	g_auto(GStrv) words = NULL;
	gboolean known = TRUE; /* the word before */

	if (wording_has_cjk(others->text))
		return NULL;
	at_hand = words_at_hand(others);
	words = g_strsplit(wording, " ", -1);
	for (guint i = 0; words[i]; i++) {
		gboolean was_known = known;

		known = !tells(words[i]) || is_known(others, at_hand, words[i]);
		if (!known && !was_known) {
			g_autofree char *pair = g_strdup_printf(" %s %s ", words[i - 1], words[i]);
			if (another_says(others, pair))
				return g_strstrip(g_steal_pointer(&pair));
		}
	}
	return NULL;
}
