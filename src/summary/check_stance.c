/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_stance.h"

#include "base/text.h"
#include "core/phrase.h"

#include <string.h>

/* --- sentences --------------------------------------------------------------------------- */

/* Bytes of a full stop, or what stands for one, at @p; 0: none. */
static gsize stop_len(const char *p)
{
	static const char *const stops[] = {"。", "！", "？"};

	if (*p && strchr(".!?", *p))
		return p[1] == ' ' || !p[1] ? 1 : 0;
	for (guint i = 0; i < G_N_ELEMENTS(stops); i++)
		if (g_str_has_prefix(p, stops[i]))
			return strlen(stops[i]);
	return 0;
}

/* The sentence at @p up to and with its stop, which @p is moved behind. Newly allocated. */
static char *next_sentence(const char **p)
{
	const char *start = *p + strspn(*p, " "), *end = start;
	gsize stop = 0;

	while (*end && !(stop = stop_len(end)))
		end++;
	end += stop;
	*p = end;
	return g_strndup(start, (gsize)(end - start));
}

#define TAIL 24  /* bytes of a quote by which it is found where its signs were changed */
#define REST 160 /* bytes of a sentence behind a quote */

/* The quote, to the end of the sentence in which it breaks off. */
static char *whole_quote(const CheckStance *stance)
{
	g_autofree char *quote = text_clean_line(stance->quote, strlen(stance->quote));
	gsize len = strlen(quote), tail = MIN(len, TAIL);
	const char *at, *end;

	if (!stance->passage || !len || strchr(".!?", quote[len - 1]))
		return g_steal_pointer(&quote);
	while (tail && ((guchar)quote[len - tail] & 0xC0) == 0x80)
		tail--;
	at = strstr(stance->passage, quote + len - tail);
	if (!at)
		return g_steal_pointer(&quote);
	at += tail;
	for (end = at; *end && !stop_len(end); end++)
		if (end - at > REST || g_str_has_prefix(end, ": ") || g_str_has_prefix(end, "://"))
			return g_steal_pointer(&quote); /* something else begins there */
	end += stop_len(end);
	return g_strdup_printf("%s%.*s", quote, (int)(end - at), at);
}

/* --- questions --------------------------------------------------------------------------- */

static gboolean is_question(const char *sentence)
{
	return g_str_has_suffix(sentence, "?") || g_str_has_suffix(sentence, "？");
}

/* "It is racy, isn't it?" says more than it asks. */
static gboolean is_tag_question(const char *sentence)
{
	static Phrases phrases = {
		.says = {"\\b(right|no|correct|yes|eh|huh)\\?$",
			 ", (is|are|was|were|do|does|did|can|could|would|should|will|has|have)(n['"
			 "’]t)? (it|they|that|this|we|there|you|I|he|she)\\?$",
			 "吧？$"},
		.unless = {NULL}};

	return phrase_in(&phrases, sentence);
}

/* "Do you think that it would", which breaks off. */
static gboolean begins_question(const char *sentence)
{
	static Phrases phrases = {
		.says = {"^(and |but |so |or |also,? "
			 ")?(do|does|did|is|are|was|were|can|could|would|"
			 "should|have|has|will|shall)(n['’]t)? "
			 "(you|we|it|this|that|there|they|the|I|any|all)\\b[^.!]*[^.!?]$"},
		.unless = {NULL}};

	return phrase_in(&phrases, sentence);
}

/* Whether all of it are questions. */
static gboolean only_asks(const char *text)
{
	guint questions = 0;

	while (*text) {
		g_autofree char *sentence = next_sentence(&text);

		if (!*sentence)
			break;
		if (is_tag_question(sentence) ||
		    (!is_question(sentence) && !begins_question(sentence)))
			return FALSE;
		questions++;
	}
	return questions > 0;
}

/* Who asks is unsure, or wants something. */
static gboolean takes_as_question(const char *text)
{
	static Phrases phrases = {
		.says = {"\\b(ask(s|ed|ing)?|question(s|ed|ing|able)?|wonder(s|ed|ing)?|inquir(es|"
			 "ed|ing|y)|enquir(es|ed)|quer(y|ies|ied)|request(s|ed|ing)?|"
			 "suggest(s|ed|ing|ion)?|propos(es|ed|ing|al)|recommend(s|ed)?|prefer(s|"
			 "red)?|want(s|ed)?|would (like|prefer|rather)|wish(es|ed)?|seek(s|ing)?|"
			 "sought|doubt(s|ed|ful)?|challeng(es|ed|ing)|object(s|ed|ing|ion)?|"
			 "concern(s|ed)?|worr(y|ies|ied)|fear(s|ed)?|unsure|uncertain|unclear|"
			 "unconvinced|sceptical|skeptical|puzzled|curious|confused|surprised|"
			 "whether|rais(es|ed|ing)|criticis(es|ed)|criticiz(es|ed)|consider(s|ed|"
			 "ing)?|invit(es|ed)|hint(s|ed)?|probes?|call(s|ed)? for|looks for|need(s|"
			 "ed)? to "
			 "know|encourag(es|ed)|urg(es|ed)|disput(es|ed)|argu(es|ed)|see(s)? "
			 "no|does not (see|understand|know|get)|doesn['’]t (see|understand|know|"
			 "get)|not "
			 "(clear|sure|convinced|certain)|would|believ(es|ed)|suspect(s|ed))\\b|\\?",
			 "问|疑|建议|提议|希望|请|是否|能否|可否|反对|担心|担忧|顾虑|不清楚|不确定|"
			 "不明白|不理解|想知道|求证|征求|探讨|为何|为什么|如何|怎么|关心|要求|主张|"
			 "倾向|认为应|考虑|质|好奇|想|吗|什么|哪"},
		.unless = {NULL}};

	return phrase_in(&phrases, text);
}

/* What others asked for is no question of the actor's: "as {P} suggested". */
static char *without_others(const char *text)
{
	static const char *const asks[] = {"suggested", "proposed", "requested",
					   "asked for", "wanted",   "asked"};
	GString *out = g_string_new(text);

	for (guint i = 0; i < G_N_ELEMENTS(asks); i++) {
		g_autofree char *did = g_strconcat("{P} ", asks[i], NULL);
		g_autofree char *had = g_strconcat("{P} had ", asks[i], NULL);
		g_autofree char *by = g_strconcat(asks[i], " by {P}", NULL);

		g_string_replace(out, did, "", 0);
		g_string_replace(out, had, "", 0);
		g_string_replace(out, by, "", 0);
	}
	return g_string_free(out, FALSE);
}

gboolean check_stance_asserts(const CheckStance *stance)
{
	g_autofree char *quote = whole_quote(stance);
	g_autofree char *text = without_others(stance->text);

	return only_asks(quote) && !takes_as_question(text);
}

/* --- words --------------------------------------------------------------------------------- */

/* Lower case, "n’t" as "n't". */
static char *plain(const char *text)
{
	g_autofree char *lower = g_utf8_strdown(text, -1);
	GString *out = g_string_new(lower);

	g_string_replace(out, "’", "'", 0);
	return g_string_free(out, FALSE);
}

static gboolean is_one_of(const char *word, const char *const *words)
{
	for (guint i = 0; words[i]; i++)
		if (g_str_equal(word, words[i]))
			return TRUE;
	return FALSE;
}

/* A word of a text that was made plain, and whether a sign behind it ends a clause. */
typedef struct {
	char *word;
	gboolean ends;
} Word;

static void word_clear(gpointer data)
{
	g_free(((Word *)data)->word);
}

static GArray *words_of(const char *text)
{
	g_autofree char *low = plain(text);
	g_auto(GStrv) tokens = g_strsplit(low, " ", -1);
	GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));

	g_array_set_clear_func(words, word_clear);
	for (guint i = 0; tokens[i]; i++) {
		char *start = tokens[i] + strspn(tokens[i], "\"'`*_([{<-"), *end;
		Word word = {0};

		for (end = start + strlen(start);
		     end > start && strchr(",;:.!?\"'`*)]}>-", end[-1]); end--)
			word.ends |= strchr(",;:.!?)", end[-1]) != NULL;
		*end = '\0';
		if (*start) {
			word.word = g_strdup(start);
			g_array_append_val(words, word);
		} else if (words->len) {
			g_array_index(words, Word, words->len - 1).ends = TRUE;
		}
	}
	return words;
}

static const char *word_at(const GArray *words, guint i)
{
	return i < words->len ? g_array_index(words, Word, i).word : "";
}

/* --- done, and to be done -------------------------------------------------------------------- */

/* What people do to patches: as done, and what its other forms begin with. */
static const struct {
	const char *done, *stem;
} deeds[] = {
	{"sent", "send"},           {"posted", "post"},           {"submitted", "submit"},
	{"added", "add"},           {"removed", "remov"},         {"dropped", "drop"},
	{"deleted", "delet"},       {"implemented", "implement"}, {"fixed", "fix"},
	{"changed", "chang"},       {"converted", "convert"},     {"switched", "switch"},
	{"moved", "mov"},           {"merged", "merg"},           {"folded", "fold"},
	{"squashed", "squash"},     {"aligned", "align"},         {"addressed", "address"},
	{"updated", "updat"},       {"reworked", "rework"},       {"rewrote", "rewrit"},
	{"rewritten", "rewrit"},    {"respun", "respin"},         {"resent", "resend"},
	{"rebased", "rebas"},       {"renamed", "renam"},         {"replaced", "replac"},
	{"adopted", "adopt"},       {"documented", "document"},   {"corrected", "correct"},
	{"restricted", "restrict"}, {"tested", "test"},           {"retested", "retest"},
	{"reviewed", "review"},     {"measured", "measur"},       {"queued", "queu"},
	{"applied", "appl"},        {"pulled", "pull"},           {"picked", "pick"},
	{"cleaned", "clean"},       {"restored", "restor"},       {"reverted", "revert"},
	{"painted", "paint"},       {"extended", "extend"},       {"investigated", "investigat"},
	{"refactored", "refactor"}, {"simplified", "simplif"},
};

static gboolean is_deed(const char *word)
{
	for (guint i = 0; i < G_N_ELEMENTS(deeds); i++)
		if (g_str_equal(word, deeds[i].done))
			return TRUE;
	return FALSE;
}

/* What one does by saying it: "I would suggest" suggests. */
static gboolean is_saying(const char *word)
{
	static const char *const words[] = {
		"suggested", "proposed",  "asked",      "confirmed", "noted",     "reported",
		"agreed",    "preferred", "questioned", "wondered",  "mentioned", "argued",
		"planned",   "expected",  "considered", "offered",   "promised",  "wanted",
		"liked",     "objected",  "doubted",    "acked",     "nacked",    "recommended",
		"replied",   "answered",  "explained",  "stated",    "requested", "needed",
		"raised",    "pointed",   "linked",     "referred",  "believed",  "supported",
		"based",     "related",   "called",     "named",     "used",      NULL};

	return is_one_of(word, words);
}

/* What its other forms begin with, of a deed that is done; NULL: it is none. To be freed. */
static char *deed_stem(const char *word)
{
	gsize len = strlen(word);

	for (guint i = 0; i < G_N_ELEMENTS(deeds); i++)
		if (g_str_equal(word, deeds[i].done))
			return g_strdup(deeds[i].stem);
	if (len < 6 || !g_str_has_suffix(word, "ed") || is_saying(word))
		return NULL;
	/* dropped, drop */
	if (word[len - 3] == word[len - 4] && !strchr("sl", word[len - 3]))
		len--;
	return g_strndup(word, len - 2);
}

static gboolean is_to_come(const char *word)
{
	static const char *const words[] = {
		"will",  "can",  "could",     "should",   "would",    "going", "please", "may",
		"might", "must", "shall",     "try",      "plan",     "need",  "let",    "maybe",
		"want",  "to",   "shouldn't", "couldn't", "wouldn't", "can't", NULL};

	return is_one_of(word, words) || g_str_has_suffix(word, "'ll") ||
	       g_str_has_suffix(word, "'d");
}

/* Whether something is so, or was done: "moved", but not "could be moved". */
static gboolean has_done(const GArray *words, const char *stem)
{
	for (guint i = 0; i < words->len; i++) {
		g_autofree char *one = deed_stem(word_at(words, i));

		if (one && g_str_equal(one, stem) &&
		    !(i && g_str_equal(word_at(words, i - 1), "be")))
			return TRUE;
	}
	return FALSE;
}

/* Whether the quote has that deed with a "will", "please", … up to four words in front. */
static gboolean is_still_to_do(const GArray *quote, const char *stem)
{
	for (guint i = 0; i < quote->len; i++) {
		if (!g_str_has_prefix(word_at(quote, i), stem))
			continue;
		for (guint back = 1; back <= 4 && back <= i; back++)
			if (is_to_come(word_at(quote, i - back)))
				return TRUE;
	}
	return FALSE;
}

/* "Sure, will do": of whatever it is. */
static gboolean only_promises(const CheckStance *stance)
{
	static Phrases future = {
		.says = {"\\b(I|we)( will|['’]ll)\\b", "^\\W*(\\w+\\W+){0,2}will \\w+",
			 "\\b(I|we)( am|['’]m| are|['’]re) going to\\b", "\\bI can\\b",
			 "\\blet me\\b"},
		.unless = {"\\b(did|done|sent|was|were|been|had|made|got|found|ran|wrote|took|"
			   "already|pulled|queued|applied|merged|pushed|picked)\\b",
			   "\\b(I|we)( have|['’]ve)\\b"}};

	return phrase_in(&future, stance->quote) &&
	       !(stance->passage && !phrase_in(&future, stance->passage));
}

/* "Uses masks everywhere now." */
static gboolean is_so_by_now(const char *text)
{
	static Phrases phrases = {.says = {"\\bnow\\W*$", "\\b(is|are) (\\w+ )?(now|already)\\b",
					   "\\bnow (uses|has|does|takes|holds)\\b"},
				  .unless = {"\\b(will|plans?|intends?|agrees?)\\b"}};

	return phrase_in(&phrases, text);
}

/* The word is where a deed is told: first in a clause, or behind "was", "has been". */
static gboolean tells_deed(const GArray *text, guint i)
{
	static const char *const skip[] = {"has",  "have", "already", "now",   "also",
					   "just", "then", "and",     "since", NULL};
	static const char *const passive[] = {"was", "were", "been", NULL};
	guint at = i;

	while (at > 0 && is_one_of(word_at(text, at - 1), skip))
		at--;
	return at == 0 || g_array_index(text, Word, at - 1).ends ||
	       is_one_of(word_at(text, at - 1), passive);
}

gboolean check_stance_jumps(const CheckStance *stance)
{
	g_autoptr(GArray) text = words_of(stance->text);
	g_autoptr(GArray) quote = words_of(stance->quote);
	g_autoptr(GArray) passage = words_of(stance->passage ? stance->passage : stance->quote);

	for (guint i = 0; i < text->len; i++) {
		g_autofree char *stem = deed_stem(word_at(text, i));

		if (!stem || !tells_deed(text, i) || has_done(passage, stem))
			continue;
		if (is_still_to_do(quote, stem) ||
		    (i < 3 && is_deed(word_at(text, i)) && only_promises(stance)))
			return TRUE;
	}
	return is_so_by_now(stance->text) && only_promises(stance);
}

gboolean check_stance_promises(const CheckStance *stance)
{
	static Phrases promise = {
		.says = {"^(will|promises|plans to|intends to|is going to|commits to)\\b"},
		.unless = {NULL}};
	static Phrases future = {
		.says = {"\\b(will|going to|gonna|shall|plan(s|ned|ning)?|intend|let "
			 "me|next|should|"
			 "would|could|can|may|might|must|want|try|trying|todo|to-do|to do|soon|"
			 "later|tomorrow|sure|ok|okay|yes|yep|yeah|ack|respin|resend|repost|"
			 "happy to|expect|hope|working|start(ing)?|continue|look into|need(s)? "
			 "to|have to|(a|an) (new|next|updated) (version|series|patch)|v\\d+)\\b",
			 "['’](ll|d)\\b", "\\bI['’]?m \\w+ing\\b",
			 "会|将|打算|计划|稍后|准备|好的"},
		.unless = {NULL}};

	return phrase_in(&promise, stance->text) && !phrase_in(&future, stance->own);
}

/* --- doubts ---------------------------------------------------------------------------------- */

gboolean check_stance_hardens(const CheckStance *stance)
{
	/* of the actor, who says it, "The …" has nothing */
	static Phrases bare = {
		.says = {"^(the|an?|it|there|this|these|those|all|both|each|no)\\b"},
		.unless = {"\\b(may|might|could|can|would|should|probabl[ey]|possib(ly|le)|likely|"
			   "perhaps|maybe|potential(ly)?|whether|if|seems?|appears?|unsure|"
			   "unclear|suspect(s|ed)?|thinks?|believes?|says?|expect(s|ed)?|"
			   "suggest(s|ed)?|propos(es|ed)|asks?|doubt(s|ed|ful)?|risks?)\\b"}};
	static Phrases doubt = {.says = {"\\b(might|perhaps|maybe|probably|possibly|I suspect|I "
					 "guess)\\b|\\*think\\*"},
				.unless = {NULL}};
	static Phrases demand = {.says = {"\\b(requires|demands|insists)\\b"}, .unless = {NULL}};
	static Phrases idea = {
		.says = {"\\b(maybe|may be|perhaps|might|could|nit|optional(ly)?|up to you|if you "
			 "(want|like|prefer)|no big deal)\\b"},
		.unless = {"\\b(must|needs?|have to|has to|should|please|required?|mandatory)\\b"}};

	return (phrase_in(&bare, stance->text) && phrase_in(&doubt, stance->quote)) ||
	       (phrase_in(&demand, stance->text) && phrase_in(&idea, stance->quote));
}

/* --- not ------------------------------------------------------------------------------------- */

static gboolean is_not(const char *word)
{
	static const char *const words[] = {"not",     "no",      "never",   "cannot",
					    "without", "hardly",  "neither", "nor",
					    "none",    "nothing", NULL};

	return is_one_of(word, words) || g_str_has_suffix(word, "n't");
}

/* Words that carry nothing: what is denied comes behind them. */
static gboolean is_light(const char *word)
{
	static const char *const words[] = {
		"think",       "believe",   "see",         "sure",   "know",      "want",
		"feel",        "find",      "seem",        "seems",  "need",      "have",
		"does",        "this",      "that",        "these",  "those",     "they",
		"there",       "them",      "their",       "your",   "much",      "really",
		"quite",       "very",      "even",        "just",   "able",      "been",
		"being",       "going",     "where",       "what",   "when",      "which",
		"with",        "from",      "into",        "such",   "also",      "here",
		"more",        "many",      "like",        "mean",   "care",      "say",
		"enough",      "anymore",   "either",      "make",   "makes",     "using",
		"used",        "actually",  "other",       "some",   "entirely",  "particularly",
		"immediately", "currently", "necessarily", "longer", "convinced", "yet",
		"reason",      "clear",     "obvious",     NULL};

	return strlen(word) < 4 || is_one_of(word, words);
}

static gboolean is_joint(const char *word)
{
	static const char *const words[] = {
		"but", "and",    "because", "since",  "so",      "although", "though", "while",
		"if",  "unless", "until",   "before", "whereas", "as",       "or",     NULL};

	return is_one_of(word, words);
}

#define STEM 5 /* letters by which words are the same: define, defines */

static gboolean same_word(const char *a, const char *b)
{
	gsize n = MIN(STEM, MIN(strlen(a), strlen(b)));

	return n >= 4 && strncmp(a, b, n) == 0;
}

/* The words that the "not" at @at denies, three at most; 0: it denies none, or not for sure. */
static guint denied(const GArray *quote, guint at, const char **found)
{
	static const char *const objects[] = {"nothing", "none", "nor", "neither", NULL};
	static const char *const unsure[] = {"until", "unless", "before", "only", "than",
					     "more",  "doubt",  "matter", NULL};
	guint n = 0;

	if (g_array_index(quote, Word, at).ends || is_one_of(word_at(quote, at), objects))
		return 0;
	for (guint i = at + 1; i < quote->len && i <= at + 9; i++) {
		const char *word = word_at(quote, i);

		if (is_one_of(word, unsure) || is_not(word))
			return 0;
		if (is_joint(word))
			break;
		if (!is_light(word))
			found[n++] = word;
		if (n == 3 || g_array_index(quote, Word, i).ends)
			break;
	}
	return n;
}

/* Whether a clause says that something is not so, in whatever words. */
static gboolean denies(const char *clause)
{
	static Phrases phrases = {
		.says = {"\\b(not|no|never|cannot|without|hardly|neither|nor|none|nothing|nobody|"
			 "instead|rather|than|fail(s|ed|ing|ure)?|lack(s|ed|ing)?|miss(es|ed|ing)?|"
			 "doubt(s|ed|ful)?|question(s|ed|ing)?|object(s|ed|ing|ion)?|reject(s|ed|"
			 "ing)?|oppos(es|ed|ing)|against|wrong(ly)?|unable|impossible|only|stop(s|"
			 "ped)?|avoid(s|ed|ing)?|drop(s|ped|ping)?|remov(e|es|ed|ing|al)|skip(s|"
			 "ped|"
			 "ping)?|prevent(s|ed|ing)?|ask(s|ed|ing)?|whether|if|why|redundant|"
			 "needless|pointless|hard(ly)?|difficult|criticis(es|ed)|concern(s|ed)?|"
			 "worr(y|ies|ied)|refus(es|ed|ing)|despite|little|few|less|nak(s|ed)?|"
			 "nack(s|ed)?|keeps?|den(y|ies|ied)|contradicts?|rule[sd]? out|broken|"
			 "breaks?|disagree(s|d)?|dislikes?|dismiss(es)?|discourag(es|ed)|"
			 "unchanged|unclear|unsure|unnecessary|unneeded|unlikely|unacceptable|"
			 "unsupported|unsafe|unhappy|unconvinced|unrelated|untouched|unused|"
			 "in(correct|valid|sufficient|"
			 "complete|consistent)|too|late(r)?|forbid(s|den)?|withdraw(s|n)?|"
			 "reluctant|apologi[sz]es?|yet|contrary|opposite)\\b|n['’]t\\b"},
		.unless = {NULL}};

	return phrase_in(&phrases, clause);
}

static gboolean is_among(const char *word, const char *const *words, guint n)
{
	for (guint i = 0; i < n; i++)
		if (same_word(word, words[i]))
			return TRUE;
	return FALSE;
}

static gboolean has_word(const GArray *text, guint from, guint to, const char *word)
{
	for (guint i = from; i <= to; i++)
		if (same_word(word_at(text, i), word))
			return TRUE;
	return FALSE;
}

/* Whether a clause of the text has all of these words, and denies nothing. */
static gboolean says_plainly(const GArray *text, const char *const *words, guint n)
{
	guint start = 0;

	for (guint i = 0; i < text->len; i++) {
		g_autoptr(GString) clause = NULL;
		guint found = 0;

		if (i + 1 < text->len && !g_array_index(text, Word, i).ends)
			continue;
		clause = g_string_new(NULL);
		for (guint w = 0; w < n; w++)
			found += has_word(text, start, i, words[w]);
		for (guint j = start; j <= i; j++)
			if (!is_among(word_at(text, j), words, n))
				g_string_append_printf(clause, "%s ", word_at(text, j));
		if (found == n && !denies(clause->str))
			return TRUE;
		start = i + 1;
	}
	return FALSE;
}

static gboolean sentence_turned(const GArray *text, const char *sentence)
{
	g_autoptr(GArray) quote = words_of(sentence);

	for (guint i = 0; i < quote->len; i++) {
		const char *words[3];
		guint n = is_not(word_at(quote, i)) ? denied(quote, i, words) : 0;

		if (n && !(i && is_not(word_at(quote, i - 1))) && says_plainly(text, words, n))
			return TRUE;
	}
	return FALSE;
}

/* "Is not sure that it is needed" denies nothing. */
static gboolean is_doubt(const GArray *text, guint at)
{
	static const char *const words[] = {"sure",  "convinced", "clear", "see",     "understand",
					    "think", "know",      "agree", "believe", "want",
					    "find",  "like",      "only",  "obvious", "certain",
					    "seem",  "expect",    "mind",  "care",    NULL};

	for (guint i = at + 1; i < text->len && i <= at + 3; i++)
		if (is_one_of(word_at(text, i), words))
			return TRUE;
	return FALSE;
}

/* The other way round: the text has a "not" that its quote has not. */
static gboolean denies_plain(const GArray *text, const char *sentence)
{
	g_autoptr(GArray) quote = words_of(sentence);

	for (guint i = 0; i < text->len; i++) {
		const char *words[3];
		guint n =
			is_not(word_at(text, i)) && !is_doubt(text, i) ? denied(text, i, words) : 0;

		/* one word alone may be another's: "allowing that to work", "no longer works" */
		if (n > 1 && !(i && is_not(word_at(text, i - 1))) && says_plainly(quote, words, n))
			return TRUE;
	}
	return FALSE;
}

gboolean check_stance_turns(const CheckStance *stance)
{
	g_autofree char *whole = whole_quote(stance);
	g_autoptr(GArray) text = words_of(stance->text);
	const char *quote = whole;

	while (*quote) {
		g_autofree char *sentence = next_sentence(&quote);

		/* "Shouldn't it be locked?" wants it locked */
		if (*sentence && !is_question(sentence) &&
		    (sentence_turned(text, sentence) || denies_plain(text, sentence)))
			return TRUE;
	}
	return FALSE;
}
