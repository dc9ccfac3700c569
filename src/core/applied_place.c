/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/applied_place.h"

#include "core/phrase.h"
#include "core/word.h"

#include <string.h>

#define MAX_PART 999
#define MIN_HASH 7

static gboolean is_version(Slice word)
{
	guint n;

	if (word.len && (*word.ptr == 'v' || *word.ptr == 'V'))
		word = slice_sub(word, 1, word.len);
	return slice_take_number(&word, MAX_PART, &n) && slice_take(&word, ".") && word.len &&
	       g_ascii_isdigit(*word.ptr);
}

/* A branch by its name alone. */
static gboolean is_branch(Slice word)
{
	static const char *const names[] = {"next",   "-next",    "fixes",     "-fixes",   "master",
					    "main",   "queue",    "mainline",  "upstream", "-rc",
					    "devel",  "for-next", "for-linus", "urgent",   "trunk",
					    "stable", NULL};

	return slice_is_one_of(word, names) || slice_starts_nocase(word, "for-") ||
	       slice_starts_nocase(word, "-rc") || slice_starts_nocase(word, "fixes-") ||
	       slice_starts_nocase(word, "next-");
}

static gboolean ends_nocase(Slice s, const char *end)
{
	gsize len = strlen(end);

	return s.len > len && g_ascii_strncasecmp(s.ptr + s.len - len, end, len) == 0;
}

/* "sound-next", "target-arm.next" */
static gboolean ends_like_branch(Slice word)
{
	static const char *const ends[] = {"-next", ".next", "-fixes", "-queue", "-master"};

	for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
		if (ends_nocase(word, ends[i]))
			return TRUE;
	return FALSE;
}

static void set(char **to, Slice value)
{
	g_free(*to);
	*to = slice_dup(value);
}

static gboolean is_url(Slice word)
{
	return g_strstr_len(word.ptr, (gssize)word.len, "://") || slice_starts(word, "git@");
}

/* "kvmarm/next": tree and branch; "for-next/fixes", "next/soc": all of it is the branch;
 * "netdev/net.git", "torvalds/linux.git" and addresses are trees */
static gboolean place_of_word(Applied *applied, Slice word)
{
	gssize slash = slice_find(word, '/');
	Slice head = slice_sub(word, 0, slash < 0 ? 0 : (gsize)slash);

	if (is_url(word) || ends_nocase(word, ".git")) {
		set(&applied->tree, word);
	} else if (slash > 0 && (gsize)slash + 1 < word.len && !is_branch(head)) {
		set(&applied->tree, head);
		set(&applied->branch, slice_sub(word, (gsize)slash + 1, word.len));
	} else if (is_branch(word) || (slash > 0 && is_branch(head)) || ends_like_branch(word)) {
		set(&applied->branch, word);
	} else {
		return FALSE;
	}
	return TRUE;
}

/* An address, which has signs that no word has. */
static Slice peek_place(Slice s)
{
	gsize n = 0;

	s = word_skip_blanks(s);
	while (n < s.len && s.ptr[n] != ' ' && !strchr(",;()[]<>\"`", s.ptr[n]))
		n++;
	while (n > 0 && strchr(".!:'", s.ptr[n - 1]))
		n--;
	if (n > 0 && *s.ptr == '\'')
		return slice_sub(s, 1, n);
	return slice_sub(s, 0, n);
}

/* "(for-next/misc)" behind a tree, or "for-next" bare behind an address */
static gboolean take_branch(Applied *applied, Slice rest)
{
	Slice word;

	rest = word_skip_blanks(rest);
	if (slice_take(&rest, "(")) {
		word = peek_place(rest);
		rest = word_behind(rest, word);
		if (!word.len || !slice_starts(rest, ")"))
			return FALSE;
		set(&applied->branch, word);
		return TRUE;
	}
	word = peek_place(rest);
	if (!is_branch(word) && !(slice_find(word, '/') > 0 && place_of_word(applied, word)))
		return FALSE;
	set(&applied->branch, word);
	return TRUE;
}

/* "sheep/urgent branch of tip" */
static gboolean take_branch_of(Applied *applied, Slice word, Slice rest)
{
	Slice tree;

	rest = word_skip_blanks(rest);
	if (!slice_take_nocase(&rest, "branch of "))
		return FALSE;
	slice_take_nocase(&rest, "the ");
	tree = peek_place(rest);
	if (!tree.len)
		return FALSE;
	set(&applied->branch, word);
	set(&applied->tree, tree);
	return TRUE;
}

gboolean applied_place(Applied *applied, const char *text)
{
	static const char *const articles[] = {"the", "my", "our", "both", NULL};
	static const char *const nouns[] = {"tree", "branch", "repo", "repository", NULL};
	static const char *const no_tree[] = {"account", "a",     "an",      "all",
					      "this",    "that",  "top",     "test",
					      "testing", "local", "private", NULL};
	/* "my next version" is none of the branch "next" */
	static const char *const editions[] = {"version", "spin", "respin",    "revision", "series",
					       "round",   "week", "iteration", NULL};
	Slice rest = slice_of(text), word, next;

	word_skip(&rest, articles);
	word = peek_place(rest);
	if (!word.len || slice_is_one_of(word, no_tree))
		return FALSE;
	rest = word_behind(rest, word);
	next = word_peek(rest);
	if (slice_is_one_of(next, editions))
		return FALSE;
	if (take_branch_of(applied, word, rest))
		return TRUE;
	if (place_of_word(applied, word)) {
		if (!applied->branch || is_url(word))
			take_branch(applied, rest);
		return TRUE;
	}
	if (slice_is_one_of(next, nouns)) {
		set(slice_starts_nocase(next, "branch") ? &applied->branch : &applied->tree, word);
		if (slice_starts_nocase(next, "tree"))
			take_branch(applied, word_behind(rest, next));
		return TRUE;
	}
	if (!take_branch(applied, rest))
		return FALSE;
	if (!applied->tree)
		set(&applied->tree, word);
	return TRUE;
}

/* "for 5.12", "for -rc3", "for the next merge window", "as 1234567" */
static gboolean has_occasion(Slice rest)
{
	static const char *const articles[] = {"the", "linux", NULL};
	gboolean as = slice_take_nocase(&rest, "as ");
	Slice word;

	if (!as && !slice_take_nocase(&rest, "for "))
		return FALSE;
	word_skip(&rest, articles);
	word = word_peek(rest);
	if (slice_is_one_of(word_peek(word_behind(rest, word)),
			    (const char *const[]){"branch", "tree", NULL}))
		return FALSE; /* a place */
	return is_version(word) || (as && word.len >= MIN_HASH && g_ascii_isxdigit(*word.ptr)) ||
	       (!as &&
		(is_branch(word) || slice_starts_nocase(word, "merge") ||
		 slice_starts_nocase(word, "stable") || slice_starts_nocase(word, "linux-")));
}

gboolean applied_read_destination(Applied *applied, Slice rest)
{
	static const char *const to[] = {"to ", "onto ", "into ", "in ", "on ", "for "};
	g_autofree char *text = NULL;

	rest = word_skip_blanks(rest);
	if (has_occasion(rest))
		return TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(to); i++) {
		if (!slice_take_nocase(&rest, to[i]))
			continue;
		text = slice_dup(rest);
		return applied_place(applied, text);
	}
	return FALSE;
}

gboolean applied_in_own_place(Slice rest)
{
	static Phrases own = {
		.says = {"^ ?(to|in|into|on|onto) ((my|our) (tree|queue|branch)|the queue)"
			 "( for \\S+)?( now| already)?[ ]*([.,;!(]|$)"}};
	g_autofree char *text = slice_dup(rest);

	return phrase_in(&own, text);
}
