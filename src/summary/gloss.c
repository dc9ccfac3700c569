/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/gloss.h"

#include "summary/wording.h"

#include <string.h>

#define MEANING_MAX 200 /* bytes */
#define WORDS_MAX 10    /* of a meaning */

static gboolean is_cjk_at(const char *p)
{
	return (guchar)*p >= 0x80 && wording_is_cjk(g_utf8_get_char(p));
}

/* Bytes of an acronym at @p: SEA, MPAM, WFxT, VMs; two capitals at least. */
static gsize acronym_len(const char *text, const char *p)
{
	gsize len = 0;
	guint upper = 0, lower = 0;

	if (!g_ascii_isupper(*p) || (p > text && (g_ascii_isalnum(p[-1]) || p[-1] == '_')))
		return 0;
	for (; g_ascii_isalnum(p[len]); len++) {
		upper += g_ascii_isupper(p[len]) != 0;
		lower += g_ascii_islower(p[len]) != 0;
	}
	return upper >= 2 && lower < upper && p[len] != '_' && len <= 12 ? len : 0;
}

/* The bracket at @p: its bytes, and the one that closes it; 0: none. */
static gsize bracket_len(const char *p, const char **close)
{
	if (*p == '(') {
		*close = ")";
		return 1;
	}
	*close = "）";
	return g_str_has_prefix(p, "（") ? strlen("（") : 0;
}

/* What stands in the bracket that begins at @p; empty: none, or more than a meaning is. */
static Slice in_bracket(const char *p)
{
	const char *close, *end;
	gsize open = bracket_len(p, &close);

	if (!open)
		return (Slice){p, 0};
	end = g_strstr_len(p + open, MEANING_MAX, close);
	if (!end && *p != '(')
		end = g_strstr_len(p + open, MEANING_MAX, ")");
	return slice_trim((Slice){p + open, end ? (gsize)(end - p) - open : 0});
}

static gboolean has_cjk(Slice s)
{
	for (const char *p = s.ptr; p < s.ptr + s.len; p = g_utf8_next_char(p))
		if (is_cjk_at(p))
			return TRUE;
	return FALSE;
}

/* Where each word of Latin text begins; how many. */
static guint word_starts(Slice s, gsize *starts, guint max)
{
	guint n = 0;

	for (gsize i = 0; i < s.len && n < max; i++)
		if (g_ascii_isalpha(s.ptr[i]) && (i == 0 || !g_ascii_isalnum(s.ptr[i - 1])))
			starts[n++] = i;
	return n;
}

/* Whether the words' initials are the acronym's letters, or half of them: "wait for event with
 * timeout" is meant for WFxT. */
static gboolean are_initials(Slice acronym, Slice words)
{
	gsize starts[WORDS_MAX];
	guint n = word_starts(words, starts, WORDS_MAX), met = 0;
	gsize letter = 0;

	if (n < 2)
		return FALSE;
	for (guint i = 0; i < n && letter < acronym.len; i++) {
		char c = g_ascii_toupper(words.ptr[starts[i]]);

		for (gsize j = letter; j < acronym.len; j++) {
			if (g_ascii_toupper(acronym.ptr[j]) != c)
				continue;
			met++;
			letter = j + 1;
			break;
		}
	}
	return met >= 2 && met * 2 >= acronym.len;
}

static gboolean has_any(Slice s, const char *const *words)
{
	for (guint i = 0; words[i]; i++)
		if (g_strstr_len(s.ptr, (gssize)s.len, words[i]))
			return TRUE;
	return FALSE;
}

/* KVM（仅 arm64）, GIC（已在 v3 中修复）: an aside tells of something, a meaning names it. */
static gboolean is_aside(Slice words)
{
	static const char *const telling[] = {"了",   "已",   "仅",   "例如", "比如", "参见",
					      "这",   "那",   "此",   "把",   "将",   "尚",
					      "正在", "之后", "之前", "需要", NULL};

	if (has_any(words, telling))
		return TRUE;
	for (gsize i = 0; i < words.len; i++)
		if (g_ascii_isdigit(words.ptr[i]) || words.ptr[i] == '_')
			return TRUE;
	return FALSE;
}

static gboolean is_meaning(Slice acronym, Slice words)
{
	if (!words.len)
		return FALSE;
	return are_initials(acronym, words) || (has_cjk(words) && !is_aside(words));
}

/* "…, short for …": bytes of the words between; 0: others stand there. */
static gsize linking_len(const char *p)
{
	static const char *const links[] = {
		", short for ",
		" short for ",
		" stands for ",
		", i.e. ",
		", i.e., ",
		" i.e. ",
		" (i.e. ",
		", that is, ",
		", or ",
		" means ",
		", meaning ",
		" is short for ",
		", which stands for ",
		"，即",
		"即",
		"是指",
		" 即",
		"（即",
		"代表",
		"的全称是",
	};

	for (guint i = 0; i < G_N_ELEMENTS(links); i++)
		if (g_str_has_prefix(p, links[i]))
			return strlen(links[i]);
	return 0;
}

/* Up to the sign that ends a clause. */
static Slice clause_at(const char *p)
{
	gsize len = 0;

	while (p[len] && len < MEANING_MAX && !strchr(",;:.()[]{}\"", p[len]) &&
	       !g_str_has_prefix(p + len, "，") && !g_str_has_prefix(p + len, "。") &&
	       !g_str_has_prefix(p + len, "）") && !g_str_has_prefix(p + len, "；"))
		len += (gsize)(g_utf8_next_char(p + len) - (p + len));
	return slice_trim((Slice){p, len});
}

/* As many words at the front as the acronym has letters: what goes on behind is no meaning. */
static Slice shortened(Slice acronym, Slice words)
{
	gsize starts[WORDS_MAX];
	guint n = word_starts(words, starts, WORDS_MAX);

	if (has_cjk(words) || n <= acronym.len)
		return words;
	return slice_trim(slice_sub(words, 0, starts[acronym.len]));
}

/* What is behind the acronym. */
static Slice meaning_behind(Slice acronym)
{
	const char *p = acronym.ptr + acronym.len;
	gsize link = linking_len(p);
	Slice words;

	if (link) {
		words = shortened(acronym, clause_at(p + link));
		return is_meaning(acronym, words) ? words : slice_sub(words, 0, 0);
	}
	words = in_bracket(p + (*p == ' '));
	return is_meaning(acronym, words) ? words : slice_sub(words, 0, 0);
}

static const char *back(const char *text, const char *p)
{
	return p > text ? g_utf8_prev_char(p) : NULL;
}

/* The Chinese characters before @end. */
static Slice chinese_before(const char *text, const char *end)
{
	const char *start = end;

	for (const char *p = back(text, end); p && is_cjk_at(p) && end - p < MEANING_MAX;
	     p = back(text, p))
		start = p;
	return (Slice){start, (gsize)(end - start)};
}

/* The words before @end whose initials are the acronym's: the most of them. */
static Slice latin_before(const char *text, const char *end, Slice acronym)
{
	Slice best = {end, 0};
	const char *p = end;

	for (guint n = 0; n < WORDS_MAX && p > text && end - p < MEANING_MAX; n++) {
		Slice words;

		while (p > text && !g_ascii_isalnum(p[-1]) && strchr(" -", p[-1]))
			p--;
		while (p > text && g_ascii_isalnum(p[-1]))
			p--;
		words = (Slice){p, (gsize)(end - p)};
		if (p < end && g_ascii_toupper(*p) == acronym.ptr[0] &&
		    are_initials(acronym, words))
			best = words;
		if (p > text && !strchr(" -", p[-1]))
			break;
	}
	return best;
}

/* "… (SEA)": what stands before the bracket around the acronym. */
static Slice meaning_before(const char *text, Slice acronym)
{
	static const Slice none = {"", 0};
	const char *close, *open = back(text, acronym.ptr), *end;
	gsize len = open ? bracket_len(open, &close) : 0;

	if (!len ||
	    (!g_str_has_prefix(acronym.ptr + acronym.len, ")") &&
	     !g_str_has_prefix(acronym.ptr + acronym.len, "）") && acronym.ptr[acronym.len] != ','))
		return none;
	end = open > text && open[-1] == ' ' ? open - 1 : open;
	if (end > text && is_cjk_at(g_utf8_prev_char(end)))
		return chinese_before(text, end);
	return latin_before(text, end, acronym);
}

static void add(GArray *all, Slice acronym, Slice meaning)
{
	Gloss gloss = {acronym, meaning};
	const Gloss *last = all->len ? &g_array_index(all, Gloss, all->len - 1) : NULL;

	if (meaning.len && (!last || meaning.ptr >= last->meaning.ptr + last->meaning.len))
		g_array_append_val(all, gloss);
}

GArray *glosses_find(const char *text)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(Gloss));

	for (const char *p = text; *p;) {
		gsize len = acronym_len(text, p);
		Slice acronym = {p, len};

		if (len) {
			add(all, acronym, meaning_before(text, acronym));
			add(all, acronym, meaning_behind(acronym));
		}
		p += len ? len : 1;
	}
	return all;
}
