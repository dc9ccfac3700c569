/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/entity.h"

#include "summary/figure.h"
#include "summary/wording.h"

#include <string.h>

static gboolean is_word(gunichar c)
{
	return (g_unichar_isalnum(c) || c == '_') && (c < 0x80 || !wording_is_cjk(c));
}

static gboolean begins_word(const char *text, const char *p)
{
	return p == text || !is_word(g_utf8_get_char(g_utf8_prev_char(p)));
}

static gboolean ends_word(const char *p)
{
	return !*p || !is_word(g_utf8_get_char(p));
}

/* Bytes of @text that @what stands for, letters in either case if @fold; 0: it does not. */
static gsize same_len(const char *text, const char *what, gboolean fold)
{
	const char *p = text;

	for (; *what; what = g_utf8_next_char(what), p = g_utf8_next_char(p)) {
		gunichar a = g_utf8_get_char(p), b = g_utf8_get_char(what);

		if (a != b && (!fold || g_unichar_tolower(a) != g_unichar_tolower(b)))
			return 0;
	}
	return (gsize)(p - text);
}

typedef gboolean (*EndFunc)(const char *behind);

/* Whether @what stands in @text as words. */
static gboolean stands(const char *text, const char *what, gboolean fold, EndFunc ends)
{
	for (const char *p = text; *what && *p; p = g_utf8_next_char(p)) {
		gsize len = begins_word(text, p) ? same_len(p, what, fold) : 0;

		if (len && ends(p + len))
			return TRUE;
	}
	return FALSE;
}

/* Without "()" behind it and what C has in front. */
static char *bare_identifier(const char *name)
{
	char *bare = g_strdup(name + strspn(name, "&*./-"));
	gsize len = strlen(bare);

	if (g_str_has_suffix(bare, "()"))
		bare[len - 2] = '\0';
	return bare;
}

/* arm64 and x86 are ARM64 and X86, and products are spelled in many ways; but vm_run is not
 * VM_RUN, nor vmRun vmrun. */
static gboolean is_plain(const char *name)
{
	gboolean hump = FALSE;

	for (const char *p = name; *p; p++) {
		if (!g_ascii_isalnum(*p))
			return FALSE;
		hump |= p > name && g_ascii_isupper(*p) && g_ascii_islower(p[-1]);
	}
	return !hump || g_ascii_isupper(*name);
}

/* VMs and a VM, ACKs and an ACK. */
static gboolean ends_plural(const char *p)
{
	return ends_word(*p == 's' ? p + 1 : p);
}

/* Several ap_lists are those of an ap_list, and the other way round. */
static gboolean whole_identifier_is_in(const char *name, const char *text)
{
	g_autofree char *bare = bare_identifier(name);
	gboolean call = g_str_has_suffix(name, "()");
	gboolean fold = is_plain(bare) && !call;
	gsize len = strlen(bare);

	if (stands(text, bare, fold, call ? ends_word : ends_plural))
		return TRUE;
	if (call || len < 4 || bare[len - 1] != 's' || strchr(bare, '.') || strchr(bare, '/'))
		return FALSE;
	bare[len - 1] = '\0';
	return stands(text, bare, fold, ends_word);
}

/* NC stands in MT_NORMAL_NC, too. */
static gboolean is_part_of_constant(const char *word, const char *text)
{
	gsize len = strlen(word);

	for (gsize i = 0; i < len; i++)
		if (!g_ascii_isupper(word[i]) && !g_ascii_isdigit(word[i]) &&
		    !(word[i] == '_' && i && i + 1 < len))
			return FALSE;
	for (const char *p = strstr(text, word); p && len; p = strstr(p + len, word)) {
		gboolean front = p > text && p[-1] == '_', back = p[len] == '_';

		if ((front || back) && (front || begins_word(text, p)) &&
		    (back || ends_word(p + len)))
			return TRUE;
	}
	return FALSE;
}

/* gate_open/gate_shut are two of them, each of which is a name by itself; gate/open.c is one. */
static gboolean identifier_is_in(const char *name, const char *text)
{
	g_auto(GStrv) parts = NULL;

	if (whole_identifier_is_in(name, text) || is_part_of_constant(name, text))
		return TRUE;
	parts = g_strsplit(name, "/", 3);
	if (g_strv_length(parts) != 2)
		return FALSE;
	for (guint i = 0; parts[i]; i++)
		if (!(strchr(parts[i], '_') || g_str_has_suffix(parts[i], "()")) ||
		    !whole_identifier_is_in(parts[i], text))
			return FALSE;
	return TRUE;
}

static gboolean hash_is_in(const char *hash, const char *text)
{
	gsize want = strlen(hash);

	for (const char *p = text; *p; p++) {
		gsize len = 0, same = 0;

		if (!g_ascii_isxdigit(*p) || !begins_word(text, p))
			continue;
		for (; g_ascii_isxdigit(p[len]); len++)
			if (same == len && len < want &&
			    g_ascii_tolower(p[len]) == g_ascii_tolower(hash[len]))
				same++;
		if (same >= 7 && same == MIN(len, want) && ends_word(p + len))
			return TRUE;
		p += len - 1;
	}
	return FALSE;
}

/* v6.1 is not v6.12, v6.1.2 or v6.1-rc1. */
static gboolean ends_version(const char *p)
{
	return ends_word(p) && !(*p == '.' && g_ascii_isdigit(p[1])) &&
	       g_ascii_strncasecmp(p, "-rc", 3) != 0;
}

/* v3 is "version 3", and 6.1 is "v6.1". */
static gboolean version_is_in(const char *version, const char *text)
{
	const char *bare = version + (*version == 'v' || *version == 'V');
	g_autofree char *v = g_strconcat("v", bare, NULL);
	g_autofree char *word = g_strconcat("version ", bare, NULL);
	g_autofree char *parted = g_strconcat("v ", bare, NULL);

	if (stands(text, v, TRUE, ends_version) || stands(text, word, TRUE, ends_version) ||
	    stands(text, parted, TRUE, ends_version))
		return TRUE;
	/* "6.19-rc1"; but a 3 is no version */
	return strchr(bare, '.') && stands(text, bare, TRUE, ends_version);
}

/* The words of @what stand in @text, one behind the other. */
static gboolean words_are_in(const char *what, const char *text)
{
	g_autofree char *part = wording_of(what);
	g_autofree char *all = wording_of(text);

	return wording_find(all, part) != NULL;
}

static gboolean is_lower(const char *word)
{
	while (g_ascii_islower(*word) || *word == ' ')
		word++;
	return !*word;
}

/* What forms of a word have in common; the bytes of it. */
static gsize stem_len(const char *word)
{
	static const char *const ends[] = {"ies", "ing", "ed", "es", "s", "y", "e"};
	gsize len = strlen(word);

	for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(word, ends[i]) && len >= strlen(ends[i]) + 3)
			return len - strlen(ends[i]);
	return len;
}

/* Up to three letters go on with a stem: capabilit-y, -ies. */
static gboolean ends_form(const char *p)
{
	gsize more = 0;

	while (more < 4 && g_ascii_islower(p[more]))
		more++;
	return more < 4 && ends_word(p + more);
}

static gboolean form_is_in(const char *word, const char *text)
{
	g_autofree char *stem = g_strndup(word, stem_len(word));

	return strlen(stem) >= 3 && stands(text, stem, TRUE, ends_form);
}

static gboolean name_word_is_in(const char *word, const char *text)
{
	gsize len = strlen(word);
	g_autofree char *single = NULL;

	if (wording_is_mixed(word, len))
		return FALSE;
	if (is_lower(word) && form_is_in(word, text))
		return TRUE;
	if (stands(text, word, TRUE, ends_plural) || is_part_of_constant(word, text))
		return TRUE;
	if (len < 3 || word[len - 1] != 's')
		return FALSE;
	single = g_strndup(word, len - 1);
	return stands(text, single, TRUE, ends_word);
}

static gboolean name_is_in(const char *name, const char *text)
{
	g_auto(GStrv) words = g_strsplit(name, " ", -1);

	for (guint i = 0; words[i]; i++)
		if (!name_word_is_in(words[i], text))
			return FALSE;
	return TRUE;
}

/* "5/8ths" has 5/8, "15/8" has not. */
static gboolean ends_digits(const char *p)
{
	return !g_ascii_isdigit(*p);
}

static gboolean number_is_in(const char *number, const char *text)
{
	Figure figure;

	if (strchr(number, '/') && g_ascii_isdigit(strchr(number, '/')[1]))
		return stands(text, number, FALSE, ends_digits);
	return figure_at(number, &figure) && figure_is_in(&figure, text);
}

gboolean entity_is_in(const Entity *entity, const char *text)
{
	switch (entity->kind) {
	case ENTITY_HASH:
		return hash_is_in(entity->text, text);
	case ENTITY_NUMBER:
		return number_is_in(entity->text, text);
	case ENTITY_IDENTIFIER:
		return identifier_is_in(entity->text, text);
	case ENTITY_CONFIG:
		return stands(text, entity->text, FALSE, ends_word);
	case ENTITY_VERSION:
		return version_is_in(entity->text, text);
	case ENTITY_QUOTATION:
		return words_are_in(entity->text, text);
	case ENTITY_ACRONYM:
		return name_word_is_in(entity->text, text) && words_are_in(entity->meaning, text);
	case ENTITY_NAME:
		return name_is_in(entity->text, text);
	case ENTITY_URL:
	case N_ENTITIES:
		break;
	}
	return FALSE;
}

/* VHE, nVHE, PAs: no name of a person has two capitals; but EINVAL is what a call returns. */
static gboolean is_acronym(const char *word)
{
	guint upper = 0, others = 0;

	for (const char *p = word; *p; p++) {
		upper += g_ascii_isupper(*p) != 0;
		others += !g_ascii_isalnum(*p);
	}
	return upper >= 2 && !others && !(*word == 'E' && upper >= 5);
}

gboolean entity_is_term(const Entity *entity)
{
	static const char *const trees[] = {"next",  "fixes",  "master",  "mainline",
					    "queue", "linus",  "staging", "devel",
					    "main",  "stable", "upstream"};

	if (entity->kind != ENTITY_NAME)
		return FALSE;
	if (is_acronym(entity->text))
		return TRUE;
	if (!is_lower(entity->text))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(trees); i++)
		if (g_str_equal(entity->text, trees[i]))
			return FALSE;
	return TRUE;
}
