/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/decode.h"

#include <string.h>

#include "mail/charset.h"

#define BAD "\xEF\xBF\xBD"
#define ENCODING (1u << DEFECT_HEADER_ENCODING)
#define UNKNOWN (1u << DEFECT_UNKNOWN_CHARSET)

/* RULES §2: subjects are decoded, unfolded, squeezed; words split inside a character heal */
static void test_header(void)
{
	static const struct {
		const char *in, *want;
		DefectSet defects;
	} cases[] = {
		{"", "", 0},
		{" plain \n\ttext  here ", "plain text here", 0},
		{"=?utf-8?Q?a_b?=", "a b", 0},
		{"=?UTF-8?b?YQ==?=", "a", 0},
		{"=?utf-8?B?YQ?=", "a", 0},
		{"=?utf-8*en?Q?a?=", "a", 0},
		{"=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab", 0},
		{"=?utf-8?Q?a?=\n  =?UTF-8?B?Yg==?=", "ab", 0},
		{"=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c", 0},
		{"x =?utf-8?Q?a?= y", "x a y", 0},
		{"=?utf-8?Q?a?= ", "a", 0},
		{"=?utf-8?Q?a?= =?utf-8", "a =?utf-8", ENCODING},
		{"=?utf-8?Q?=C3?= =?utf-8?B?qQ==?=", "é", 0},
		{"=?utf-8?Q?=C3?= x", BAD " x", ENCODING},
		{"=?iso-2022-jp?B?GyRCJDMbKEI=?= =?iso-2022-jp?B?GyRCJHMbKEI=?=", "こん", 0},
		{"=?gb2312?B?6aY=?=", "棣", 0},
		{"=?nonsense?Q?=C3=A9?=", "é", UNKNOWN},
		{"=?nonsense?Q?=E9?=", "é", UNKNOWN},
		{"=?utf-8//IGNORE?Q?a?=", "a", UNKNOWN},
		{"=??Q?a?=", "a", 0},
		{"=?utf-8?Q?"
		 "?=",
		 "", 0},
		{"=?utf-8?X?a?=", "=?utf-8?X?a?=", ENCODING},
		{"=?", "=?", ENCODING},
		{"=?utf-8?Q?one two?=", "one two", 0},
		{"=?utf-8?Q?a=0D=0ABcc:_b?=", "a Bcc: b", 0},
		{"=?utf-8?Q?=3D=3Futf-8=3FQ=3Fa=3F=3D?=", "=?utf-8?Q?a?=", 0},
		{"Gr\xC3\xBC\xC3\x9F", "Grüß", ENCODING},
		{"Gr\xFC\xDF", "Grüß", ENCODING},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		DefectSet defects = 0;
		g_autofree char *got = decode_header(slice_of(cases[i].in), &defects);

		g_test_message("%s", cases[i].in);
		g_assert_cmpstr(got, ==, cases[i].want);
		g_assert_cmphex(defects, ==, cases[i].defects);
	}
}

/* RULES §2: declared charset when known, else UTF-8 if valid, else Windows-1252 */
static void test_charset(void)
{
	static const struct {
		const char *in;
		gsize len;
		const char *charset, *want;
		CharsetResult result;
	} cases[] = {
		{"abc", 3, NULL, "abc", CHARSET_FINE},
		{"", 0, "nonsense", "", CHARSET_FINE},
		{"\xC3\xA9", 2, NULL, "é", CHARSET_FINE},
		{"\xE9", 1, NULL, "é", CHARSET_UNKNOWN},
		{"\xE9", 1, "us-ascii", "é", CHARSET_UNKNOWN},
		{"\xC3\xA9", 2, "US-ASCII", "é", CHARSET_FINE},
		{"\xC3\xA9", 2, "utf8", "é", CHARSET_FINE},
		{"\xE9!", 2, "UTF-8", "\xE9!", CHARSET_BAD_BYTES},
		{"\xC3\xA9", 2, "ISO-8859-1", "Ã©", CHARSET_FINE},
		{"\x93", 1, "latin1", "“", CHARSET_FINE},
		{"\x81", 1, "windows-1252", BAD, CHARSET_BAD_BYTES},
		{"\xE9", 1, "ISO-8859-5", "щ", CHARSET_FINE},
		{"\xE9\x46", 2, "gb2312", "镕", CHARSET_FINE},
		{"\xE9", 1, "gb2312", BAD, CHARSET_BAD_BYTES},
		{"\xE9\x0A", 2, "gbk", BAD "\n", CHARSET_BAD_BYTES},
		{"\xE0", 1, "windows-1255", "א", CHARSET_FINE},
		{"+AOk-", 5, "utf-7", "é", CHARSET_FINE},
		{"a\0", 2, "utf-16le", "a", CHARSET_FINE},
		{"\0a", 2, "utf-16", "a", CHARSET_FINE},
		{"\xFF\xFE\x61\0", 4, "UTF-16", "a", CHARSET_FINE},
		{"\xFE\xFF\0\x61", 4, "UTF-16", "a", CHARSET_FINE},
		{"\xE9\x46", 2, "'gb2312'", "镕", CHARSET_FINE},
		{"\xE9\x46", 2, "gb2312,", "镕", CHARSET_FINE},
		{"\xC3\xA9", 2, "'\"", "é", CHARSET_FINE},
		{"\xC3\xA9", 2, "y", "é", CHARSET_UNKNOWN},
		{"\xC3\xA9", 2, "../../x", "é", CHARSET_UNKNOWN},
		{"a\0\xC3\xA9", 4, NULL, "a", CHARSET_FINE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		CharsetResult result =
			charset_append(out, (Slice){cases[i].in, cases[i].len}, cases[i].charset);

		g_test_message("%u: %s as %s", i, cases[i].in, cases[i].charset);
		g_assert_cmpstr(out->str, ==, cases[i].want);
		g_assert_cmpint(result, ==, cases[i].result);
	}
}

static void test_transfer(void)
{
	static const struct {
		const char *header;
		Transfer transfer;
		const char *in, *want;
	} cases[] = {
		{"", TRANSFER_IDENTITY, "a=3D", "a=3D"},
		{"8bit", TRANSFER_IDENTITY, "a", "a"},
		{"7BIT; x", TRANSFER_IDENTITY, "a", "a"},
		{"base64", TRANSFER_BASE64, "YWJj\nZGU=", "abcde"},
		{"Base64 ", TRANSFER_BASE64, "YWJjZGU", "abcde"},
		{"base64", TRANSFER_BASE64, "!", ""},
		{"base64", TRANSFER_BASE64, "YWJj\n____\nlist\n", "abc"},
		{"base64", TRANSFER_BASE64, "YWJj\r\nZGU\r\n--\r\nTo unsubscribe\r\n", "abcde"},
		{"base64", TRANSFER_BASE64, "--\nYWJj\n", ""},
		{"base64", TRANSFER_BASE64, "YW--Jj\n-ZGU=", "abcde"},
		{"base64", TRANSFER_BASE64, "", ""},
		{"quoted-printable", TRANSFER_QUOTED_PRINTABLE, "a=3Db=\nc=\r\nd=zz", "a=bcd=zz"},
		{"quoted-printable", TRANSFER_QUOTED_PRINTABLE, "cut=", "cut"},
		{"x-uuencode", TRANSFER_UNKNOWN, "a", "a"},
		{"nonsense", TRANSFER_UNKNOWN, "a", "a"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		Transfer transfer = decode_transfer(slice_of(cases[i].header));

		g_test_message("%s: %s", cases[i].header, cases[i].in);
		g_assert_cmpint(transfer, ==, cases[i].transfer);
		decode_append(out, slice_of(cases[i].in), transfer);
		g_assert_cmpstr(out->str, ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/decode/header", test_header);
	g_test_add_func("/decode/charset", test_charset);
	g_test_add_func("/decode/transfer", test_transfer);
	return g_test_run();
}
