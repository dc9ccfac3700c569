/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "mail/mime.h"

#include <string.h>

#define LONGEST_BOUNDARY 1000 /* RFC 2046 allows 70 */
#define MOST_SECTIONS 999     /* of a parameter in pieces */

static gboolean ends_token(char c)
{
	return !g_ascii_isgraph(c) || strchr(";=()\"", c);
}

static Slice take_token(Slice *s)
{
	gsize len = 0;
	Slice token;

	while (len < s->len && !ends_token(s->ptr[len]))
		len++;
	token = slice_sub(*s, 0, len);
	*s = slice_sub(*s, len, s->len);
	return token;
}

char *mime_type(Slice header, const char *missing)
{
	Slice type = take_token(&header);
	gssize slash = slice_find(type, '/');

	if (!header.ptr)
		return g_strdup(missing);
	if (slash <= 0 || (gsize)slash + 1 == type.len)
		return g_strdup("text/plain");
	return g_ascii_strdown(type.ptr, (gssize)type.len);
}

static void take_quoted(Slice *s, GString *out)
{
	gsize i = 1;

	for (; i < s->len && s->ptr[i] != '"'; i++) {
		if (s->ptr[i] == '\\' && i + 1 < s->len)
			i++;
		if (s->ptr[i] != '\r' && s->ptr[i] != '\n')
			g_string_append_c(out, s->ptr[i]);
	}
	*s = slice_sub(*s, MIN(i + 1, s->len), s->len);
}

/* The value after a parameter's "=". Newly allocated. */
static char *take_value(Slice *s)
{
	GString *value = g_string_new(NULL);

	*s = slice_trim(*s);
	if (slice_starts(*s, "\"")) {
		take_quoted(s, value);
	} else {
		/* an unquoted boundary may hold = and more, against RFC 2045 */
		gsize len = 0;

		while (len < s->len && (guchar)s->ptr[len] > ' ' && s->ptr[len] != ';')
			len++;
		g_string_append_len(value, s->ptr, (gssize)len);
		*s = slice_sub(*s, len, s->len);
	}
	return g_string_free(value, FALSE);
}

/* Moves on to the next parameter: behind the next ";" outside of quotes. */
static gboolean skip_to_param(Slice *s)
{
	gboolean quoted = FALSE;

	for (gsize i = 0; i < s->len; i++) {
		if (s->ptr[i] == '"')
			quoted = !quoted;
		if (s->ptr[i] != ';' || quoted)
			continue;
		*s = slice_trim(slice_sub(*s, i + 1, s->len));
		return TRUE;
	}
	return FALSE;
}

/* Without charset'language' in front, the first time, and %xx. Takes @value. */
static char *undo_extension(char *value, gboolean first)
{
	const char *language = first ? strchr(value, '\'') : NULL;
	const char *quote = language ? strchr(language + 1, '\'') : NULL;
	const char *text = quote ? quote + 1 : value;
	char *plain = g_uri_unescape_string(text, NULL);

	if (!plain)
		plain = g_strdup(text);
	g_free(value);
	return plain;
}

/*
 * Appends the value that starts @after when @suffix, what follows the parameter's name,
 * makes it section @n of one in pieces, or all of it: *, *0, *0*, *1, ...
 */
static gboolean append_section(GString *joined, Slice suffix, guint n, Slice after)
{
	guint number = 0;
	g_autofree char *value = NULL;

	if (!slice_take(&suffix, "*"))
		return FALSE;
	if (suffix.len == 0 && n == 0) {
		value = undo_extension(take_value(&after), TRUE);
	} else {
		if (!slice_take_number(&suffix, MOST_SECTIONS, &number) || number != n)
			return FALSE;
		if (suffix.len && !slice_equal(suffix, "*"))
			return FALSE;
		value = take_value(&after);
		if (suffix.len)
			value = undo_extension(g_steal_pointer(&value), n == 0);
	}
	g_string_append(joined, value);
	return TRUE;
}

char *mime_param(Slice header, const char *name)
{
	g_autoptr(GString) joined = g_string_new(NULL);
	guint n = 0;

	while (skip_to_param(&header)) {
		Slice token = take_token(&header), after = slice_trim(header);

		if (!slice_starts(after, "="))
			continue;
		header = slice_sub(after, 1, after.len);
		if (!slice_starts_nocase(token, name))
			continue;
		token = slice_sub(token, strlen(name), token.len);
		if (token.len == 0)
			return take_value(&header);
		if (append_section(joined, token, n, header))
			n++;
	}
	return n ? g_strdup(joined->str) : NULL;
}

gboolean mime_is_attachment(Slice header)
{
	Slice token = take_token(&header);

	return token.len == strlen("attachment") && slice_starts_nocase(token, "attachment");
}

/* What follows the boundary on a delimiter line: perhaps "--", then blanks only. */
static gboolean ends_delimiter(Slice *rest, gboolean *closing)
{
	Slice after = *rest, line = {NULL, 0};

	slice_next_line(&after, &line);
	*closing = slice_starts(line, "--");
	if (*closing)
		line = slice_sub(line, 2, line.len);
	if (!slice_is_blank(line))
		return FALSE;
	*rest = after;
	return TRUE;
}

/*
 * Finds the next delimiter line in @text; gives what stands before and behind it.
 * The line feed in front belongs to the delimiter (RFC 2046 §5.1.1).
 */
static gboolean find_delimiter(const MimeParts *parts, Slice text, Slice *before, Slice *behind,
			       gboolean *closing)
{
	gsize len = strlen(parts->delimiter), from = 0;

	if (slice_starts(text, parts->delimiter + 1)) {
		*before = slice_sub(text, 0, 0);
		*behind = slice_sub(text, len - 1, text.len);
		if (ends_delimiter(behind, closing))
			return TRUE;
	}
	while (from < text.len) {
		const char *at = memmem(text.ptr + from, text.len - from, parts->delimiter, len);
		gsize start = at ? (gsize)(at - text.ptr) : 0;

		if (!at)
			return FALSE;
		from = start + len;
		*behind = slice_sub(text, from, text.len);
		if (!ends_delimiter(behind, closing))
			continue;
		*before = slice_sub(text, 0, start);
		if (before->len && before->ptr[before->len - 1] == '\r')
			before->len--;
		return TRUE;
	}
	return FALSE;
}

gboolean mime_parts_init(MimeParts *parts, Slice body, const char *boundary)
{
	gsize len = boundary ? strlen(boundary) : 0;
	Slice preamble;

	*parts = (MimeParts){0};
	if (len == 0 || len > LONGEST_BOUNDARY)
		return FALSE;
	parts->delimiter = g_strconcat("\n--", boundary, NULL);
	g_strchomp(parts->delimiter);
	parts->found = find_delimiter(parts, body, &preamble, &parts->rest, &parts->closed);
	return TRUE;
}

void mime_parts_clear(MimeParts *parts)
{
	g_clear_pointer(&parts->delimiter, g_free);
}

gboolean mime_parts_next(MimeParts *parts, Slice *part)
{
	Slice behind = {NULL, 0};

	if (!parts->found || parts->closed || parts->rest.len == 0)
		return FALSE;
	if (!find_delimiter(parts, parts->rest, part, &behind, &parts->closed)) {
		*part = parts->rest;
		behind = slice_sub(*part, part->len, part->len);
	}
	parts->rest = behind;
	return TRUE;
}
