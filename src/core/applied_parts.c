/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/applied_parts.h"

#include "core/word.h"

#include <string.h>

#define MAX_PART 999
#define MAX_RANGES 40 /* "1-3, 5 and 7" are three */

/* Where @n is among the parts, or would be. */
static guint find_part(const GArray *parts, guint n)
{
	guint from = 0, to = parts->len;

	while (from < to) {
		guint middle = from + (to - from) / 2;

		if (g_array_index(parts, guint, middle) < n)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

void applied_add_part(Applied *applied, guint n)
{
	guint i = find_part(applied->parts, n);

	if (i == applied->parts->len || g_array_index(applied->parts, guint, i) != n)
		g_array_insert_val(applied->parts, i, n);
}

static void add_parts(Applied *applied, guint from, guint to)
{
	for (guint n = from; n <= to; n++)
		applied_add_part(applied, n);
}

static gboolean take_number(Slice *s, guint *n)
{
	slice_take(s, "#");
	return slice_take_number(s, MAX_PART, n);
}

/* "/4" or " of 4" behind a number of a series of as many */
static gboolean take_total(Slice *s, guint last, guint m)
{
	Slice rest = *s;
	guint total;

	if ((!slice_take(&rest, "/") && !slice_take(&rest, " of ")) ||
	    !slice_take_number(&rest, MAX_PART, &total) || total < last || (m && total != m))
		return FALSE;
	*s = rest;
	return TRUE;
}

/* "5", "#5", "1-3", "1 to 3", "3/4" of four with nothing stuck to its end: "5.12", "2nd", "3/4"
 * of five are none; *total: of how many is said */
static gboolean take_bare_range(Slice *s, guint m, guint *from, guint *to, gboolean *total)
{
	Slice rest = word_skip_blanks(*s), end;

	if (!take_number(&rest, from))
		return FALSE;
	*to = *from;
	end = rest;
	if ((slice_take(&end, "-") || slice_take(&end, " to ") || slice_take(&end, "..") ||
	     slice_take(&end, " through ")) &&
	    take_number(&end, to))
		rest = end;
	*total = take_total(&rest, *to, m);
	if (rest.len && (g_ascii_isalpha(*rest.ptr) || strchr("/_%", *rest.ptr)))
		return FALSE;
	if (rest.len > 1 && *rest.ptr == '.' && rest.ptr[1] != ' ' && rest.ptr[1] != '.')
		return FALSE;
	*s = rest;
	return *from <= *to;
}

/* … or "[1/4]", "(1-3 of 4)"; not "[1]", which is a reference */
static gboolean take_range(Slice *s, guint m, guint *from, guint *to)
{
	Slice rest = word_skip_blanks(*s);
	const char *close = slice_starts(rest, "[") ? "]" : ")";
	gboolean total;

	if (!slice_take(&rest, "[") && !slice_take(&rest, "("))
		return take_bare_range(s, m, from, to, &total);
	if (!take_bare_range(&rest, m, from, to, &total) || !total || !slice_take(&rest, close))
		return FALSE;
	*s = rest;
	return TRUE;
}

/* "1-3, 5 and 7", "3+5"; how many ranges it has */
static guint take_numbers(Slice *s, Applied *applied, guint m)
{
	static const char *const joins[] = {", and ", ",and ", " and patch ", " and ", " & ",
					    " + ",    ", ",    "+",           "&",     ","};
	Slice rest = *s;
	guint from, to, n = 0;

	while (n < MAX_RANGES && take_range(&rest, m, &from, &to)) {
		gboolean joined = FALSE;

		*s = rest;
		n++;
		add_parts(applied, from, to);
		for (guint i = 0; i < G_N_ELEMENTS(joins) && !joined; i++)
			joined = slice_take(&rest, joins[i]);
		if (!joined)
			break;
	}
	return n;
}

static guint number_word(Slice word)
{
	static const char *const numbers[] = {"one", "two",   "three", "four", "five",
					      "six", "seven", "eight", "nine", "ten"};
	guint n;

	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
		if (word.len == strlen(numbers[i]) && slice_starts_nocase(word, numbers[i]))
			return i + 1;
	return slice_take_number(&word, MAX_PART, &n) && word.len == 0 ? n : 0;
}

static guint ordinal_word(Slice word)
{
	static const char *const names[] = {"first", "second",  "third",  "fourth", "fifth",
					    "sixth", "seventh", "eighth", "ninth",  "tenth"};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (word.len == strlen(names[i]) && slice_starts_nocase(word, names[i]))
			return i + 1;
	return 0;
}

static const char *const things[] = {"patch", "patches", "commit",   "commits", "one",
				     "ones",  "cleanup", "cleanups", "fix",     "fixes",
				     "bits",  "parts",   "part",     NULL};

/* "first two patches", "last one", "second patch" */
static gboolean take_ordinal(Slice *s, Applied *applied, guint m)
{
	Slice word = word_peek(*s), rest = word_behind(*s, word), next = word_peek(rest);
	guint ordinal = ordinal_word(word), count = number_word(next);
	gboolean last = slice_is_one_of(word, (const char *const[]){"last", "final", NULL});

	if (!ordinal && !last)
		return FALSE;
	if (count)
		rest = word_behind(rest, next);
	if (!word_skip(&rest, things) && !count)
		return FALSE;
	*s = rest;
	count = MAX(count, 1);
	if (ordinal == 1)
		add_parts(applied, 1, count);
	else if (ordinal)
		applied_add_part(applied, ordinal);
	else if (m >= count)
		add_parts(applied, m - count + 1, m);
	return TRUE;
}

gboolean applied_take_parts(Slice *s, Applied *applied, guint m)
{
	static const char *const before[] = {"the", "just", "only", "and", NULL};
	static const char *const names[] = {"patch", "patches", "#", "patchs", "commits", NULL};
	Slice rest = *s;

	word_skip(&rest, before);
	if (take_ordinal(&rest, applied, m)) {
		*s = rest;
		return TRUE;
	}
	word_skip(&rest, names);
	if (!take_numbers(&rest, applied, m))
		return FALSE;
	*s = rest;
	return TRUE;
}

gboolean applied_take_exception(Slice *s, Applied *left_out, guint m)
{
	static const char *const words[] = {
		"except for ", "except ",      "excepting ", "apart from ",
		"excluding ",  "minus ",       "all but ",   "bar ",
		"but not ",    "skipping ",    "without ",   "aside from ",
		"other than ", "leaving out ", "dropped ",   "dropping "};

	for (guint k = 0; k < G_N_ELEMENTS(words); k++) {
		Slice rest = *s;

		if (!slice_take_nocase(&rest, words[k]) ||
		    !applied_take_parts(&rest, left_out, m) || !left_out->parts->len)
			continue;
		*s = rest;
		return TRUE;
	}
	return FALSE;
}

void applied_leave_out(Applied *applied, const Applied *left_out)
{
	g_array_set_size(applied->parts, 0);
	g_array_append_vals(applied->parts, left_out->parts->data, left_out->parts->len);
	applied->excepted = TRUE;
}

void applied_read_exception(Applied *applied, Slice text, guint m)
{
	g_autoptr(Applied) left_out = applied_new();

	for (gsize i = 0; i < text.len && !applied->excepted; i++) {
		Slice rest = slice_sub(text, i, text.len);

		if ((!i || !word_is_byte(text.ptr[i - 1])) &&
		    applied_take_exception(&rest, left_out, m))
			applied_leave_out(applied, left_out);
	}
}
