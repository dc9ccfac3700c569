/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/purse.h"

#include "base/numbers.h"

Money purse_cost(const Purse *purse, guint64 input, guint64 output)
{
	if (!purse->priced)
		return 0;
	return (Money)MIN(numbers_add(numbers_multiply(input, (guint64)purse->input),
				      numbers_multiply(output, (guint64)purse->output)),
			  (guint64)G_MAXINT64);
}

gboolean purse_set_aside(Purse *purse, guint64 input, guint64 output)
{
	guint64 all_input = numbers_add(numbers_add(purse->spent.input, purse->aside_input), input);
	guint64 all_output =
		numbers_add(numbers_add(purse->spent.output, purse->aside_output), output);

	if (purse->max_tokens && numbers_add(all_input, all_output) > purse->max_tokens)
		return FALSE;
	/* without a price nobody knows how much that would be */
	if (purse->max_cost &&
	    (!purse->priced || purse_cost(purse, all_input, all_output) > purse->max_cost))
		return FALSE;
	purse->aside_input = numbers_add(purse->aside_input, input);
	purse->aside_output = numbers_add(purse->aside_output, output);
	return TRUE;
}

gboolean purse_has_aside(const Purse *purse)
{
	return purse->aside_input || purse->aside_output;
}

void purse_settle(Purse *purse, guint64 input, guint64 output, const Usage *used)
{
	Usage counted;

	purse->aside_input -= MIN(input, purse->aside_input);
	purse->aside_output -= MIN(output, purse->aside_output);
	if (!used)
		return;
	counted = *used;
	counted.priced = purse->priced;
	counted.cost = purse_cost(purse, used->input, used->output);
	usage_add(&purse->spent, &counted);
}
