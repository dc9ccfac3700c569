/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/fit.h"

#include "base/numbers.h"
#include "summary/prompt_mail.h"
#include "summary/shorten.h"

#define MIN_BUDGET 500

/* A thread on its way into parts. All arrays by places, but for extents. */
typedef struct {
	const Thread *thread;
	guint n;
	guint64 budget;
	guint64 *tokens;  /* of each mail */
	guint64 *subtree; /* … and of all that hangs from it; those left out take none */
	guint *members;   /* how many mails that are, with itself: they follow it in Thread.tree */
	guint left_out;   /* the first so many places are, but for the thread's first mail */
	GPtrArray *parts; /* of FitPart */
} Packing;

static void part_free(gpointer data)
{
	FitPart *part = data;

	g_array_unref(part->places);
	g_free(part);
}

void fit_free(Fit *fit)
{
	if (!fit)
		return;
	g_ptr_array_unref(fit->parts);
	g_free(fit);
}

static guint place_at(const Packing *packing, guint i)
{
	return g_array_index(packing->thread->tree, guint, i);
}

static gboolean is_left_out(const Packing *packing, guint place)
{
	return place < packing->left_out && place != packing->thread->first;
}

/* --- packing ------------------------------------------------------------------------ */

static gint answered(const Packing *packing, guint place)
{
	return g_array_index(packing->thread->mails, ThreadMail, place).answers;
}

/* From the leaves up: what hangs from a mail comes behind it in the tree. */
static void weigh(Packing *packing)
{
	for (guint place = 0; place < packing->n; place++) {
		packing->members[place] = 1;
		packing->subtree[place] = is_left_out(packing, place) ? 0 : packing->tokens[place];
	}
	for (guint i = packing->n; i > 0; i--) {
		guint place = place_at(packing, i - 1);
		gint above = answered(packing, place);

		if (above < 0)
			continue;
		packing->members[above] += packing->members[place];
		packing->subtree[above] += packing->subtree[place];
	}
}

static FitPart *open_part(Packing *packing)
{
	FitPart *part = g_new0(FitPart, 1);

	part->places = g_array_new(FALSE, FALSE, sizeof(guint));
	g_ptr_array_add(packing->parts, part);
	return part;
}

/* The part that mails of @tokens go to: the last one where they fit, else the first, else a new
 * one. */
static FitPart *find_part(Packing *packing, guint64 tokens)
{
	guint n = packing->parts->len;

	for (guint i = 0; i < n; i++) {
		FitPart *part = packing->parts->pdata[i ? i - 1 : n - 1];

		if (part->tokens + tokens <= packing->budget)
			return part;
	}
	return open_part(packing);
}

/* Puts the mails from @from up to @to in the tree into a part. */
static void put(Packing *packing, guint from, guint to, guint64 tokens)
{
	FitPart *part = NULL;

	for (guint i = from; i < to; i++) {
		guint place = place_at(packing, i);

		if (is_left_out(packing, place))
			continue;
		part = part ? part : find_part(packing, tokens);
		g_array_append_val(part->places, place);
	}
	if (part)
		part->tokens += tokens;
}

/* Whether all but those left out fit into FIT_PARTS parts, which it makes. */
static gboolean pack(Packing *packing, guint left_out)
{
	packing->left_out = left_out;
	g_ptr_array_set_size(packing->parts, 0);
	weigh(packing);
	for (guint i = 0; i < packing->n && packing->parts->len <= FIT_PARTS;) {
		guint place = place_at(packing, i);
		gboolean whole = packing->subtree[place] <= packing->budget;
		guint end = i + (whole ? packing->members[place] : 1);

		put(packing, i, end, whole ? packing->subtree[place] : packing->tokens[place]);
		i = end;
	}
	return packing->parts->len <= FIT_PARTS;
}

/* Leaves out the oldest mails, as few as it takes. */
static void pack_in_parts(Packing *packing)
{
	guint low = 0,
	      high = packing->n - 1; /* without @low it does not fit, without @high it does */

	if (pack(packing, 0))
		return;
	while (high - low > 1) {
		guint middle = low + (high - low) / 2;

		if (pack(packing, middle))
			high = middle;
		else
			low = middle;
	}
	pack(packing, high);
}

/* --- the outcome ---------------------------------------------------------------------- */

static gint compare_parts(gconstpointer a, gconstpointer b)
{
	const FitPart *x = *(FitPart *const *)a, *y = *(FitPart *const *)b;
	guint first = g_array_index(x->places, guint, 0),
	      other = g_array_index(y->places, guint, 0);

	return first < other ? -1 : first > other;
}

static void sort(Fit *fit)
{
	for (guint i = 0; i < fit->parts->len; i++)
		g_array_sort(((FitPart *)fit->parts->pdata[i])->places, numbers_compare);
	g_ptr_array_sort(fit->parts, compare_parts);
}

static guint count_shown(const Fit *fit)
{
	guint shown = 0;

	for (guint i = 0; i < fit->parts->len; i++)
		shown += ((const FitPart *)fit->parts->pdata[i])->places->len;
	return shown;
}

Fit *fit_brief(Brief *brief, guint64 budget)
{
	Fit *fit = g_new0(Fit, 1);
	Packing packing = {.thread = brief->thread,
			   .n = brief->n,
			   .budget = MAX(budget, MIN_BUDGET),
			   .tokens = g_new0(guint64, brief->n),
			   .subtree = g_new0(guint64, brief->n),
			   .members = g_new0(guint, brief->n)};

	packing.parts = fit->parts = g_ptr_array_new_with_free_func(part_free);
	for (guint i = 0; i < brief->n; i++) {
		fit->cut_mails += shorten_mail(brief, i, packing.budget) ? 1 : 0;
		packing.tokens[i] = prompt_mail_tokens(brief, i);
	}
	if (brief->n)
		pack_in_parts(&packing);
	if (!fit->parts->len)
		open_part(&packing);
	sort(fit);
	fit->left_out = brief->n - count_shown(fit);
	g_free(packing.tokens);
	g_free(packing.subtree);
	g_free(packing.members);
	return fit;
}
