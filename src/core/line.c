/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/line.h"

#include "core/code.h"
#include "core/courtesy.h"

#include <string.h>

#define MIN_FOOTER 10   /* underscores above a list's footer */
#define COMMIT_HEX 40   /* digits of a hash */
#define WIDTH 58        /* bytes that any mailer leaves on a line */
#define GREETING_MAX 50 /* bytes of a line that does no more than greet */

static char first_byte(Slice line)
{
	return line.len ? line.ptr[0] : '\0';
}

gboolean line_consists_of(Slice line, const char *bytes, gsize min)
{
	Slice s = slice_trim(line);

	for (gsize i = 0; i < s.len; i++)
		if (!strchr(bytes, s.ptr[i]))
			return FALSE;
	return s.len >= min;
}

gboolean line_is_separator(Slice line)
{
	return slice_starts(line, "---") && slice_is_blank(slice_sub(line, 3, line.len));
}

gboolean line_is_mbox_from(Slice line)
{
	if (first_byte(line) == '>')
		line = slice_sub(line, 1, line.len);
	if (!slice_starts(line, "From ") || line.len < 5 + COMMIT_HEX)
		return FALSE;
	for (gsize i = 5; i < 5 + COMMIT_HEX; i++)
		if (!g_ascii_isxdigit(line.ptr[i]))
			return FALSE;
	return line.len == 5 + COMMIT_HEX || line.ptr[5 + COMMIT_HEX] == ' ';
}

gboolean line_is_signature(Slice line, Slice rest)
{
	return slice_equal(line, "-- ") ||
	       (slice_equal(line, "--") && g_ascii_isdigit(first_byte(rest)));
}

gboolean line_is_footer(Slice line, Slice above)
{
	return line_consists_of(line, "_", MIN_FOOTER) &&
	       !slice_starts(above, "Property changes on: ");
}

gboolean line_is_diff(Slice line, Slice rest)
{
	switch (first_byte(line)) {
	case 'd':
		return slice_starts(line, "diff -");
	case 'I':
		return slice_starts(line, "Index: ");
	case '-':
		return slice_starts(line, "--- ") && !line_is_separator(line) &&
		       slice_starts(rest, "+++ ");
	default:
		return FALSE;
	}
}

/* "Ann,", "Ann, Bo and Cy": names and nothing else; "Looks good," is none. */
static gboolean names_people(Slice text)
{
	static const char *const joints[] = {" and ", " & ", "/"};

	while (text.len) {
		gssize comma = slice_find(text, ',');
		gsize end = comma < 0 ? text.len : (gsize)comma;

		for (guint i = 0; i < G_N_ELEMENTS(joints); i++) {
			const char *at = g_strstr_len(text.ptr, (gssize)end, joints[i]);

			end = at ? (gsize)(at - text.ptr) : end;
		}
		if (!courtesy_is_name(slice_sub(text, 0, end)))
			return FALSE;
		text = slice_sub(text, end, text.len);
		for (guint i = 0; i < G_N_ELEMENTS(joints); i++)
			slice_take(&text, joints[i]);
		slice_take(&text, ",");
		text = slice_trim(text);
	}
	return TRUE;
}

gboolean line_is_greeting(Slice line)
{
	static const char *const words[] = {"hi",   "hello",     "hey",
					    "dear", "greetings", "good morning"};
	static const char *const whom[] = {"all", "folks"};
	Slice text = slice_trim(line), rest;
	char last = text.len ? text.ptr[text.len - 1] : '\0';

	if (text.len == 0 || text.len > GREETING_MAX)
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		rest = text;
		if (slice_take_nocase(&rest, words[i]) &&
		    (rest.len == 0 || strchr(" ,.!:", rest.ptr[0])))
			return strchr(",.!:", last) || text.len <= GREETING_MAX / 2;
	}
	for (guint i = 0; i < G_N_ELEMENTS(whom); i++) {
		rest = text;
		if (slice_take_nocase(&rest, whom[i]) && line_consists_of(rest, ",.!:-", 0))
			return TRUE;
	}
	return last == ',' && text.len <= GREETING_MAX / 2 && names_people(text);
}

gboolean line_is_shortlog(Slice line)
{
	Slice text = slice_trim(line), number;
	gssize open = slice_find(text, '(');
	guint patches;

	if (open < 0)
		return FALSE;
	number = slice_sub(text, (gsize)open + 1, text.len);
	return slice_take_number(&number, G_MAXUINT, &patches) && slice_equal(number, "):");
}

guint line_indent(Slice line)
{
	guint column = 0;

	for (gsize i = 0; i < line.len; i++) {
		if (line.ptr[i] == '\t')
			column = (column / 8 + 1) * 8;
		else if (line.ptr[i] == ' ')
			column++;
		else
			break;
	}
	return column;
}

static gsize skip_blanks(Slice line, gsize i)
{
	while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'))
		i++;
	return i;
}

gsize line_item(Slice line)
{
	gsize i = skip_blanks(line, 0);

	if (!code_is_item(line))
		return 0;
	while (i < line.len && line.ptr[i] != ' ' && line.ptr[i] != '\t')
		i++;
	return skip_blanks(line, i);
}

gboolean line_breaks_off(Slice line, Slice next)
{
	gsize word = 0;

	line = slice_sub(line, 0, (gsize)(slice_trim(line).ptr + slice_trim(line).len - line.ptr));
	next = slice_trim(next);
	if (!line.len || !next.len || !g_ascii_isupper(next.ptr[0]))
		return FALSE;
	while (word < next.len && next.ptr[word] != ' ')
		word++;
	return line_indent(line) + line.len + 1 + word < WIDTH &&
	       !strchr(",(&-/", line.ptr[line.len - 1]);
}
