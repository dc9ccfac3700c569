/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_HTTP_EXCHANGE_H
#define MD_HTTP_EXCHANGE_H

#include "http/http.h"

/*
 * One POST and the whole of its answer, while others of the same thread go on: for servers that
 * think for minutes before they say anything. Nothing is tried again, no redirect is followed,
 * no login of a netrc file is sent. A server on this machine (address_is_loopback()) is asked
 * without a proxy.
 */
typedef struct _Exchange Exchange;

typedef struct {
	const char *url; /* http or https; without a login */
	const char *const
		*headers;   /* "Name: value", NULL at the end; may hold a secret: never told */
	GBytes *body;       /* a reference is taken */
	gsize cap;          /* bytes of the answer, of any status, at most */
	guint timeout;      /* seconds for all of it: blank lines that keep it alive gain none */
	const char *secret; /* *** stands for it in all that came; NULL or "": none */
} ExchangeRequest;

typedef struct {
	long status;
	GBytes *body;      /* as it came but for the secret; may be empty, never NULL */
	guint retry_after; /* seconds that the server asks to wait; 0: it does not */
} ExchangeAnswer;

/* Begins it. @settings are borrowed until its end. MD_ERROR_FAILED: no such URL. */
Exchange *exchange_new(const HttpSettings *settings, const ExchangeRequest *request,
		       GError **error);
/* Ends it, wherever it is. */
void exchange_free(Exchange *exchange);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Exchange, exchange_free)

/* Goes on as far as it can without waiting. TRUE: it is over. */
gboolean exchange_step(Exchange *exchange);
/* Waits until there may be something to do for those of this thread, for a moment at most. */
void exchange_wait(void);
/* Whether a connection stood and the request went out: the server may have worked on it. */
gboolean exchange_was_sent(const Exchange *exchange);

/*
 * What came of it, once it is over: an answer of whatever status, redirects too, that came whole.
 * Errors begin with the URL, without its query. MD_ERROR_NETWORK: no connection, one that broke,
 * an answer cut short; MD_ERROR_BUSY: not over within the timeout; MD_ERROR_FAILED: more than the
 * cap, certificates, a proxy that refuses, no HTTP. @answer is the caller's to clear.
 */
gboolean exchange_finish(Exchange *exchange, ExchangeAnswer *answer, GError **error);

void exchange_answer_clear(ExchangeAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExchangeAnswer, exchange_answer_clear)

#endif
