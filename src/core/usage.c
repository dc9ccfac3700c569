/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/usage.h"

#include "base/numbers.h"

#define DIGITS 6 /* of a number, on either side of its point */

/* The number that up to DIGITS digits make; moves *p behind them. FALSE: none, or more. */
static gboolean take_digits(const char **p, gint64 *value, guint *n)
{
	*value = 0;
	for (*n = 0; g_ascii_isdigit(**p); (*p)++, (*n)++) {
		if (*n == DIGITS)
			return FALSE;
		*value = *value * 10 + (**p - '0');
	}
	return *n > 0;
}

gboolean money_parse(const char *text, Money *money)
{
	gint64 whole, rest = 0;
	guint n;

	if (!take_digits(&text, &whole, &n))
		return FALSE;
	if (*text == '.') {
		text++;
		if (!take_digits(&text, &rest, &n))
			return FALSE;
		for (; n < DIGITS; n++)
			rest *= 10;
	}
	if (*text)
		return FALSE;
	*money = whole * MONEY_UNIT + rest * (MONEY_UNIT / 1000000);
	return TRUE;
}

/* How many of @step it takes to pay @money. */
static gint64 steps_up(Money money, gint64 step)
{
	return money / step + (money % step ? 1 : 0);
}

char *money_show(Money money)
{
	gint64 small = steps_up(MAX(money, 0), MONEY_UNIT / 10000);
	gint64 cents = steps_up(MAX(money, 0), MONEY_UNIT / 100);

	if (small && small < 10000)
		return g_strdup_printf("0.%04" G_GINT64_FORMAT, small);
	return g_strdup_printf("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, cents / 100,
			       cents % 100);
}

/* Whether it took something that has a price. */
static gboolean has_spent(const Usage *usage)
{
	return usage->requests || usage->input || usage->output;
}

static gboolean are_priced(const Usage *a, const Usage *b)
{
	if (has_spent(a) == has_spent(b))
		return has_spent(a) ? a->priced && b->priced : a->priced || b->priced;
	return has_spent(a) ? a->priced : b->priced;
}

void usage_add(Usage *to, const Usage *from)
{
	to->priced = are_priced(to, from);
	to->cost = to->priced ? (Money)MIN(numbers_add((guint64)to->cost, (guint64)from->cost),
					   G_MAXINT64)
			      : 0;
	to->requests = (guint)MIN(numbers_add(to->requests, from->requests), G_MAXUINT);
	to->cached = (guint)MIN(numbers_add(to->cached, from->cached), G_MAXUINT);
	to->input = numbers_add(to->input, from->input);
	to->output = numbers_add(to->output, from->output);
	to->estimated |= from->estimated;
}

Usage usage_since(const Usage *now, const Usage *before)
{
	return (Usage){
		.requests = now->requests - before->requests,
		.cached = now->cached - before->cached,
		.input = now->input - before->input,
		.output = now->output - before->output,
		.estimated = now->estimated,
		.cost = now->cost - before->cost,
		.priced = now->priced,
	};
}
