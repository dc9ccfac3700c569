/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/markdown.h"

#include <string.h>

/* As many columns of blanks make an indented code block. */
#define CODE_COLUMNS 4
/* More digits than that are no list number, longer names no entity. */
#define MAX_NUMBER 9
#define MAX_ENTITY 32
#define MAX_HEADING 6

#define BLANKS " \t"
#define DIGITS "0123456789"

/* What is to be done about a bracket. */
typedef enum {
	BRACKET_BARE,
	BRACKET_ESCAPED,
	BRACKET_LABEL, /* ] behind which a : would define a link */
} Bracket;

/* How far an e-mail address has been read. */
typedef enum {
	ADDRESS_NONE,
	ADDRESS_LOCAL,
	ADDRESS_AT,
	ADDRESS_DOTTED,
	ADDRESS_FOUND,
} Address;

typedef struct {
	GString *out;
	const char *text;
	const char *p;         /* of @text, what is not yet appended */
	GByteArray *brackets;  /* a Bracket for each in @text; NULL without any */
	guint bracket;         /* how many of them are appended */
	const char *addressed; /* no address begins before this */
} Walk;

/* What stands on the line before the text. */
typedef struct {
	gboolean starts_block; /* nothing but markers of blocks */
	gboolean starts_item;  /* the same, and a number that . would make a marker */
	guint columns;         /* of blanks, behind the last marker */
} Place;

/* --- what stands left and right ---------------------------------------------- */

static gboolean is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Whether a marker would end before @c. What follows the text may be a blank. */
static gboolean ends_marker(char c)
{
	return is_blank(c) || c == '\n' || c == '\0';
}

static char left_char(const GString *out)
{
	return out->len ? out->str[out->len - 1] : '\n';
}

/* Whether @c stands left, and no backslash takes its meaning away. */
static gboolean left_is_bare(const GString *out, char c)
{
	gsize at = out->len, slashes;

	if (!at || out->str[--at] != c)
		return FALSE;
	for (slashes = 0; at && out->str[at - 1] == '\\'; at--)
		slashes++;
	return slashes % 2 == 0;
}

/* Whether the first @len bytes of @out end with @word, in either case. */
static gboolean ends_with(const GString *out, gsize len, const char *word)
{
	gsize tail = strlen(word);

	return len >= tail && g_ascii_strncasecmp(out->str + len - tail, word, tail) == 0;
}

static gboolean left_is_alnum(const GString *out)
{
	const char *prev = g_utf8_find_prev_char(out->str, out->str + out->len);

	return prev && g_unichar_isalnum(g_utf8_get_char_validated(prev, -1));
}

/* A blank that is text, wherever it stands. */
static void put_blank_entity(GString *out, char c)
{
	g_string_append(out, c == ' ' ? "&#32;" : "&#9;");
}

static void take_bare(Walk *w, gsize len)
{
	g_string_append_len(w->out, w->p, (gssize)len);
	w->p += len;
}

static void take_escaped(Walk *w)
{
	g_string_append_c(w->out, '\\');
	take_bare(w, 1);
}

/* --- where a block begins ------------------------------------------------------ */

static gsize number_len(const char *s)
{
	gsize len = strspn(s, DIGITS);

	return len <= MAX_NUMBER ? len : 0;
}

/* The length of the marker of a list item or a quote at @s, its blank left out. */
static gsize marker_len(const char *s)
{
	gsize digits;

	if (*s == '>')
		return 1;
	if (*s && strchr("-+*", *s))
		return is_blank(s[1]) ? 1 : 0;
	digits = number_len(s);
	if (!digits || (s[digits] != '.' && s[digits] != ')') || !is_blank(s[digits + 1]))
		return 0;
	return digits + 1;
}

/* The number of a list item, or what is here of it, and what makes it one. */
static void take_number(Walk *w)
{
	gsize digits = number_len(w->p);
	char mark = w->p[digits];

	if ((mark == '.' || mark == ')') && ends_marker(w->p[digits + 1])) {
		take_bare(w, digits);
		take_escaped(w);
	}
}

/* A tab counts as much as it can be. */
static guint count_columns(const char *s, gsize len)
{
	guint columns = 0;

	while (len--)
		columns += *s++ == '\t' ? CODE_COLUMNS : 1;
	return columns;
}

static Place find_place(const GString *out)
{
	const char *line = out->str + out->len;
	Place place = {0};
	gsize blanks, marker;

	while (line > out->str && line[-1] != '\n')
		line--;
	do {
		blanks = strspn(line, BLANKS);
		place.columns = count_columns(line, blanks);
		line += blanks;
		marker = marker_len(line);
		line += marker;
	} while (marker);
	place.starts_block = *line == '\0';
	place.starts_item = !place.starts_block && line[number_len(line)] == '\0';
	return place;
}

/* Headings' underlines, thematic breaks, the delimiter row of a table with one column. */
static gboolean is_rule(const char *s)
{
	return strchr("-=*_:", *s) && strchr("\n", s[strspn(s, "-=*_:" BLANKS)]);
}

/* Whether a block other than a paragraph begins with the character at @s. */
static gboolean opens_block(const char *s)
{
	gsize hashes = strspn(s, "#");

	if (hashes)
		return hashes <= MAX_HEADING && ends_marker(s[hashes]);
	if (strchr("-+*", *s) && ends_marker(s[1]))
		return TRUE;
	return *s == '>' || g_str_has_prefix(s, "~~~") || is_rule(s);
}

/* The start of a block; @columns of blanks are there already. */
static void take_block_start(Walk *w, guint columns)
{
	gsize blanks = strspn(w->p, BLANKS);

	if (!w->p[blanks] || w->p[blanks] == '\n')
		return;
	if (blanks && columns + count_columns(w->p, blanks) >= CODE_COLUMNS) {
		put_blank_entity(w->out, *w->p++);
		take_bare(w, blanks - 1);
		return;
	}
	take_bare(w, blanks);
	if (opens_block(w->p))
		take_escaped(w);
	else if (number_len(w->p))
		take_number(w);
}

static void take_line_feed(Walk *w)
{
	take_bare(w, 1);
	take_block_start(w, 0);
}

/* Before a line feed two blanks are a line break; there and at the end none is seen. */
static void take_blanks(Walk *w)
{
	gsize blanks = strspn(w->p, BLANKS);

	if (w->p[blanks] && w->p[blanks] != '\n') {
		take_bare(w, blanks);
		return;
	}
	if (!w->p[blanks] && !strchr(BLANKS "\n", left_char(w->out)))
		g_string_append_c(w->out, ' ');
	w->p += blanks;
}

/* --- brackets -------------------------------------------------------------------- */

typedef struct {
	const char *at;
	guint index;
	gboolean starts_block;
} Opening;

/*
 * A pair that is something by itself: a footnote, a box to tick, an alert. One at the
 * very end is a link when ( follows, or defines one when : does.
 */
static gboolean is_special_pair(const Opening *open, const char *close)
{
	const char *inside = open->at + 1;

	if (!close[1] || *inside == '^')
		return TRUE;
	if (!open->starts_block)
		return FALSE;
	return *inside == '!' || (inside + 1 == close && strchr(" \t\nxX", *inside));
}

static void close_bracket(GByteArray *brackets, GArray *open, const char *close)
{
	guint8 *marks = brackets->data;
	const Opening *last;

	if (!open->len)
		return;
	last = &g_array_index(open, Opening, open->len - 1);
	if (is_special_pair(last, close)) {
		g_array_set_size(open, open->len - 1);
		return;
	}
	marks[last->index] = BRACKET_BARE;
	marks[brackets->len - 1] =
		last->starts_block && close[1] == ':' ? BRACKET_LABEL : BRACKET_BARE;
	g_array_set_size(open, open->len - 1);
}

/*
 * Pairs stay bare where they can: a link's text may have pairs in it, but nothing
 * unpaired. So both of a pair are escaped or none.
 */
static GByteArray *find_brackets(const char *text, gboolean starts_block)
{
	static const guint8 escaped = BRACKET_ESCAPED;
	g_autoptr(GArray) open = NULL;
	GByteArray *brackets;

	if (!strpbrk(text, "[]"))
		return NULL;
	open = g_array_new(FALSE, FALSE, sizeof(Opening));
	brackets = g_byte_array_new();
	for (const char *p = text; *p; p++) {
		Opening opening = {p, brackets->len, starts_block};

		if (*p == '[' || *p == ']')
			g_byte_array_append(brackets, &escaped, 1);
		if (*p == '[')
			g_array_append_val(open, opening);
		else if (*p == ']')
			close_bracket(brackets, open, p);
		starts_block = *p == '\n' || (starts_block && is_blank(*p));
	}
	return brackets;
}

static void take_bracket(Walk *w)
{
	Bracket bracket = w->brackets->data[w->bracket++];

	if (bracket == BRACKET_ESCAPED)
		take_escaped(w);
	else
		take_bare(w, 1);
	if (bracket == BRACKET_LABEL)
		take_escaped(w);
}

/* --- addresses -------------------------------------------------------------------- */

static gboolean is_address_char(char c)
{
	return g_ascii_isalnum(c) || (c && strchr(".+-_@", c));
}

/* One more character of a run of is_address_char(). */
static Address address_feed(Address address, char c)
{
	if (address == ADDRESS_FOUND)
		return ADDRESS_FOUND;
	if (c == '@')
		return address == ADDRESS_NONE ? ADDRESS_NONE : ADDRESS_AT;
	if (address < ADDRESS_AT)
		return ADDRESS_LOCAL;
	if (c == '.')
		return ADDRESS_DOTTED;
	return address == ADDRESS_DOTTED && g_ascii_isalnum(c) ? ADDRESS_FOUND : address;
}

/* Behind a scheme of addresses an empty name is one too. */
static Address address_new(const GString *out, gsize len)
{
	if (ends_with(out, len, "mailto:") || ends_with(out, len, "xmpp:"))
		return ADDRESS_LOCAL;
	return ADDRESS_NONE;
}

/* What of an address stands left already; renderers look for them behind the escapes. */
static Address address_begun(const GString *out)
{
	gsize at = out->len;
	Address address;

	while (at && (is_address_char(out->str[at - 1]) || out->str[at - 1] == '\\'))
		at--;
	for (address = address_new(out, at); at < out->len; at++)
		if (out->str[at] != '\\')
			address = address_feed(address, out->str[at]);
	/* A whole one is the template's own. */
	return address == ADDRESS_FOUND ? ADDRESS_NONE : address;
}

/* The length of the address at w->p, or what of it is here; 0 when there is none. */
static gsize address_len(Walk *w)
{
	const char *end = w->p;
	Address address;

	/* Only the first of the text can go on with one. */
	address = end == w->text ? address_begun(w->out) : address_new(w->out, w->out->len);
	while (is_address_char(*end))
		address = address_feed(address, *end++);
	w->addressed = end;
	if (address != ADDRESS_FOUND && (address != ADDRESS_DOTTED || *end))
		return 0;
	while (end > w->p && strchr(".+-_", end[-1]))
		end--;
	return (gsize)(end - w->p);
}

static void take_address(Walk *w, gsize len)
{
	/* Two backticks side by side would be one delimiter. */
	if (left_char(w->out) == '`') {
		if (g_ascii_ispunct(*w->p))
			take_escaped(w);
		else
			take_bare(w, 1);
		len--;
	}
	if (left_is_bare(w->out, '\\'))
		g_string_append_c(w->out, '\\');
	g_string_append_c(w->out, '`');
	take_bare(w, len);
	g_string_append_c(w->out, '`');
}

/* --- one character ------------------------------------------------------------------ */

/* Delimiters of emphasis: none between blanks, and no _ within a word. */
static void take_run(Walk *w)
{
	char c = *w->p;
	gsize len = strspn(w->p, (char[]){c, '\0'});
	const char *right = w->p + len;
	gboolean bare;

	bare = is_blank(left_char(w->out)) && *right && ends_marker(*right);
	if (c == '_' && left_is_alnum(w->out) && g_unichar_isalnum(g_utf8_get_char(right)))
		bare = TRUE;
	if (bare)
		take_bare(w, len);
	else
		while (len--)
			take_escaped(w);
}

/* Before punctuation it escapes, before a line feed it breaks the line. */
static void take_backslash(Walk *w)
{
	const char *right = w->p + 1;

	right += strspn(right, BLANKS);
	if (!*right) {
		/* not \\, behind which a cell's | would be escaped */
		g_string_append(w->out, "&#92;");
		w->p++;
	} else if (*right == '\n' || g_ascii_ispunct(w->p[1])) {
		take_escaped(w);
	} else {
		take_bare(w, 1);
	}
}

/* Behind text and a blank they would close a heading. */
static void take_hashes(Walk *w)
{
	gsize len = strspn(w->p, "#");
	const char *right = w->p + len;

	if (is_blank(left_char(w->out)) && !right[strspn(right, BLANKS)]) {
		take_escaped(w);
		len--;
	}
	take_bare(w, len);
}

/* Whether @s, behind a &, is an entity or may become one. */
static gboolean is_entity(const char *s)
{
	gsize len;

	if (*s == '#')
		s += g_ascii_tolower(s[1]) == 'x' ? 2 : 1;
	for (len = 0; g_ascii_isalnum(s[len]); len++)
		;
	return len <= MAX_ENTITY && (!s[len] || (len && s[len] == ';'));
}

/* Whether @s, behind a <, is a tag, an autolink or the like, or may become one. */
static gboolean is_angled(const char *s)
{
	gsize len;

	if (!*s || g_ascii_isalpha(*s) || strchr("/!?", *s))
		return TRUE;
	for (len = 0; g_ascii_isalnum(s[len]) || (s[len] && strchr(".!#$%&'*+/=?^_`{|}~-", s[len]));
	     len++)
		;
	return !s[len] || (len && s[len] == '@');
}

/* Of scheme://, in one value or in two. */
static gboolean is_scheme_colon(const Walk *w)
{
	return g_ascii_isalnum(left_char(w->out)) && g_str_has_prefix(w->p, "://");
}

static gboolean is_scheme_slash(const Walk *w)
{
	return w->p == w->text && (ends_with(w->out, w->out->len, ":/") ||
				   (left_char(w->out) == ':' && w->p[1] == '/'));
}

static gboolean is_www_dot(const GString *out)
{
	return ends_with(out, out->len, "www") &&
	       (out->len == 3 || !g_ascii_isalnum(out->str[out->len - 4]));
}

static gboolean is_markup(const Walk *w)
{
	switch (*w->p) {
	case '`':
	case '|':
		return TRUE;
	case '(':
		return left_is_bare(w->out, ']');
	case ':':
		return is_scheme_colon(w) || (w->p == w->text && left_is_bare(w->out, ']'));
	case '^':
		return w->p == w->text && left_is_bare(w->out, '['); /* a footnote, no link */
	case '/':
		return is_scheme_slash(w);
	case '.':
		return is_www_dot(w->out);
	case '!':
		return !w->p[1]; /* a link behind it would be an image */
	case '&':
		return is_entity(w->p + 1);
	case '<':
		return is_angled(w->p + 1);
	default:
		return FALSE;
	}
}

static void take_one(Walk *w)
{
	gsize address = 0;

	if (w->p >= w->addressed && is_address_char(*w->p))
		address = address_len(w);
	if (address)
		take_address(w, address);
	else if (*w->p == '\n')
		take_line_feed(w);
	else if (is_blank(*w->p))
		take_blanks(w);
	else if (strchr("[]", *w->p))
		take_bracket(w);
	else if (strchr("*_~", *w->p))
		take_run(w);
	else if (*w->p == '\\')
		take_backslash(w);
	else if (*w->p == '#')
		take_hashes(w);
	else if (is_markup(w))
		take_escaped(w);
	else
		take_bare(w, 1);
}

void markdown_escape(GString *out, const char *text)
{
	Place place = find_place(out);
	Walk w = {.out = out, .text = text, .p = text, .addressed = text};

	w.brackets = find_brackets(text, place.starts_block);
	if (place.starts_block)
		take_block_start(&w, place.columns);
	else if (place.starts_item)
		take_number(&w);
	while (*w.p)
		take_one(&w);
	if (w.brackets)
		g_byte_array_unref(w.brackets);
}
