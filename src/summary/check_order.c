/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_order.h"

#include "core/phrase.h"
#include "summary/figure.h"

#include <string.h>

#define BETWEEN 60  /* bytes between two numbers that belong together */
#define PAIRS 10000 /* more need not be looked at */

typedef struct {
	Figure figure;
	gsize from, to;
} Number;

/* It was so, and is so. */
typedef struct {
	Figure old, now;
} Pair;

static GArray *numbers_of(const char *text)
{
	GArray *numbers = g_array_new(FALSE, FALSE, sizeof(Number));

	for (const char *p = text; *p;) {
		gboolean front = p == text || !(g_ascii_isalnum(p[-1]) || strchr("_.,", p[-1]));
		Number number = {.from = (gsize)(p - text)};

		if (!front || !figure_at(p, &number.figure)) {
			p = g_utf8_next_char(p);
			continue;
		}
		p += number.figure.len;
		number.to = (gsize)(p - text);
		g_array_append_val(numbers, number);
	}
	return numbers;
}

static gboolean is_down(const char *between)
{
	static Phrases phrases = {
		.says = {"^\\W*(->|=>|→|--?>)\\W*(after\\W*|now\\W*)?$",
			 "^\\s*(seconds?|minutes?|\\w{1,3})? ?(down |up )?(to|and now)( "
			 "(only|about|"
			 "around|just|as (low|little) as))?\\s*$",
			 "^ before,? (and|but|vs\\.?|versus) ((takes|needs|is|are|now|about|only|"
			 "more than) )*$",
			 "^\\W*(before|previously)\\W+(and )?(now|after)\\W*$"},
		.unless = {NULL}};

	return phrase_in(&phrases, between);
}

static gboolean is_back(const char *between)
{
	static Phrases phrases = {
		.says = {"^\\W*(instead of|rather than|down from|up from|(was|were|compared "
			 "(to|with)|"
			 "vs\\.?|versus)( (about|around|only|just|previously|before))?)\\W*$"},
		.unless = {NULL}};

	return phrase_in(&phrases, between);
}

/* "A to B" is a pair where a "from" stands in front; a range of patches is none. */
static gboolean has_from(const char *text, const Number *first, const char *between)
{
	gsize start = first->from > 30 ? first->from - 30 : 0;
	g_autofree char *front = NULL;

	if (!strstr(between, "to"))
		return TRUE;
	while (start && ((guchar)text[start] & 0xC0) == 0x80)
		start--;
	front = g_strndup(text + start, first->from - start);
	return strstr(front, "from") || strstr(front, "before");
}

static GArray *pairs_of(const char *text)
{
	g_autoptr(GArray) numbers = numbers_of(text);
	GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));

	for (guint i = 0; i + 1 < numbers->len && pairs->len < PAIRS; i++) {
		const Number *a = &g_array_index(numbers, Number, i), *b = a + 1;
		g_autofree char *between = NULL;
		Pair pair;

		if (b->from - a->to > BETWEEN)
			continue;
		between = g_strndup(text + a->to, b->from - a->to);
		if (is_down(between) && has_from(text, a, between))
			pair = (Pair){a->figure, b->figure};
		else if (is_back(between))
			pair = (Pair){b->figure, a->figure};
		else
			continue;
		g_array_append_val(pairs, pair);
	}
	return pairs;
}

static gboolean same(const Figure *a, const Figure *b)
{
	return g_str_equal(a->value, b->value) &&
	       (!a->unit[0] || !b->unit[0] || g_str_equal(a->unit, b->unit));
}

static gboolean is_wrong(const Pair *pair, const GArray *said)
{
	gboolean other = FALSE;

	for (guint i = 0; i < said->len; i++) {
		const Pair *one = &g_array_index(said, Pair, i);
		gboolean old = same(&pair->old, &one->old), now = same(&pair->now, &one->now);

		if (old && now)
			return FALSE;
		other |= old || now || (same(&pair->old, &one->now) && same(&pair->now, &one->old));
	}
	return other;
}

gboolean check_order_is_wrong(const char *text, const char *own)
{
	g_autoptr(GArray) told = pairs_of(text), said = NULL;

	if (!told->len)
		return FALSE;
	said = pairs_of(own);
	for (guint i = 0; i < told->len; i++)
		if (is_wrong(&g_array_index(told, Pair, i), said))
			return TRUE;
	return FALSE;
}
