/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/sent.h"

#define MINUTES_A_DAY (24 * 60)
#define JULIAN_1970 719163 /* as g_date_get_julian() counts days */

typedef struct {
	guint day, month, year; /* 0: not seen yet */
	guint year_digits;
	gboolean has_time;
	guint hour, minute, second;
	int offset; /* minutes */
} Sent;

static void skip_comment(Slice *s)
{
	guint depth = 0;
	gsize at = 0;

	for (; at < s->len; at++) {
		if (s->ptr[at] == '\\' && at + 1 < s->len)
			at++;
		else if (s->ptr[at] == '(')
			depth++;
		else if (s->ptr[at] == ')' && --depth == 0)
			break;
	}
	*s = slice_sub(*s, MIN(at + 1, s->len), s->len);
}

static Slice take_run(Slice *s, gboolean (*belongs)(char c))
{
	gsize len = 0;
	Slice run;

	while (len < s->len && belongs(s->ptr[len]))
		len++;
	run = slice_sub(*s, 0, len);
	*s = slice_sub(*s, len, s->len);
	return run;
}

static gboolean is_letter(char c)
{
	return g_ascii_isalpha(c);
}

static gboolean is_of_number(char c)
{
	return g_ascii_isdigit(c) || c == ':' || c == '.';
}

static gboolean read_month(Sent *sent, Slice word)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	if (word.len < 3)
		return FALSE;
	for (guint i = 0; i < 12; i++) {
		if (g_ascii_strncasecmp(word.ptr, months + 3 * i, 3) == 0) {
			sent->month = i + 1;
			return TRUE;
		}
	}
	return FALSE;
}

/* A month, a zone by name; names of days and the rest say nothing. */
static void read_word(Sent *sent, Slice word)
{
	static const struct {
		const char *name;
		int hours;
	} zones[] = {
		{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
		{"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7},
	};

	if (!sent->month && read_month(sent, word))
		return;
	for (guint i = 0; i < G_N_ELEMENTS(zones); i++)
		if (word.len == 3 && slice_starts_nocase(word, zones[i].name))
			sent->offset = zones[i].hours * 60;
}

static gboolean read_time(Sent *sent, Slice text)
{
	guint *const fields[] = {&sent->hour, &sent->minute, &sent->second};
	static const guint most[] = {23, 59, 60};

	for (guint i = 0; i < 3; i++) {
		if (!slice_take_number(&text, most[i], fields[i]))
			return FALSE;
		if (!slice_starts(text, ":"))
			return sent->has_time = i > 0;
		text = slice_sub(text, 1, text.len);
	}
	return sent->has_time = TRUE;
}

/* A time, the day or the year, whichever is still missing. */
static gboolean read_number(Sent *sent, Slice text)
{
	gsize digits = text.len;

	if (slice_find(text, ':') >= 0)
		return !sent->has_time && read_time(sent, text);
	if (!sent->day && digits <= 2)
		return slice_take_number(&text, 31, &sent->day);
	if (sent->year_digits)
		return TRUE;
	sent->year_digits = (guint)digits;
	return slice_take_number(&text, 9999, &sent->year);
}

/* +hhmm or -hhmm, after the time; elsewhere the sign is a dash like another. */
static gboolean read_offset(Sent *sent, Slice *s)
{
	gboolean west = s->ptr[0] == '-';
	guint number;
	Slice digits;

	*s = slice_sub(*s, 1, s->len);
	if (!sent->has_time || !s->len || !g_ascii_isdigit(s->ptr[0]))
		return TRUE;
	digits = take_run(s, is_of_number);
	if (digits.len != 4 || !slice_take_number(&digits, 2359, &number) || number % 100 > 59)
		return FALSE;
	sent->offset = (int)(number / 100 * 60 + number % 100);
	if (west)
		sent->offset = -sent->offset;
	return TRUE;
}

static gboolean read_piece(Sent *sent, Slice *s)
{
	char c = s->ptr[0];

	if (c == '(')
		skip_comment(s);
	else if (c == '+' || c == '-')
		return read_offset(sent, s);
	else if (g_ascii_isdigit(c))
		return read_number(sent, take_run(s, is_of_number));
	else if (g_ascii_isalpha(c))
		read_word(sent, take_run(s, is_letter));
	else
		*s = slice_sub(*s, 1, s->len);
	return TRUE;
}

/* RFC 5322 §4.3: two digits are 1950 to 2049, three count from 1900. */
static guint full_year(const Sent *sent)
{
	if (sent->year_digits == 2)
		return sent->year + (sent->year < 50 ? 2000 : 1900);
	return sent->year_digits == 3 ? sent->year + 1900 : sent->year;
}

gboolean sent_parse(Slice value, gint64 *instant, int *offset)
{
	Sent sent = {0};
	guint year;
	GDate date;
	gint64 days;

	while (value.len)
		if (!read_piece(&sent, &value))
			return FALSE;
	year = full_year(&sent);
	if (!sent.has_time || !sent.year_digits || year == 0 ||
	    !g_date_valid_dmy((GDateDay)sent.day, (GDateMonth)sent.month, (GDateYear)year))
		return FALSE;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)sent.day, (GDateMonth)sent.month, (GDateYear)year);
	days = (gint64)g_date_get_julian(&date) - JULIAN_1970;
	*instant = (days * MINUTES_A_DAY + sent.hour * 60 + sent.minute - sent.offset) * 60 +
		   sent.second;
	*offset = sent.offset;
	return TRUE;
}
