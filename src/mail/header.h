/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_HEADER_H
#define MD_MAIL_HEADER_H

#include "base/slice.h"
#include "core/message.h"

/*
 * The header section of a mail or of a MIME part (RFC 5322 §2.2), read by hand:
 * half the bytes of a mail are headers nobody asks for, and they cost nothing
 * here but the search for their line ends.
 */
typedef enum {
	HEADER_FROM,
	HEADER_TO,
	HEADER_CC,
	HEADER_REPLY_TO,
	HEADER_X_ORIGINAL_FROM,
	HEADER_SUBJECT,
	HEADER_DATE,
	HEADER_MESSAGE_ID,
	HEADER_REFERENCES,
	HEADER_IN_REPLY_TO,
	HEADER_CONTENT_TYPE,
	HEADER_CONTENT_TRANSFER_ENCODING,
	HEADER_CONTENT_DISPOSITION,
	N_HEADERS,
} HeaderName;

typedef struct {
	HeaderName name;
	Slice value; /* still folded and encoded, trimmed */
} HeaderField;

/* Everything in it points into the text given to header_scan(). */
typedef struct {
	GArray *fields; /* of HeaderField: those named above, in order */
	Slice body;
	DefectSet defects; /* NO_HEADERS, BROKEN_HEADER, MBOX_FROM */
} HeaderSection;

/*
 * Splits @text at its first empty line. Lines that are no header are skipped; a
 * text that neither starts with a header nor has any of those named above is all
 * body. An mbox "From " or ">From " line in front is skipped.
 */
void header_scan(HeaderSection *section, Slice text);
void header_clear(HeaderSection *section);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HeaderSection, header_clear)

/* The first field of that name; the ptr is NULL when there is none. */
Slice header_first(const HeaderSection *section, HeaderName name);

guint header_count(const HeaderSection *section, HeaderName name);

/*
 * Walks over all fields of one name: start with *at = 0. FALSE at the end.
 */
gboolean header_next(const HeaderSection *section, HeaderName name, guint *at, Slice *value);

#endif
