/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mdescape
 *
 * Reads values from stdin, each ended by a NUL, and writes a Markdown document with
 * every value at every place below, the text of a template around it. What stands at
 * a place comes behind the line <hr id="N:PLACE">, N counted from 0, between empty
 * lines. "halves" are two values side by side.
 */
#include "report/markdown.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name, *before, *after;
	gboolean has_lines; /* a value of several lines may stand there */
} places[] = {
	{"paragraph", "", "", TRUE},
	{"halves", "", "", TRUE},
	{"item", "- ", "", TRUE},
	{"quote", "> ", "", TRUE},
	{"item-word", "- word ", "", TRUE},
	{"word", "word ", "", TRUE},
	{"cell", "| a | b |\n|---|---|\n| ", " | x |", FALSE},
	{"tight-cell", "a|b\n-|-\n", "|x", FALSE},
	{"link", "[", "](https://x.example/)", FALSE},
	{"heading", "## ", "", FALSE},
	{"strong", "word **x", "x** word", FALSE},
	{"before-paren", "", "(u)", FALSE},
	{"before-link", "word ", "[w](https://x.example/)", FALSE},
	{"mail", "10. **[02-09 22:13]** ", "\n   - From: w <w@x.example> · +0000", FALSE},
	{"sender", "1. **[02-09 22:13]** w\n   - From: ", " <w@x.example> · +0000", FALSE},
};

static char *read_all(gsize *len)
{
	GString *all = g_string_new(NULL);
	char piece[4096];
	gsize got;

	while ((got = fread(piece, 1, sizeof(piece), stdin)))
		g_string_append_len(all, piece, (gssize)got);
	*len = all->len;
	return g_string_free(all, FALSE);
}

static void put_halves(GString *out, const char *value)
{
	glong chars = g_utf8_strlen(value, -1);
	const char *middle = g_utf8_offset_to_pointer(value, chars / 2);
	g_autofree char *first = g_strndup(value, (gsize)(middle - value));

	markdown_escape(out, first);
	markdown_escape(out, middle);
}

static void put_value(guint n, const char *value)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree char *line = g_strdelimit(g_strdup(value), "\n", ' ');

	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		g_string_append_printf(out, "\n\n<hr id=\"%u:%s\">\n\n%s", n, places[i].name,
				       places[i].before);
		if (strcmp(places[i].name, "halves") == 0)
			put_halves(out, value);
		else
			markdown_escape(out, places[i].has_lines ? value : line);
		g_string_append(out, places[i].after);
	}
	fputs(out->str, stdout);
}

int main(void)
{
	gsize len, at = 0;
	g_autofree char *values = read_all(&len);

	for (guint n = 0; at < len; n++) {
		put_value(n, values + at);
		at += strlen(values + at) + 1;
	}
	return 0;
}
