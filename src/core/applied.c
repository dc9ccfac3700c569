/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/applied.h"

#include "core/applied_parts.h"
#include "core/applied_place.h"
#include "core/phrase.h"
#include "core/word.h"

#include <string.h>

#define MAX_PART 999
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
} Clause;

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
	Slice word = word_peek(*s);

	*perfect = slice_is_one_of(word, (const char *const[]){"I've", "we've", "Ive", NULL});
	if (!*perfect && !slice_is_one_of(word, (const char *const[]){"I", "we", NULL}))
		return FALSE;
	*s = word_behind(*s, word);
	*perfect |= slice_is_one_of(word_peek(*s), have);
	return TRUE;
}

static gboolean take_verb(Clause *told, Slice *s)
{
	static const char *const strong[] = {"applied", "queued", "pulled", "merged", NULL};
	static const char *const weak[] = {"picked",        "pushed",  "taken",
					   "took",          "landed",  "committed",
					   "cherry-picked", "grabbed", NULL};
	static const char *const vague[] = {"added", "staged", "squashed", NULL};
	Slice word = word_peek(*s);

	told->weak = slice_is_one_of(word, weak);
	told->vague = slice_is_one_of(word, vague);
	if (!told->weak && !told->vague && !slice_is_one_of(word, strong))
		return FALSE;
	*s = word_behind(*s, word);
	word_skip(s, particles);
	return TRUE;
}

/* "all patches" and then "but the last one", behind which a place may stand */
static void take_but(const Clause *told, Slice *s)
{
	g_autoptr(Applied) left_out = applied_new();
	static const char *const going_on[] = {"which", "that", "as", "because", "since", NULL};
	static const char *const where[] = {"to", "in", "into", "on", "onto", "for", NULL};
	Slice rest = word_skip_blanks(*s), but = rest;
	gboolean found;

	found = slice_take_nocase(&but, "but ") && applied_take_parts(&but, left_out, told->m) &&
		left_out->parts->len;
	slice_take(&rest, ", ");
	if (!found && !applied_take_exception(&rest, left_out, told->m))
		return;
	applied_leave_out(told->applied, left_out);
	rest = found ? but : rest;
	if (slice_is_one_of(word_peek(rest), going_on))
		return;
	but = rest;
	if (slice_take(&but, ",") && slice_is_one_of(word_peek(but), where))
		rest = but;
	*s = rest;
}

/* What was taken, as far as it is known what that can be. */
static gboolean take_object(Clause *told, Slice *s)
{
	guint parts = told->applied->parts->len;
	gboolean named = FALSE;

	if (applied_take_parts(s, told->applied, told->m))
		named = TRUE;
	while (word_skip(s, objects)) {
		named = TRUE;
		if (applied_take_parts(s, told->applied, told->m))
			continue;
		break;
	}
	if (named)
		take_but(told, s);
	return named || told->applied->parts->len > parts;
}

/* Where it stops, or goes on in other words. */
static gboolean ends(Slice s)
{
	s = word_skip_blanks(s);
	return !s.len || strchr(".,!;:(-[", *s.ptr) || slice_starts_nocase(s, "for now") ||
	       slice_starts(s, "\xe2\x80\x93");
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
	Slice word = word_peek(rest), next = word_peek(word_behind(rest, word));

	return slice_is_one_of(word, words) && is_short(rest) &&
	       !(slice_starts_nocase(word, "and") && slice_is_one_of(next, tried));
}

/* Nothing but a full stop. */
static gboolean is_all(Slice rest)
{
	while (rest.len && strchr(" .!", *rest.ptr))
		rest = slice_sub(rest, 1, rest.len);
	return !rest.len;
}

/* "I've taken patches 1-3", "Picked up, thanks", "Pushed now." */
static gboolean weak_convinces(Clause *told, Slice sentence, Slice rest, gboolean thanks)
{
	if (told->applied->parts->len && told->perfect)
		return !goes_on(rest);
	if (!ends(rest))
		return FALSE;
	return told->applied->parts->len || (thanks && (told->named || told->voice == BARE)) ||
	       (told->voice == BARE && !told->named && is_all(rest) && sentence.len < MAX_ALONE);
}

/* Whether what stands behind the verb makes it true. */
static gboolean convinces(Clause *told, Slice sentence, Slice rest, gboolean thanks)
{
	gboolean parts = told->applied->parts->len > 0;

	word_skip(&rest, adverbs);
	if (told->vague && applied_in_own_place(rest))
		return TRUE;
	if (applied_read_destination(told->applied, rest))
		return TRUE;
	if (told->vague)
		return FALSE;
	if (told->weak)
		return weak_convinces(told, sentence, rest, thanks);
	if (told->voice == BARE)
		return ends(rest) || goes_on(rest) || (thanks && !told->before);
	if (slice_starts(word_skip_blanks(rest), "["))
		return FALSE;
	if (thanks && (ends(rest) || goes_on(rest)))
		return TRUE;
	if (told->perfect && slice_starts(word_skip_blanks(rest), "on top of"))
		return TRUE; /* of what is queued; else that is a near miss */
	if (told->voice == PASSIVE || !ends(rest))
		return FALSE;
	return parts || (told->perfect && !slice_starts(word_skip_blanks(rest), ":")) ||
	       (told->named && is_all(rest));
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

/* Not "pushed out an updated series" */
static Phrases pushed_out = {
	.says = {"^(I|we)(['’]ve| have)?( now| just| already| also)* pushed (this|it|them|these|"
		 "the (whole |entire )?(series|patch|patches|set)) out( now| already)*"
		 "([.,;!]|$| along with| together with| with )"}};

/* "applying this to next now", "now in fold/next" */
static gboolean read_no_verb(Applied *applied, Slice clause)
{
	g_autofree char *text = slice_dup(clause);
	Slice rest;

	if (!phrase_in(&no_verb, text))
		return FALSE;
	for (gsize i = 0; i < clause.len; i++) {
		rest = slice_sub(clause, i, clause.len);
		if (*rest.ptr == ' ' &&
		    (applied_in_own_place(rest) || applied_read_destination(applied, rest)))
			return TRUE;
	}
	return FALSE;
}

static gboolean read_clause(Clause *told, Slice clause, gboolean thanks)
{
	g_autofree char *text = slice_dup(clause);
	Slice s = clause;

	if (phrase_in(&relative, text))
		return FALSE;
	if (phrase_in(&pushed_out, text))
		return TRUE;
	if (read_no_verb(told->applied, clause))
		return TRUE;

	word_skip(&s, adverbs);
	if (take_actor(&s, &told->perfect)) {
		told->voice = ACTIVE;
	} else {
		told->named = take_object(told, &s);
		told->before = told->named;
		told->voice = word_skip(&s, beings) ? PASSIVE : BARE;
	}
	word_skip(&s, adverbs);
	if (!take_verb(told, &s))
		return FALSE;
	if (take_object(told, &s))
		told->named = TRUE;
	word_skip(&s, particles);
	return convinces(told, clause, s, thanks);
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

/* Where the first place begins; not the range "1 to 3". */
static gsize find_place(Slice text)
{
	static const char *const to[] = {" to ", " onto ", " into ", " in ", " on ", " for "};

	for (gsize i = 0; i < text.len; i++) {
		for (guint k = 0; k < G_N_ELEMENTS(to); k++) {
			Slice rest = slice_sub(text, i, text.len);
			guint n;

			if (slice_take(&rest, to[k]) &&
			    (k || !slice_take_number(&rest, MAX_PART, &n)))
				return i;
		}
	}
	return text.len;
}

/* "1 for fixes, the rest for next": that is all of them */
static gboolean takes_rest(const char *text)
{
	static Phrases taken = {
		.says = {
			"(,|;| and) (and )?(the (rest|others?|remaining( \\w+)?)|everything else)"
			"( of (it|them|the (series|set|patches)))? (to|into|in|on|onto|for) (the )?"
			"(([\\w.-]+/)?([\\w.]*-)?(next|fixes)|v?\\d+\\.\\d+)( branch)?"
			"([.,;!)]|$| thanks)"}};

	return phrase_in(&taken, text);
}

static void clear_place(Applied *applied)
{
	g_clear_pointer(&applied->tree, g_free);
	g_clear_pointer(&applied->branch, g_free);
}

/* "1-2 for 5.12 and 3-4 for 5.13", "1 to fixes, 2 to next": the parts of the second place, and
 * no place then, for none is of all. */
static void read_second(Applied *applied, Slice text, guint m)
{
	static const char *const joins[] = {" and ", ", and ", ", "};
	g_autoptr(Applied) second = applied_new();
	g_autofree char *words = NULL;

	if (!applied->parts->len || applied->excepted)
		return;
	words = slice_dup(text);
	if (takes_rest(words)) {
		g_array_set_size(applied->parts, 0);
		clear_place(applied);
		return;
	}
	for (gsize i = find_place(text); i < text.len; i++) {
		for (guint k = 0; k < G_N_ELEMENTS(joins); k++) {
			Slice rest = slice_sub(text, i, text.len);

			if (!slice_take(&rest, joins[k]) || !applied_take_parts(&rest, second, m) ||
			    !applied_read_destination(second, rest))
				continue;
			for (guint n = 0; n < second->parts->len; n++)
				applied_add_part(applied, g_array_index(second->parts, guint, n));
			clear_place(applied);
			return;
		}
		g_array_set_size(second->parts, 0);
	}
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
		Clause told = {.applied = applied, .m = m};

		if (!read_clause(&told, s, thanks))
			continue;
		applied_read_exception(applied, s, m);
		read_second(applied, s, m);
		return g_steal_pointer(&applied);
	}
	return NULL;
}
