/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/cast_names.h"

#include "base/slice.h"

#include <string.h>

#define MAX_WORDS 8    /* of a name; what has more is known by the first ones */
#define MAX_PERSONAL 4 /* words of which each alone may stand for a person */
#define MAX_WORD 120   /* bytes of a word that may be a name's */
#define MIN_ALONE 3    /* letters of a name that stands alone */
#define MIN_JOINED 2   /* characters of a name in a script without blanks */
#define MAX_INITIAL 2  /* letters of what a full stop may follow: "J. R. Example", "Dr. " */

/* A run of letters and digits, or one character of a script that sets no blanks. */
typedef struct {
	gsize from, len;
	gboolean joined; /* of such a script */
	char *fold;      /* as it is compared */
} Word;

/* A way in which texts name somebody. */
typedef struct {
	guint who;        /* CAST_NOBODY: more than one bears it */
	GPtrArray *words; /* folded */
	gboolean turned;  /* "Example, Ann": where a comma may stand */
	gboolean alone;   /* one word, which has to look like a name where it stands */
	char *written;    /* alone, and the whole name: as its bearer writes it; else NULL */
} Form;

struct _CastNames {
	GHashTable *forms;  /* their words with blanks between → Form, owned */
	GHashTable *firsts; /* first word → GPtrArray of Form */
	guint n;
};

static void form_free(gpointer data)
{
	Form *form = data;

	g_ptr_array_unref(form->words);
	g_free(form->written);
	g_free(form);
}

CastNames *cast_names_new(void)
{
	CastNames *names = g_new0(CastNames, 1);

	names->forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, form_free);
	names->firsts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
					      (GDestroyNotify)g_ptr_array_unref);
	return names;
}

void cast_names_free(CastNames *names)
{
	if (!names)
		return;
	g_hash_table_unref(names->firsts); /* whose keys are the forms' words */
	g_hash_table_unref(names->forms);
	g_free(names);
}

/* --- words ---------------------------------------------------------------------- */

static gboolean is_joined(gunichar c)
{
	return (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3005 && c <= 0x3007) ||
	       (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
	       (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static gboolean is_of_word(gunichar c)
{
	return c < 0x80 ? g_ascii_isalnum((char)c) || c == '_'
			: g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static void word_clear(gpointer data)
{
	g_free(((Word *)data)->fold);
}

/* The end of the word that begins at @p; @p where none does. */
static const char *end_of_word(const char *p)
{
	while (*p) {
		gunichar c = g_utf8_get_char(p);

		if (is_joined(c) || !is_of_word(c))
			break;
		p = g_utf8_next_char(p);
	}
	return p;
}

static GArray *words_of(const char *text)
{
	GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));

	g_array_set_clear_func(words, word_clear);
	for (const char *p = text; *p;) {
		gboolean joined = is_joined(g_utf8_get_char(p));
		const char *end = joined ? g_utf8_next_char(p) : end_of_word(p);
		Word word = {(gsize)(p - text), (gsize)(end - p), joined, NULL};

		if (!word.len) {
			p = g_utf8_next_char(p);
			continue;
		}
		word.fold = g_utf8_casefold(p, (gssize)MIN(word.len, MAX_WORD));
		g_array_append_val(words, word);
		p = end;
	}
	return words;
}

static const Word *word_at(const GArray *words, guint i)
{
	return &g_array_index(words, Word, i);
}

/* "P3": the prompt's names for people are nobody's. */
static gboolean is_id(const char *fold)
{
	return *fold == 'p' && fold[1] && strspn(fold + 1, "0123456789") == strlen(fold + 1);
}

/* --- forms of names ------------------------------------------------------------- */

/* Takes @words. Who else has that form makes it nobody's. */
static Form *add_form(CastNames *names, guint who, GPtrArray *words, gboolean alone)
{
	g_autoptr(GString) key = g_string_new(NULL);
	GPtrArray *same;
	Form *form;

	for (guint i = 0; i < words->len; i++)
		g_string_append_printf(key, "%s ", (const char *)words->pdata[i]);
	form = g_hash_table_lookup(names->forms, key->str);
	if (form) {
		form->who = form->who == who ? who : CAST_NOBODY;
		g_ptr_array_unref(words);
		return form;
	}
	form = g_new0(Form, 1);
	*form = (Form){who, words, FALSE, alone, NULL};
	g_hash_table_insert(names->forms, g_strdup(key->str), form);
	same = g_hash_table_lookup(names->firsts, words->pdata[0]);
	if (!same) {
		same = g_ptr_array_new();
		g_hash_table_insert(names->firsts, words->pdata[0], same);
	}
	g_ptr_array_add(same, form);
	return form;
}

/* The words of @of from @from on, @n of them, round the end to the beginning. */
static GPtrArray *pick(const GArray *of, guint from, guint n)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < n; i++)
		g_ptr_array_add(words, g_strdup(word_at(of, (from + i) % of->len)->fold));
	return words;
}

static gboolean may_stand_alone(const Word *word)
{
	return !word->joined && g_utf8_strlen(word->fold, -1) >= MIN_ALONE && !is_id(word->fold) &&
	       !g_ascii_isdigit(word->fold[0]);
}

/* "Ann B. Example": that, "Example, Ann B.", "Ann Example", "Ann", "Example" */
static void add_personal(CastNames *names, const GArray *words, const char *name, gboolean bot)
{
	guint n = MIN(words->len, MAX_WORDS), who = names->n;

	if (n > 1) {
		add_form(names, who, pick(words, 0, n), FALSE)->turned = strchr(name, ',') != NULL;
		if (!bot && n == words->len)
			add_form(names, who, pick(words, n - 1, n), FALSE)->turned = TRUE;
	}
	if (!bot && n == 3) {
		GPtrArray *ends = pick(words, 0, 1);

		g_ptr_array_add(ends, g_strdup(word_at(words, 2)->fold));
		add_form(names, who, ends, FALSE);
	}
	if ((bot && n > 1) || words->len > MAX_PERSONAL)
		return;
	for (guint i = 0; i < n; i++) {
		const Word *word = word_at(words, i);
		Form *form;

		if (!may_stand_alone(word))
			continue;
		form = add_form(names, who, pick(words, i, 1), TRUE);
		if (n == 1 && !form->written)
			form->written = g_strndup(name + word->from, word->len);
	}
}

/* "张三", also beside the same in other letters: "Zhang San (张三)" */
static void add_joined(CastNames *names, const GArray *words)
{
	if (words->len >= MIN_JOINED)
		add_form(names, names->n, pick(words, 0, MIN(words->len, MAX_WORDS)), FALSE);
}

void cast_names_add(CastNames *names, const char *name, gboolean bot)
{
	g_autoptr(GArray) all = words_of(name);
	g_autoptr(GArray) joined = g_array_new(FALSE, FALSE, sizeof(Word));
	g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(Word));
	const char *comment = strchr(name, '(');

	for (guint i = 0; i < all->len; i++) {
		const Word *word = word_at(all, i);

		/* "Ann Example (Labs)": where she works is no name of hers */
		if (word->joined)
			g_array_append_val(joined, *word);
		else if (!comment || name + word->from < comment)
			g_array_append_val(others, *word);
	}
	add_joined(names, joined);
	if (others->len)
		add_personal(names, others, name, bot);
	names->n++;
}

/* --- words that are no names, or not always -------------------------------------- */

/* Never a name alone, whoever calls himself so. */
static const char *const no_names[] = {
	"all",  "also",   "and",      "any",      "april",  "arm",     "august",    "but",
	"can",  "core",   "could",    "december", "did",    "does",    "each",      "even",
	"fix",  "for",    "from",     "february", "friday", "google",  "has",       "have",
	"her",  "here",   "his",      "how",      "intel",  "its",     "january",   "july",
	"june", "just",   "kernel",   "list",     "linux",  "mail",    "mailing",   "march",
	"may",  "monday", "not",      "november", "now",    "october", "one",       "only",
	"our",  "out",    "patch",    "patches",  "review", "root",    "saturday",  "september",
	"she",  "should", "some",     "such",     "sunday", "team",    "test",      "than",
	"that", "the",    "their",    "them",     "then",   "there",   "these",     "they",
	"this", "those",  "thursday", "tuesday",  "user",   "was",     "wednesday", "were",
	"what", "when",   "where",    "which",    "who",    "why",     "with",      "would",
	"yes",  "yet",    "you",      "your",     NULL,
};

/* Names that are words, too: at the start of a sentence they may be either. */
static const char *const words_too[] = {
	"art",   "back",  "bill",  "black", "bond",  "book",  "booth", "brown", "burn",  "case",
	"chase", "clean", "close", "cook",  "cross", "day",   "dean",  "drew",  "field", "fields",
	"forth", "frank", "free",  "gift",  "given", "good",  "grant", "gray",  "green", "guy",
	"hall",  "heart", "hill",  "hope",  "hunt",  "jack",  "joy",   "king",  "lane",  "lock",
	"long",  "love",  "low",   "major", "mark",  "marks", "max",   "miles", "more",  "new",
	"page",  "paige", "park",  "parks", "pat",   "price", "quick", "ray",   "rich",  "rob",
	"rose",  "rush",  "set",   "short", "small", "smart", "snow",  "song",  "stone", "strong",
	"sue",   "sun",   "too",   "two",   "ward",  "west",  "white", "will",  "wise",  "wood",
	"word",  "young", NULL,
};

static gboolean is_one_of(const char *const *words, const char *fold)
{
	return slice_is_one_of(slice_of(fold), words);
}

/* --- finding --------------------------------------------------------------------- */

/* Whether what stands between two words of a name may: "Ann Example", "J. R.", "Anne-Marie". */
static gboolean joins(const char *text, const Word *word, const Word *next, gboolean comma)
{
	gsize from = word->from + word->len, len = next->from - from;
	const char *gap = text + from;

	if (word->joined && next->joined)
		return len == 0 || (len == 1 && *gap == ' ');
	if (len == 0 || len > 2)
		return len == 3 && memcmp(gap, "\xE2\x80\x99", 3) == 0;
	if (*gap == '.')
		return word->len <= MAX_INITIAL && (len == 1 || gap[1] == ' ');
	return len == 1 ? strchr(" -'\n\t", *gap) != NULL
			: (comma && memcmp(gap, ", ", 2) == 0) || memcmp(gap, "\xC2\xA0", 2) == 0;
}

static gboolean has_form(const char *text, const GArray *words, guint at, const Form *form)
{
	if (form->words->len > words->len - at)
		return FALSE;
	for (guint i = 0; i < form->words->len; i++) {
		const Word *word = word_at(words, at + i);

		if (!g_str_equal(word->fold, form->words->pdata[i]) ||
		    (i && !joins(text, word_at(words, at + i - 1), word, form->turned)))
			return FALSE;
	}
	return TRUE;
}

/* The last character before @p that is no blank, bracket or quotation mark; 0: there is none. */
static gunichar sign_before(const char *text, const char *p)
{
	while (p > text) {
		gunichar c;

		p = g_utf8_prev_char(p);
		c = g_utf8_get_char(p);
		if (!g_unichar_isspace(c) && (c >= 0x80 || !strchr("\"'([*", (int)c)) &&
		    c != 0x201C && c != 0x2018)
			return c;
	}
	return 0;
}

static gboolean begins_sentence(const char *text, const Word *word)
{
	gunichar c = sign_before(text, text + word->from);

	return c == 0 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1A ||
	       (c < 0x80 && strchr(".!?:;-", (int)c));
}

/* "src/Ann.c", "@Ann", "Ann_lock" */
static gboolean is_of_more(const char *text, const Word *word)
{
	const char *end = text + word->from + word->len;

	if (word->from && strchr("/@.\\$#", text[word->from - 1]))
		return TRUE;
	return *end && (strchr("/@\\(", *end) || (*end == '.' && g_ascii_isalnum(end[1])) ||
			g_str_has_prefix(end, "->") || g_str_has_prefix(end, "::"));
}

/* "Ann", "Ärmel"; "ANN" is an acronym. */
static gboolean is_capitalised(const char *text, const Word *word)
{
	const char *p = text + word->from, *end = p + word->len;

	if (g_unichar_islower(g_utf8_get_char(p)))
		return FALSE;
	for (p = g_utf8_next_char(p); p < end; p = g_utf8_next_char(p))
		if (!g_unichar_isupper(g_utf8_get_char(p)))
			return TRUE;
	return FALSE;
}

static gboolean looks_like_name(const char *text, const Word *word, const Form *form)
{
	if (is_of_more(text, word) || is_one_of(no_names, word->fold))
		return FALSE;
	if (is_one_of(words_too, word->fold) && begins_sentence(text, word))
		return FALSE;
	return is_capitalised(text, word) ||
	       (form->written && strlen(form->written) == word->len &&
		memcmp(form->written, text + word->from, word->len) == 0);
}

/* The longest form of a name at the @at-th word; NULL: none. */
static const Form *find_form(const CastNames *names, const char *text, const GArray *words,
			     guint at)
{
	const GPtrArray *forms = g_hash_table_lookup(names->firsts, word_at(words, at)->fold);
	const Form *best = NULL;

	for (guint i = 0; forms && i < forms->len; i++) {
		const Form *form = forms->pdata[i];

		if ((best && form->words->len <= best->words->len) ||
		    !has_form(text, words, at, form) ||
		    (form->alone && !looks_like_name(text, word_at(words, at), form)))
			continue;
		best = form;
	}
	return best;
}

gsize cast_names_take_id(const char *text, guint n, guint *who)
{
	Slice rest = slice_of(text);
	guint number;

	if (!slice_take(&rest, "{P") || !rest.len || *rest.ptr == '0' ||
	    !slice_take_number(&rest, n, &number) || !slice_take(&rest, "}"))
		return 0;
	*who = number - 1;
	return (gsize)(rest.ptr - text);
}

/* "{P3}" right around the word @word. */
static gboolean find_id(const CastNames *names, const char *text, const Word *word,
			CastMention *mention)
{
	if (!word->from || text[word->from - 1] != '{')
		return FALSE;
	mention->from = word->from - 1;
	mention->len = cast_names_take_id(text + mention->from, names->n, &mention->who);
	return mention->len > 0;
}

GArray *cast_names_find(const CastNames *names, const char *text)
{
	GArray *mentions = g_array_new(FALSE, FALSE, sizeof(CastMention));
	g_autoptr(GArray) words = words_of(text);
	guint used;

	for (guint i = 0; i < words->len; i += used) {
		const Word *word = word_at(words, i), *last;
		CastMention mention;
		const Form *form;

		used = 1;
		if (find_id(names, text, word, &mention)) {
			g_array_append_val(mentions, mention);
			continue;
		}
		form = find_form(names, text, words, i);
		if (!form)
			continue;
		used = form->words->len;
		last = word_at(words, i + used - 1);
		mention = (CastMention){word->from, last->from + last->len - word->from, form->who};
		if (form->who != CAST_NOBODY)
			g_array_append_val(mentions, mention);
	}
	return mentions;
}
