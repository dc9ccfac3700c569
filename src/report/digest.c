/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/digest.h"

#include "base/numbers.h"

void digest_mail_free(DigestMail *mail)
{
	if (!mail)
		return;
	post_free(mail->post);
	g_clear_pointer(&mail->evidence, g_ptr_array_unref);
	extract_free(mail->extract);
	version_hints_clear(&mail->hints);
	g_free(mail);
}

gint digest_mail_compare(gconstpointer a, gconstpointer b)
{
	const DigestMail *x = *(DigestMail *const *)a, *y = *(DigestMail *const *)b;

	return numbers_compare(&x->post->order, &y->post->order);
}

void digest_series_free(DigestSeries *series)
{
	if (!series)
		return;
	version_free(series->previous);
	version_free(series->newest);
	g_free(series);
}

void digest_thread_free(DigestThread *thread)
{
	if (!thread)
		return;
	thread_free(thread->thread);
	digest_series_free(thread->series);
	g_ptr_array_unref(thread->also);
	state_free(thread->state);
	g_clear_pointer(&thread->posted, g_ptr_array_unref);
	version_free(thread->newest);
	summary_free(thread->summary);
	g_free(thread);
}

const DigestMail *digest_mail(const Digest *digest, const DigestThread *thread, guint place)
{
	return digest->mails->pdata[g_array_index(thread->thread->mails, ThreadMail, place).mail];
}

const DigestMail *digest_whole_mail(const Digest *digest, const DigestThread *thread, guint place)
{
	return digest->all->pdata[g_array_index(thread->whole->mails, ThreadMail, place).mail];
}

const DigestMail *digest_first_mail(const Digest *digest, const DigestThread *thread)
{
	return digest_mail(digest, thread, thread->thread->first);
}

gint64 digest_moment(const Digest *digest)
{
	return digest->moment;
}

void digest_find_moment(Digest *digest)
{
	gint64 first = G_MAXINT64, last = digest->window.to.committed, end;
	gboolean odd; /* the clock */

	for (guint i = 0; i < digest->mails->len; i++) {
		const DigestMail *mail = digest->mails->pdata[i];

		if (mail->history)
			continue;
		first = MIN(first, mail->post->place.committed);
		last = MAX(last, mail->post->place.committed);
	}
	end = digest->window.until ? digest->window.until : last;
	odd = first < G_MAXINT64 && digest->generated < first;
	digest->moment = odd ? end : MIN(end, digest->generated);
}

void digest_ai_free(DigestAi *ai)
{
	if (!ai)
		return;
	g_free(ai->model);
	g_free(ai->currency);
	g_free(ai);
}

guint digest_ai_others(const DigestAi *ai)
{
	guint n = 0;

	for (guint why = 0; why < N_WHYS; why++)
		n += ai->others[why];
	return n;
}

DigestAi *digest_ai_copy(const DigestAi *ai)
{
	DigestAi *copy = g_new(DigestAi, 1);

	*copy = *ai;
	copy->model = g_strdup(ai->model);
	copy->currency = g_strdup(ai->currency);
	return copy;
}

void digest_ai_add(DigestAi *to, const DigestAi *from)
{
	to->told += from->told;
	for (guint i = 0; i < N_WHYS; i++)
		to->others[i] += from->others[i];
	usage_add(&to->usage, &from->usage);
}

void digest_free(Digest *digest)
{
	if (!digest)
		return;
	digest_ai_free(digest->ai);
	report_inbox_clear(&digest->inbox);
	g_free(digest->window.from.hex);
	g_free(digest->window.to.hex);
	g_clear_pointer(&digest->days, g_array_unref);
	g_clear_pointer(&digest->active, g_array_unref);
	g_clear_pointer(&digest->reviewers, g_array_unref);
	g_clear_pointer(&digest->categories, g_array_unref);
	g_clear_pointer(&digest->threads, g_ptr_array_unref);
	g_clear_pointer(&digest->wholes, g_ptr_array_unref);
	g_clear_pointer(&digest->all, g_ptr_array_unref);
	g_clear_pointer(&digest->aside, g_ptr_array_unref);
	g_clear_pointer(&digest->mails, g_ptr_array_unref);
	g_free(digest);
}
