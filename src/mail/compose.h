/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_COMPOSE_H
#define MD_MAIL_COMPOSE_H

#include "core/person.h"

/*
 * A text becomes a mail (RFC 5322; MIME: one part, text/plain in UTF-8). It need not be
 * held for that: it is given twice, in pieces of any size. compose_look() gets all of it
 * first; then compose_head() makes the header section, and compose_body() and
 * compose_end() the body. Lines end in LF.
 *
 * The same text and envelope make the same bytes.
 */
typedef struct _Compose Compose;

/* Both from mailbox_parse(). */
typedef struct {
	const Person *from;
	const GArray *to;    /* of Person, one at least */
	const char *subject; /* one line */
	gint64 date;         /* an instant */
} Envelope;

Compose *compose_new(void);
void compose_free(Compose *compose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Compose, compose_free)

/* @text: a piece of UTF-8; a character may be cut in two. */
void compose_look(Compose *compose, const char *text, gsize len);

/*
 * The headers and the empty line behind them. Names and subject are encoded where they
 * are not plain ASCII (RFC 2047); whatever they are, they make no header of their own.
 * The Message-ID is a hash of text, subject and addresses at the sender's host: a report
 * sent twice is one mail. Auto-Submitted (RFC 3834) keeps vacations quiet; a
 * Precedence would say the same once more, and is not standard. No X-Mailer: what is
 * sent does not depend on who made it.
 */
void compose_head(Compose *compose, const Envelope *envelope, GString *out);

/*
 * Appends what is ready of the body. The text stands as it is (7bit or 8bit) where its
 * lines are no longer than RFC 5322 allows, it has no controls, and none begins with
 * "From " or ">From "; else it is quoted-printable, in which no line begins so, or, with
 * controls, base64. So there is nothing in a body that any kind of mbox has to quote.
 */
void compose_body(Compose *compose, const char *text, gsize len, GString *out);
void compose_end(Compose *compose, GString *out);

/* The line that stands before a mail in an mbox file (behind it an empty one has to). */
char *compose_mbox_line(gint64 date);

#endif
