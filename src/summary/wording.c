/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/wording.h"

#include <string.h>

gboolean wording_is_cjk(gunichar c)
{
	switch (g_unichar_get_script(c)) {
	case G_UNICODE_SCRIPT_HAN:
	case G_UNICODE_SCRIPT_HIRAGANA:
	case G_UNICODE_SCRIPT_KATAKANA:
		return TRUE;
	default:
		return FALSE;
	}
}

gboolean wording_has_cjk(const char *text)
{
	for (; *text; text = g_utf8_next_char(text))
		if ((guchar)*text >= 0x80 && wording_is_cjk(g_utf8_get_char(text)))
			return TRUE;
	return FALSE;
}

static guint alphabet(gunichar c)
{
	if (c < 0x80 || c == 0xB5 || c == 0x3BC) /* both of them stand for micro */
		return g_ascii_isalpha((char)(c < 0x80 ? c : 0)) ? 1 : 0;
	switch (g_unichar_get_script(c)) {
	case G_UNICODE_SCRIPT_LATIN:
		return 1;
	case G_UNICODE_SCRIPT_CYRILLIC:
		return 2;
	case G_UNICODE_SCRIPT_GREEK:
		return 4;
	case G_UNICODE_SCRIPT_ARMENIAN:
		return 8;
	default:
		return 0;
	}
}

gboolean wording_is_mixed(const char *word, gsize len)
{
	guint all = 0;

	for (const char *p = word; p < word + len; p = g_utf8_next_char(p))
		all |= alphabet(g_utf8_get_char(p));
	return (all & (all - 1)) != 0;
}

/* Appends the words of @text, which is of one form already. */
static void append_words(GString *out, const char *text)
{
	gboolean inside = FALSE;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		gboolean cjk = c >= 0x80 && wording_is_cjk(c);

		if (!g_unichar_isalnum(c) && !g_unichar_ismark(c)) {
			inside = FALSE;
			continue;
		}
		if (!inside || cjk)
			g_string_append_c(out, ' ');
		g_string_append_unichar(out, g_unichar_tolower(c));
		inside = !cjk;
	}
	if (out->len)
		g_string_append_c(out, ' ');
}

char *wording_of(const char *text)
{
	g_autofree char *form = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
	GString *out = g_string_sized_new(strlen(text) + 2);

	if (form) /* else no UTF-8 */
		append_words(out, form);
	return g_string_free(out, FALSE);
}

guint wording_count(const char *wording)
{
	guint n = 0;

	for (; *wording; wording++)
		n += *wording == ' ';
	return n ? n - 1 : 0;
}

const char *wording_find(const char *all, const char *part)
{
	const char *at = *part ? strstr(all, part) : NULL;

	return at ? at + strlen(part) - 1 : NULL;
}
