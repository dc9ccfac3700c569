/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/telling.h"

#include "core/ask.h"

#include <string.h>

#define SHORT_WORDS 4 /* fewer say little without what they answer */
#define SHORT_BYTES 24
#define EARLY_WORDS 4    /* before which a patch is taken */
#define DENIED_BYTES 24  /* within which a "not" stands before what it denies */
#define OPINION_BYTES 48 /* … an "I don't think" */
#define YIELDING_WORDS 6
#define ASIDE -24
#define SHORT_QUESTION 40
#define FEW_WORDS 5       /* of a verdict, which says little of what */
#define POINTING_WORDS 12 /* … that begins with "this" */
#define LONG_BYTES 260    /* more is read by few */
#define FIRST_PLACES 6    /* sentences that stand early */

/* What sentences say, by the words they say it with. Each counts once in a sentence. */
typedef enum {
	SAYS_NACK,
	SAYS_FAILS,
	SAYS_WRONG,
	SAYS_TAKEN,
	SAYS_YIELDS,
	SAYS_GOOD,
	SAYS_WISH,
	SAYS_WILL,
	SAYS_DOUBT,
	SAYS_THANKS,
	SAYS_SMALL,
	SAYS_EXCUSE,
	N_SAYS,
} Says;

#define VERDICTS                                                                                   \
	(1u << SAYS_NACK | 1u << SAYS_FAILS | 1u << SAYS_WRONG | 1u << SAYS_YIELDS |               \
	 1u << SAYS_GOOD | 1u << SAYS_TAKEN)

#define AGREES (1u << SAYS_YIELDS | 1u << SAYS_GOOD)

static const int weights[N_SAYS] = {
	[SAYS_NACK] = 60,   [SAYS_FAILS] = 40,   [SAYS_WRONG] = 28,  [SAYS_TAKEN] = 34,
	[SAYS_YIELDS] = 26, [SAYS_GOOD] = 20,    [SAYS_WISH] = 22,   [SAYS_WILL] = 14,
	[SAYS_DOUBT] = 12,  [SAYS_THANKS] = -34, [SAYS_SMALL] = -12, [SAYS_EXCUSE] = -36,
};

/* Lower case. */
static const struct {
	const char *phrase;
	Says says;
	gboolean open; /* its last word may go on */
} phrases[] = {
	{"nak", SAYS_NACK, FALSE},
	{"nack", SAYS_NACK, TRUE},
	{"naked-by", SAYS_NACK, FALSE},
	{"i object", SAYS_NACK, FALSE},
	{"not acceptable", SAYS_NACK, FALSE},
	{"unacceptable", SAYS_NACK, FALSE},
	{"no way", SAYS_NACK, FALSE},
	{"not going to take", SAYS_NACK, FALSE},
	{"fails to build", SAYS_FAILS, FALSE},
	{"fails to compile", SAYS_FAILS, FALSE},
	{"fails to boot", SAYS_FAILS, FALSE},
	{"fails to apply", SAYS_FAILS, FALSE},
	{"doesn't build", SAYS_FAILS, FALSE},
	{"does not build", SAYS_FAILS, FALSE},
	{"doesn't compile", SAYS_FAILS, FALSE},
	{"does not compile", SAYS_FAILS, FALSE},
	{"doesn't boot", SAYS_FAILS, FALSE},
	{"does not boot", SAYS_FAILS, FALSE},
	{"doesn't apply", SAYS_FAILS, FALSE},
	{"does not apply", SAYS_FAILS, FALSE},
	{"breaks the build", SAYS_FAILS, FALSE},
	{"build failure", SAYS_FAILS, TRUE},
	{"don't like", SAYS_WRONG, FALSE},
	{"bad idea", SAYS_WRONG, FALSE},
	{"not happy with", SAYS_WRONG, FALSE},
	{"wrong", SAYS_WRONG, TRUE},
	{"broken", SAYS_WRONG, FALSE},
	{"breaks", SAYS_WRONG, FALSE},
	{"breakage", SAYS_WRONG, FALSE},
	{"racy", SAYS_WRONG, FALSE},
	{"race", SAYS_DOUBT, FALSE},
	{"races", SAYS_DOUBT, FALSE},
	{"regress", SAYS_WRONG, TRUE},
	{"bug", SAYS_DOUBT, FALSE},
	{"bugs", SAYS_DOUBT, FALSE},
	{"buggy", SAYS_WRONG, FALSE},
	{"incorrect", SAYS_WRONG, TRUE},
	{"crash", SAYS_WRONG, TRUE},
	{"deadlock", SAYS_WRONG, TRUE},
	{"leak", SAYS_WRONG, TRUE},
	{"overflow", SAYS_WRONG, TRUE},
	{"use-after-free", SAYS_WRONG, FALSE},
	{"unsafe", SAYS_WRONG, FALSE},
	{"fails", SAYS_WRONG, FALSE},
	{"violates", SAYS_WRONG, FALSE},
	{"problem", SAYS_DOUBT, TRUE},
	{"doesn't work", SAYS_WRONG, FALSE},
	{"does not work", SAYS_WRONG, FALSE},
	{"won't work", SAYS_WRONG, FALSE},
	{"not work", SAYS_WRONG, FALSE},
	{"doesn't make sense", SAYS_WRONG, FALSE},
	{"makes no sense", SAYS_WRONG, FALSE},
	{"not correct", SAYS_WRONG, FALSE},
	{"not right", SAYS_WRONG, FALSE},
	{"pointless", SAYS_WRONG, FALSE},
	{"horrible", SAYS_WRONG, FALSE},
	{"ugly", SAYS_WRONG, FALSE},
	{"frivolous", SAYS_WRONG, FALSE},
	{"redundant", SAYS_WRONG, FALSE},
	{"overkill", SAYS_WRONG, FALSE},
	{"dangerous", SAYS_WRONG, FALSE},
	{"misleading", SAYS_WRONG, FALSE},
	{"missing", SAYS_DOUBT, FALSE},
	{"disagree", SAYS_WRONG, FALSE},
	{"applied", SAYS_TAKEN, FALSE},
	{"queued", SAYS_TAKEN, FALSE},
	{"merged", SAYS_TAKEN, FALSE},
	{"pulled", SAYS_TAKEN, FALSE},
	{"picked up", SAYS_TAKEN, FALSE},
	{"i'll queue", SAYS_TAKEN, FALSE},
	{"i'll take", SAYS_TAKEN, FALSE},
	{"i'll merge", SAYS_TAKEN, FALSE},
	{"i'll pick", SAYS_TAKEN, FALSE},
	{"agree with you", SAYS_YIELDS, TRUE},
	{"agree on your", SAYS_YIELDS, FALSE},
	{"completely agree", SAYS_YIELDS, FALSE},
	{"totally agree", SAYS_YIELDS, FALSE},
	{"fully agree", SAYS_YIELDS, FALSE},
	{"you're right", SAYS_YIELDS, FALSE},
	{"you are right", SAYS_YIELDS, FALSE},
	{"looks good", SAYS_GOOD, FALSE},
	{"look good", SAYS_GOOD, FALSE},
	{"looks fine", SAYS_GOOD, FALSE},
	{"look fine", SAYS_GOOD, FALSE},
	{"looks ok", SAYS_GOOD, TRUE},
	{"looks right", SAYS_GOOD, FALSE},
	{"looks correct", SAYS_GOOD, FALSE},
	{"looks sane", SAYS_GOOD, FALSE},
	{"looks great", SAYS_GOOD, FALSE},
	{"looks reasonable", SAYS_GOOD, FALSE},
	{"looks sensible", SAYS_GOOD, FALSE},
	{"looks nice", SAYS_GOOD, FALSE},
	{"looks much better", SAYS_GOOD, FALSE},
	{"lgtm", SAYS_GOOD, FALSE},
	{"fine by me", SAYS_GOOD, FALSE},
	{"fine with me", SAYS_GOOD, FALSE},
	{"fine to me", SAYS_GOOD, FALSE},
	{"i'm fine", SAYS_GOOD, FALSE},
	{"is fine", SAYS_GOOD, FALSE},
	{"happy with", SAYS_GOOD, FALSE},
	{"i'm ok", SAYS_GOOD, FALSE},
	{"agree", SAYS_GOOD, FALSE},
	{"agreed", SAYS_GOOD, FALSE},
	{"makes sense", SAYS_GOOD, FALSE},
	{"make sense", SAYS_GOOD, FALSE},
	{"works for me", SAYS_GOOD, FALSE},
	{"works fine", SAYS_GOOD, FALSE},
	{"i like", SAYS_GOOD, FALSE},
	{"nice cleanup", SAYS_GOOD, FALSE},
	{"good idea", SAYS_GOOD, FALSE},
	{"acceptable", SAYS_GOOD, FALSE},
	{"is correct", SAYS_GOOD, FALSE},
	{"is right", SAYS_GOOD, FALSE},
	{"prefer this approach", SAYS_GOOD, FALSE},
	{"prefer this version", SAYS_GOOD, FALSE},
	{"prefer your", SAYS_GOOD, FALSE},
	{"is better", SAYS_GOOD, FALSE},
	{"good choice", SAYS_GOOD, FALSE},
	{"look great", SAYS_GOOD, FALSE},
	{"verified", SAYS_GOOD, FALSE},
	{"tested", SAYS_GOOD, FALSE},
	{"no objection", SAYS_GOOD, TRUE},
	{"good catch", SAYS_GOOD, FALSE},
	{"need to", SAYS_WISH, FALSE},
	{"needs", SAYS_WISH, FALSE},
	{"should", SAYS_WISH, FALSE},
	{"shouldn't", SAYS_WISH, FALSE},
	{"must", SAYS_WISH, FALSE},
	{"please", SAYS_WISH, FALSE},
	{"prefer", SAYS_WISH, FALSE},
	{"preferable", SAYS_WISH, FALSE},
	{"preferred", SAYS_WISH, FALSE},
	{"rather", SAYS_WISH, FALSE},
	{"instead", SAYS_WISH, FALSE},
	{"suggest", SAYS_WISH, TRUE},
	{"could you", SAYS_WISH, FALSE},
	{"can you", SAYS_WISH, FALSE},
	{"can we", SAYS_WISH, FALSE},
	{"could we", SAYS_WISH, FALSE},
	{"would be better", SAYS_WISH, FALSE},
	{"would be nice", SAYS_WISH, FALSE},
	{"would be good", SAYS_WISH, FALSE},
	{"be better", SAYS_WISH, FALSE},
	{"better to", SAYS_WISH, FALSE},
	{"why not", SAYS_WISH, FALSE},
	{"how about", SAYS_WISH, FALSE},
	{"have to", SAYS_WISH, FALSE},
	{"has to", SAYS_WISH, FALSE},
	{"ought to", SAYS_WISH, FALSE},
	{"refrain", SAYS_WISH, FALSE},
	{"no reason", SAYS_WISH, FALSE},
	{"want to see", SAYS_WISH, FALSE},
	{"i'd like", SAYS_WISH, FALSE},
	{"not needed", SAYS_WISH, FALSE},
	{"no need", SAYS_WISH, FALSE},
	{"unnecessary", SAYS_WISH, FALSE},
	{"i'll", SAYS_WILL, FALSE},
	{"i will", SAYS_WILL, FALSE},
	{"will fix", SAYS_WILL, FALSE},
	{"will do", SAYS_WILL, FALSE},
	{"decided", SAYS_WILL, FALSE},
	{"will respin", SAYS_WILL, FALSE},
	{"next version", SAYS_WILL, FALSE},
	{"i think", SAYS_DOUBT, FALSE},
	{"i don't think", SAYS_DOUBT, FALSE},
	{"i don't see", SAYS_DOUBT, FALSE},
	{"i don't understand", SAYS_DOUBT, FALSE},
	{"not sure", SAYS_DOUBT, FALSE},
	{"not convinced", SAYS_DOUBT, FALSE},
	{"concern", SAYS_DOUBT, TRUE},
	{"worried", SAYS_DOUBT, FALSE},
	{"worry", SAYS_DOUBT, FALSE},
	{"issue", SAYS_DOUBT, FALSE},
	{"issues", SAYS_DOUBT, FALSE},
	{"unfortunately", SAYS_DOUBT, FALSE},
	{"however", SAYS_DOUBT, FALSE},
	{"actually", SAYS_DOUBT, FALSE},
	{"wonder", SAYS_DOUBT, TRUE},
	{"cannot", SAYS_DOUBT, FALSE},
	{"can't", SAYS_DOUBT, FALSE},
	{"never", SAYS_DOUBT, FALSE},
	{"doesn't", SAYS_DOUBT, FALSE},
	{"does not", SAYS_DOUBT, FALSE},
	{"not keen", SAYS_WRONG, FALSE},
	{"confus", SAYS_DOUBT, TRUE},
	{"unclear", SAYS_DOUBT, FALSE},
	{"hard time", SAYS_DOUBT, FALSE},
	{"hard to", SAYS_DOUBT, FALSE},
	{"poor", SAYS_WRONG, FALSE},
	{"bogus", SAYS_WRONG, FALSE},
	{"fragile", SAYS_WRONG, FALSE},
	{"error prone", SAYS_WRONG, FALSE},
	{"error-prone", SAYS_WRONG, FALSE},
	{"insane", SAYS_WRONG, FALSE},
	{"don't match", SAYS_DOUBT, FALSE},
	{"doesn't match", SAYS_DOUBT, FALSE},
	{"thank you", SAYS_THANKS, FALSE},
	{"thanks", SAYS_THANKS, FALSE},
	{"cheers", SAYS_THANKS, FALSE},
	{"appreciate", SAYS_THANKS, TRUE},
	{"nit", SAYS_SMALL, FALSE},
	{"nits", SAYS_SMALL, FALSE},
	{"nitpick", SAYS_SMALL, TRUE},
	{"typo", SAYS_SMALL, TRUE},
	{"whitespace", SAYS_SMALL, TRUE},
	{"spelling", SAYS_SMALL, FALSE},
	{"indentation", SAYS_SMALL, FALSE},
	{"blank line", SAYS_SMALL, TRUE},
	{"empty line", SAYS_SMALL, TRUE},
	{"sorry for", SAYS_EXCUSE, FALSE},
	{"sorry about", SAYS_EXCUSE, FALSE},
	{"apologies", SAYS_EXCUSE, FALSE},
	{"misread", SAYS_EXCUSE, FALSE},
	{"am i wrong", SAYS_EXCUSE, FALSE},
	{"am i missing", SAYS_EXCUSE, FALSE},
	{"i'm missing", SAYS_EXCUSE, FALSE},
	{"i missed", SAYS_EXCUSE, FALSE},
	{"i forgot", SAYS_EXCUSE, FALSE},
	{"i was wrong", SAYS_EXCUSE, FALSE},
	{"bit confused", SAYS_EXCUSE, FALSE},
	{"feel free", SAYS_EXCUSE, FALSE},
	{"get back to you", SAYS_EXCUSE, FALSE},
	{"never mind", SAYS_EXCUSE, FALSE},
	{"nevermind", SAYS_EXCUSE, FALSE},
	{"n/m", SAYS_EXCUSE, FALSE},
	{"i was going to", SAYS_EXCUSE, FALSE},
	{"i was about to", SAYS_EXCUSE, FALSE},
	{"hope this", SAYS_EXCUSE, FALSE},
	{"let me know", SAYS_EXCUSE, FALSE},
	{"see below", SAYS_EXCUSE, FALSE},
	{"how about this", SAYS_EXCUSE, FALSE},
	{"this instead", SAYS_EXCUSE, FALSE},
	{"something like this", SAYS_EXCUSE, FALSE},
	{"as below", SAYS_EXCUSE, FALSE},
	{"comments below", SAYS_EXCUSE, FALSE},
	{"comments inline", SAYS_EXCUSE, FALSE},
	{"applied on", SAYS_EXCUSE, FALSE},
};

/* --- words ------------------------------------------------------------------------ */

static gboolean is_word(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

/* Whether @phrase is in @words as words of their own. */
static gboolean says(const char *words, const char *phrase, gboolean open)
{
	gsize len = strlen(phrase);

	for (const char *p = words; (p = strstr(p, phrase)); p++)
		if ((p == words || !is_word(p[-1])) && (open || !is_word(p[len])))
			return TRUE;
	return FALSE;
}

/*
 * "Now queued for 6.8, thanks": what was done stands among the first words; further on, it
 * is what something else hangs on.
 */
static gboolean is_early(const char *words, const char *phrase)
{
	const char *at = strstr(words, phrase);
	guint blanks = 0;

	for (const char *p = words; at && p < at; p++)
		blanks += *p == ' ' ? 1 : 0;
	return blanks < EARLY_WORDS;
}

/* "If that is wrong, …", "what to do when it fails": nobody says that it is, and does. */
static gboolean is_supposed(const char *words, const char *phrase)
{
	static const char *const supposes[] = {"if ", "do when ", "whether ", "in case "};
	const char *at = strstr(words, phrase);

	for (guint i = 0; i < G_N_ELEMENTS(supposes); i++) {
		const char *supposed = strstr(words, supposes[i]);

		if (supposed && supposed < at && (supposed == words || supposed[-1] == ' '))
			return TRUE;
	}
	return FALSE;
}

/* Whether one of @list stands in the @bytes before @phrase. */
static gboolean is_behind(const char *words, const char *phrase, gssize bytes,
			  const char *const *list)
{
	const char *at = strstr(words, phrase);
	const char *from = at - MIN(bytes, at - words);

	for (guint i = 0; list[i]; i++)
		if (g_strstr_len(from, at - from, list[i]))
			return TRUE;
	return FALSE;
}

/* "That does not look wrong to me", "Can't disagree" */
static gboolean is_denied(const char *words, const char *phrase)
{
	static const char *const denials[] = {"not ",   "n't ",    "nothing ",
					      "never ", "cannot ", NULL};

	return is_behind(words, phrase, DENIED_BYTES, denials);
}

/* "I don't think that this change is acceptable", "This would not be a good idea" */
static gboolean is_disapproved(const char *words, const char *phrase)
{
	static const char *const judged[] = {"good idea", "acceptable", "agree",      "is correct",
					     "is right",  "is fine",    "make sense", "is better"};
	static const char *const opinions[] = {"n't think", "not think", "n't believe",
					       "not sure",  "n't see",   NULL};

	for (guint i = 0; i < G_N_ELEMENTS(judged); i++)
		if (g_str_equal(judged[i], phrase))
			return is_denied(words, phrase) ||
			       is_behind(words, phrase, OPINION_BYTES, opinions);
	return FALSE;
}

/* Words that, with another beside them, judge nothing and wish for nothing. */
static gboolean is_other_use(const char *words, const char *phrase)
{
	static const struct {
		const char *phrase, *use;
	} uses[] = {
		{"prefer", "you prefer"},  /* "if you prefer" */
		{"wrong", "go wrong"},     /* "What can go wrong?" */
		{"instead", "instead of"}, /* "it is white instead of black" */
		{"rather", "rather than"}, /* … */
	};

	for (guint i = 0; i < G_N_ELEMENTS(uses); i++)
		if (g_str_equal(uses[i].phrase, phrase) && strstr(words, uses[i].use))
			return TRUE;
	return FALSE;
}

/* What @phrase, which says @says by itself, says where it stands; N_SAYS: nothing. */
static Says meant(const char *words, const char *phrase, Says says)
{
	if (says == SAYS_TAKEN && g_str_has_prefix(words, "with ")) /* "with it applied" */
		return N_SAYS;
	if (says == SAYS_TAKEN && !is_early(words, phrase))
		return N_SAYS;
	if (is_other_use(words, phrase))
		return N_SAYS;
	if (says == SAYS_YIELDS && is_denied(words, phrase))
		return SAYS_WRONG;
	if (says == SAYS_GOOD && is_disapproved(words, phrase))
		return SAYS_WRONG;
	if ((g_str_equal(phrase, "tested") || g_str_equal(phrase, "happy with")) &&
	    is_denied(words, phrase))
		return SAYS_DOUBT;
	if ((says == SAYS_WRONG || says == SAYS_FAILS) &&
	    (is_supposed(words, phrase) || is_denied(words, phrase)))
		return SAYS_DOUBT;
	if (says == SAYS_THANKS && strstr(words, "thanks to "))
		return SAYS_DOUBT;
	return says;
}

/* What the mail says, in a set of bits. */
static guint read_says(const char *words)
{
	g_autofree char *lower = g_ascii_strdown(words, -1);
	guint said = 0;

	for (char *p = lower; (p = strstr(p, "’"));) { /* don’t */
		*p = '\'';
		memmove(p + 1, p + 3, strlen(p + 3) + 1);
	}
	for (guint i = 0; i < G_N_ELEMENTS(phrases); i++)
		if (says(lower, phrases[i].phrase, phrases[i].open))
			said |= 1u << meant(lower, phrases[i].phrase, phrases[i].says);
	if (said & AGREES && says(lower, "but", FALSE)) /* "I agree, but …" */
		said = (said & ~AGREES) | 1u << SAYS_DOUBT;
	return said;
}

/* foo_bar, foo(), CONFIG_X, file.c, a->b: a word of the code */
static gboolean is_identifier(const char *word, gsize len)
{
	gboolean letter = FALSE;

	for (gsize i = 0; i < len; i++) {
		letter |= g_ascii_isalpha(word[i]);
		if (!letter || i + 1 >= len)
			continue;
		if ((word[i] == '_' && is_word(word[i + 1])) ||
		    (word[i] == '(' && word[i + 1] == ')') ||
		    (word[i] == '-' && word[i + 1] == '>') ||
		    (word[i] == '.' && strchr("chS", word[i + 1]) &&
		     (i + 2 == len || !is_word(word[i + 2]))))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_address(const char *word, gsize len)
{
	return g_strstr_len(word, (gssize)len, "://") != NULL;
}

typedef struct {
	guint words, identifiers, links;
} Counts;

static Counts count(const char *text)
{
	Counts counts = {0, 0, 0};

	while (*text) {
		gsize len = strcspn(text, " ");

		counts.words += len > 0;
		if (is_address(text, len))
			counts.links++;
		else
			counts.identifiers += is_identifier(text, len) ? 1 : 0;
		text += len + (text[len] == ' ');
	}
	return counts;
}

/* Letters beyond ASCII say more each: Chinese has no blanks. */
static gboolean is_wide(const char *text)
{
	guint wide = 0;

	for (const char *p = text; *p; p = g_utf8_next_char(p))
		wide += g_unichar_iswide(g_utf8_get_char(p)) ? 1 : 0;
	return wide >= SHORT_WORDS;
}

/* --- the score ---------------------------------------------------------------------- */

/* "…" from end to end: not the sender's words. */
static gboolean is_quoted(const char *words)
{
	gsize len = strlen(words);

	return len > 2 && (g_str_has_prefix(words, "\"") || g_str_has_prefix(words, "“")) &&
	       (g_str_has_suffix(words, "\"") || g_str_has_suffix(words, "”") ||
		g_str_has_suffix(words, "\"."));
}

/* What is not worth telling however it is worded. */
static gboolean is_nothing(const char *words, const Counts *counts, guint said)
{
	if (g_str_has_suffix(words, ":") || is_quoted(words))
		return TRUE;
	if (counts->links && counts->words <= counts->links + 1)
		return TRUE;
	return counts->words < 2 && !(said & VERDICTS) && !is_wide(words);
}

/* "*** DEADLOCK ***", "INFO: sheep: overflow=1" */
static gboolean is_log(const char *words)
{
	return g_str_has_prefix(words, "***") || g_str_has_prefix(words, "INFO: ") ||
	       g_str_has_prefix(words, "WARNING: ");
}

static int judge(guint said)
{
	int score = 0, best = 0;

	for (guint i = 0; i < N_SAYS; i++)
		if (said & 1u << i)
			best = MAX(best, weights[i]);
	for (guint i = 0; i < N_SAYS; i++) { /* the best reason counts, the others a little */
		if (!(said & 1u << i))
			continue;
		if (weights[i] < 0)
			score += i == SAYS_THANKS && said & VERDICTS ? 0 : weights[i];
		else
			score += weights[i] == best ? best : weights[i] / 4;
	}
	return score;
}

/* What is said with a smile is not what its sender would be remembered by. */
static gboolean smiles(const char *words)
{
	static const char *const faces[] = {":)", ":-)", ";)", ";-)", ":D", ":-D"};

	for (guint i = 0; i < G_N_ELEMENTS(faces); i++)
		if (strstr(words, faces[i]))
			return TRUE;
	return FALSE;
}

/* "Nit: …", "Side note, …": not what its sender came for. */
static gboolean is_aside(const char *words)
{
	static const char *const starts[] = {"nit:",       "nit,",      "nits:",     "side ",
					     "random ",    "unrelated", "off topic", "off-topic",
					     "by the way", "btw",       "dunno"};

	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (g_ascii_strncasecmp(words, starts[i], strlen(starts[i])) == 0)
			return TRUE;
	return FALSE;
}

/* "This is wrong.", "So I think that idea is wrong." say of what only where they stand. */
static gboolean points(const char *words)
{
	static const char *const before[] = {"So ", "And ", "But ", "I think ", "I guess "};
	static const char *const starts[] = {"this ", "that ", "that's ", "it ", "it's "};

	for (guint i = 0; i < G_N_ELEMENTS(before); i++)
		if (g_str_has_prefix(words, before[i]))
			words += strlen(before[i]);
	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (g_ascii_strncasecmp(words, starts[i], strlen(starts[i])) == 0)
			return TRUE;
	return FALSE;
}

/* "Makes sense." says of what only where it stands; "Looks good." is about the patch. */
static gboolean nods(const char *words, const Counts *counts, guint said)
{
	static const char *const about[] = {"Look", "look", "LGTM", "lgtm", "Fine", "fine"};

	if (counts->words >= SHORT_WORDS || !(said & 1u << SAYS_GOOD))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(about); i++)
		if (strstr(words, about[i]))
			return FALSE;
	return TRUE;
}

/* Of a verdict in few words: "This is wrong.", "Again, I disagree." */
static int measure_verdict(const char *words, const Counts *counts, guint said)
{
	guint few;

	if (said & (1u << SAYS_NACK | 1u << SAYS_FAILS | 1u << SAYS_TAKEN))
		return 0;
	if (said & 1u << SAYS_YIELDS) /* with what, and so? */
		return counts->words < YIELDING_WORDS ? -20 : 0;
	if (said & 1u << SAYS_GOOD)
		return nods(words, counts, said) ? -20 : 0;
	few = points(words) && !counts->identifiers ? POINTING_WORDS : FEW_WORDS;
	return counts->words < few ? -10 : 0;
}

static int measure(const char *words, const Counts *counts, guint said)
{
	gsize len = strlen(words);

	if (said & VERDICTS)
		return measure_verdict(words, counts, said);
	if (counts->words < SHORT_WORDS && !is_wide(words))
		return -20;
	if (len < SHORT_BYTES && !is_wide(words))
		return -6;
	return len > LONG_BYTES ? -8 : 0;
}

int telling_score(const char *words, guint place)
{
	Counts counts;
	guint said;
	int score;

	if (strlen(words) > TELLING_MAX)
		return 0;
	said = read_says(words);
	if (ask_is_question(words)) /* "Does that make sense?" */
		said &= ~AGREES;
	counts = count(words);
	if (is_nothing(words, &counts, said) || is_log(words))
		return 0;
	score = 8 + judge(said) + measure(words, &counts, said);
	if (ask_is_question(words))
		score += said & 1u << SAYS_WISH ? 4 : strlen(words) < SHORT_QUESTION ? 10 : 16;
	score -= g_str_has_prefix(words, "If ") || *words == '(' ? 6 : 0;
	score -= smiles(words) ? 12 : 0;
	score += is_aside(words) ? ASIDE : 0;
	score += (int)MIN(counts.identifiers, 2) * 3;
	score += place < FIRST_PLACES ? (int)(FIRST_PLACES - place) : 0;
	return score;
}

gboolean telling_objects(const char *words)
{
	static const guint against =
		1u << SAYS_NACK | 1u << SAYS_FAILS | 1u << SAYS_WRONG | 1u << SAYS_WISH;
	static const guint with = AGREES | 1u << SAYS_TAKEN;
	guint said = strlen(words) > TELLING_MAX ? 0 : read_says(words);

	return (said & against) && !(said & with);
}

/* "… but not with goats." goes on with what it answers, and says it of nobody knows what. */
static gboolean goes_on(const Reading *reading, const OwnSentence *sentence)
{
	static const char *const dots[] = {"...", "…"};
	const char *text = reading->text.ptr;
	gsize end = sentence->from;

	while (end && g_ascii_isspace(text[end - 1]))
		end--;
	for (guint i = 0; i < G_N_ELEMENTS(dots); i++) {
		gsize len = strlen(dots[i]);

		if (end >= len && memcmp(text + end - len, dots[i], len) == 0)
			return g_ascii_islower(text[sentence->from]);
	}
	return FALSE;
}

int telling_of(const Reading *reading, guint i, guint place)
{
	const OwnSentence *sentence = reading_sentence(reading, i);

	if (sentence->part != OWN_TEXT || sentence->opens || goes_on(reading, sentence))
		return 0;
	return MAX(telling_score(reading_words(reading, i), place), 0);
}

gboolean telling_choose(const Reading *reading, Telling *telling)
{
	guint place = 0;

	telling->score = 0;
	for (guint i = 0; i < reading->sentences->len; i++) {
		const OwnSentence *sentence = reading_sentence(reading, i);
		int score = telling_of(reading, i, place);

		if (sentence->part != OWN_TEXT)
			continue;
		place++;
		if (score > telling->score)
			*telling = (Telling){*sentence, score};
	}
	return telling->score > 0;
}
