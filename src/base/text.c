/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/text.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

static gboolean is_control(gunichar c)
{
	return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
}

#define BLOCK 64

/*
 * Whether a block holds nothing but printable ASCII, tabs and line feeds. Most
 * text is just that; without a branch a byte, the compiler tests many at once.
 */
static gboolean is_plain_block(const guchar *p)
{
	guchar odd = 0;

	for (guint i = 0; i < BLOCK; i++) {
		guchar c = p[i];
		odd |= (guchar)((guchar)(c - 0x20) > 0x5E) & (c != '\n') & (c != '\t');
	}
	return !odd;
}

/* Bytes at the front that are plain, counted in blocks. */
static gsize plain_len(const char *text, gsize len)
{
	gsize n = 0;

	while (n + BLOCK <= len && is_plain_block((const guchar *)text + n))
		n += BLOCK;
	return n;
}

/* Whether there is a control character in text already known to be UTF-8. */
static gboolean has_control(const char *text, gsize len)
{
	for (const char *p = text, *end = text + len; p < end; p++) {
		guchar c = (guchar)*p;

		/* U+0080 to U+009F are C2 80 to C2 9F */
		if (c == 0xC2 ? (guchar)p[1] < 0xA0 : is_control(c & 0x80 ? 0xA0 : c))
			return TRUE;
		if (c == '\n')
			p += plain_len(p + 1, (gsize)(end - p - 1));
	}
	return FALSE;
}

gboolean text_is_clean(const char *text, gsize len)
{
	gsize plain = plain_len(text, len);

	return g_utf8_validate_len(text + plain, len - plain, NULL) &&
	       !has_control(text + plain, len - plain);
}

/* The number of carriage returns at @p that belong to a line end, or 0. */
static gsize line_end_crs(const char *p, const char *end)
{
	gsize n = 0;

	while (p + n < end && p[n] == '\r')
		n++;
	return p + n == end || p[n] == '\n' ? n : 0;
}

static void append_clean(GString *out, const char *p, const char *end)
{
	while (p < end) {
		gsize crs = *p == '\r' ? line_end_crs(p, end) : 0;
		gunichar c;

		if (crs) {
			p += crs;
			continue;
		}
		c = g_utf8_get_char_validated(p, end - p);
		if (*p == '\0' || c == (gunichar)-1 || c == (gunichar)-2) {
			g_string_append(out, REPLACEMENT);
			p++;
		} else if (is_control(c)) {
			g_string_append(out, REPLACEMENT);
			p = g_utf8_next_char(p);
		} else {
			const char *next = g_utf8_next_char(p);
			g_string_append_len(out, p, next - p);
			p = next;
		}
	}
}

char *text_clean(const char *text, gsize len)
{
	GString *out;

	if (text_is_clean(text, len))
		return g_strndup(text, len);
	out = g_string_sized_new(len);
	append_clean(out, text, text + len);
	return g_string_free(out, FALSE);
}

/* Makes every run of blanks one and trims, in place. */
static void squeeze(char *text)
{
	char *to = text;
	gboolean blank = TRUE;

	for (const char *from = text; *from; from++) {
		gboolean is_blank = *from == ' ' || *from == '\t' || *from == '\n';
		if (is_blank && blank)
			continue;
		*to++ = is_blank ? ' ' : *from;
		blank = is_blank;
	}
	if (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
}

char *text_clean_line(const char *text, gsize len)
{
	char *line = text_clean(text, len);

	squeeze(line);
	return line;
}

gboolean text_is_hidden(gunichar c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* Bytes up to the first hidden character: they all begin with one of two bytes. */
static gsize shown_len(const char *text)
{
	const char *p = text;

	for (;;) {
		p += strcspn(p, "\xD8\xE2");
		if (!*p || text_is_hidden(g_utf8_get_char(p)))
			return (gsize)(p - text);
		p = g_utf8_next_char(p);
	}
}

char *text_show(const char *text)
{
	gsize len = shown_len(text);
	GString *out;

	if (!text[len])
		return g_strdup(text);
	out = g_string_new(NULL);
	for (; text[len]; len = shown_len(text)) {
		g_string_append_len(out, text, (gssize)len);
		text += len;
		g_string_append_printf(out, "<U+%04X>", g_utf8_get_char(text));
		text = g_utf8_next_char(text);
	}
	g_string_append(out, text);
	return g_string_free(out, FALSE);
}

gboolean text_is_unseen(gunichar c)
{
	static const struct {
		gunichar first, last;
	} ranges[] = {
		{0x00AD, 0x00AD}, {0x034F, 0x034F},   {0x115F, 0x1160},   {0x17B4, 0x17B5},
		{0x180B, 0x180F}, {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},
		{0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
		{0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
	};

	for (guint i = 0; i < G_N_ELEMENTS(ranges) && c >= ranges[i].first; i++)
		if (c <= ranges[i].last)
			return TRUE;
	return text_is_hidden(c);
}

char *text_seen(const char *text)
{
	GString *out = g_string_sized_new(strlen(text));

	while (*text) {
		const char *next = g_utf8_next_char(text);
		gunichar c = (guchar)*text < 0x80 ? (gunichar)*text : g_utf8_get_char(text);

		if (c == 0x2028 || c == 0x2029)
			g_string_append_c(out, ' ');
		else if (c < 0x80 || !text_is_unseen(c))
			g_string_append_len(out, text, next - text);
		text = next;
	}
	return g_string_free(out, FALSE);
}

char *text_seen_line(const char *text, gsize max)
{
	g_autofree char *seen = text_seen(text);
	g_autofree char *line = text_clean_line(seen, strlen(seen));

	if ((gsize)g_utf8_strlen(line, -1) <= max)
		return g_steal_pointer(&line);
	*g_utf8_offset_to_pointer(line, (glong)max - 1) = '\0';
	return g_strconcat(line, "…", NULL);
}

#define MAX_FILE_NAME 100

/* Beyond ASCII all that can be seen. */
static gboolean fits_file_name(gunichar c, gboolean first)
{
	if (c < 0x80)
		return g_ascii_isalnum((char)c) || (c && strchr("_+@", (int)c)) ||
		       (!first && (c == '.' || c == '-'));
	return g_unichar_isgraph(c) && !text_is_hidden(c);
}

char *text_file_name(const char *raw)
{
	g_autofree char *line = text_clean_line(raw, strlen(raw));
	GString *name = g_string_new(NULL);

	for (const char *p = line; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		c = fits_file_name(c, name->len == 0) ? c : name->len ? '-' : '_';
		if (name->len + (gsize)g_unichar_to_utf8(c, NULL) > MAX_FILE_NAME)
			break;
		g_string_append_unichar(name, c);
	}
	if (!name->len)
		g_string_append_c(name, '_');
	return g_string_free(name, FALSE);
}

guint64 text_fingerprint(const char *text)
{
	guint64 print = G_GUINT64_CONSTANT(0xcbf29ce484222325);

	for (; *text; text++)
		print = (print ^ (guchar)*text) * G_GUINT64_CONSTANT(0x100000001b3);
	return print;
}

guint text_width(const char *text)
{
	guint width = 0;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		if (!g_unichar_iszerowidth(c))
			width += g_unichar_iswide(c) ? 2 : 1;
	}
	return width;
}

char *text_pad(const char *text, guint columns)
{
	guint width = text_width(text);
	guint fill = columns > width ? columns - width : 0;

	return g_strdup_printf("%s%*s", text, (int)fill, "");
}
