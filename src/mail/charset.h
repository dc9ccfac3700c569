/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_CHARSET_H
#define MD_MAIL_CHARSET_H

#include "base/slice.h"
#include "core/message.h"

/* What became of a text's bytes. */
typedef enum {
	CHARSET_FINE,
	CHARSET_UNKNOWN,   /* nobody knows the charset, or none was declared for 8-bit
			      bytes that are not UTF-8 */
	CHARSET_BAD_BYTES, /* some bytes are not in the charset */
} CharsetResult;

/*
 * Whether @charset, which may be NULL, leaves bytes that are UTF-8 as they are:
 * none, UTF-8, or US-ASCII (which says nothing about 8-bit bytes).
 */
gboolean charset_is_utf8(const char *charset);

/*
 * Appends @bytes as UTF-8 (RULES §2): from the declared charset where it is
 * known, where it is not (or is NULL, or US-ASCII) as UTF-8 if they are valid,
 * else from Windows-1252. A charset stands for its superset where senders mean
 * that (GB2312 for GB18030, ISO-8859-1 for Windows-1252; the WHATWG's list).
 * What cannot be converted becomes U+FFFD or, in UTF-8, stays for text_clean()
 * to show as that. NULs and controls stay.
 */
CharsetResult charset_append(GString *out, Slice bytes, const char *charset);

#endif
