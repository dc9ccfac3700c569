/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/tally.h"

#include "base/date.h"

#define MAX_DAYS 400 /* longer windows are not counted day by day */

/* It began in the window: a part that is sent again alone begins nothing. */
static gboolean is_new(const DigestSeries *series)
{
	return series && !series->head->history && version_is_head(series->head->post);
}

static void count_series(Digest *digest)
{
	for (guint i = 0; i < digest->threads->len; i++) {
		const DigestThread *thread = digest->threads->pdata[i];

		if (thread->thread->mails->len > DIGEST_LARGE)
			digest->large++;
		digest->new_series += is_new(thread->series);
		for (guint k = 0; k < thread->also->len; k++)
			digest->new_series += is_new(thread->also->pdata[k]);
	}
}

static void count_people(Digest *digest, guint top)
{
	g_autoptr(People) active = people_new();
	g_autoptr(People) reviewers = people_new();

	for (guint i = 0; i < digest->mails->len; i++) {
		const DigestMail *mail = digest->mails->pdata[i];
		const Post *post = mail->post;

		if (mail->history || post->bot)
			continue;
		people_add(active, &post->sender, post->order);
		for (guint tag = 0; tag < mail->reviews; tag++)
			people_add(reviewers, &post->sender, post->order);
	}
	digest->active = people_top(active, top);
	digest->reviewers = people_top(reviewers, top);
}

/* The window's first and last day; of a range, those of its mails. */
static void find_days(const Digest *digest, gint64 *first, gint64 *last)
{
	*first = date_day_begin(digest->window.since);
	*last = date_day_begin(digest->window.until - 1);
	if (digest->window.until)
		return;
	*first = G_MAXINT64;
	*last = G_MININT64;
	for (guint i = 0; i < digest->mails->len; i++) {
		const DigestMail *mail = digest->mails->pdata[i];
		gint64 day = date_day_begin(mail->post->place.committed);

		if (mail->history)
			continue;
		*first = MIN(*first, day);
		*last = MAX(*last, day);
	}
}

static void count_days(Digest *digest)
{
	gint64 first, last;

	digest->days = g_array_new(FALSE, TRUE, sizeof(DigestDay));
	find_days(digest, &first, &last);
	if (last < first || last / DATE_DAY - first / DATE_DAY >= MAX_DAYS)
		return;
	for (gint64 day = first; day <= last; day += DATE_DAY) {
		DigestDay row = {day, 0};
		g_array_append_val(digest->days, row);
	}
	for (guint i = 0; i < digest->mails->len; i++) {
		const DigestMail *mail = digest->mails->pdata[i];
		gint64 day = date_day_begin(mail->post->place.committed);

		if (!mail->history)
			g_array_index(digest->days, DigestDay, (day - first) / DATE_DAY).mails++;
	}
}

static void count_defects(Digest *digest)
{
	for (guint i = 0; i < digest->mails->len; i++) {
		const DigestMail *mail = digest->mails->pdata[i];

		digest->history += mail->history ? 1 : 0;
		for (guint k = 0; !mail->history && k < N_DEFECTS; k++)
			digest->defects[k] += defect_is_in(mail->post->defects, k);
	}
}

void tally_digest(Digest *digest, guint top)
{
	count_series(digest);
	count_people(digest, top);
	count_days(digest);
	count_defects(digest);
}
