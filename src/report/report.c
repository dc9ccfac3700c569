/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/report.h"

#include <string.h>

gboolean accounting_holds(const Accounting *a)
{
	return a->changes == a->mails + a->withdrawn + a->deletions + a->purges + a->missing +
				     a->unreadable + a->edited + a->told_before &&
	       (a->rewritten || a->edited + a->told_before == 0) &&
	       a->mails == a->patches + a->replies + a->others;
}

void accounting_list(Accounting *accounting, PostKind kind, const Post *patch)
{
	accounting->mails++;
	accounting->patches += kind == POST_PATCH;
	accounting->replies += kind == POST_REPLY;
	accounting->others += kind == POST_OTHER;
	if (kind != POST_PATCH)
		return;
	accounting->bots += patch->bot;
	accounting->stable += !patch->bot && patch->stable_review;
}

ReportInbox report_inbox(const char *title, const char *web)
{
	ReportInbox inbox = {g_strdup(title), NULL};

	if (!web)
		return inbox;
	inbox.web = g_uri_escape_string(web, "%:/?#[]@!$+,;=", FALSE);
	while (g_str_has_suffix(inbox.web, "/"))
		inbox.web[strlen(inbox.web) - 1] = '\0';
	return inbox;
}

void report_inbox_clear(ReportInbox *inbox)
{
	g_clear_pointer(&inbox->title, g_free);
	g_clear_pointer(&inbox->web, g_free);
}

ReportMail *report_mail_new(const Message *message)
{
	ReportMail *mail = g_new0(ReportMail, 1);

	mail->id = g_strdup(message->ids[0]);
	mail->subject = g_strdup(message->subject);
	mail->instant = message->instant;
	mail->offset = message->offset;
	return mail;
}

void report_mail_free(ReportMail *mail)
{
	if (!mail)
		return;
	g_free(mail->id);
	g_free(mail->subject);
	g_free(mail);
}

void report_free(Report *report)
{
	if (!report)
		return;
	report_inbox_clear(&report->inbox);
	g_free(report->from.hex);
	g_free(report->to.hex);
	g_clear_pointer(&report->removed_mails, g_ptr_array_unref);
	g_clear_pointer(&report->edited_mails, g_ptr_array_unref);
	g_clear_pointer(&report->domains, g_array_unref);
	g_clear_pointer(&report->people, g_array_unref);
	g_clear_pointer(&report->blocks, g_array_unref);
	g_clear_pointer(&report->series, g_ptr_array_unref);
	g_clear_pointer(&report->posts, g_ptr_array_unref);
	g_free(report);
}

char *report_link(const ReportInbox *inbox, const char *message_id)
{
	g_autofree char *escaped = NULL;

	if (!inbox->web)
		return NULL;
	escaped = g_uri_escape_string(message_id, "$+,=:@", FALSE);
	return g_strconcat(inbox->web, "/", escaped, "/", NULL);
}
