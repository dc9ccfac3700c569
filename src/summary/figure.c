/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/figure.h"

#include <string.h>

/* Names of units, in lower case; longer ones before those that they begin with. */
static const struct {
	const char *name, *unit;
} units[] = {
	{"%", "%"},
	{"％", "%"},
	{"percent", "%"},
	{"per cent", "%"},
	{"pct", "%"},
	{"x", "x"},
	{"×", "x"},
	{"times", "x"},
	{"fold", "x"},
	{"倍", "x"},
	{"kib/s", "kib/s"},
	{"mib/s", "mib/s"},
	{"gib/s", "gib/s"},
	{"kb/s", "kb/s"},
	{"mb/s", "mb/s"},
	{"gb/s", "gb/s"},
	{"gbit/s", "gbit/s"},
	{"mbit/s", "mbit/s"},
	{"kbps", "kbps"},
	{"mbps", "mbps"},
	{"gbps", "gbps"},
	{"kib", "kib"},
	{"mib", "mib"},
	{"gib", "gib"},
	{"tib", "tib"},
	{"kb", "kb"},
	{"mb", "mb"},
	{"gb", "gb"},
	{"tb", "tb"},
	{"bytes", "b"},
	{"byte", "b"},
	{"字节", "b"},
	{"bits", "bit"},
	{"bit", "bit"},
	{"比特", "bit"},
	{"khz", "khz"},
	{"mhz", "mhz"},
	{"ghz", "ghz"},
	{"hz", "hz"},
	{"ns", "ns"},
	{"nsec", "ns"},
	{"nsecs", "ns"},
	{"nanoseconds", "ns"},
	{"nanosecond", "ns"},
	{"纳秒", "ns"},
	{"us", "us"},
	{"µs", "us"},
	{"μs", "us"},
	{"usec", "us"},
	{"usecs", "us"},
	{"microseconds", "us"},
	{"microsecond", "us"},
	{"微秒", "us"},
	{"ms", "ms"},
	{"msec", "ms"},
	{"msecs", "ms"},
	{"milliseconds", "ms"},
	{"millisecond", "ms"},
	{"毫秒", "ms"},
	{"seconds", "s"},
	{"second", "s"},
	{"secs", "s"},
	{"sec", "s"},
	{"s", "s"},
	{"秒", "s"},
	{"minutes", "min"},
	{"minute", "min"},
	{"mins", "min"},
	{"min", "min"},
	{"分钟", "min"},
	{"hours", "h"},
	{"hour", "h"},
	{"h", "h"},
	{"小时", "h"},
	{"days", "day"},
	{"day", "day"},
	{"天", "day"},
	{"weeks", "week"},
	{"week", "week"},
	{"周", "week"},
	{"星期", "week"},
	{"months", "month"},
	{"month", "month"},
	{"个月", "month"},
	{"cycles", "cycle"},
	{"cycle", "cycle"},
	{"个周期", "cycle"},
	{"周期", "cycle"},
	{"k", "k"},
	{"m", "m"},
	{"g", "g"},
	{"t", "t"},
};

/* Units of one letter stand next to the number: "5 s" would be anything. */
static gboolean is_letter_unit(const char *name)
{
	return g_ascii_isalpha(name[0]) && !name[1];
}

static gboolean is_letter(gunichar c)
{
	return g_unichar_isalpha(c) && g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN;
}

/* Bytes of @name, which is in lower case, at the front of @text; 0: it is not there. */
static gsize name_len(const char *text, const char *name)
{
	const char *p = text;

	for (; *name; name = g_utf8_next_char(name), p = g_utf8_next_char(p))
		if (g_unichar_tolower(g_utf8_get_char(p)) != g_utf8_get_char(name))
			return 0;
	return (gsize)(p - text);
}

static gsize unit_at(const char *text, gboolean next_to, const char **unit)
{
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
		gsize len = name_len(text, units[i].name);

		if (!len || (!next_to && is_letter_unit(units[i].name)))
			continue;
		if (g_ascii_isalpha(units[i].name[0]) && is_letter(g_utf8_get_char(text + len)))
			continue;
		if (g_str_equal(units[i].name, "周") && g_str_has_prefix(text, "周期"))
			continue;
		*unit = units[i].unit;
		return len;
	}
	return 0;
}

/* What stands behind the number: "%", " %", "-bit"; the bytes of it. */
static gsize take_unit(const char *text, const char **unit)
{
	gsize gap = *text == ' ' || *text == '-' ? 1 : 0;
	gsize len;

	*unit = "";
	if (!gap && g_str_has_prefix(text, "\xC2\xA0"))
		gap = 2;
	len = unit_at(text + gap, !gap, unit);
	return len ? gap + len : 0;
}

static gint digit_at(const char *p)
{
	return (guchar)*p < 0x80 ? g_ascii_digit_value(*p)
				 : g_unichar_digit_value(g_utf8_get_char(p));
}

/* Whether @p has a comma, and three digits that end there. */
static gboolean is_thousands(const char *p)
{
	if (*p != ',')
		return FALSE;
	for (guint i = 1; i <= 3; i++)
		if (!g_ascii_isdigit(p[i]))
			return FALSE;
	return !g_ascii_isdigit(p[4]);
}

/* Without zeros that say nothing. */
static void tidy(char *value)
{
	gsize zeros = 0;

	while (value[zeros] == '0' && g_ascii_isdigit(value[zeros + 1]))
		zeros++;
	memmove(value, value + zeros, strlen(value + zeros) + 1);
}

/* Of a quantity, 1.50 is 1.5; "5.10", without a unit, may be a version, and is not 5.1. */
static void tidy_end(char *value)
{
	gsize len;

	if (!strchr(value, '.'))
		return;
	for (len = strlen(value); value[len - 1] == '0'; len--)
		value[len - 1] = '\0';
	if (value[len - 1] == '.')
		value[len - 1] = '\0';
}

/* The digits; bytes of them, 0: none, or too many. */
static gsize take_digits(const char *text, char *value, gsize size)
{
	const char *p = text;
	gsize n = 0;
	gboolean point = FALSE;

	for (;;) {
		gint digit = digit_at(p);

		if (digit >= 0 && n + 1 < size) {
			value[n++] = (char)('0' + digit);
			p = g_utf8_next_char(p);
		} else if (digit >= 0) {
			return 0;
		} else if (n && !point && *p == '.' && digit_at(p + 1) >= 0 && n + 1 < size) {
			value[n++] = '.';
			point = TRUE;
			p++;
		} else if (n && !point && is_thousands(p)) {
			p++;
		} else {
			break;
		}
	}
	value[n] = '\0';
	if (n)
		tidy(value);
	return (gsize)(p - text);
}

/* 0xff, 0b01 */
static gsize take_hex(const char *text, char *value, gsize size)
{
	gsize len = 2;

	gboolean binary = text[0] == '0' && (text[1] == 'b' || text[1] == 'B');

	if (text[0] != '0' || (!binary && text[1] != 'x' && text[1] != 'X'))
		return 0;
	while (binary ? strchr("01", text[len]) && text[len] : g_ascii_isxdigit(text[len]))
		len++;
	if (binary && g_ascii_isalnum(text[len]))
		return 0;
	if (len == 2 || len >= size)
		return 0;
	for (gsize i = 0; i < len; i++)
		value[i] = g_ascii_tolower(text[i]);
	value[len] = '\0';
	return len;
}

/* "thirty": only with a unit behind it. */
static gsize take_english(const char *text, char *value, gsize size)
{
	static const struct {
		const char *name, *value;
	} words[] = {
		{"ten", "10"},      {"eleven", "11"},   {"twelve", "12"},   {"thirteen", "13"},
		{"fourteen", "14"}, {"fifteen", "15"},  {"sixteen", "16"},  {"seventeen", "17"},
		{"eighteen", "18"}, {"nineteen", "19"}, {"twenty", "20"},   {"thirty", "30"},
		{"forty", "40"},    {"fifty", "50"},    {"sixty", "60"},    {"seventy", "70"},
		{"eighty", "80"},   {"ninety", "90"},   {"hundred", "100"}, {"thousand", "1000"},
		{"two", "2"},       {"three", "3"},     {"four", "4"},      {"five", "5"},
		{"six", "6"},       {"seven", "7"},     {"eight", "8"},     {"nine", "9"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		gsize len = name_len(text, words[i].name);

		if (!len || g_ascii_isalnum(text[len]))
			continue;
		g_strlcpy(value, words[i].value, size);
		return len;
	}
	return 0;
}

static gint chinese_digit(gunichar c)
{
	static const gunichar digits[] = {0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
					  0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};

	if (c == 0x3007) /* 〇 */
		return 0;
	if (c == 0x4E24) /* 两 */
		return 2;
	for (gint i = 0; i < (gint)G_N_ELEMENTS(digits); i++)
		if (digits[i] == c)
			return i;
	return -1;
}

static guint64 chinese_power(gunichar c)
{
	switch (c) {
	case 0x5341: /* 十 */
		return 10;
	case 0x767E: /* 百 */
		return 100;
	case 0x5343: /* 千 */
		return 1000;
	case 0x4E07: /* 万 */
		return 10000;
	default:
		return 0;
	}
}

#define CHINESE_MAX 16 /* characters of a number */

/* 三百二十, and 一二 for 12. */
static gsize take_chinese(const char *text, char *value, gsize size)
{
	guint64 sum = 0, last = 0;
	const char *p = text;

	for (guint n = 0;; n++, p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		gint digit = chinese_digit(c);
		guint64 power = chinese_power(c);

		if ((digit < 0 && !power) || n == CHINESE_MAX)
			break;
		if (digit >= 0) {
			last = last * 10 + (guint64)digit;
		} else if (power == 10000) {
			sum = (sum + last) * power;
			last = 0;
		} else {
			sum += (last || p != text ? last : 1) * power;
			last = 0;
		}
	}
	if (p > text)
		g_snprintf(value, size, "%" G_GUINT64_FORMAT, sum + last);
	return (gsize)(p - text);
}

/* 百分之三十 */
static gboolean take_percent(const char *text, Figure *figure)
{
	static const char sign[] = "百分之";
	const char *p = text + strlen(sign);
	gsize len;

	if (!g_str_has_prefix(text, sign))
		return FALSE;
	len = take_digits(p, figure->value, sizeof figure->value);
	if (!len)
		len = take_chinese(p, figure->value, sizeof figure->value);
	figure->unit = "%";
	figure->len = strlen(sign) + len;
	return len > 0;
}

static gboolean is_small(const Figure *figure)
{
	return !figure->unit[0] && figure->value[0] && !figure->value[1];
}

gboolean figure_at(const char *text, Figure *figure)
{
	gboolean words = FALSE;
	gsize len, unit;

	*figure = (Figure){.unit = ""};
	if (take_percent(text, figure))
		return TRUE;
	len = take_hex(text, figure->value, sizeof figure->value);
	if (!len)
		len = take_digits(text, figure->value, sizeof figure->value);
	if (!len) {
		len = (guchar)*text < 0x80
			      ? take_english(text, figure->value, sizeof figure->value)
			      : take_chinese(text, figure->value, sizeof figure->value);
		words = TRUE;
	}
	if (!len)
		return FALSE;
	unit = take_unit(text + len, &figure->unit);
	/* "one day" and 一天 are any day */
	if (words && (!unit || g_str_equal(figure->value, "1") || g_str_equal(figure->value, "0")))
		return FALSE;
	figure->len = len + unit;
	figure->small = is_small(figure);
	return TRUE;
}

/* Whether a number may begin at @p: not in the middle of a word or of another number. */
static gboolean is_front(const char *text, const char *p)
{
	if (p == text || (guchar)p[-1] >= 0x80)
		return TRUE;
	if (p[-1] == '.' || p[-1] == ',')
		return p - 1 == text || !g_ascii_isdigit(p[-2]);
	return p[-1] == 'v' || p[-1] == 'V' || (!g_ascii_isalnum(p[-1]) && p[-1] != '_');
}

static gboolean has_unit(const char *text, const char *unit)
{
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		const char *found = "";

		if ((p == text || !g_ascii_isalnum(p[-1])) && unit_at(p, FALSE, &found) &&
		    g_str_equal(found, unit))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_same(const Figure *a, const Figure *b)
{
	Figure x = *a, y = *b;

	if (!x.unit[0] && !y.unit[0])
		return g_str_equal(x.value, y.value);
	tidy_end(x.value);
	tidy_end(y.value);
	return g_str_equal(x.value, y.value);
}

gboolean figure_is_in(const Figure *figure, const char *text)
{
	gboolean bare = FALSE;

	for (const char *p = text; *p;) {
		Figure other;

		if (!is_front(text, p) || !figure_at(p, &other)) {
			p = g_utf8_next_char(p);
			continue;
		}
		if (is_same(&other, figure)) {
			if (!figure->unit[0] || g_str_equal(other.unit, figure->unit))
				return TRUE;
			bare |= !other.unit[0];
		}
		p += other.len;
	}
	return bare && has_unit(text, figure->unit);
}
