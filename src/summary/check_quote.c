/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_quote.h"

#include "summary/wording.h"

#include <string.h>

/* The pieces of it that have words: a GPtrArray of their wordings. */
static GPtrArray *pieces_of(const char *quote)
{
	static const char *const omissions[] = {"[...]", "[…]", "(...)", "(…)", "...", "……"};
	GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);
	GString *marked = g_string_new(quote);
	g_auto(GStrv) parts = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(omissions); i++)
		g_string_replace(marked, omissions[i], "…", 0);
	parts = g_strsplit(marked->str, "…", -1);
	g_string_free(marked, TRUE);
	for (guint i = 0; parts[i]; i++) {
		char *words = wording_of(parts[i]);

		if (*words)
			g_ptr_array_add(pieces, words);
		else
			g_free(words);
	}
	return pieces;
}

static gboolean has_pieces(const char *said, const char *quote)
{
	g_autoptr(GPtrArray) pieces = pieces_of(quote);
	guint words = 0;

	for (guint i = 0; said && i < pieces->len; i++) {
		guint n = wording_count(pieces->pdata[i]);

		if (n < CHECK_QUOTE_PIECE)
			return FALSE;
		words += n;
		said = wording_find(said, pieces->pdata[i]);
	}
	return said && words >= CHECK_QUOTE_WORDS;
}

static gboolean is_remark(const GPtrArray *remarks, const char *words)
{
	for (guint i = 0; i < remarks->len; i++)
		if (g_str_equal(remarks->pdata[i], words))
			return TRUE;
	return FALSE;
}

/* "Reviewed-by: Bo" of a tag that goes on. */
static gboolean is_tag(const GPtrArray *tags, const char *words)
{
	for (guint i = 0; wording_count(words) >= CHECK_QUOTE_PIECE && i < tags->len; i++)
		if (g_str_has_prefix(tags->pdata[i], words))
			return TRUE;
	return FALSE;
}

gboolean check_quote_is_in(Ground *ground, guint place, const char *quote)
{
	const char *said = ground_said(ground, place);
	g_autofree char *words = wording_of(quote);

	if (!*words)
		return FALSE;
	if (wording_count(words) >= CHECK_QUOTE_WORDS && wording_find(said, words))
		return TRUE;
	if (is_remark(ground_remarks(ground, place), words) ||
	    is_tag(ground_tags(ground, place), words))
		return TRUE;
	return has_pieces(said, quote);
}

gboolean check_quote_is_echo(Ground *ground, const Brief *brief, guint place, const char *quote)
{
	g_autofree char *words = wording_of(quote);

	if (wording_count(words) < CHECK_QUOTE_ECHO)
		return FALSE;
	/* whoever has got a tag passes it on in the next version */
	if (is_tag(ground_tags(ground, place), words) &&
	    ground_has_tag_of(ground, place, brief->mails[place].who))
		return FALSE;
	for (guint i = 0; i < place; i++)
		if (brief->mails[i].who != brief->mails[place].who &&
		    wording_find(ground_said(ground, i), words))
			return TRUE;
	return FALSE;
}
