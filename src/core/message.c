/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/message.h"

static const struct {
	const char *name, *text;
} defects[N_DEFECTS] = {
	[DEFECT_NO_HEADERS] = {"no-headers", "There is no header section; all of it is body."},
	[DEFECT_BROKEN_HEADER] = {"broken-header", "A line among the headers is none; skipped."},
	[DEFECT_MBOX_FROM] = {"mbox-from", "An mbox \"From \" line stands before the headers."},
	[DEFECT_NUL] = {"nul", "There are NUL bytes in it."},
	[DEFECT_NO_FROM] = {"no-from", "From: is missing or has no address."},
	[DEFECT_SENDER_RESTORED] = {"sender-restored",
				    "A list or relay stood in From:; the sender was restored."},
	[DEFECT_NO_SUBJECT] = {"no-subject", "There is no Subject:."},
	[DEFECT_DUPLICATE_HEADER] = {"duplicate-header",
				     "From:, Subject: or Date: stands twice; the first counts."},
	[DEFECT_NO_DATE] = {"no-date", "There is no Date:; the archive's date stands in."},
	[DEFECT_BAD_DATE] = {"bad-date",
			     "Date: is unreadable or impossible; the archive's date stands in."},
	[DEFECT_NO_MESSAGE_ID] = {"no-message-id",
				  "There is no Message-ID:; one was made from the blob's hash."},
	[DEFECT_SEVERAL_MESSAGE_IDS] = {"several-message-ids",
					"It has several Message-IDs; all of them name it."},
	[DEFECT_BAD_REFERENCE] = {"bad-reference",
				  "A parent it names is an address or the mail itself; dropped."},
	[DEFECT_HEADER_ENCODING] = {"header-encoding",
				    "A header holds raw 8-bit bytes or broken encoded words."},
	[DEFECT_UNKNOWN_CHARSET] = {"unknown-charset",
				    "Its charset is unknown; UTF-8 or Windows-1252 was tried."},
	[DEFECT_BODY_ENCODING] = {"body-encoding",
				  "The body has bytes that are not in its charset."},
	[DEFECT_BAD_MIME] = {"bad-mime", "Its MIME structure is broken or too deep."},
	[DEFECT_HTML_ONLY] = {"html-only", "Its text was taken from HTML."},
	[DEFECT_NO_TEXT] = {"no-text", "It has no readable text."},
	[DEFECT_TRUNCATED] = {"truncated", "It is longer than is read; the rest was left."},
	[DEFECT_DIFFSTAT] = {"diffstat", "Diffstat and diff disagree; the diff counts."},
};

const char *defect_name(Defect defect)
{
	g_return_val_if_fail(defect < N_DEFECTS, "");
	return defects[defect].name;
}

const char *defect_text(Defect defect)
{
	g_return_val_if_fail(defect < N_DEFECTS, "");
	return defects[defect].text;
}

void message_free(Message *message)
{
	if (!message)
		return;
	g_strfreev(message->ids);
	g_strfreev(message->parents);
	g_free(message->subject);
	g_strfreev(message->recipients);
	person_clear(&message->sender);
	g_free(message->raw_date);
	g_free(message->body);
	g_free(message);
}
