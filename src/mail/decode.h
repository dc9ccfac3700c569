/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_DECODE_H
#define MD_MAIL_DECODE_H

#include "base/slice.h"
#include "core/message.h"

/*
 * The value of a header as text: unfolded, encoded words (RFC 2047) decoded
 * wherever they stand, clean, of one line. Adjacent words of one charset are
 * joined before they are converted, which heals characters cut in two. Adds
 * HEADER_ENCODING and UNKNOWN_CHARSET. Newly allocated.
 */
char *decode_header(Slice value, DefectSet *defects);

typedef enum {
	TRANSFER_IDENTITY, /* 7bit, 8bit, binary, or none named */
	TRANSFER_BASE64,
	TRANSFER_QUOTED_PRINTABLE,
	TRANSFER_UNKNOWN,
} Transfer;

/* What a Content-Transfer-Encoding header names (RFC 2045 §6). */
Transfer decode_transfer(Slice header);

/*
 * Appends @bytes without their base64 or quoted-printable encoding. A list's footer
 * behind base64 ("--" or "__" begins its line) is left out.
 */
void decode_append(GString *out, Slice bytes, Transfer transfer);

#endif
