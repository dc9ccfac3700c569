/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/llm_call.h"

#include "base/error.h"
#include "summary/tokens.h"

#include <string.h>

/* --- beginning and end ---------------------------------------------------------------------- */

/* Of @text all but the fence, which is by chance. */
static void digest_text(GChecksum *sum, const char *text, const char *fence)
{
	gsize len = fence ? strlen(fence) : 0;
	const char *at;

	while (len && (at = strstr(text, fence))) {
		g_checksum_update(sum, (const guchar *)text, at - text);
		text = at + len;
	}
	g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

/* All that shapes the answer, but for which server it comes from. */
static char *cache_key_of(const LlmSettings *settings, const LlmRequest *request)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *limits = g_strdup_printf("%u %u", settings->context, settings->output);

	digest_text(sum, provider_name(settings->provider), NULL);
	digest_text(sum, settings->model, NULL);
	digest_text(sum, limits, NULL);
	digest_text(sum, request->schema, NULL);
	digest_text(sum, request->system, request->fence);
	digest_text(sum, request->user, request->fence);
	return g_strdup(g_checksum_get_string(sum));
}

static gboolean find_in_cache(LlmCall *call)
{
	const LlmSettings *settings = call->endpoint->settings;
	g_auto(CacheEntry) entry = {0};

	if (settings->fresh || !cache_get(settings->cache, call->cache_key, &entry))
		return FALSE;
	call->content = g_steal_pointer(&entry.content);
	call->reply = (LlmReply){.content = call->content,
				 .cut = entry.cut,
				 .declined = entry.declined,
				 .cached = TRUE};
	return TRUE;
}

void llm_call_begin(LlmCall *call, Endpoint *endpoint)
{
	const LlmRequest *request = &call->request;

	call->endpoint = endpoint;
	call->cache_key = cache_key_of(endpoint->settings, request);
	call->estimate = tokens_estimate(request->system) + tokens_estimate(request->user);
	call->over = find_in_cache(call);
}

static void end_exchange(LlmCall *call)
{
	if (!call->exchange)
		return;
	g_clear_pointer(&call->exchange, exchange_free);
	endpoint_leave(call->endpoint);
}

void llm_call_settle(LlmCall *call)
{
	if (call->aside_in || call->aside_out)
		purse_settle(call->endpoint->settings->purse, call->aside_in, call->aside_out,
			     &call->used);
	call->aside_in = call->aside_out = 0;
}

void llm_call_clear(LlmCall *call)
{
	end_exchange(call);
	if (call->endpoint)
		llm_call_settle(call);
	llm_request_clear(&call->request);
	g_free(call->cache_key);
	g_free(call->content);
	*call = (LlmCall){0};
}

static void fail(LlmCall *call, TraceWhy why)
{
	call->reply = (LlmReply){.why = why};
	call->over = TRUE;
}

/* --- sending --------------------------------------------------------------------------------- */

/* What is sent is set aside first; while others may give some back, it waits. */
static gboolean set_aside(LlmCall *call)
{
	guint64 input = endpoint_tokens(call->endpoint, call->estimate);

	if (call->aside_in)
		return TRUE;
	if (purse_set_aside(call->endpoint->settings->purse, input,
			    call->endpoint->settings->output)) {
		call->aside_in = input;
		call->aside_out = call->endpoint->settings->output;
		return TRUE;
	}
	if (!purse_has_aside(call->endpoint->settings->purse))
		fail(call, WHY_BUDGET);
	return FALSE;
}

static void count_only(LlmCall *call)
{
	call->used = (Usage){.requests = 1,
			     .input = call->aside_in,
			     .output = call->aside_out,
			     .estimated = TRUE};
	fail(call, WHY_DRY);
}

/* What others learned while this one waited holds for it, too. */
static const WireForm *form_of(LlmCall *call)
{
	if (!call->forms)
		call->form = call->endpoint->learned.form;
	return &call->form;
}

static void send(LlmCall *call)
{
	const LlmSettings *settings = call->endpoint->settings;
	const WireRequest wire = {
		.provider = settings->provider,
		.model = settings->model,
		.system = call->request.system,
		.user = call->request.user,
		.schema_name = call->request.schema_name,
		.schema = call->request.schema,
		.context = settings->context,
		.output = settings->output,
	};
	g_autoptr(GBytes) body = wire_body(&wire, form_of(call));
	const ExchangeRequest request = {
		.url = call->endpoint->url,
		.headers = (const char *const *)call->endpoint->headers,
		.body = body,
		.cap = LLM_CAP,
		.timeout = settings->timeout,
		.secret = endpoint_secret(call->endpoint),
	};
	g_autoptr(GError) failure = NULL;

	call->exchange = exchange_new(settings->http, &request, &failure);
	call->used.requests++;
	if (call->exchange) {
		endpoint_enter(call->endpoint, call);
		return;
	}
	endpoint_note_failure(call->endpoint, failure);
	call->endpoint->stopped = WHY_MODEL;
	fail(call, WHY_MODEL);
}

/* TRUE: something was done with a request that waits to be sent. */
static gboolean advance(LlmCall *call)
{
	if (call->endpoint->stopped != WHY_NOT) {
		fail(call, call->endpoint->stopped);
		return TRUE;
	}
	if (!call->endpoint->settings->dry && !endpoint_admits(call->endpoint, call))
		return FALSE;
	if (!set_aside(call))
		return call->over;
	if (call->endpoint->settings->dry)
		count_only(call);
	else
		send(call);
	return TRUE;
}

/* --- what comes back ------------------------------------------------------------------------ */

/* It failed for good. */
static void strike(LlmCall *call, TraceWhy why)
{
	endpoint_strike(call->endpoint);
	fail(call, why);
}

/* FALSE: not in this run. */
static gboolean try_later(LlmCall *call, guint after)
{
	if (!endpoint_pause(call->endpoint, call->tried++, after))
		return FALSE;
	/* the next try is a request of its own, for which there has to be room again */
	llm_call_settle(call);
	call->used = (Usage){0};
	return TRUE;
}

/* Of a request that was not answered, and is not sent again. */
static TraceWhy why_failed(const GError *failure, gboolean sent)
{
	if (failure->code == MD_ERROR_BUSY)
		return WHY_TIMEOUT;
	return failure->code == MD_ERROR_FAILED && sent ? WHY_ANSWER : WHY_UNREACHABLE;
}

/* Who worked on it may want to be paid, whatever came of that: for all that it may take. */
static void count_lost(LlmCall *call)
{
	call->used.input = call->aside_in;
	call->used.output = call->aside_out;
	call->used.estimated = TRUE;
}

/* @sent: it came to the endpoint, as far as we know. */
static void take_failure(LlmCall *call, const GError *failure, gboolean sent)
{
	TraceWhy why = why_failed(failure, sent);

	if (sent)
		count_lost(call);
	if (failure->code == MD_ERROR_NETWORK && try_later(call, 0))
		return;
	endpoint_note_failure(call->endpoint, failure);
	/* certificates and proxies will be no others in this run */
	if (failure->code == MD_ERROR_FAILED && !sent)
		call->endpoint->stopped = why;
	strike(call, why);
}

static void count_tokens(LlmCall *call, const WireReply *wire)
{
	call->used.input = wire->input ? wire->input : call->aside_in;
	call->used.output = wire->output ? wire->output : tokens_estimate(wire->content);
	call->used.estimated = !wire->input || (!wire->output && *wire->content);
	if (wire->input)
		endpoint_count(call->endpoint, wire->input, call->estimate);
}

/* Of an answer without words: what became of them. */
static TraceWhy why_empty(const WireReply *wire)
{
	return wire->declined ? WHY_DECLINED : wire->cut ? WHY_CUT : WHY_EMPTY;
}

static gboolean has_words(const char *content)
{
	return content[strspn(content, " \t\r\n")] != '\0';
}

static void take_content(LlmCall *call, const WireReply *wire)
{
	g_autofree char *content = endpoint_secret(call->endpoint)
					   ? endpoint_without_key(call->endpoint, wire->content)
					   : g_strdup(wire->content);
	const CacheEntry entry = {content, wire->cut, wire->declined, wire->input, wire->output};

	call->over = TRUE;
	call->reply = (LlmReply){.cut = wire->cut, .declined = wire->declined};
	endpoint_greet(call->endpoint);
	/* else one that was sent before another was refused would undo what was learned of that */
	if (call->forms)
		endpoint_learn(call->endpoint, &call->form);
	count_tokens(call, wire);
	if (wire->cut)
		endpoint_note_cut(call->endpoint);
	if (!has_words(content)) { /* it may be another one the next time */
		call->reply.why = why_empty(wire);
		return;
	}
	cache_put(call->endpoint->settings->cache, call->cache_key, &entry);
	call->reply.content = call->content = g_steal_pointer(&content);
}

/* A model that broke off tells what that took. */
static void take_later(LlmCall *call, long status, const WireReply *wire, guint after)
{
	call->used.input = wire->input;
	call->used.output = wire->output;
	if (try_later(call, MAX(after, wire->after)))
		return;
	endpoint_note_reply(call->endpoint, status, wire);
	strike(call, WHY_UNREACHABLE);
}

static void take_refusal(LlmCall *call, long status, const WireReply *wire)
{
	endpoint_greet(call->endpoint);
	if (status < 300 && wire->why == WHY_ANSWER)
		count_lost(call);
	endpoint_note_reply(call->endpoint, status, wire);
	if (wire->verdict == WIRE_STOP)
		call->endpoint->stopped = wire->why;
	fail(call, wire->why);
}

static void take_answer(LlmCall *call, const ExchangeAnswer *answer)
{
	gsize len;
	const char *body = g_bytes_get_data(answer->body, &len);
	g_auto(WireReply) wire = {0};
	WireForm next;

	wire_read(call->endpoint->settings->provider, answer->status, body, len, &call->form, &next,
		  &wire);
	if (wire.verdict == WIRE_ANSWER)
		take_content(call, &wire);
	else if (wire.verdict == WIRE_AGAIN)
		take_later(call, answer->status, &wire, answer->retry_after);
	else if (wire.verdict == WIRE_OTHERWISE && ++call->forms < WIRE_FORMS)
		call->form = next;
	else
		take_refusal(call, answer->status, &wire);
}

/* TRUE: something came of what was sent. */
static gboolean receive(LlmCall *call)
{
	g_auto(ExchangeAnswer) answer = {0};
	g_autoptr(GError) failure = NULL;
	gboolean came, sent;

	if (!exchange_step(call->exchange))
		return FALSE;
	sent = exchange_was_sent(call->exchange);
	came = exchange_finish(call->exchange, &answer, &failure);
	end_exchange(call);
	if (came)
		take_answer(call, &answer);
	else
		take_failure(call, failure, sent);
	return TRUE;
}

gboolean llm_call_step(LlmCall *call)
{
	return call->exchange ? receive(call) : advance(call);
}
