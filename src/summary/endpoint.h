/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_ENDPOINT_H
#define MD_SUMMARY_ENDPOINT_H

#include "summary/llm.h"

/*
 * What is known, in a run, of the endpoint that is asked: how it wants to be asked, whether and
 * when it may be, and what was said of it. Part of summary/llm.
 */
typedef struct {
	const LlmSettings *settings;
	char *url;
	char **headers; /* wire_headers_free() */
	CacheLearned learned;
	double factor;              /* as known before this run */
	TraceWhy stopped;           /* nothing is sent any more; WHY_NOT: it is */
	guint strikes;              /* requests that failed in all tries, since one did not */
	gboolean tried;             /* an answer came: until then one request goes out alone */
	gint64 resume;              /* monotonic time: nothing is sent before */
	guint under_way;            /* requests that were sent, and are not over */
	gconstpointer scout;        /* whose request went out alone, or last */
	GHashTable *noted;          /* kinds of failures that were told */
	guint64 counted, estimated; /* input tokens of the same requests */
} Endpoint;

/* Errors: those of llm_new(). */
gboolean endpoint_init(Endpoint *endpoint, const LlmSettings *settings, GError **error);
void endpoint_clear(Endpoint *endpoint);

/*
 * Whether @who, one of those who ask, may send now: not in a pause; until an answer came, one of
 * them alone may, in all forms, for what it learns, key, model and form, the others need not.
 */
gboolean endpoint_admits(const Endpoint *endpoint, gconstpointer who);
/* @who has sent a request; one of those under way is over. */
void endpoint_enter(Endpoint *endpoint, gconstpointer who);
void endpoint_leave(Endpoint *endpoint);

/*
 * A pause, before which nothing is sent, behind a request that failed @tried times before: by
 * chance, or the seconds @after that the endpoint asks for; 0: it does not. FALSE: it is not tried
 * again in this run.
 */
gboolean endpoint_pause(Endpoint *endpoint, guint tried, guint after);
/* A request failed in all tries. */
void endpoint_strike(Endpoint *endpoint);
/* It answered, whatever it said. */
void endpoint_greet(Endpoint *endpoint);

/* What a form was taken in holds for later runs, too. */
void endpoint_learn(Endpoint *endpoint, const WireForm *form);
/* It counted @counted tokens where @estimated were estimated. */
void endpoint_count(Endpoint *endpoint, guint64 counted, guint64 estimated);
/* What came of that, for later runs. */
void endpoint_learn_factor(Endpoint *endpoint);
/* Tokens that it may count where @estimate are estimated. */
guint64 endpoint_tokens(const Endpoint *endpoint, guint64 estimate);

/* Tell what failed: each kind once, of however many threads, and without the key. */
void endpoint_note_failure(Endpoint *endpoint, const GError *failure);
void endpoint_note_reply(Endpoint *endpoint, long status, const WireReply *reply);
/* An answer came to its limit. */
void endpoint_note_cut(Endpoint *endpoint);
/* What must not come back from it; NULL: nothing (LLM_SECRET). */
const char *endpoint_secret(const Endpoint *endpoint);
/* @text with *** for the key: it may have come back in an escape that is gone by now. Newly
 * allocated. */
char *endpoint_without_key(const Endpoint *endpoint, const char *text);

#endif
