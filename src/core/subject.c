/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/subject.h"

#include <string.h>

#include "base/slice.h"

/* --- words ------------------------------------------------------------------ */

enum {
	SAYS_PATCH = 1 << 0,
	SAYS_PATCHSET = 1 << 1,
	SAYS_RFC = 1 << 2,
	SAYS_PULL = 1 << 3,
};

typedef enum {
	WORD_OTHER,
	WORD_COUNTER, /* n/m */
	WORD_VERSION, /* vN, v2b */
	WORD_DOTTED,  /* vN.M: a version or a kernel, the other words tell */
	WORD_TREE,    /* a stable tree: stable, 5.10.y, v4.19 */
} WordKind;

typedef struct {
	WordKind kind;
	guint says; /* of SAYS_… */
	guint n, m;
	guint version, revision;
} Word;

/* Takes the name of a tag off the front; what is left may be attached to it. */
static guint take_tag(Slice *s)
{
	static const struct {
		const char *name;
		guint says;
	} tags[] = {
		/* the longer first */
		{"PATCHSET", SAYS_PATCH | SAYS_PATCHSET},
		{"PATCHES", SAYS_PATCH},
		{"PATCH", SAYS_PATCH},
		{"RFC", SAYS_RFC},
		{"RFT", SAYS_RFC},
		{"PULL", SAYS_PULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
		if (slice_take_nocase(s, tags[i].name))
			return tags[i].says;
	return 0;
}

static gboolean take_char(Slice *s, char c)
{
	if (!s->len || g_ascii_tolower(s->ptr[0]) != c)
		return FALSE;
	*s = slice_sub(*s, 1, s->len);
	return TRUE;
}

/* Up to @digits digits, and no more than that. */
static gboolean take_digits(Slice *s, gsize digits, guint *number)
{
	gsize before = s->len;

	return slice_take_number(s, G_MAXUINT, number) && before - s->len <= digits;
}

static gboolean read_counter(Slice s, Word *word)
{
	guint n, m;

	if (!take_digits(&s, 4, &n) || !take_char(&s, '/') || !take_digits(&s, 4, &m) || s.len)
		return FALSE;
	word->kind = WORD_COUNTER;
	word->n = n;
	word->m = m;
	return TRUE;
}

/* What may follow the 5.10 of a kernel: 5.10.y, 5.10.103, 2.6.32.y, 5.10+ */
static gboolean is_kernel_tail(Slice s)
{
	guint part;

	while (take_char(&s, '.'))
		if (!take_char(&s, 'y') && !take_digits(&s, 3, &part))
			return FALSE;
	take_char(&s, '+');
	return s.len == 0;
}

/* N.M, with or without v: @s is what follows the dot. */
static gboolean read_dotted(Slice s, gboolean v, guint major, Word *word)
{
	guint minor;

	if (!take_digits(&s, 3, &minor))
		return FALSE;
	if (v && minor < 10 && !s.len) {
		word->kind = WORD_DOTTED;
		word->version = major;
		word->revision = minor;
		return TRUE;
	}
	if (major >= 100 || !is_kernel_tail(s))
		return FALSE;
	word->kind = WORD_TREE;
	return TRUE;
}

static gboolean read_number(Slice s, Word *word)
{
	gboolean v = take_char(&s, 'v');
	guint major;

	if (!take_digits(&s, 4, &major))
		return FALSE;
	if (take_char(&s, '.'))
		return read_dotted(s, v, major, word);
	if (!v || s.len > 1 || (s.len && !g_ascii_isalpha(s.ptr[0])))
		return FALSE;
	word->kind = WORD_VERSION;
	word->version = major;
	word->revision = s.len ? (guint)(g_ascii_tolower(s.ptr[0]) - 'a') + 1 : 0;
	return TRUE;
}

static Word read_word(Slice s)
{
	Word word = {.kind = WORD_OTHER};
	Slice rest = s;

	word.says = take_tag(&rest);
	if (read_counter(rest, &word) || read_number(rest, &word))
		return word;
	if (rest.len)
		word.says = 0; /* PATCHWORK */
	if (s.len == strlen("stable") && slice_starts_nocase(s, "stable"))
		word.kind = WORD_TREE;
	return word;
}

/* Whether the vN.M among @words are kernels: a stable word or another vN stands there too. */
static gboolean dotted_are_kernels(char *const *words)
{
	guint versions = 0;

	for (; *words; words++) {
		Word word = read_word(slice_of(*words));

		if (word.kind == WORD_TREE)
			return TRUE;
		if (word.kind == WORD_VERSION || word.kind == WORD_DOTTED)
			versions++;
	}
	return versions > 1;
}

/* --- groups ----------------------------------------------------------------- */

/* Takes the next piece between any of @cuts off the front; FALSE at the end. */
static gboolean next_piece(Slice *rest, const char *cuts, Slice *piece)
{
	gsize from = 0, to;

	while (from < rest->len && strchr(cuts, rest->ptr[from]))
		from++;
	for (to = from; to < rest->len && !strchr(cuts, rest->ptr[to]);)
		to++;
	*piece = slice_sub(*rest, from, to);
	*rest = slice_sub(*rest, to, rest->len);
	return piece->len > 0;
}

static void add_word(GStrvBuilder *words, Slice s)
{
	g_autofree char *word = slice_dup(s);

	g_strv_builder_add(words, word);
}

/* Brackets cut too: that flattens nested groups. */
static void add_words(GStrvBuilder *words, Slice group)
{
	Slice word, piece;

	while (next_piece(&group, " \t\r\n,[]", &word)) {
		if (read_word(word).kind == WORD_COUNTER) {
			add_word(words, word);
			continue;
		}
		while (next_piece(&word, "/|:-", &piece))
			add_word(words, piece);
	}
}

/* Bytes of the [group] at the front of @s with what is nested in it, or 0. */
static gsize group_len(Slice s)
{
	gsize depth = 0;

	if (!slice_starts(s, "["))
		return 0;
	for (gsize i = 0; i < s.len; i++) {
		if (s.ptr[i] == '[')
			depth++;
		else if (s.ptr[i] == ']' && --depth == 0)
			return i + 1;
	}
	return 0;
}

static gsize stars(Slice s)
{
	gsize n = 0;

	while (n < s.len && s.ptr[n] == '*')
		n++;
	return n;
}

/* Bytes of a spam filter's ***SPAM*** at the front of @s, or 0. */
static gsize spam_len(Slice s)
{
	gsize before = stars(s), after;

	s = slice_sub(s, before, s.len);
	if (before < 3 || !slice_starts_nocase(s, "SPAM"))
		return 0;
	after = stars(slice_sub(s, strlen("SPAM"), s.len));
	return after < 3 ? 0 : before + strlen("SPAM") + after;
}

/* Bytes of what says nothing about a mail: a spam filter's mark, or b4's "(subset)"; or 0. */
static gsize noise_len(Slice s)
{
	return slice_starts(s, "(subset)") ? strlen("(subset)") : spam_len(s);
}

/* --- reply prefixes --------------------------------------------------------- */

/* Takes the word of a reply prefix off the front. */
static gboolean take_reply_word(Slice *s)
{
	static const struct {
		const char *word;
		gboolean capital; /* a mailer writes it so; "wg:" and "fw:" are subsystems */
	} prefixes[] = {
		/* Fwd before Fw */
		{"Re", FALSE},   {"Fwd", FALSE},  {"Antw", FALSE}, {"Aw", TRUE},    {"Fw", TRUE},
		{"WG", TRUE},    {"SV", TRUE},    {"回复", FALSE}, {"答复", FALSE}, {"转发", FALSE},
		{"回覆", FALSE}, {"答覆", FALSE}, {"轉寄", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
		if (prefixes[i].capital && s->len && !g_ascii_isupper(s->ptr[0]))
			continue;
		if (slice_take_nocase(s, prefixes[i].word))
			return TRUE;
	}
	return FALSE;
}

/* Takes the count of Re[2]: and Re^2: off the front, where there is one. */
static gboolean take_reply_count(Slice *s)
{
	guint count;

	if (take_char(s, '^'))
		return slice_take_number(s, G_MAXUINT, &count);
	if (take_char(s, '['))
		return slice_take_number(s, G_MAXUINT, &count) && take_char(s, ']');
	return TRUE;
}

/* Bytes of the reply prefix at the front of @s, or 0. */
static gsize reply_len(Slice s)
{
	static const char wide_colon[] = "：";
	gsize before = s.len;

	if (!take_reply_word(&s) || !take_reply_count(&s))
		return 0;
	while (take_char(&s, ' '))
		;
	if (take_char(&s, ':'))
		return before - s.len;
	return slice_starts(s, wide_colon) ? before - s.len + strlen(wide_colon) : 0;
}

/* --- the subject ------------------------------------------------------------ */

typedef enum {
	PREFIX_NONE, /* the title begins */
	PREFIX_REPLY,
	PREFIX_GROUP,
	PREFIX_NOISE,
} PrefixKind;

/* Takes the next prefix and the blanks behind it off the front, in whatever order they stand. */
static PrefixKind next_prefix(Slice *rest, Slice *prefix)
{
	PrefixKind kind;
	gsize len;

	if ((len = reply_len(*rest)))
		kind = PREFIX_REPLY;
	else if ((len = group_len(*rest)))
		kind = PREFIX_GROUP;
	else if ((len = noise_len(*rest)))
		kind = PREFIX_NOISE;
	else
		return PREFIX_NONE;
	*prefix = slice_sub(*rest, 0, len);
	*rest = slice_trim(slice_sub(*rest, len, rest->len));
	return kind;
}

/* What is left behind the prefixes is the title. */
static void read_prefixes(Subject *subject)
{
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();
	Slice rest = slice_trim(slice_of(subject->text)), prefix;
	PrefixKind kind;

	while ((kind = next_prefix(&rest, &prefix))) {
		if (kind == PREFIX_REPLY)
			subject->reply = TRUE;
		else if (kind == PREFIX_GROUP)
			add_words(words, prefix);
	}
	subject->title = rest.ptr;
	subject->words = g_strv_builder_end(words);
}

/* Takes a leading "vN:" off the title. */
static gboolean take_leading_version(Slice *title, guint *version)
{
	Slice rest = *title;

	if (!take_char(&rest, 'v') || !take_digits(&rest, 4, version) || !take_char(&rest, ':'))
		return FALSE;
	*title = slice_trim(rest);
	return TRUE;
}

/* Takes a final "(vN)" off the title. */
static gboolean take_final_version(Slice *title, guint *version)
{
	gsize open = title->len;
	Slice rest;

	while (open && title->ptr[open - 1] != '(')
		open--;
	if (!open)
		return FALSE;
	rest = slice_sub(*title, open, title->len);
	if (!take_char(&rest, 'v') || !take_digits(&rest, 4, version) || !slice_equal(rest, ")"))
		return FALSE;
	*title = slice_trim(slice_sub(*title, 0, open - 1));
	return TRUE;
}

static void set_version(Subject *subject, guint version, guint revision)
{
	if (subject->versioned)
		return;
	subject->versioned = TRUE;
	subject->version = version;
	subject->revision = revision;
}

static void heed_word(Subject *subject, const Word *word, gboolean kernels)
{
	subject->patch |= (word->says & SAYS_PATCH) != 0;
	subject->patchset |= (word->says & SAYS_PATCHSET) != 0;
	subject->rfc |= (word->says & SAYS_RFC) != 0;
	subject->pull |= (word->says & SAYS_PULL) != 0;
	if (word->kind == WORD_VERSION || (word->kind == WORD_DOTTED && !kernels))
		set_version(subject, word->version, word->revision);
	if (word->kind == WORD_COUNTER && !subject->counter) {
		subject->counter = TRUE;
		subject->n = word->n;
		subject->m = word->m;
	}
}

Subject *subject_parse(const char *text)
{
	Subject *subject = g_new0(Subject, 1);
	gboolean kernels;
	Slice title;
	guint version;

	subject->text = g_strdup(text);
	read_prefixes(subject);
	kernels = dotted_are_kernels(subject->words);
	for (char **words = subject->words; *words; words++) {
		Word word = read_word(slice_of(*words));

		heed_word(subject, &word, kernels);
	}
	title = slice_of(subject->title);
	if (take_leading_version(&title, &version) || take_final_version(&title, &version))
		set_version(subject, version, 0);
	return subject;
}

void subject_free(Subject *subject)
{
	if (!subject)
		return;
	g_free(subject->text);
	g_strfreev(subject->words);
	g_free(subject);
}

gboolean subject_is_cover(const Subject *subject)
{
	return subject->counter ? subject->n == 0 : subject->patchset;
}

char *subject_without_reply(const Subject *subject)
{
	GString *out = g_string_sized_new(strlen(subject->text));
	Slice rest = slice_trim(slice_of(subject->text)), prefix;
	const char *end = rest.ptr; /* of what was kept last */
	PrefixKind kind;

	while ((kind = next_prefix(&rest, &prefix))) {
		if (kind == PREFIX_REPLY)
			continue;
		/* "[RFC][PATCH]" stays so; what a reply prefix stood between is set apart */
		if (out->len && prefix.ptr != end)
			g_string_append_c(out, ' ');
		g_string_append_len(out, prefix.ptr, (gssize)prefix.len);
		end = prefix.ptr + prefix.len;
	}
	if (out->len && rest.len && rest.ptr != end)
		g_string_append_c(out, ' ');
	return g_string_free(g_string_append_len(out, rest.ptr, (gssize)rest.len), FALSE);
}

static int compare(guint a, guint b)
{
	return (a > b) - (a < b);
}

guint subject_version(const Subject *subject)
{
	return subject->versioned ? subject->version : 1;
}

int subject_version_compare(const Subject *a, const Subject *b)
{
	int order = compare(subject_version(a), subject_version(b));

	return order ? order : compare(a->revision, b->revision);
}

/* --- for comparing ---------------------------------------------------------- */

/* The title without a version of its own. */
static Slice bare_title(const Subject *subject)
{
	Slice title = slice_trim(slice_of(subject->title));
	guint version;

	take_leading_version(&title, &version);
	take_final_version(&title, &version);
	return title;
}

static char *casefold(Slice s)
{
	return s.len ? g_utf8_casefold(s.ptr, (gssize)s.len) : g_strdup("");
}

char *subject_title_key(const Subject *subject)
{
	return casefold(bare_title(subject));
}

/* Takes one "word: " off the front; a colon inside a word (std::move) cuts nothing. */
static gboolean take_topic(Slice *title)
{
	gssize blank = slice_find(*title, ' ');

	if (blank < 2 || title->ptr[blank - 1] != ':')
		return FALSE;
	*title = slice_trim(slice_sub(*title, (gsize)blank, title->len));
	return TRUE;
}

char *subject_bare_title_key(const Subject *subject)
{
	Slice title = bare_title(subject);

	while (take_topic(&title))
		;
	return casefold(title);
}

static int compare_words(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *subject_stable_words(const Subject *subject)
{
	g_autoptr(GPtrArray) trees = g_ptr_array_new_with_free_func(g_free);
	gboolean kernels = dotted_are_kernels(subject->words);
	GString *out = g_string_new(NULL);

	for (char **words = subject->words; *words; words++) {
		WordKind kind = read_word(slice_of(*words)).kind;

		if (kind == WORD_TREE || (kind == WORD_DOTTED && kernels))
			g_ptr_array_add(trees, g_ascii_strdown(*words, -1));
	}
	g_ptr_array_sort(trees, compare_words);
	for (guint i = 0; i < trees->len; i++) {
		if (i && g_str_equal(trees->pdata[i], trees->pdata[i - 1]))
			continue;
		if (out->len)
			g_string_append_c(out, ' ');
		g_string_append(out, trees->pdata[i]);
	}
	return g_string_free(out, FALSE);
}
