/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/escape.h"

#include "base/text.h"
#include "report/markdown.h"

#include <string.h>

void escape_text(GString *out, const char *text)
{
	g_autofree char *shown = text_show(text);

	g_string_append(out, shown);
}

static const char *html_entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return "&#39;";
	}
}

static void append_html(GString *out, const char *text)
{
	for (;;) {
		gsize plain = strcspn(text, "&<>\"'");

		g_string_append_len(out, text, (gssize)plain);
		text += plain;
		if (!*text)
			return;
		g_string_append(out, html_entity(*text++));
	}
}

/* Hidden characters are written out first, since < and > are markup in turn. */
static void escape_shown(GString *out, const char *text, MustacheEscape escape)
{
	g_autofree char *shown = text_show(text);

	escape(out, shown);
}

void escape_html(GString *out, const char *text)
{
	escape_shown(out, text, append_html);
}

void escape_markdown(GString *out, const char *text)
{
	escape_shown(out, text, markdown_escape);
}

MustacheEscape escape_for(const char *ending)
{
	static const struct {
		const char *ending;
		MustacheEscape escape;
	} types[] = {
		{"html", escape_html},
		{"htm", escape_html},
		{"xml", escape_html},
		{"md", escape_markdown},
	};

	for (guint i = 0; i < G_N_ELEMENTS(types); i++)
		if (g_str_equal(ending, types[i].ending))
			return types[i].escape;
	return escape_text;
}
