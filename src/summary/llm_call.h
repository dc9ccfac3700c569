/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_LLM_CALL_H
#define MD_SUMMARY_LLM_CALL_H

#include "http/exchange.h"
#include "summary/endpoint.h"

/*
 * One request to a model, and what comes of it: an answer of the cache, or of the endpoint, which
 * is asked in one form after the other, and again after pauses, as far as the purse goes. Part of
 * summary/llm.
 */
typedef struct {
	LlmRequest request; /* filled in before llm_call_begin(); owned */
	gboolean over;
	LlmReply reply; /* of one that is over */
	/* private */
	Endpoint *endpoint;
	char *content; /* of the reply */
	char *cache_key;
	guint64 estimate;            /* tokens of the request, as tokens_estimate() has it */
	guint64 aside_in, aside_out; /* of the purse; 0: nothing is set aside */
	Usage used;
	WireForm form;
	guint forms, tried; /* that it was sent in; tries that failed */
	Exchange *exchange; /* NULL: it waits to be sent */
} LlmCall;

/* All else in @call is 0. May be over at once: the cache has it. */
void llm_call_begin(LlmCall *call, Endpoint *endpoint);
/* Goes on as far as it can without waiting. TRUE: something was done. */
gboolean llm_call_step(LlmCall *call);
/* What was set aside for it comes back to the purse, less what it took. */
void llm_call_settle(LlmCall *call);
/* Ends it, wherever it is, and settles. */
void llm_call_clear(LlmCall *call);

#endif
