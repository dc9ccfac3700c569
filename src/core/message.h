/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_MESSAGE_H
#define MD_CORE_MESSAGE_H

#include "core/person.h"

/*
 * What is odd about a mail (RULES §2). A defect never stops anything: the mail
 * is kept with what could be read. defect_name() gives the word that reports,
 * `maildelta show` and the JSON schema use for it.
 */
typedef enum {
	DEFECT_NO_HEADERS,       /* no header section: all of it is body */
	DEFECT_BROKEN_HEADER,    /* a header line that is none, skipped */
	DEFECT_MBOX_FROM,        /* an mbox "From " line before the headers */
	DEFECT_NUL,              /* NUL bytes */
	DEFECT_NO_FROM,          /* no From:, or one without an address */
	DEFECT_SENDER_RESTORED,  /* a list or relay stood in From: (DMARC, B4 Relay) */
	DEFECT_NO_SUBJECT,       /* no Subject: header */
	DEFECT_DUPLICATE_HEADER, /* a second From:, Subject: or Date:; the first counts */
	DEFECT_NO_DATE,          /* the committer date stands in */
	DEFECT_BAD_DATE,         /* unreadable or impossible: the committer date stands in */
	DEFECT_NO_MESSAGE_ID,    /* an id was made from the blob's hash */
	DEFECT_SEVERAL_MESSAGE_IDS,
	DEFECT_BAD_REFERENCE,   /* a parent that is an address, or the mail itself */
	DEFECT_HEADER_ENCODING, /* raw 8-bit or broken RFC 2047 in a header in use */
	DEFECT_UNKNOWN_CHARSET, /* a charset nobody knows: UTF-8 or Windows-1252 tried */
	DEFECT_BODY_ENCODING,   /* bytes that are not in the charset, shown as U+FFFD */
	DEFECT_BAD_MIME,        /* a MIME structure that is broken or too deep */
	DEFECT_HTML_ONLY,       /* the text was taken from HTML */
	DEFECT_NO_TEXT,         /* no readable text: encrypted, or attachments only */
	DEFECT_TRUNCATED,       /* longer than is read; the rest was left */
	DEFECT_DIFFSTAT,        /* diffstat and diff disagree: the diff counts */
	N_DEFECTS,
} Defect;

typedef guint32 DefectSet; /* bit 1u << Defect */

static inline void defect_add(DefectSet *defects, Defect defect)
{
	*defects |= 1u << defect;
}

static inline gboolean defect_is_in(DefectSet defects, Defect defect)
{
	return (defects >> defect) & 1u;
}

const char *defect_name(Defect defect); /* no-headers, broken-header, … */
const char *defect_text(Defect defect); /* one sentence for people */

/*
 * One mail, read: what the layers above mail/ know of it. All text is valid
 * UTF-8 without control bytes; header values are decoded, unfolded, squeezed.
 */
typedef struct {
	char **ids;        /* Message-IDs without <>, the first is its own; never empty */
	char **parents;    /* References, then In-Reply-To, cleaned (RULES §2): oldest first */
	char *subject;     /* "" when there was none */
	char **recipients; /* addresses of To and Cc, in lower case, the first thousand; NULL: not
			      asked for (mail_recipients()) */
	Person sender;     /* From:, after undoing what lists and relays did to it */
	gint64 instant;    /* Date:, or the committer date (DEFECT_NO_DATE, DEFECT_BAD_DATE) */
	int offset;        /* of the sender's clock, minutes east */
	char *raw_date;    /* the Date: header as sent, squeezed; "" when there was none */
	char *body;        /* the text of all its readable parts, LF line ends */
	DefectSet defects;
} Message;

void message_free(Message *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Message, message_free)

static inline void message_add_defect(Message *message, Defect defect)
{
	defect_add(&message->defects, defect);
}

#endif
