/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/charset.h"

#include <errno.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"
#define LONGEST_NAME 40

/* Names senders use, and what they mean to iconv. */
static const struct {
	const char *name, *meant;
} meanings[] = {
	{"gb2312", "GB18030"},       {"gb_2312-80", "GB18030"},
	{"gbk", "GB18030"},          {"x-gbk", "GB18030"},
	{"cp936", "GB18030"},        {"euc-cn", "GB18030"},
	{"big5", "BIG5-HKSCS"},      {"euc-kr", "CP949"},
	{"ks_c_5601-1987", "CP949"}, {"shift_jis", "CP932"},
	{"shift-jis", "CP932"},      {"x-sjis", "CP932"},
	{"iso-8859-1", "CP1252"},    {"iso8859-1", "CP1252"},
	{"iso_8859-1", "CP1252"},    {"latin1", "CP1252"},
	{"iso-8859-9", "CP1254"},    {"iso-8859-8-i", "ISO-8859-8"},
	{"tis-620", "CP874"},        {"unicode-1-1-utf-7", "UTF-7"},
};

static const char *meaning(const char *charset)
{
	for (guint i = 0; i < G_N_ELEMENTS(meanings); i++)
		if (g_ascii_strcasecmp(charset, meanings[i].name) == 0)
			return meanings[i].meant;
	return charset;
}

static gboolean is_one_of(const char *charset, const char *const *names)
{
	for (; *names; names++)
		if (g_ascii_strcasecmp(charset, *names) == 0)
			return TRUE;
	return FALSE;
}

static gboolean is_declared_utf8(const char *charset)
{
	static const char *const utf8[] = {"utf-8", "utf8", NULL};
	return charset && is_one_of(charset, utf8);
}

static gboolean says_nothing(const char *charset)
{
	static const char *const ascii[] = {"us-ascii", "ascii", "ansi_x3.4-1968", "", NULL};
	return !charset || is_one_of(charset, ascii);
}

gboolean charset_is_utf8(const char *charset)
{
	return says_nothing(charset) || is_declared_utf8(charset);
}

/* As g_utf8_validate(), but a NUL is a character like others. */
static gboolean is_utf8(Slice bytes)
{
	const char *p = bytes.ptr, *end = p + bytes.len;

	while (p < end && !g_utf8_validate_len(p, (gsize)(end - p), &p)) {
		if (*p != '\0')
			return FALSE;
		p++;
	}
	return TRUE;
}

/* The name goes to iconv, which reads more into it than a name (//IGNORE). */
static gboolean is_name(const char *charset)
{
	gsize len = strspn(charset, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_.:+");
	return len > 1 && len <= LONGEST_NAME && charset[len] == '\0';
}

/* Some charsets hold a character back, in case one that combines with it follows. */
static void flush(GString *out, GIConv iconv)
{
	char buffer[64], *to = buffer;
	gsize room = sizeof(buffer);

	g_iconv(iconv, NULL, NULL, &to, &room);
	g_string_append_len(out, buffer, to - buffer);
}

static CharsetResult convert(GString *out, Slice bytes, GIConv iconv)
{
	CharsetResult result = CHARSET_FINE;
	char *in = (char *)bytes.ptr, buffer[4096];
	gsize left = bytes.len;

	while (left) {
		char *to = buffer;
		gsize room = sizeof(buffer);
		gsize done = g_iconv(iconv, &in, &left, &to, &room);
		int error = done == (gsize)-1 ? errno : 0;

		g_string_append_len(out, buffer, to - buffer);
		if (!left || (error == E2BIG && to > buffer))
			continue;
		result = CHARSET_BAD_BYTES;
		g_string_append(out, REPLACEMENT);
		in++;
		left--;
	}
	flush(out, iconv);
	return result;
}

static CharsetResult convert_from(GString *out, Slice bytes, const char *charset)
{
	GIConv iconv = g_iconv_open("UTF-8", charset);
	CharsetResult result;

	if (iconv == (GIConv)-1)
		return CHARSET_UNKNOWN;
	result = convert(out, bytes, iconv);
	g_iconv_close(iconv);
	return result;
}

static CharsetResult guess(GString *out, Slice bytes)
{
	if (!is_utf8(bytes)) {
		convert_from(out, bytes, "CP1252");
		return CHARSET_UNKNOWN;
	}
	g_string_append_len(out, bytes.ptr, (gssize)bytes.len);
	return CHARSET_FINE;
}

/* RFC 2781 §4.3: big-endian unless a byte order mark says otherwise; iconv asks the host. */
static const char *byte_order(const char *charset, Slice bytes)
{
	gboolean marked = slice_starts(bytes, "\xFE\xFF") || slice_starts(bytes, "\xFF\xFE");

	return !marked && g_ascii_strcasecmp(charset, "utf-16") == 0 ? "UTF-16BE" : charset;
}

/* Some senders quote the name once more, or let punctuation run into it. NULL for NULL. */
static char *bare_name(const char *charset)
{
	gsize len;

	if (!charset)
		return NULL;
	charset += strspn(charset, "'\" ");
	for (len = strlen(charset); len && strchr("'\",;. ", charset[len - 1]); len--)
		;
	return g_strndup(charset, len);
}

CharsetResult charset_append(GString *out, Slice bytes, const char *declared)
{
	g_autofree char *charset = bare_name(declared);
	CharsetResult result = CHARSET_UNKNOWN;

	if (bytes.len == 0)
		return CHARSET_FINE;
	if (says_nothing(charset))
		return guess(out, bytes);
	if (is_declared_utf8(charset)) {
		g_string_append_len(out, bytes.ptr, (gssize)bytes.len);
		return is_utf8(bytes) ? CHARSET_FINE : CHARSET_BAD_BYTES;
	}
	if (is_name(charset))
		result = convert_from(out, bytes, byte_order(meaning(charset), bytes));
	if (result == CHARSET_UNKNOWN)
		guess(out, bytes);
	return result;
}
