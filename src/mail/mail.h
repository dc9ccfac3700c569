/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_MAIL_H
#define MD_MAIL_MAIL_H

#include "core/message.h"

/* Once, before any thread: sets up the MIME library. Signals stay handled as they were. */
void mail_init(void);

/* What the archive knows about a mail, beside its bytes. */
typedef struct {
	const char *blob_hex; /* names a mail without Message-ID: <blob_hex>@no-message-id */
	gint64 committed;     /* stands in for a missing or impossible Date: */
} MailOrigin;

#define MAIL_MAX_TEXT (16u << 20) /* bytes of body text kept; DEFECT_TRUNCATED beyond */

/*
 * Reads one mail (RFC 5322, MIME, RULES §2). Always gives a message: whatever is
 * odd about the bytes is a defect, not an error. @raw may hold anything, NULs
 * too. Safe to call from several threads.
 */
Message *mail_parse(const char *raw, gsize len, const MailOrigin *origin);

/*
 * Decodes RFC 2047 words in a header value; the result is clean, of one line.
 * Newly allocated. (Also the decoder of in-body headers.)
 */
char *mail_decode_header(const char *value);

/*
 * To whom @raw was sent, which mail_parse() leaves out: few want to know, and it is much. As
 * Message.recipients has it; newly allocated.
 */
char **mail_recipients(const char *raw, gsize len);

/*
 * What a mail hangs together with others by, read without the rest of it: Message.ids and
 * parents, as mail_parse() has them; all else in it is 0 or NULL. Never NULL.
 */
Message *mail_parse_ids(const char *raw, gsize len, const MailOrigin *origin);

/*
 * Whether @raw has @message_id (without <>) in its Message-ID headers, found
 * without parsing the mail.
 */
gboolean mail_has_id(const char *raw, gsize len, const char *message_id);

#endif
