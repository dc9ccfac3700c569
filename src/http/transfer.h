/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_HTTP_TRANSFER_H
#define MD_HTTP_TRANSFER_H

#include "http/http.h"

/*
 * HTTP requests whose answers are read as they come, one request after the other, over
 * one connection where the server leaves it open. Of one thread, from first to last.
 */
typedef struct _Transfer Transfer;

typedef struct {
	const char *url;            /* as HttpRequest has it */
	const char *const *headers; /* "Name: value", further ones, NULL at the end; or NULL */
	gconstpointer body;         /* POSTed, and borrowed until the next request; NULL: GET */
	gsize len;                  /* of it */
	guint pace;       /* bytes that must come in settings->stall_timeout at least; 0: any */
	const char *tail; /* messages leave out this end of the URL; or NULL */
} TransferRequest;

/* @settings are borrowed. */
Transfer *transfer_new(const HttpSettings *settings);
void transfer_free(Transfer *transfer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Transfer, transfer_free)

/*
 * Asks, and waits until the answer is known to be a good one: 2xx, or 304. Redirects of a GET
 * are followed, those of a POST are errors. A login that a URL brings holds for what is
 * asked of the same scheme, host and port later on. What was not read of the answer before
 * is let go. Errors: as http_get(), but nothing is tried again.
 */
gboolean transfer_begin(Transfer *transfer, const TransferRequest *request, GError **error);

/* As transfer_begin(), but what may go well another time is tried again (http/retry.h). */
gboolean transfer_begin_patiently(Transfer *transfer, const TransferRequest *request,
				  GError **error);

/* Bytes of the body, some at least; 0: it is over, and whole; < 0: it failed. */
gssize transfer_read(Transfer *transfer, void *buffer, gsize len, GError **error);

/* Of the answer; borrowed until the next request. */
long transfer_status(const Transfer *transfer);
/* The URL that gave it, behind all redirects, without a login. */
const char *transfer_url(const Transfer *transfer);
/* For messages: transfer_url() without its query and tail. */
const char *transfer_shown(const Transfer *transfer);
/* The last header of that name, newly allocated clean text of one line; NULL: there is none. */
char *transfer_header(const Transfer *transfer, const char *name);
/* Seconds that it asks to wait before another try; 0: it does not. */
guint transfer_retry_after(const Transfer *transfer);

#endif
