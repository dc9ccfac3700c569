/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_HTTP_HTTP_H
#define MD_HTTP_HTTP_H

#include <glib.h>

/*
 * What holds for all that goes over the network. Nothing is set up before the first request:
 * commands that make none pay nothing.
 */
typedef struct {
	const char *proxy;      /* its URL; "": none; NULL: what https_proxy, http_proxy,
				   all_proxy and no_proxy say (curl(1)) */
	const char *ca_file;    /* certificates to trust, PEM; NULL: those of the system */
	const char *netrc_file; /* logins (netrc(5)); NULL: none are read */
	const char *user_agent;
	guint connect_timeout; /* seconds, until a connection stands, TLS and all; >= 1 */
	guint stall_timeout;   /* seconds in which nothing may come; >= 1 */
	guint retries;         /* further tries of what may go well another time */
	guint pause;           /* milliseconds before the first of them (http/retry.h) */
} HttpSettings;

void http_settings_init(HttpSettings *settings);

typedef struct {
	const char *url; /* http or https; user:password in it is sent, and never told */
	gsize cap;       /* bytes of the body, at most */
	/* of the answer that is here already, as it told them; NULL: not said */
	const char *etag, *modified;
} HttpRequest;

typedef struct {
	gboolean unchanged;    /* what is here already still holds */
	GBytes *body;          /* as it came; NULL where unchanged */
	char *etag, *modified; /* ETag and Last-Modified; NULL: not told */
} HttpAnswer;

/*
 * GETs what is at a URL, and fills @answer, which is the caller's to clear. Redirects are
 * followed, but not from https to http. What may go well another time is tried again.
 *
 * Errors begin with the URL, without user, password and query. MD_ERROR_NOT_FOUND: 404 or 410.
 * MD_ERROR_NETWORK: no connection, a connection that broke or stalled, an answer cut
 * short, 408, 425, 429, 5xx. MD_ERROR_CANCELLED (base/cancel.h), within 100 ms.
 * MD_ERROR_FAILED: anything else: certificates, logins, more than the cap, other answers, a 304
 * to a request that has neither etag nor modified.
 */
gboolean http_get(const HttpSettings *settings, const HttpRequest *request, HttpAnswer *answer,
		  GError **error);

void http_answer_clear(HttpAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HttpAnswer, http_answer_clear)

#endif
