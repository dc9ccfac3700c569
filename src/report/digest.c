/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/digest.h"

void digest_mail_free(DigestMail *mail)
{
	if (!mail)
		return;
	post_free(mail->post);
	g_free(mail->lead);
	version_hints_clear(&mail->hints);
	g_free(mail);
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
	summary_free(thread->summary);
	g_free(thread);
}

const DigestMail *digest_mail(const Digest *digest, const DigestThread *thread, guint place)
{
	return digest->mails->pdata[g_array_index(thread->thread->mails, ThreadMail, place).mail];
}

const DigestMail *digest_first_mail(const Digest *digest, const DigestThread *thread)
{
	return digest_mail(digest, thread, thread->thread->first);
}

void digest_free(Digest *digest)
{
	if (!digest)
		return;
	report_inbox_clear(&digest->inbox);
	g_free(digest->window.from.hex);
	g_free(digest->window.to.hex);
	g_clear_pointer(&digest->days, g_array_unref);
	g_clear_pointer(&digest->active, g_array_unref);
	g_clear_pointer(&digest->reviewers, g_array_unref);
	g_clear_pointer(&digest->categories, g_array_unref);
	g_clear_pointer(&digest->threads, g_ptr_array_unref);
	g_clear_pointer(&digest->mails, g_ptr_array_unref);
	g_free(digest);
}
