/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_LLM_H
#define MD_SUMMARY_LLM_H

#include "http/http.h"
#include "summary/cache.h"
#include "summary/purse.h"

/*
 * Asks a model at an endpoint, several requests at a time, and gives each its answer or the reason
 * why there is none. What may go well another time is tried again (full jitter, 2 s to 60 s, or
 * what Retry-After says), while no further request is sent to the endpoint. A key or quota that is
 * refused, a model or address that is not there, a certificate or proxy that does not do, and
 * LLM_STRIKES requests in a row that failed in all tries, or in the one that took its whole time,
 * end it: what comes after is answered from the cache or not at all. Until the first request was
 * answered no other is sent: what it learns, the others need not. A request that was sent and came
 * to nothing, but for one that was refused, counts as all that it may have taken.
 */
typedef struct _Llm Llm;

#define LLM_STRIKES 3
#define LLM_SECRET 8       /* bytes: a shorter key is none ("none"), and a word of any answer */
#define LLM_CAP (4u << 20) /* bytes of an answer */
#define LLM_PATIENCE 600u  /* seconds: longer is not waited for, whatever Retry-After says */

typedef struct {
	Provider provider;
	const char *endpoint, *model;
	const char *key; /* NULL: none. Goes into headers, nowhere else */
	const HttpSettings *http;
	guint context, output; /* tokens */
	guint concurrency;     /* requests at a time, >= 1 */
	guint timeout;         /* seconds for an answer */
	guint retries;         /* further tries of a request */
	guint pause;           /* milliseconds: the first pause's upper end: 2000 */
	gboolean dry;          /* nothing is sent; what would be is counted */
	gboolean fresh;        /* what the cache has is not looked at, but kept anew */
	Cache *cache;
	Purse *purse;
	/* One line each for standard error: what the server said when something failed; may be NULL
	 */
	void (*note)(const char *line, gpointer user);
	gpointer user;
} LlmSettings;

/* @settings, and all in it, must outlive it. MD_ERROR_USAGE: an endpoint that is no http or https
 * address, or has a login in it; a key that would go over plain http to another machine. */
Llm *llm_new(const LlmSettings *settings, GError **error);
void llm_free(Llm *llm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Llm, llm_free)

typedef struct {
	char *system, *user;
	const char *fence; /* in them, that is by chance: does not count for the cache; borrowed by
			      system and user's owner; NULL: none */
	const char *schema_name, *schema; /* static */
} LlmRequest;

void llm_request_clear(LlmRequest *request);

typedef struct {
	const char *content; /* borrowed; NULL: none, or blanks alone: why says why */
	gboolean cut, declined, cached;
	TraceWhy why;
} LlmReply;

/*
 * Work that asks one request after the other. next: FALSE: it is done, and is not asked again;
 * else fills @request, which is the Llm's to clear. take: what came of that; the reply is gone
 * when it returns.
 */
typedef struct {
	gboolean (*next)(gpointer work, LlmRequest *request);
	void (*take)(gpointer work, const LlmReply *reply);
	/* The next work, when there is room for it; NULL: there is no more. */
	gpointer (*open)(gpointer user, GError **error);
	/* It is done. */
	void (*close)(gpointer work, gpointer user);
	gpointer user;
} LlmWork;

/*
 * Does all of it, as many at a time as settings->concurrency. Errors: those of open(), and
 * MD_ERROR_CANCELLED; work that is under way is closed then, too, without a take. Nothing that the
 * endpoint does is an error.
 */
gboolean llm_run(Llm *llm, const LlmWork *work, GError **error);

/* What all of it took so far. */
const Usage *llm_usage(const Llm *llm);
/* How far estimates of tokens are off for this model, as known before this run. */
double llm_factor(const Llm *llm);

#endif
