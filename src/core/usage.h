/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_USAGE_H
#define MD_CORE_USAGE_H

#include <glib.h>

/* What asking a model took. */

/*
 * Money in millionths of a millionth of the currency's unit: a token's price of a model whose
 * million tokens cost 0.15 is 150,000 of them, exactly.
 */
typedef gint64 Money;
#define MONEY_UNIT G_GINT64_CONSTANT(1000000000000)

/* A plain decimal number, "0.15", of up to six digits on either side of the point. FALSE: none. */
gboolean money_parse(const char *text, Money *money);
/* "0.0123", "12.50", "0.00": four digits behind the point below one unit, else two, the last
 * rounded up: what costs something is never 0. Newly allocated. */
char *money_show(Money money);

typedef struct {
	guint requests;        /* that were sent, each try counted */
	guint cached;          /* that were answered here, from an earlier run */
	guint64 input, output; /* tokens, as the endpoint counted them, else as estimated */
	gboolean estimated;    /* some were */
	Money cost;            /* of them; 0 where !priced */
	gboolean priced;       /* what the model costs is known */
} Usage;

/* Sums end at what their types hold. The sum is priced where all is that was spent. */
void usage_add(Usage *to, const Usage *from);
/* What came since it was @before. */
Usage usage_since(const Usage *now, const Usage *before);

#endif
