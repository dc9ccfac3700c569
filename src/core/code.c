/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/code.h"

#include <string.h>

#define INDENT 4      /* columns from which on a line is set off */
#define MIN_WORDS 4   /* of a line that reads like a sentence */
#define MANY_WORDS 7  /* … even with signs of source in it */
#define WINDOW 400    /* bytes of a line that are looked at */
#define MIN_HASH 12   /* digits of a hash */
#define MIN_NUMBERS 2 /* in the columns of a table */

static gboolean contains(Slice s, const char *text)
{
	return s.len && g_strstr_len(s.ptr, (gssize)s.len, text) != NULL;
}

static gboolean starts_any(Slice s, const char *const *starts)
{
	for (; *starts; starts++)
		if (slice_starts(s, *starts))
			return TRUE;
	return FALSE;
}

static gboolean contains_any(Slice s, const char *const *texts)
{
	for (; *texts; texts++)
		if (contains(s, *texts))
			return TRUE;
	return FALSE;
}

static char last_byte(Slice s)
{
	return s.len ? s.ptr[s.len - 1] : '\0';
}

static gsize indent_of(Slice line)
{
	gsize columns = 0;

	for (gsize i = 0; i < line.len; i++) {
		if (line.ptr[i] == '\t')
			columns = (columns | 7) + 1;
		else if (line.ptr[i] == ' ')
			columns++;
		else
			break;
	}
	return columns;
}

static gboolean is_letter(char c)
{
	return g_ascii_isalpha(c) || (guchar)c >= 0x80;
}

/* Words of nothing but letters, perhaps with a sign of a sentence behind. */
static guint count_words(Slice text)
{
	guint words = 0;
	gsize i = 0;

	while (i < text.len) {
		gsize start = i, letters;

		while (i < text.len && (is_letter(text.ptr[i]) || strchr("'-", text.ptr[i])))
			i++;
		letters = i - start;
		while (i < text.len && strchr(".,:;?!)\"", text.ptr[i]))
			i++;
		if (letters && (i == text.len || text.ptr[i] == ' '))
			words++;
		while (i < text.len && text.ptr[i] != ' ')
			i++;
		while (i < text.len && text.ptr[i] == ' ')
			i++;
	}
	return words;
}

/* "[   12.345678] ", "<4>[  1.2] ", "[  1.2][ T123] " */
static gboolean is_log(Slice text)
{
	gsize n = 1;

	if (slice_starts(text, "<") && text.len > 3 && text.ptr[2] == '>')
		text = slice_sub(text, 3, text.len);
	if (!slice_starts(text, "["))
		return FALSE;
	while (n < text.len && (g_ascii_isdigit(text.ptr[n]) || strchr(" .", text.ptr[n])))
		n++;
	return n > 4 && n < text.len && text.ptr[n] == ']' &&
	       slice_find(slice_sub(text, 1, n), '.') > 0;
}

/* "foo+0x12/0x34", and the lines around it in an oops */
static gboolean is_trace(Slice text)
{
	static const char *const starts[] = {"Call Trace:",
					     "Call trace:",
					     "RIP: ",
					     "Code: ",
					     "Modules linked in:",
					     "CPU: ",
					     "Hardware name:",
					     "pstate: ",
					     "pc : ",
					     "lr : ",
					     "sp : ",
					     "x29: ",
					     "RAX: ",
					     "---[ end trace",
					     "WARNING: CPU:",
					     "RBP: ",
					     "R10: ",
					     "FS: ",
					     "Internal error: ",
					     "Unable to handle kernel",
					     "Kernel panic - ",
					     "Mem abort info:",
					     NULL};

	return starts_any(text, starts) || (contains(text, "+0x") && contains(text, "/0x"));
}

/* "path.c:12:3: error: …", and what make and the compiler say around it */
static gboolean is_compiler(Slice text)
{
	static const char *const starts[] = {"In file included from",
					     "make[",
					     "make: ***",
					     "CC  ",
					     "collect2: ",
					     "WARNING: ",
					     "ERROR: ",
					     "BUG: ",
					     "Depends on [",
					     "Selected by [",
					     "PASS: ",
					     "FAIL: ",
					     "SKIP: ",
					     "ld: ",
					     NULL};
	static const char *const kinds[] = {": error: ",       ": warning: ",           ": note: ",
					    ": In function '", ": undefined reference", NULL};
	gssize colon = slice_find(text, ':');

	if (starts_any(text, starts))
		return TRUE;
	return colon > 0 && slice_find(slice_sub(text, 0, (gsize)colon), ' ') < 0 &&
	       contains_any(text, kinds);
}

/* "$ make", "# dmesg", "root@host:~# ls" */
static gboolean is_shell(Slice text)
{
	if (slice_starts(text, "$ ") || slice_starts(text, "root@") || slice_starts(text, "[root@"))
		return TRUE;
	return slice_equal(text, "#") || slice_starts(text, "# ");
}

/* "  92 | #if FOO", "3  0x4029b3: main", "0123456789ab Ann Example 2021-01-04  90  int i;" */
static gboolean is_listing(Slice text)
{
	gsize n = 0;
	guint number;

	while (n < text.len && g_ascii_isxdigit(text.ptr[n]))
		n++;
	if (n >= MIN_HASH && slice_starts(slice_sub(text, n, text.len), " (\""))
		return FALSE; /* a commit that is spoken of */
	if (n >= MIN_HASH && n < text.len && text.ptr[n] == ' ')
		return contains(text, "-") && count_words(text) < MIN_WORDS + 2;
	if (slice_starts(text, "CONFIG_"))
		return slice_find(text, '=') > 0;
	return slice_take_number(&text, G_MAXUINT, &number) && text.len &&
	       (slice_starts(slice_trim(text), "| ") || slice_starts(slice_trim(text), "0x") ||
		text.ptr[0] == '\t');
}

static gboolean has_operator(Slice text)
{
	static const char *const operators[] = {"->", " = ", "==", "!=", "&&", "||", "();",
						"+=", "<<",  "|=", "&=", "::", "%l", "{",
						"}",  "*/",  "/*", ");", NULL};

	return contains_any(text, operators);
}

/* "static int foo(struct vcpu *vcpu)" */
static gboolean is_declaration(Slice text)
{
	static const char *const starts[] = {"static ", "struct ",  "void ",   "int ",
					     "bool ",   "u64 ",     "u32 ",    "unsigned ",
					     "enum ",   "typedef ", "extern ", NULL};
	char last = last_byte(text);

	gssize open = slice_find(text, '(');

	return starts_any(text, starts) && open > 0 && text.ptr[open - 1] != ' ' &&
	       (last == ')' || last == ',');
}

static gboolean is_source(Slice text, gboolean set_off)
{
	static const char *const starts[] = {"#include ", "#define ", "#if",     "#endif",
					     "#else",     "#undef ",  "/*",      "*/",
					     "if (",      "for (",    "while (", "switch (",
					     "return;",   "goto ",    "case ",   NULL};
	static const char *const wholes[] = {"}",      "{",    "};",     "} else {", "else",
					     "else {", "do {", "break;", "continue;"};
	char last = last_byte(text);
	guint words = count_words(text);

	for (guint i = 0; i < G_N_ELEMENTS(wholes); i++)
		if (slice_equal(text, wholes[i]))
			return TRUE;
	if (slice_starts(text, "/*"))
		return TRUE;
	if (starts_any(text, starts) && (last != '.' && words <= 2 * MIN_WORDS))
		return words < MIN_WORDS || strchr(";{)/", last);
	if (last == ';' && words < 3 && !code_is_item(text))
		return TRUE;
	if (last == ';' || last == '{')
		return (has_operator(text) || contains(text, "(") || set_off) &&
		       (words < MIN_WORDS || has_operator(text));
	return is_declaration(text) || (set_off && words < MIN_WORDS && has_operator(text));
}

/* "+	foo();", "-#define X 1": a diff by hand */
static gboolean is_change(Slice line)
{
	Slice rest;

	if (line.len < 2 || !strchr("+-", line.ptr[0]))
		return FALSE;
	rest = slice_trim(slice_sub(line, 1, line.len));
	return line.ptr[1] == '\t' || slice_starts(slice_sub(line, 1, line.len), "    ") ||
	       (line.ptr[1] != line.ptr[0] && is_source(rest, TRUE) &&
		(line.ptr[1] != ' ' || has_operator(rest)));
}

/* Columns of numbers, and what is drawn with | and +. */
static gboolean is_table(Slice text)
{
	guint gaps = 0, numbers = 0;
	gssize bar = slice_find(text, '|');

	if (bar == 0 || slice_starts(text, "+--") || slice_starts(text, "+=="))
		return TRUE;
	if (bar > 0 && slice_find(slice_sub(text, (gsize)bar + 1, text.len), '|') >= 0 &&
	    !contains(text, "||"))
		return TRUE;
	for (gsize i = 1; i + 1 < text.len; i++) {
		if (text.ptr[i] == '\t' || (text.ptr[i] == ' ' && text.ptr[i + 1] == ' ' &&
					    text.ptr[i - 1] != ' ' && text.ptr[i - 1] != '.')) {
			gaps++;
			for (i++; i + 1 < text.len && text.ptr[i] == ' '; i++)
				;
			numbers += g_ascii_isdigit(text.ptr[i]) ? 1 : 0;
		}
	}
	return gaps >= 2 && numbers >= MIN_NUMBERS && count_words(text) <= gaps + 1;
}

CodeLook code_look(Slice line)
{
	gboolean set_off = indent_of(line) >= INDENT;
	Slice text = slice_trim(line);

	if (text.len > WINDOW)
		text.len = WINDOW;
	if (!text.len)
		return CODE_NONE;
	if (is_log(text) || is_trace(text) || is_listing(text) || is_compiler(text) ||
	    is_shell(text) || is_source(text, set_off) ||
	    is_change(slice_sub(line, 0, MIN(line.len, WINDOW))) || is_table(text))
		return CODE_SURE;
	return set_off ? CODE_INDENTED : CODE_NONE;
}

gboolean code_is_prose(Slice line)
{
	Slice text = slice_trim(line);
	guint words;

	if (text.len > WINDOW)
		text.len = WINDOW;
	words = count_words(text);
	return words >= MANY_WORDS || (words >= MIN_WORDS && !has_operator(text));
}

gboolean code_is_item(Slice line)
{
	Slice text = slice_trim(line), rest = text;
	guint number;

	if (text.len < 3)
		return FALSE;
	if (slice_starts(text, "• ") || (strchr("-*+o", text.ptr[0]) && text.ptr[1] == ' '))
		return TRUE;
	if (slice_take(&rest, "("))
		text = rest;
	if (slice_take_number(&rest, 999, &number))
		return rest.len > 1 && strchr(".):", rest.ptr[0]) && rest.ptr[1] == ' ';
	return text.len > 2 && g_ascii_isalpha(text.ptr[0]) && text.ptr[1] == ')' &&
	       text.ptr[2] == ' ';
}
