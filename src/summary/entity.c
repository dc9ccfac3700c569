/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/entity.h"

#include "summary/entity_token.h"
#include "summary/figure.h"
#include "summary/gloss.h"
#include "summary/wording.h"

#include <string.h>

#define QUOTES 9

/* Marks around quotations. */
static const struct {
	const char *open, *close;
	gboolean apostrophe; /* the mark is one, too */
} quotes[QUOTES] = {
	{"\"", "\"", FALSE}, {"“", "”", FALSE},   {"«", "»", FALSE},
	{"「", "」", FALSE}, {"『", "』", FALSE}, {"《", "》", FALSE},
	{"‘", "’", TRUE},    {"'", "'", TRUE},    {"„", "“", FALSE},
};

typedef struct {
	const char *text;
	GPtrArray *all;
	GArray *glosses;      /* of Gloss, in order */
	guint gloss;          /* the next one */
	gboolean cjk;         /* it is a text of Chinese, in which Latin words are terms */
	gboolean first;       /* no word of the sentence was read yet */
	guint unclosed;       /* bits: there is no further mark that closes quotes[i] */
	gboolean no_backtick; /* … nor another backtick */
} Reader;

void entity_free(Entity *entity)
{
	if (!entity)
		return;
	g_free(entity->text);
	g_free(entity->meaning);
	g_free(entity);
}

static Entity *add(Reader *reader, EntityKind kind, const char *from, gsize len)
{
	Entity *entity = g_new0(Entity, 1);

	entity->kind = kind;
	entity->from = (gsize)(from - reader->text);
	entity->len = len;
	g_ptr_array_add(reader->all, entity);
	return entity;
}

/* A word of a name; those that a single blank parts are one name. */
static void add_name(Reader *reader, const char *from, gsize len)
{
	Entity *last = reader->all->len ? reader->all->pdata[reader->all->len - 1] : NULL;
	gsize at = (gsize)(from - reader->text);

	if (last && last->kind == ENTITY_NAME && last->from + last->len + 1 == at &&
	    from[-1] == ' ')
		last->len = at + len - last->from;
	else
		add(reader, ENTITY_NAME, from, len);
}

static gboolean is_word_end(const char *p)
{
	return !g_unichar_isalnum(g_utf8_get_char(p));
}

static gboolean is_word_before(const char *text, const char *p)
{
	const char *before;

	if (p == text)
		return FALSE;
	before = g_utf8_prev_char(p);
	return g_unichar_isalnum(g_utf8_get_char(before));
}

/* Where the mark stands that closes quotes[i], from @p on; an apostrophe is none. */
static const char *find_close(guint i, const char *p)
{
	const char *close = quotes[i].close;

	for (p = strstr(p, close); p; p = strstr(p + 1, close))
		if (!quotes[i].apostrophe || is_word_end(p + strlen(close)))
			return p;
	return NULL;
}

/* Addresses stand nowhere, in quotation marks neither. */
static void find_addresses(Reader *reader, const char *from, gsize len)
{
	for (const char *p = from; p < from + len;) {
		Token token = entity_token_at(reader->text, p);

		if (token.len && token.kind == TOKEN_ADDRESS)
			add(reader, ENTITY_URL, p, token.len);
		p += token.len ? token.len : (gsize)(g_utf8_next_char(p) - p);
	}
}

/* "…"; the bytes of it with its marks, 0: none begins here. */
static gsize take_quotation(Reader *reader, const char *p)
{
	for (guint i = 0; i < QUOTES; i++) {
		gsize open = strlen(quotes[i].open);
		const char *close;

		if (!g_str_has_prefix(p, quotes[i].open) || reader->unclosed & (1u << i))
			continue;
		if (quotes[i].apostrophe &&
		    (is_word_before(reader->text, p) || is_word_end(p + open)))
			continue;
		close = find_close(i, p + open);
		if (!close) {
			reader->unclosed |= 1u << i;
			continue;
		}
		if (close > p + open)
			add(reader, ENTITY_QUOTATION, p + open, (gsize)(close - p) - open);
		find_addresses(reader, p + open, (gsize)(close - p) - open);
		return (gsize)(close - p) + strlen(quotes[i].close);
	}
	return 0;
}

/* `kvm_init()`, as Markdown sets off what is no prose. */
static gsize take_backticks(Reader *reader, const char *p)
{
	const char *close;

	if (*p != '`' || reader->no_backtick)
		return 0;
	close = strchr(p + 1, '`');
	reader->no_backtick = !close;
	if (!close || close == p + 1)
		return 0;
	add(reader, ENTITY_IDENTIFIER, p + 1, (gsize)(close - p) - 1);
	find_addresses(reader, p + 1, (gsize)(close - p) - 1);
	return (gsize)(close - p) + 1;
}

/* {P12} names somebody of the cast, who is no word. */
static gsize take_cast(const char *p)
{
	gsize len = 2;

	if (p[0] != '{' || p[1] != 'P')
		return 0;
	while (g_ascii_isdigit(p[len]))
		len++;
	return len > 2 && p[len] == '}' ? len + 1 : 0;
}

/* "version 3", 版本 3, 第 12 版: a version, however it is written. */
static gboolean is_version(const Reader *reader, const char *p, gsize len)
{
	static const char *const before[] = {"version ",  "Version ", "revision ",
					     "Revision ", "版本 ",    "版本"};
	gsize at = (gsize)(p - reader->text);
	const char *next = p + len;

	for (guint i = 0; i < G_N_ELEMENTS(before); i++) {
		gsize n = strlen(before[i]);
		if (at >= n && memcmp(p - n, before[i], n) == 0)
			return TRUE;
	}
	next += *next == ' ';
	return g_str_has_prefix(next, "版");
}

static gsize take_number(Reader *reader, const char *p)
{
	Figure figure;

	if (!figure_at(p, &figure))
		return 0;
	if (!figure.unit[0] && is_version(reader, p, figure.len))
		add(reader, ENTITY_VERSION, p, figure.len);
	else if (!figure.small)
		add(reader, ENTITY_NUMBER, p, figure.len);
	return figure.len;
}

/* "Linus agrees": the first word of its sentence is a name where somebody speaks. */
static gboolean is_speaker(const Token *token, const char *p)
{
	const char *next = p + token->len;

	if (*next == ',' || *next == ' ')
		next += *next == ',' && next[1] == ' ' ? 2 : 1;
	else
		return entity_token_is_owner(p, token->len);
	return entity_token_is_owner(p, token->len) || entity_token_speaks(p, token->len, next);
}

/* The number with a point that a branch or the like has: next-6.19. */
static gsize take_branch(Reader *reader, const Token *token, const char *p, gsize at)
{
	Figure figure;

	if (!at || !strchr("-/", p[at - 1]) || !g_ascii_isdigit(p[at]) ||
	    !figure_at(p + at, &figure) || figure.unit[0] || !strchr(figure.value, '.') ||
	    at + figure.len > token->len)
		return 0;
	add(reader, ENTITY_NUMBER, p + at, figure.len);
	return figure.len;
}

/* A token of prose: KVM/arm64, Re-sends, ARMv8.6: each word of it by itself. */
static void take_words(Reader *reader, const char *p, const Token *token)
{
	gboolean first = reader->first && !reader->cjk;

	if (token->len > 3 && g_unichar_isupper(g_utf8_get_char(p)) &&
	    memcmp(p + token->len - 3, "-by", 3) == 0) { /* Reviewed-by is one word */
		add_name(reader, p, token->len);
		return;
	}
	for (gsize i = 0; i < token->len;) {
		gsize len = entity_token_word(p + i, token->len - i);
		gsize number = take_branch(reader, token, p, i);

		if (number) {
			i += number;
			continue;
		}
		if (!len) {
			i += (gsize)(g_utf8_next_char(p + i) - (p + i));
			continue;
		}
		switch (entity_token_word_kind(p + i, len, first && i == 0)) {
		case WORD_NAME:
			add_name(reader, p + i, len);
			break;
		case WORD_FIRST:
			if (is_speaker(token, p))
				add_name(reader, p + i, len);
			break;
		case WORD_IDENTIFIER:
			add(reader, ENTITY_IDENTIFIER, p + i, len);
			break;
		case WORD_PLAIN: /* a Latin word in Chinese is a term of somebody's */
			if (reader->cjk && entity_token_is_term(p + i, len))
				add_name(reader, p + i, len);
			break;
		}
		i += len;
	}
}

/* 5/8: digits, a stroke and digits; the bytes. */
static gsize fraction_len(const char *p)
{
	gsize above = strspn(p, "0123456789");
	gsize below = p[above] == '/' ? strspn(p + above + 1, "0123456789") : 0;
	const char *end = p + above + 1 + below;

	return above && below && !g_ascii_isalnum(*end) && *end != '/' && *end != '_'
		       ? (gsize)(end - p)
		       : 0;
}

static gsize take_fraction(Reader *reader, const char *p)
{
	gsize len = fraction_len(p);

	if (len)
		add(reader, ENTITY_NUMBER, p, len);
	return len;
}

/* A number, as far as letters of no unit do not go on with it: "4abc", and "1O" with a letter. */
static gsize take_figure(Reader *reader, const char *p, gsize token)
{
	Figure figure;

	if (!figure_at(p, &figure) ||
	    (figure.len < token && entity_token_word(p + figure.len, token - figure.len) &&
	     !entity_token_is_ordinal(p, entity_token_word(p, token))))
		return 0;
	return take_number(reader, p);
}

static gsize take_token(Reader *reader, const char *p)
{
	static const EntityKind kinds[] = {
		[TOKEN_ADDRESS] = ENTITY_URL,     [TOKEN_HASH] = ENTITY_HASH,
		[TOKEN_VERSION] = ENTITY_VERSION, [TOKEN_CONFIG] = ENTITY_CONFIG,
		[TOKEN_CODE] = ENTITY_IDENTIFIER, [TOKEN_NUMBER] = ENTITY_IDENTIFIER,
	};
	Token token = entity_token_at(reader->text, p);
	gsize number = 0;

	if (!token.len)
		return 0;
	if (token.kind == TOKEN_NUMBER)
		number = take_fraction(reader, p);
	if (!number && (token.kind == TOKEN_NUMBER || token.kind == TOKEN_WORDS))
		number = take_figure(reader, p, token.len); /* "thirty percent", too */
	if (number)
		token.len = number;
	else if (token.kind == TOKEN_WORDS)
		take_words(reader, p, &token);
	else
		add(reader, kinds[token.kind], p, token.len);
	reader->first = FALSE;
	return token.len;
}

/* What a Chinese text says of somebody whose name is not one of the cast's. */
static gsize take_chinese(Reader *reader, const char *p)
{
	gsize number = take_number(reader, p), name;

	if (number)
		return number;
	name = reader->first ? entity_token_chinese_speaker(p) : 0;
	reader->first = FALSE;
	if (name)
		add(reader, ENTITY_NAME, p, name);
	return name ? name : (gsize)(g_utf8_next_char(p) - p);
}

static gboolean ends_sentence(const char *p)
{
	gunichar c = g_utf8_get_char(p);

	if (c == '.' || c == '!' || c == '?' || c == ';')
		return p[1] == ' ' || p[1] == '\0';
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF0C || c == 0xFF1B;
}

/* A gloss that begins here: its meaning is looked up as a whole, its words are not. */
static gsize take_gloss(Reader *reader, const char *p)
{
	const Gloss *gloss;
	Entity *entity;

	while (reader->gloss < reader->glosses->len &&
	       g_array_index(reader->glosses, Gloss, reader->gloss).meaning.ptr < p)
		reader->gloss++;
	if (reader->gloss == reader->glosses->len)
		return 0;
	gloss = &g_array_index(reader->glosses, Gloss, reader->gloss);
	if (gloss->meaning.ptr != p)
		return 0;
	entity = add(reader, ENTITY_ACRONYM, p, gloss->meaning.len);
	entity->text = slice_dup(gloss->acronym);
	entity->meaning = slice_dup(gloss->meaning);
	find_addresses(reader, p, gloss->meaning.len);
	reader->first = FALSE;
	return gloss->meaning.len;
}

static gsize take(Reader *reader, const char *p)
{
	gsize len = take_gloss(reader, p);

	if (!len)
		len = take_cast(p);
	if (!len)
		len = take_quotation(reader, p);
	if (!len)
		len = take_backticks(reader, p);
	if (len) {
		reader->first = FALSE;
		return len;
	}
	if (g_str_has_prefix(p, "](")) {
		add(reader, ENTITY_URL, p, 2);
		return 2;
	}
	if ((guchar)*p >= 0x80 && wording_is_cjk(g_utf8_get_char(p)))
		return take_chinese(reader, p);
	len = take_token(reader, p);
	if (len)
		return len;
	reader->first |= ends_sentence(p);
	return (gsize)(g_utf8_next_char(p) - p);
}

/* Names grew while they were read: their words are copied once. */
static void fill_in(const Reader *reader)
{
	for (guint i = 0; i < reader->all->len; i++) {
		Entity *entity = reader->all->pdata[i];

		if (!entity->text)
			entity->text = g_strndup(reader->text + entity->from, entity->len);
	}
}

GPtrArray *entities_read(const char *text)
{
	Reader reader = {.text = text,
			 .all = g_ptr_array_new_with_free_func((GDestroyNotify)entity_free),
			 .glosses = glosses_find(text),
			 .cjk = wording_has_cjk(text),
			 .first = TRUE};

	for (const char *p = text; *p;)
		p += take(&reader, p);
	fill_in(&reader);
	g_array_unref(reader.glosses);
	return reader.all;
}

const char *entity_kind_name(EntityKind kind)
{
	static const char *const names[] = {
		[ENTITY_HASH] = "hash",
		[ENTITY_NUMBER] = "number",
		[ENTITY_IDENTIFIER] = "identifier",
		[ENTITY_CONFIG] = "config",
		[ENTITY_VERSION] = "version",
		[ENTITY_QUOTATION] = "quotation",
		[ENTITY_ACRONYM] = "acronym",
		[ENTITY_NAME] = "name",
		[ENTITY_URL] = "url",
	};

	G_STATIC_ASSERT(G_N_ELEMENTS(names) == N_ENTITIES);
	g_return_val_if_fail(kind < N_ENTITIES, "");
	return names[kind];
}
