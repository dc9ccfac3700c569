/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_WIRE_ERROR_H
#define MD_SUMMARY_WIRE_ERROR_H

#include "base/json.h"

/*
 * The error that a server's answer is, or has in it: each calls it otherwise. Part of summary/wire.
 */
typedef struct {
	const Json *root; /* NULL: it is no JSON */
	const char *text; /* of @len bytes, whatever they are */
	gsize len;
} WireBody;

/* Whether the body of an answer of status 200 is an error. */
gboolean wire_error_is_one(const Json *root);
/* The error within it, borrowed: its root where that is the error; NULL where there is none. */
const Json *wire_error_find(const Json *root);
/* The status that an error itself has: 400 to 599; 0: it does not say. */
long wire_error_status(const Json *error);
/* How many seconds to wait, of Google's RetryInfo, {"retryDelay": "36.4s"}; 0: not said. */
guint wire_error_after(const Json *error);

/*
 * What there is to judge an error by, clean text of one line, newly allocated: codes first, for a
 * regular expression sees but so much. Members that may have the request itself in them ("input")
 * are not in it.
 */
char *wire_error_said(const WireBody *body, const Json *error);
/* What people are told of it, as WireReply has it, or of a body that is none. Newly allocated. */
char *wire_error_detail(const WireBody *body, const Json *error);

#endif
