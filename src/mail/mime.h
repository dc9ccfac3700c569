/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_MIME_H
#define MD_MAIL_MIME_H

#include "base/slice.h"

/*
 * The structure of MIME (RFC 2045, 2046) over a mail's own bytes: nothing is
 * copied, and a mail of millions of parts costs no more than its bytes. (GMime's
 * parser makes objects of all of them: 268 MB for 1 MB of empty parts.)
 */

/*
 * The media type a Content-Type header names, type/subtype, lower-cased; @missing
 * where there is no header, "text/plain" where it is garbage (RFC 2045 §5.2).
 * Newly allocated.
 */
char *mime_type(Slice header, const char *missing);

/*
 * A parameter of a Content-Type header, unquoted; NULL without it. Newly allocated. One
 * that RFC 2231 encodes or cuts in pieces, in order, counts where there is no plain one.
 */
char *mime_param(Slice header, const char *name);

/* Whether a Content-Disposition header says attachment. */
gboolean mime_is_attachment(Slice header);

/* The parts of a multipart body. */
typedef struct {
	Slice rest;      /* after the delimiter line met last */
	char *delimiter; /* LF, "--", boundary */
	gboolean found;  /* a delimiter line was met */
	gboolean closed; /* the last one was */
} MimeParts;

/* FALSE when @boundary is none (NULL, empty or absurdly long). */
gboolean mime_parts_init(MimeParts *parts, Slice body, const char *boundary);
void mime_parts_clear(MimeParts *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MimeParts, mime_parts_clear)

/*
 * The next part, headers and body. A part without a delimiter behind it goes to the
 * end; FALSE after the last one.
 */
gboolean mime_parts_next(MimeParts *parts, Slice *part);

#endif
