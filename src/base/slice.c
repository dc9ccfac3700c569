/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/slice.h"

#include <string.h>

Slice slice_of(const char *text)
{
	return (Slice){text, text ? strlen(text) : 0};
}

char *slice_dup(Slice s)
{
	return s.len ? g_strndup(s.ptr, s.len) : g_strdup("");
}

Slice slice_sub(Slice s, gsize from, gsize to)
{
	g_assert(from <= to && to <= s.len);
	return (Slice){s.ptr ? s.ptr + from : NULL, to - from};
}

gboolean slice_equal(Slice s, const char *text)
{
	gsize len = strlen(text);
	return s.len == len && (len == 0 || memcmp(s.ptr, text, len) == 0);
}

/* Most lines are told apart from most prefixes by their first byte. */
gboolean slice_starts(Slice s, const char *prefix)
{
	gsize len;

	if (s.len && *prefix && *s.ptr != *prefix)
		return FALSE;
	len = strlen(prefix);
	return s.len >= len && (len == 0 || memcmp(s.ptr, prefix, len) == 0);
}

gboolean slice_starts_nocase(Slice s, const char *prefix)
{
	gsize len;

	if (s.len && *prefix && g_ascii_tolower(*s.ptr) != g_ascii_tolower(*prefix))
		return FALSE;
	len = strlen(prefix);
	return s.len >= len && (len == 0 || g_ascii_strncasecmp(s.ptr, prefix, len) == 0);
}

gboolean slice_is_one_of(Slice s, const char *const *words)
{
	for (; *words; words++)
		if (s.len == strlen(*words) && slice_starts_nocase(s, *words))
			return TRUE;
	return FALSE;
}

static gboolean is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

gboolean slice_is_blank(Slice s)
{
	for (gsize i = 0; i < s.len; i++)
		if (!is_blank(s.ptr[i]))
			return FALSE;
	return TRUE;
}

Slice slice_trim(Slice s)
{
	while (s.len && is_blank(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	while (s.len && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

gssize slice_find(Slice s, char c)
{
	const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;
	return at ? at - s.ptr : -1;
}

gboolean slice_next_line(Slice *rest, Slice *line)
{
	gssize end;

	if (rest->len == 0)
		return FALSE;
	end = slice_find(*rest, '\n');
	if (end < 0) {
		*line = *rest;
		*rest = slice_sub(*rest, rest->len, rest->len);
		return TRUE;
	}
	*line = slice_sub(*rest, 0, (gsize)end);
	*rest = slice_sub(*rest, (gsize)end + 1, rest->len);
	return TRUE;
}

gboolean slice_take(Slice *s, const char *prefix)
{
	if (!slice_starts(*s, prefix))
		return FALSE;
	*s = slice_sub(*s, strlen(prefix), s->len);
	return TRUE;
}

gboolean slice_take_nocase(Slice *s, const char *prefix)
{
	if (!slice_starts_nocase(*s, prefix))
		return FALSE;
	*s = slice_sub(*s, strlen(prefix), s->len);
	return TRUE;
}

gboolean slice_take_number(Slice *s, guint max, guint *number)
{
	guint64 value = 0;
	gsize n = 0;

	for (; n < s->len && g_ascii_isdigit(s->ptr[n]); n++) {
		value = value * 10 + (guint64)(s->ptr[n] - '0');
		if (value > max)
			return FALSE;
	}
	if (n == 0)
		return FALSE;
	*number = (guint)value;
	*s = slice_sub(*s, n, s->len);
	return TRUE;
}
