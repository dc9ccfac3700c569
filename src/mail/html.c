/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/html.h"

#include <string.h>

#include "base/slice.h"
#include "base/text.h"

#define MAX_ATTRIBUTES 1000 /* bytes of a tag that are looked at */
#define MAX_MARKS 10        /* quote marks before a line: deeper ones are as deep as that */

typedef struct {
	GString *out;
	guint pre;      /* depth of <pre> */
	gboolean blank; /* blanks were met that the next character needs in front */
	Slice hidden;   /* the element whose text is not shown; nothing in it is a tag
			   but its own end */
	guint quotes;   /* depth of <blockquote> and its like */
	GString *divs;  /* a byte for each <div> that is open: whether it is a quote */
} Html;

static gboolean is_named(Slice tag, const char *const *names)
{
	for (; *names; names++)
		if (tag.len == strlen(*names) && slice_starts_nocase(tag, *names))
			return TRUE;
	return FALSE;
}

static gboolean at_line_start(const Html *html)
{
	return html->out->len == 0 || html->out->str[html->out->len - 1] == '\n';
}

static void add_marks(Html *html)
{
	for (guint i = 0; i < MIN(html->quotes, MAX_MARKS); i++)
		g_string_append(html->out, "> ");
}

static void end_line(Html *html)
{
	html->blank = FALSE;
	g_string_append_c(html->out, '\n');
}

/* Ends the line and leaves an empty one, unless that is done; none at the very start. */
static void end_paragraph(Html *html)
{
	if (!at_line_start(html))
		end_line(html);
	if (html->out->len > 1 && html->out->str[html->out->len - 2] != '\n')
		end_line(html);
}

static void add_char(Html *html, const char *c, gsize len)
{
	gboolean is_blank = len == 1 && strchr(" \t\n", *c);

	if (html->hidden.len)
		return;
	if (is_blank && !html->pre) {
		html->blank = TRUE;
		return;
	}
	if (!at_line_start(html) && html->blank)
		g_string_append_c(html->out, ' ');
	if (at_line_start(html) && *c != '\n')
		add_marks(html);
	html->blank = FALSE;
	g_string_append_len(html->out, c, (gssize)len);
}

static void add_unichar(Html *html, gunichar c)
{
	char utf8[6];
	gint len = g_unichar_to_utf8(c, utf8);

	if (c == 0 || !g_unichar_validate(c) || !text_is_clean(utf8, (gsize)len))
		len = g_unichar_to_utf8(0xFFFD, utf8);
	add_char(html, utf8, (gsize)len);
}

static gunichar character_named(Slice name)
{
	static const struct {
		const char *name;
		gunichar c;
	} chars[] = {
		{"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},
		{"apos", '\''},    {"nbsp", ' '},     {"copy", 0xA9},    {"reg", 0xAE},
		{"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
		{"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bull", 0x2022},  {"hellip", 0x2026},
	};

	for (guint i = 0; i < G_N_ELEMENTS(chars); i++)
		if (slice_equal(name, chars[i].name))
			return chars[i].c;
	return 0;
}

/* The value of #123 or #x1F (without the &), FALSE when it is neither. */
static gboolean read_number(Slice name, gunichar *c)
{
	gboolean hex = slice_starts_nocase(name, "#x");
	guint64 value = 0;
	gsize i = hex ? 2 : 1;

	if (!slice_starts(name, "#") || i == name.len)
		return FALSE;
	for (; i < name.len; i++) {
		int digit =
			hex ? g_ascii_xdigit_value(name.ptr[i]) : g_ascii_digit_value(name.ptr[i]);
		if (digit < 0)
			return FALSE;
		value = value * (hex ? 16 : 10) + (guint64)digit;
	}
	*c = value > 0x10FFFF ? 0 : (gunichar)value;
	return TRUE;
}

/* A character reference (&name;), or the & as it stands. */
static void add_reference(Html *html, Slice *rest)
{
	gsize len = 1;
	gunichar c = 0;
	Slice name;

	while (len < rest->len && len < 10 &&
	       (g_ascii_isalnum(rest->ptr[len]) || rest->ptr[len] == '#'))
		len++;
	name = slice_sub(*rest, 1, len);
	if (len < rest->len && rest->ptr[len] == ';' &&
	    (read_number(name, &c) || (c = character_named(name)))) {
		add_unichar(html, c);
		*rest = slice_sub(*rest, len + 1, rest->len);
		return;
	}
	add_char(html, "&", 1);
	*rest = slice_sub(*rest, 1, rest->len);
}

/* Whether the attribute @name, one of a tag's, has that word. */
static gboolean attribute_has(Slice attributes, const char *name, const char *word)
{
	g_autofree char *pattern = g_strdup_printf("%s=", name);
	const char *at;
	Slice value;
	gsize len = 0;

	attributes.len = MIN(attributes.len, MAX_ATTRIBUTES);
	at = g_strstr_len(attributes.ptr, (gssize)attributes.len, pattern);
	if (!at || at == attributes.ptr || !g_ascii_isspace(at[-1]))
		return FALSE;
	value = slice_sub(attributes, (gsize)(at - attributes.ptr) + strlen(pattern),
			  attributes.len);
	if (value.len && strchr("\"'", value.ptr[0]))
		value = slice_sub(value, 1, value.len);
	while (len < value.len && !strchr("\"'>", value.ptr[len]))
		len++;
	for (gsize i = 0; i < len; i++) {
		Slice rest = slice_sub(value, i, len);

		if ((i == 0 || value.ptr[i - 1] == ' ') && slice_take_nocase(&rest, word) &&
		    (!rest.len || rest.ptr[0] == ' '))
			return TRUE;
	}
	return FALSE;
}

/* What others wrote is marked as in plain text. */
static void apply_quote(Html *html, Slice tag, Slice attributes, gboolean closing)
{
	static const char *const quotes[] = {"blockquote", NULL}, *const divs[] = {"div", NULL};
	gboolean quote = is_named(tag, quotes);

	if (is_named(tag, divs) && !closing) {
		quote = attribute_has(attributes, "type", "cite") ||
			attribute_has(attributes, "class", "cite");
		g_string_append_c(html->divs, quote ? 1 : 0);
	} else if (is_named(tag, divs) && html->divs->len) {
		quote = html->divs->str[html->divs->len - 1];
		g_string_truncate(html->divs, html->divs->len - 1);
	}
	if (quote)
		html->quotes = closing ? html->quotes - MIN(html->quotes, 1) : html->quotes + 1;
}

static void apply_tag(Html *html, Slice tag, gboolean closing)
{
	static const char *const breaks[] = {"br", NULL}, *const cells[] = {"td", "th", NULL};
	static const char *const lines[] = {"div", "tr", "li", "dt", "dd", NULL};
	static const char *const paragraphs[] = {"p",     "h1",         "h2", "h3", "h4",
						 "h5",    "h6",         "ul", "ol", "dl",
						 "table", "blockquote", "hr", NULL};
	static const char *const pre[] = {"pre", NULL};
	static const char *const hiding[] = {"script", "style", "title", NULL};

	if (is_named(tag, breaks))
		end_line(html);
	else if (is_named(tag, lines) && !at_line_start(html))
		end_line(html);
	else if (is_named(tag, paragraphs) || is_named(tag, pre))
		end_paragraph(html);
	else if (is_named(tag, cells))
		html->blank = TRUE;
	else if (is_named(tag, hiding) && !closing)
		html->hidden = tag;
	if (is_named(tag, pre))
		html->pre = closing ? html->pre - MIN(html->pre, 1) : html->pre + 1;
}

/* Moves past the > that ends a tag or a comment; to the end of the text without one. */
static void skip_markup(Slice *rest)
{
	gboolean comment = slice_starts(*rest, "<!--");
	gsize at = 0;

	while (at < rest->len) {
		gssize found = slice_find(slice_sub(*rest, at, rest->len), '>');

		at = found < 0 ? rest->len : at + (gsize)found + 1;
		if (!comment || (at >= 3 && memcmp(rest->ptr + at - 3, "-->", 3) == 0))
			break;
	}
	*rest = slice_sub(*rest, at, rest->len);
}

static gboolean is_markup(Slice rest, Slice tag)
{
	return (tag.len && g_ascii_isalpha(tag.ptr[0])) || slice_starts(rest, "<!") ||
	       slice_starts(rest, "<?");
}

static gboolean ends_hidden(const Html *html, Slice tag, gboolean closing)
{
	return closing && tag.len == html->hidden.len &&
	       g_ascii_strncasecmp(tag.ptr, html->hidden.ptr, tag.len) == 0;
}

/* What starts with <: a tag, a comment, or just that character. */
static void read_tag(Html *html, Slice *rest)
{
	gboolean closing = slice_starts(*rest, "</");
	gsize start = closing ? 2 : 1, end = start;
	gboolean literal;
	Slice tag, attributes;

	while (end < rest->len && g_ascii_isalnum(rest->ptr[end]))
		end++;
	tag = slice_sub(*rest, start, end);
	literal = html->hidden.len ? !ends_hidden(html, tag, closing) : !is_markup(*rest, tag);
	if (literal) {
		add_char(html, "<", 1);
		*rest = slice_sub(*rest, 1, rest->len);
		return;
	}
	attributes = slice_sub(*rest, end, rest->len);
	skip_markup(rest);
	attributes.len -= rest->len;
	html->hidden = (Slice){NULL, 0};
	apply_tag(html, tag, closing);
	apply_quote(html, tag, attributes, closing);
}

char *html_to_text(const char *html)
{
	Html state = {.out = g_string_sized_new(strlen(html)), .divs = g_string_new(NULL)};
	Slice rest = slice_of(html);

	while (rest.len) {
		gsize len;

		if (rest.ptr[0] == '<') {
			read_tag(&state, &rest);
			continue;
		}
		if (rest.ptr[0] == '&') {
			add_reference(&state, &rest);
			continue;
		}
		len = (gsize)(g_utf8_next_char(rest.ptr) - rest.ptr);
		add_char(&state, rest.ptr, len);
		rest = slice_sub(rest, len, rest.len);
	}
	while (state.out->len && at_line_start(&state))
		g_string_truncate(state.out, state.out->len - 1);
	if (state.out->len)
		end_line(&state);
	g_string_free(state.divs, TRUE);
	return g_string_free(state.out, FALSE);
}
