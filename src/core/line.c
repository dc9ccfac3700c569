/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/line.h"

#include <string.h>

#define MIN_FOOTER 10   /* underscores above a list's footer */
#define COMMIT_HEX 40   /* digits of a hash */
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

gboolean line_is_greeting(Slice line)
{
	static const char *const words[] = {"hi",    "hello", "hey",       "dear",
					    "folks", "all",   "greetings", "good morning"};
	Slice text = slice_trim(line);
	char last = text.len ? text.ptr[text.len - 1] : '\0';

	if (text.len == 0 || text.len > GREETING_MAX)
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		Slice rest = text;

		if (slice_take_nocase(&rest, words[i]) &&
		    (rest.len == 0 || !g_ascii_isalnum(rest.ptr[0])))
			return strchr(",.!:", last) || text.len <= GREETING_MAX / 2;
	}
	return last == ',' && text.len <= GREETING_MAX / 2;
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
