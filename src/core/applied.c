/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/applied.h"

#include "base/text.h"
#include "core/phrase.h"

#include <string.h>

#define MAX_PART 999
#define MAX_RANGES 40 /* "1-3, 5 and 7" are three */
#define MIN_HASH 7
#define MAX_HASH 40
#define MAX_LEAD 80  /* bytes of what stands before "applied": "Looks good to me, " */
#define MAX_ALONE 20 /* … of a sentence that is nothing but "Pushed out." */
#define MAX_CLAUSES 4
#define MAX_WORDS 14 /* a sentence that goes on behind "applied with" */

Applied *applied_new(void)
{
	Applied *applied = g_new0(Applied, 1);

	applied->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	applied->commits = g_ptr_array_new_with_free_func(g_free);
	return applied;
}

void applied_free(Applied *applied)
{
	if (!applied)
		return;
	g_free(applied->tree);
	g_free(applied->branch);
	g_array_unref(applied->parts);
	g_ptr_array_unref(applied->commits);
	g_free(applied);
}

/* --- words --------------------------------------------------------------------- */

static Slice skip_blanks(Slice s)
{
	while (s.len && *s.ptr == ' ')
		s = slice_sub(s, 1, s.len);
	return s;
}

static gboolean is_word_byte(char c)
{
	return g_ascii_isalnum(c) || strchr("-_'/.+#@~", c) || (guchar)c >= 0x80;
}

/* The next word, in which stops may stand but not at its end; empty at other signs. */
static Slice peek_word(Slice s)
{
	gsize n = 0;

	s = skip_blanks(s);
	while (n < s.len && s.ptr[n] && is_word_byte(s.ptr[n]))
		n++;
	while (n > 0 && strchr(".'", s.ptr[n - 1]))
		n--;
	return slice_sub(s, 0, n);
}

static Slice behind(Slice s, Slice word)
{
	return slice_sub(s, (gsize)(word.ptr + word.len - s.ptr), s.len);
}

static gboolean is_one_of(Slice word, const char *const *words)
{
	for (guint i = 0; words[i]; i++)
		if (word.len == strlen(words[i]) && slice_starts_nocase(word, words[i]))
			return TRUE;
	return FALSE;
}

/* Moves @s past the words at its front that are in @words; whether there was one. */
static gboolean skip_words(Slice *s, const char *const *words)
{
	gboolean any = FALSE;

	for (Slice word = peek_word(*s); word.len && is_one_of(word, words); word = peek_word(*s)) {
		*s = behind(*s, word);
		any = TRUE;
	}
	return any;
}

/* --- which parts ---------------------------------------------------------------- */

/* Where @n is among the parts, or would be. */
static guint find_part(const GArray *parts, guint n)
{
	guint from = 0, to = parts->len;

	while (from < to) {
		guint middle = from + (to - from) / 2;

		if (g_array_index(parts, guint, middle) < n)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static void add_part(Applied *applied, guint n)
{
	guint i = find_part(applied->parts, n);

	if (i == applied->parts->len || g_array_index(applied->parts, guint, i) != n)
		g_array_insert_val(applied->parts, i, n);
}

static void add_parts(Applied *applied, guint from, guint to)
{
	for (guint n = from; n <= to; n++)
		add_part(applied, n);
}

static gboolean take_number(Slice *s, guint *n)
{
	slice_take(s, "#");
	return slice_take_number(s, MAX_PART, n);
}

/* "/4" or " of 4" behind a number of a series of as many */
static gboolean take_total(Slice *s, guint last, guint m)
{
	Slice rest = *s;
	guint total;

	if ((!slice_take(&rest, "/") && !slice_take(&rest, " of ")) ||
	    !slice_take_number(&rest, MAX_PART, &total) || total < last || (m && total != m))
		return FALSE;
	*s = rest;
	return TRUE;
}

/* "5", "#5", "1-3", "1 to 3", "3/4" of four with nothing stuck to its end: "5.12", "2nd", "3/4"
 * of five are none; *total: of how many is said */
static gboolean take_bare_range(Slice *s, guint m, guint *from, guint *to, gboolean *total)
{
	Slice rest = skip_blanks(*s), end;

	if (!take_number(&rest, from))
		return FALSE;
	*to = *from;
	end = rest;
	if ((slice_take(&end, "-") || slice_take(&end, " to ") || slice_take(&end, "..") ||
	     slice_take(&end, " through ")) &&
	    take_number(&end, to))
		rest = end;
	*total = take_total(&rest, *to, m);
	if (rest.len && (g_ascii_isalpha(*rest.ptr) || strchr("/_%", *rest.ptr)))
		return FALSE;
	if (rest.len > 1 && *rest.ptr == '.' && rest.ptr[1] != ' ' && rest.ptr[1] != '.')
		return FALSE;
	*s = rest;
	return *from <= *to;
}

/* … or "[1/4]", "(1-3 of 4)"; not "[1]", which is a reference */
static gboolean take_range(Slice *s, guint m, guint *from, guint *to)
{
	Slice rest = skip_blanks(*s);
	const char *close = slice_starts(rest, "[") ? "]" : ")";
	gboolean total;

	if (!slice_take(&rest, "[") && !slice_take(&rest, "("))
		return take_bare_range(s, m, from, to, &total);
	if (!take_bare_range(&rest, m, from, to, &total) || !total || !slice_take(&rest, close))
		return FALSE;
	*s = rest;
	return TRUE;
}

/* "1-3, 5 and 7", "3+5"; how many ranges it has */
static guint take_numbers(Slice *s, Applied *applied, guint m)
{
	static const char *const joins[] = {", and ", ",and ", " and patch ", " and ", " & ",
					    " + ",    ", ",    "+",           "&",     ","};
	Slice rest = *s;
	guint from, to, n = 0;

	while (n < MAX_RANGES && take_range(&rest, m, &from, &to)) {
		gboolean joined = FALSE;

		*s = rest;
		n++;
		add_parts(applied, from, to);
		for (guint i = 0; i < G_N_ELEMENTS(joins) && !joined; i++)
			joined = slice_take(&rest, joins[i]);
		if (!joined)
			break;
	}
	return n;
}

static guint number_word(Slice word)
{
	static const char *const numbers[] = {"one", "two",   "three", "four", "five",
					      "six", "seven", "eight", "nine", "ten"};
	guint n;

	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
		if (word.len == strlen(numbers[i]) && slice_starts_nocase(word, numbers[i]))
			return i + 1;
	return slice_take_number(&word, MAX_PART, &n) && word.len == 0 ? n : 0;
}

static guint ordinal_word(Slice word)
{
	static const char *const names[] = {"first", "second",  "third",  "fourth", "fifth",
					    "sixth", "seventh", "eighth", "ninth",  "tenth"};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (word.len == strlen(names[i]) && slice_starts_nocase(word, names[i]))
			return i + 1;
	return 0;
}

static const char *const things[] = {"patch", "patches", "commit",   "commits", "one",
				     "ones",  "cleanup", "cleanups", "fix",     "fixes",
				     "bits",  "parts",   "part",     NULL};

/* "first two patches", "last one", "second patch" */
static gboolean take_ordinal(Slice *s, Applied *applied, guint m)
{
	Slice word = peek_word(*s), rest = behind(*s, word), next = peek_word(rest);
	guint ordinal = ordinal_word(word), count = number_word(next);
	gboolean last = is_one_of(word, (const char *const[]){"last", "final", NULL});

	if (!ordinal && !last)
		return FALSE;
	if (count)
		rest = behind(rest, next);
	if (!skip_words(&rest, things) && !count)
		return FALSE;
	*s = rest;
	count = MAX(count, 1);
	if (ordinal == 1)
		add_parts(applied, 1, count);
	else if (ordinal)
		add_part(applied, ordinal);
	else if (m >= count)
		add_parts(applied, m - count + 1, m);
	return TRUE;
}

/* "patches 1-3", "the first two", "#4", "1-3": the parts named at the front of @s */
static gboolean take_parts(Slice *s, Applied *applied, guint m)
{
	static const char *const before[] = {"the", "just", "only", "and", NULL};
	static const char *const names[] = {"patch", "patches", "#", "patchs", "commits", NULL};
	Slice rest = *s;

	skip_words(&rest, before);
	if (take_ordinal(&rest, applied, m)) {
		*s = rest;
		return TRUE;
	}
	skip_words(&rest, names);
	if (!take_numbers(&rest, applied, m))
		return FALSE;
	*s = rest;
	return TRUE;
}

/* "except patch 4", "but the last one", "minus patch 2" at the front of @s */
static gboolean take_exception(Slice *s, Applied *left_out, guint m)
{
	static const char *const words[] = {
		"except for ", "except ",      "excepting ", "apart from ",
		"excluding ",  "minus ",       "all but ",   "bar ",
		"but not ",    "skipping ",    "without ",   "aside from ",
		"other than ", "leaving out ", "dropped ",   "dropping "};

	for (guint k = 0; k < G_N_ELEMENTS(words); k++) {
		Slice rest = *s;

		if (!slice_take_nocase(&rest, words[k]) || !take_parts(&rest, left_out, m) ||
		    !left_out->parts->len)
			continue;
		*s = rest;
		return TRUE;
	}
	return FALSE;
}

static void leave_out(Applied *applied, const Applied *left_out)
{
	g_array_set_size(applied->parts, 0);
	g_array_append_vals(applied->parts, left_out->parts->data, left_out->parts->len);
	applied->excepted = TRUE;
}

/* "…, except patch 4", "apart from 3 and 5" anywhere in a sentence */
static void read_exception(Applied *applied, Slice text, guint m)
{
	g_autoptr(Applied) left_out = applied_new();

	for (gsize i = 0; i < text.len && !applied->excepted; i++) {
		Slice rest = slice_sub(text, i, text.len);

		if ((!i || !is_word_byte(text.ptr[i - 1])) && take_exception(&rest, left_out, m))
			leave_out(applied, left_out);
	}
}

/* --- where to ------------------------------------------------------------------- */

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

	return is_one_of(word, names) || slice_starts_nocase(word, "for-") ||
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

	s = skip_blanks(s);
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

	rest = skip_blanks(rest);
	if (slice_take(&rest, "(")) {
		word = peek_place(rest);
		rest = behind(rest, word);
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

	rest = skip_blanks(rest);
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

	skip_words(&rest, articles);
	word = peek_place(rest);
	if (!word.len || is_one_of(word, no_tree))
		return FALSE;
	rest = behind(rest, word);
	next = peek_word(rest);
	if (is_one_of(next, editions))
		return FALSE;
	if (take_branch_of(applied, word, rest))
		return TRUE;
	if (place_of_word(applied, word)) {
		if (!applied->branch || is_url(word))
			take_branch(applied, rest);
		return TRUE;
	}
	if (is_one_of(next, nouns)) {
		set(slice_starts_nocase(next, "branch") ? &applied->branch : &applied->tree, word);
		if (slice_starts_nocase(next, "tree"))
			take_branch(applied, behind(rest, next));
		return TRUE;
	}
	if (!take_branch(applied, rest))
		return FALSE;
	if (!applied->tree)
		set(&applied->tree, word);
	return TRUE;
}

/* --- the sentence ---------------------------------------------------------------- */

typedef enum { BARE, ACTIVE, PASSIVE } Voice;

typedef struct {
	Applied *applied;
	Voice voice;
	gboolean named;   /* what was taken is named */
	gboolean before;  /* … and stands before the verb, which may be part of its name: "the fix
			     applied in 5.12 is better" */
	gboolean weak;    /* a verb of many meanings */
	gboolean vague;   /* … that says so only with a place */
	gboolean perfect; /* "I have …" */
	guint m;
} Reading;

static const char *const objects[] = {
	"both",      "all",        "series",    "the",     "this",    "these", "those",
	"entire",    "whole",      "full",      "rest",    "of",      "patch", "patches",
	"set",       "patchset",   "fix",       "fixes",   "one",     "two",   "three",
	"four",      "ones",       "it",        "them",    "that",    "PR",    "pull",
	"request",   "backport",   "backports", "commit",  "commits", "lot",   "others",
	"remaining", "everything", "cleanups",  "cleanup", "pair",    "v1",    "v2",
	"v3",        "v4",         "v5",        "v6",      "trees",   "tests", NULL};

static const char *const adverbs[] = {
	"now",           "just",        "only",     "also",  "already", "finally",
	"provisionally", "tentatively", "both",     "all",   "then",    "have",
	"had",           "gone",        "went",     "ahead", "and",     "hereby",
	"instead",       "happily",     "directly", "so",    "well",    "duly",
	"indeed",        "manually",    "by",       "hand",  NULL};

static const char *const beings[] = {"is", "are", "was", "were", "has", "have", "been", NULL};

static const char *const particles[] = {"up", "out", NULL};

/* "I", "we've", "I have": who took it. *perfect: it is said to be done, not told. */
static gboolean take_actor(Slice *s, gboolean *perfect)
{
	static const char *const have[] = {"have", NULL};
	Slice word = peek_word(*s);

	*perfect = is_one_of(word, (const char *const[]){"I've", "we've", "Ive", NULL});
	if (!*perfect && !is_one_of(word, (const char *const[]){"I", "we", NULL}))
		return FALSE;
	*s = behind(*s, word);
	*perfect |= is_one_of(peek_word(*s), have);
	return TRUE;
}

static gboolean take_verb(Reading *reading, Slice *s)
{
	static const char *const strong[] = {"applied", "queued", "pulled", "merged", NULL};
	static const char *const weak[] = {"picked",        "pushed",  "taken",
					   "took",          "landed",  "committed",
					   "cherry-picked", "grabbed", NULL};
	static const char *const vague[] = {"added", "staged", "squashed", NULL};
	Slice word = peek_word(*s);

	reading->weak = is_one_of(word, weak);
	reading->vague = is_one_of(word, vague);
	if (!reading->weak && !reading->vague && !is_one_of(word, strong))
		return FALSE;
	*s = behind(*s, word);
	skip_words(s, particles);
	return TRUE;
}

/* "all patches" and then "but the last one", behind which a place may stand */
static void take_but(const Reading *reading, Slice *s)
{
	g_autoptr(Applied) left_out = applied_new();
	static const char *const going_on[] = {"which", "that", "as", "because", "since", NULL};
	static const char *const where[] = {"to", "in", "into", "on", "onto", "for", NULL};
	Slice rest = skip_blanks(*s), but = rest;
	gboolean found;

	found = slice_take_nocase(&but, "but ") && take_parts(&but, left_out, reading->m) &&
		left_out->parts->len;
	slice_take(&rest, ", ");
	if (!found && !take_exception(&rest, left_out, reading->m))
		return;
	leave_out(reading->applied, left_out);
	rest = found ? but : rest;
	if (is_one_of(peek_word(rest), going_on))
		return;
	but = rest;
	if (slice_take(&but, ",") && is_one_of(peek_word(but), where))
		rest = but;
	*s = rest;
}

/* What was taken, as far as it is known what that can be. */
static gboolean take_object(Reading *reading, Slice *s)
{
	guint parts = reading->applied->parts->len;
	gboolean named = FALSE;

	if (take_parts(s, reading->applied, reading->m))
		named = TRUE;
	while (skip_words(s, objects)) {
		named = TRUE;
		if (take_parts(s, reading->applied, reading->m))
			continue;
		break;
	}
	if (named)
		take_but(reading, s);
	return named || reading->applied->parts->len > parts;
}

/* Where it stops, or goes on in other words. */
static gboolean ends(Slice s)
{
	s = skip_blanks(s);
	return !s.len || strchr(".,!;:(-[", *s.ptr) || slice_starts_nocase(s, "for now") ||
	       slice_starts(s, "\xe2\x80\x93");
}

/* "for 5.12", "for -rc3", "for the next merge window", "as 1234567" */
static gboolean has_occasion(Slice rest)
{
	static const char *const articles[] = {"the", "linux", NULL};
	gboolean as = slice_take_nocase(&rest, "as ");
	Slice word;

	if (!as && !slice_take_nocase(&rest, "for "))
		return FALSE;
	skip_words(&rest, articles);
	word = peek_word(rest);
	if (is_one_of(peek_word(behind(rest, word)), (const char *const[]){"branch", "tree", NULL}))
		return FALSE; /* a place */
	return is_version(word) || (as && word.len >= MIN_HASH && g_ascii_isxdigit(*word.ptr)) ||
	       (!as &&
		(is_branch(word) || slice_starts_nocase(word, "merge") ||
		 slice_starts_nocase(word, "stable") || slice_starts_nocase(word, "linux-")));
}

/* Behind a verb: "to kvmarm/next", "for 5.12" */
static gboolean read_destination(Applied *applied, Slice rest)
{
	static const char *const to[] = {"to ", "onto ", "into ", "in ", "on ", "for "};
	g_autofree char *text = NULL;

	rest = skip_blanks(rest);
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

/* "in my tree", "to the queue for 5.12", which have no name */
static gboolean in_own_place(Slice rest)
{
	static Phrases own = {
		.says = {"^ ?(to|in|into|on|onto) ((my|our) (tree|queue|branch)|the queue)"
			 "( for \\S+)?( now| already)?[ ]*([.,;!(]|$)"}};
	g_autofree char *text = slice_dup(rest);

	return phrase_in(&own, text);
}

static gboolean is_short(Slice s)
{
	guint words = 0;

	for (gsize i = 0; i < s.len; i++)
		words += s.ptr[i] == ' ';
	return words < MAX_WORDS;
}

/* "with the typo fixed", "and pushed out" */
static gboolean goes_on(Slice rest)
{
	static const char *const words[] = {"with", "after", "and", "without", "including", NULL};
	static const char *const tried[] = {"tested", "built", "verified", "ran", "run",
					    "booted", "tried", "checked",  "see", "saw",
					    "got",    "it",    "then",     "I",   NULL};
	Slice word = peek_word(rest), next = peek_word(behind(rest, word));

	return is_one_of(word, words) && is_short(rest) &&
	       !(slice_starts_nocase(word, "and") && is_one_of(next, tried));
}

/* Nothing but a full stop. */
static gboolean is_all(Slice rest)
{
	while (rest.len && strchr(" .!", *rest.ptr))
		rest = slice_sub(rest, 1, rest.len);
	return !rest.len;
}

/* "I've taken patches 1-3", "Picked up, thanks", "Pushed now." */
static gboolean weak_convinces(Reading *reading, Slice sentence, Slice rest, gboolean thanks)
{
	if (reading->applied->parts->len && reading->perfect)
		return !goes_on(rest);
	if (!ends(rest))
		return FALSE;
	return reading->applied->parts->len ||
	       (thanks && (reading->named || reading->voice == BARE)) ||
	       (reading->voice == BARE && !reading->named && is_all(rest) &&
		sentence.len < MAX_ALONE);
}

/* Whether what stands behind the verb makes it true. */
static gboolean convinces(Reading *reading, Slice sentence, Slice rest, gboolean thanks)
{
	gboolean parts = reading->applied->parts->len > 0;

	skip_words(&rest, adverbs);
	if (reading->vague && in_own_place(rest))
		return TRUE;
	if (read_destination(reading->applied, rest))
		return TRUE;
	if (reading->vague)
		return FALSE;
	if (reading->weak)
		return weak_convinces(reading, sentence, rest, thanks);
	if (reading->voice == BARE)
		return ends(rest) || goes_on(rest) || (thanks && !reading->before);
	if (slice_starts(skip_blanks(rest), "["))
		return FALSE;
	if (thanks && (ends(rest) || goes_on(rest)))
		return TRUE;
	if (reading->perfect && slice_starts(skip_blanks(rest), "on top of"))
		return TRUE; /* of what is queued; else that is a near miss */
	if (reading->voice == PASSIVE || !ends(rest))
		return FALSE;
	return parts || (reading->perfect && !slice_starts(skip_blanks(rest), ":")) ||
	       (reading->named && is_all(rest));
}

/* What is only told apart by it: "the patch that was applied to next does the same" */
static Phrases relative = {
	.says = {
		"^(the|this|that|a|an|your|my|our|his|her|their|another|some|any)( [\\w-]+){0,3} "
		"(that|which|who|we|you|they|I)( [\\w'’]+){0,2} "
		"(applied|queued|pulled|merged|picked|pushed|taken|took|landed|committed|added)\\b",
		"^(the|this|that|a|an|your|my|our|his|her|their|another|some|any)( [\\w-]+){0,2} "
		"(applied|queued|pulled|merged|picked|pushed|taken|committed|added) "
		"[^.,;]*\\b(is|are|was|were|does|do|did|makes?|has|have|had|will|would|should|"
		"breaks?|needs?|looks?)\\b"}};

#define TAKEN                                                                                      \
	"( (it|this|that|them|these|those|all|both|the( whole| entire| full)? "                    \
	"(series|patch(es)?|set|lot|fix(es)?)|patch(es)?|series)( one| patch(es)?| series| "       \
	"fix)?)?"
#define PLACE " (to|in|into|on|onto)( the| my| our)? (\\S+( tree| branch| queue)?)"
#define BYE "( (right )?now| then| today| as well| already)*[ ]*([.,;:!(]|$)"
#define END "( (right )?now| then| today)*[ ]*([.!]+$|$|[,.;!] *(many )?(thanks|thank you|cheers))"

/* It is being done, or is where it is to go, with no verb that says so. */
static Phrases no_verb = {
	.says = {"^((I'm|I am|we're) )?((just|now|also) "
		 ")?(applying|queue?ing|merging|pulling|pushing)"
		 "( up| out)?" TAKEN PLACE END,
		 "^(((this|it|that|these|both|all|series|(the|this|that) (patch|series|set|fix))"
		 "( one)?( is| are|'s|'re)?|they're) )?now" PLACE BYE}};

/* "applying this to next now", "now in fold/next" */
static gboolean read_no_verb(Applied *applied, Slice clause)
{
	g_autofree char *text = slice_dup(clause);
	Slice rest;

	if (!phrase_in(&no_verb, text))
		return FALSE;
	for (gsize i = 0; i < clause.len; i++) {
		rest = slice_sub(clause, i, clause.len);
		if (*rest.ptr == ' ' && (in_own_place(rest) || read_destination(applied, rest)))
			return TRUE;
	}
	return FALSE;
}

static gboolean read_clause(Reading *reading, Slice clause, gboolean thanks)
{
	g_autofree char *text = slice_dup(clause);
	Slice s = clause;

	if (phrase_in(&relative, text))
		return FALSE;
	if (read_no_verb(reading->applied, clause))
		return TRUE;

	skip_words(&s, adverbs);
	if (take_actor(&s, &reading->perfect)) {
		reading->voice = ACTIVE;
	} else {
		reading->named = take_object(reading, &s);
		reading->before = reading->named;
		reading->voice = skip_words(&s, beings) ? PASSIVE : BARE;
	}
	skip_words(&s, adverbs);
	if (!take_verb(reading, &s))
		return FALSE;
	if (take_object(reading, &s))
		reading->named = TRUE;
	skip_words(&s, particles);
	return convinces(reading, clause, s, thanks);
}

static Phrases near_miss = {
	.says = {"\\?\\W*$", "\\b(locally|cleanly|similar|halfway)\\b",
		 "^(?!.*\\bI('ve| have) (now |just |already )?queued (this|it|them|these|"
		 "the series) on top of).*\\bon top of\\b",
		 "\\b(for|to|and) (test|try|verif|reproduc|build|boot|bisect)",
		 "\\b(my|our|a|the) (local |own |private )?(test|testing|local|private|scratch|"
		 "dev|development) (tree|branch|kernel|machine|setup|repo)\\b",
		 "\\badded\\b.*\\blinux-next\\b", /* for a day, by who puts it together */
		 "\\bwill report\\b|\\breport back\\b", "\\bin(to)? account\\b",
		 "\\bwrong (tree|branch)\\b", "\\bwithout (problem|issue|conflict|error|fuss)"}};

/* Words which make what follows them no fact. */
static Phrases condition = {
	.says = {"\\b(if|when|once|after|until|till|unless|before|with|while|because|not|never|"
		 "assuming|though|although|would|could|can|should|may|might|has|have)\\b|n['’]t\\b",
		 "\\b(posted|sent|looks? like|seems?|which|what|where|other|another|here)\\b",
		 "\\b(that|patch(es)?|series|fix|one)$"}};

/* A place where a clause may begin: behind "…, " or at "I've". */
static gsize clause_at(Slice s, gsize i)
{
	static const char *const actors[] = {"I've ", "I have ", "I "};

	if (s.ptr[i] != ' ' || i + 1 >= s.len)
		return 0;
	if (strchr(",;:-.!)", s.ptr[i - 1]))
		return i + 1;
	for (guint k = 0; k < G_N_ELEMENTS(actors); k++)
		if (slice_starts(slice_sub(s, i + 1, s.len), actors[k]))
			return i + 1;
	return 0;
}

/* The next clause, when what stands before it is short and no condition; empty: there is none. */
static Slice next_clause(Slice s)
{
	for (gsize i = 1; i < s.len && i < MAX_LEAD; i++) {
		gsize from = clause_at(s, i);
		g_autofree char *lead = NULL;

		if (!from)
			continue;
		lead = slice_dup(slice_sub(s, 0, i));
		return phrase_in(&condition, lead) ? slice_sub(s, 0, 0) : slice_sub(s, from, s.len);
	}
	return slice_sub(s, 0, 0);
}

static gboolean has_thanks(const char *text)
{
	static Phrases thanks = {.says = {"\\b(thanks|thank you|thx|thnaks|cheers)\\b(?! to\\b)"}};

	return phrase_in(&thanks, text);
}

static gboolean opens_with_thanks(const char *text)
{
	static Phrases thanks = {.says = {"^(many |great, )?(thanks|thank you|thx|cheers)\\b"}};

	return text && phrase_in(&thanks, text);
}

Applied *applied_in(const char *sentence, const char *next, guint m)
{
	Slice s = slice_of(sentence);
	gboolean thanks;

	if (phrase_in(&near_miss, sentence))
		return NULL;
	thanks = has_thanks(sentence) || opens_with_thanks(next);
	for (guint clause = 0; clause < MAX_CLAUSES && s.len; clause++, s = next_clause(s)) {
		g_autoptr(Applied) applied = applied_new();
		Reading reading = {.applied = applied, .m = m};

		if (!read_clause(&reading, s, thanks))
			continue;
		read_exception(applied, s, m);
		return g_steal_pointer(&applied);
	}
	return NULL;
}

/* --- lists ------------------------------------------------------------------------ */

static void add_hash(Applied *applied, Slice text)
{
	gsize n = 0;

	while (n < text.len && g_ascii_isxdigit(text.ptr[n]))
		n++;
	if (n < MIN_HASH || n > MAX_HASH || applied->commits->len >= APPLIED_MAX ||
	    (n < text.len && (g_ascii_isalnum(text.ptr[n]) || text.ptr[n] == '-')))
		return;
	if (applied->commits->len &&
	    slice_equal(slice_sub(text, 0, n), applied->commits->pdata[applied->commits->len - 1]))
		return;
	g_ptr_array_add(applied->commits, g_strndup(text.ptr, n));
}

void applied_hashes(Applied *applied, Slice text)
{
	static const char *const starts[] = {
		"commit: ", "commit ", "/c/", "/commit/?id=", "/commit/",
		"?id=",     "&id=",    "h=",  "Commit-ID: ",  "commit-id: "};

	for (gsize i = 0; i < text.len; i++) {
		for (guint k = 0; k < G_N_ELEMENTS(starts); k++) {
			Slice rest = slice_sub(text, i, text.len);

			if (!slice_take_nocase(&rest, starts[k]))
				continue;
			rest = skip_blanks(rest);
			add_hash(applied, rest);
			break;
		}
	}
}

/* "[1/3] title", "  - [net,v2,1/3] title": which part that is */
static gboolean is_item(Slice line, guint *n)
{
	gssize end;

	line = slice_trim(line);
	if (slice_take(&line, "- ") || slice_take(&line, "* "))
		line = slice_trim(line);
	if (!slice_take(&line, "["))
		return FALSE;
	end = slice_find(line, ']');
	for (gssize i = 0; i < end; i++) {
		Slice rest = slice_sub(line, (gsize)i, (gsize)end);
		guint m;

		if (i && strchr("0123456789.", line.ptr[i - 1]))
			continue;
		if (slice_take_number(&rest, MAX_PART, n) && slice_take(&rest, "/") &&
		    slice_take_number(&rest, MAX_PART, &m) && *n <= m)
			return TRUE;
	}
	return FALSE;
}

/* Below an item that is none: "(no matching commit)" */
static gboolean is_missing(Slice line)
{
	return slice_equal(slice_trim(line), "(no matching commit)");
}

void applied_list(Applied *applied, Slice lines)
{
	Slice line;
	guint n, item = 0;

	while (slice_next_line(&lines, &line)) {
		gboolean missing = is_missing(line);

		if (item && !missing)
			add_part(applied, item);
		item = 0;
		if (is_item(line, &n))
			item = n;
		applied_hashes(applied, line);
	}
	if (item)
		add_part(applied, item);
}
