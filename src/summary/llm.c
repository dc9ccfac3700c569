/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/llm.h"

#include "base/cancel.h"
#include "base/error.h"
#include "http/exchange.h"
#include "summary/endpoint.h"
#include "summary/tokens.h"

#include <string.h>

#define MOMENT (50 * G_TIME_SPAN_MILLISECOND) /* as long as a signal may stay unnoticed */

struct _Llm {
	const LlmSettings *settings;
	Endpoint endpoint;
	Usage usage;
};

/* --- setting up -------------------------------------------------------------------------- */

Llm *llm_new(const LlmSettings *settings, GError **error)
{
	Llm *llm = g_new0(Llm, 1);

	llm->settings = settings;
	llm->usage.priced = settings->purse->priced;
	if (endpoint_init(&llm->endpoint, settings, error))
		return llm;
	g_free(llm);
	return NULL;
}

void llm_free(Llm *llm)
{
	if (!llm)
		return;
	endpoint_clear(&llm->endpoint);
	g_free(llm);
}

const Usage *llm_usage(const Llm *llm)
{
	return &llm->usage;
}

double llm_factor(const Llm *llm)
{
	return llm->endpoint.factor;
}

void llm_request_clear(LlmRequest *request)
{
	g_clear_pointer(&request->system, g_free);
	g_clear_pointer(&request->user, g_free);
}

/* --- work that is under way ----------------------------------------------------------------- */

typedef struct {
	gpointer work; /* NULL: there is room for one */
	LlmRequest request;
	char *key;                   /* of the cache */
	guint64 estimate;            /* tokens of the request, as tokens_estimate() has it */
	guint64 aside_in, aside_out; /* of the purse; 0: nothing is set aside */
	Usage used;
	WireForm form;
	guint forms, tried; /* that it was sent in; tries that failed */
	Exchange *exchange; /* NULL: it waits to be sent */
} Slot;

/* One llm_run(). */
typedef struct {
	Llm *llm;
	const LlmWork *work;
	Slot *slots;
	guint n;
	gboolean done;     /* there is no more work */
	const Slot *scout; /* whose request goes alone, in all its forms, until an answer came */
} Run;

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
static char *make_key(const LlmSettings *settings, const LlmRequest *request)
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

static void release(Slot *slot)
{
	g_clear_pointer(&slot->exchange, exchange_free);
	g_clear_pointer(&slot->key, g_free);
	llm_request_clear(&slot->request);
}

/* What was set aside for it comes back, less what it took. */
static void settle(Llm *llm, Slot *slot)
{
	Purse *purse = llm->settings->purse;
	guint cached = llm->usage.cached;

	if (!slot->aside_in && !slot->aside_out)
		return;
	purse_settle(purse, slot->aside_in, slot->aside_out, &slot->used);
	slot->aside_in = slot->aside_out = 0;
	llm->usage = purse->spent;
	llm->usage.priced = purse->priced;
	llm->usage.cached = cached;
}

/* Hands a reply on, and takes the next request, if there is one. */
static void reply(Run *run, Slot *slot, const LlmReply *answer)
{
	settle(run->llm, slot);
	run->work->take(slot->work, answer);
	release(slot);
}

static void fail(Run *run, Slot *slot, TraceWhy why)
{
	const LlmReply answer = {.why = why};

	reply(run, slot, &answer);
}

static gboolean answer_from_cache(Run *run, Slot *slot)
{
	Llm *llm = run->llm;
	g_auto(CacheEntry) entry = {0};
	LlmReply answer;

	if (llm->settings->fresh || !cache_get(llm->settings->cache, slot->key, &entry))
		return FALSE;
	llm->usage.cached++;
	answer = (LlmReply){.content = entry.content,
			    .cut = entry.cut,
			    .declined = entry.declined,
			    .cached = TRUE};
	reply(run, slot, &answer);
	return TRUE;
}

static void prepare(Run *run, Slot *slot)
{
	Llm *llm = run->llm;

	slot->key = make_key(llm->settings, &slot->request);
	slot->estimate =
		tokens_estimate(slot->request.system) + tokens_estimate(slot->request.user);
	slot->used = (Usage){0};
	slot->forms = slot->tried = 0;
}

/* Until a request has to be sent; FALSE: the work is done, and there is room for another. */
static gboolean next_request(Run *run, Slot *slot)
{
	while (run->work->next(slot->work, &slot->request)) {
		prepare(run, slot);
		if (!answer_from_cache(run, slot))
			return TRUE;
	}
	run->work->close(slot->work, run->work->user);
	slot->work = NULL;
	return FALSE;
}

/* --- sending --------------------------------------------------------------------------------- */

static guint count_sent(const Run *run)
{
	guint n = 0;

	for (guint i = 0; i < run->n; i++)
		n += run->slots[i].exchange != NULL;
	return n;
}

/* What is sent is set aside first; while others may give some back, it waits. */
static gboolean set_aside(Run *run, Slot *slot)
{
	Llm *llm = run->llm;
	guint64 input = endpoint_tokens(&llm->endpoint, slot->estimate);

	if (slot->aside_in)
		return TRUE;
	if (purse_set_aside(llm->settings->purse, input, llm->settings->output)) {
		slot->aside_in = input;
		slot->aside_out = llm->settings->output;
		return TRUE;
	}
	if (!count_sent(run))
		fail(run, slot, WHY_BUDGET);
	return FALSE;
}

static void count_only(Run *run, Slot *slot)
{
	slot->used = (Usage){.requests = 1,
			     .input = slot->aside_in,
			     .output = slot->aside_out,
			     .estimated = TRUE};
	fail(run, slot, WHY_DRY);
}

/* What others learned while this one waited holds for it, too. */
static const WireForm *form_of(const Llm *llm, Slot *slot)
{
	if (!slot->forms)
		slot->form = llm->endpoint.learned.form;
	return &slot->form;
}

static void send(Run *run, Slot *slot)
{
	const LlmSettings *settings = run->llm->settings;
	const WireRequest wire = {
		.provider = settings->provider,
		.model = settings->model,
		.system = slot->request.system,
		.user = slot->request.user,
		.schema_name = slot->request.schema_name,
		.schema = slot->request.schema,
		.context = settings->context,
		.output = settings->output,
	};
	g_autoptr(GBytes) body = wire_body(&wire, form_of(run->llm, slot));
	const ExchangeRequest request = {
		.url = run->llm->endpoint.url,
		.headers = (const char *const *)run->llm->endpoint.headers,
		.body = body,
		.cap = LLM_CAP,
		.timeout = settings->timeout,
		.secret = settings->key,
	};
	g_autoptr(GError) failure = NULL;

	slot->exchange = exchange_new(settings->http, &request, &failure);
	slot->used.requests++;
	run->scout = slot;
	if (slot->exchange)
		return;
	endpoint_note_failure(&run->llm->endpoint, failure);
	run->llm->endpoint.stopped = WHY_MODEL;
	fail(run, slot, WHY_MODEL);
}

/* What the first one learns, key, model and form, the others need not. */
static gboolean may_send(Run *run, const Slot *slot)
{
	const Llm *llm = run->llm;

	if (g_get_monotonic_time() < llm->endpoint.resume)
		return FALSE;
	return llm->endpoint.tried || !run->scout || run->scout == slot;
}

/* TRUE: something was done with a request that waits to be sent. */
static gboolean advance(Run *run, Slot *slot)
{
	Llm *llm = run->llm;

	if (llm->endpoint.stopped != WHY_NOT) {
		fail(run, slot, llm->endpoint.stopped);
		return TRUE;
	}
	if (!llm->settings->dry && !may_send(run, slot))
		return FALSE;
	if (!set_aside(run, slot))
		return slot->key == NULL;
	if (llm->settings->dry)
		count_only(run, slot);
	else
		send(run, slot);
	return TRUE;
}

/* --- what comes back ------------------------------------------------------------------------ */

/* It failed for good. */
static void strike(Run *run, Slot *slot, TraceWhy why)
{
	endpoint_strike(&run->llm->endpoint);
	fail(run, slot, why);
}

/* FALSE: not in this run. */
static gboolean try_later(Run *run, Slot *slot, guint after)
{
	return endpoint_pause(&run->llm->endpoint, slot->tried++, after);
}

/* Of a request that was not answered, and is not sent again. */
static TraceWhy why_failed(const GError *failure, gboolean sent)
{
	if (failure->code == MD_ERROR_BUSY)
		return WHY_TIMEOUT;
	return failure->code == MD_ERROR_FAILED && sent ? WHY_ANSWER : WHY_UNREACHABLE;
}

/* @sent: there was a connection. */
static void take_failure(Run *run, Slot *slot, const GError *failure, gboolean sent)
{
	TraceWhy why = why_failed(failure, sent);

	if (failure->code == MD_ERROR_NETWORK && try_later(run, slot, 0))
		return;
	/* whoever worked on it for so long, or said so much, may want all that it may take */
	if (why != WHY_UNREACHABLE) {
		slot->used.input = slot->aside_in;
		slot->used.output = slot->aside_out;
		slot->used.estimated = TRUE;
	}
	endpoint_note_failure(&run->llm->endpoint, failure);
	/* certificates and proxies will be no others in this run */
	if (failure->code == MD_ERROR_FAILED && !sent)
		run->llm->endpoint.stopped = why;
	strike(run, slot, why);
}

static void count_tokens(Llm *llm, Slot *slot, const WireReply *wire)
{
	slot->used.input = wire->input ? wire->input : slot->aside_in;
	slot->used.output = wire->output ? wire->output : tokens_estimate(wire->content);
	slot->used.estimated = !wire->input || (!wire->output && *wire->content);
	if (wire->input)
		endpoint_count(&llm->endpoint, wire->input, slot->estimate);
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

static void take_content(Run *run, Slot *slot, const WireReply *wire)
{
	Llm *llm = run->llm;
	g_autofree char *content = endpoint_without_key(&llm->endpoint, wire->content);
	const CacheEntry entry = {content, wire->cut, wire->declined, wire->input, wire->output};
	LlmReply answer = {.content = content, .cut = wire->cut, .declined = wire->declined};

	endpoint_greet(&llm->endpoint);
	/* else one that was sent before another was refused would undo what was learned of that */
	if (slot->forms)
		endpoint_learn(&llm->endpoint, &slot->form);
	count_tokens(llm, slot, wire);
	if (has_words(content)) {
		cache_put(llm->settings->cache, slot->key, &entry);
	} else { /* it may be another one the next time */
		answer.content = NULL;
		answer.why = why_empty(wire);
	}
	reply(run, slot, &answer);
}

static void take_later(Run *run, Slot *slot, long status, const WireReply *wire, guint after)
{
	if (try_later(run, slot, MAX(after, wire->after)))
		return;
	endpoint_note_reply(&run->llm->endpoint, status, wire);
	strike(run, slot, WHY_UNREACHABLE);
}

static void take_refusal(Run *run, Slot *slot, long status, const WireReply *wire)
{
	endpoint_greet(&run->llm->endpoint);
	endpoint_note_reply(&run->llm->endpoint, status, wire);
	if (wire->verdict == WIRE_STOP)
		run->llm->endpoint.stopped = wire->why;
	fail(run, slot, wire->why);
}

static void take_answer(Run *run, Slot *slot, const ExchangeAnswer *answer)
{
	gsize len;
	const char *body = g_bytes_get_data(answer->body, &len);
	g_auto(WireReply) wire = {0};
	WireForm next;

	wire_read(run->llm->settings->provider, answer->status, body, len, &slot->form, &next,
		  &wire);
	if (wire.verdict == WIRE_ANSWER)
		take_content(run, slot, &wire);
	else if (wire.verdict == WIRE_AGAIN)
		take_later(run, slot, answer->status, &wire, answer->retry_after);
	else if (wire.verdict == WIRE_OTHERWISE && ++slot->forms < WIRE_FORMS)
		slot->form = next;
	else
		take_refusal(run, slot, answer->status, &wire);
}

/* TRUE: it is over. */
static gboolean step(Run *run, Slot *slot)
{
	g_auto(ExchangeAnswer) answer = {0};
	g_autoptr(GError) failure = NULL;
	gboolean came, sent;

	if (!exchange_step(slot->exchange))
		return FALSE;
	sent = exchange_was_sent(slot->exchange);
	came = exchange_finish(slot->exchange, &answer, &failure);
	g_clear_pointer(&slot->exchange, exchange_free);
	if (came)
		take_answer(run, slot, &answer);
	else
		take_failure(run, slot, failure, sent);
	return TRUE;
}

/* --- all of it ------------------------------------------------------------------------------ */

/* Fills the room there is with work that has something to send. */
static gboolean open_work(Run *run, Slot *slot, GError **error)
{
	GError *failure = NULL;

	while (!slot->work && !run->done) {
		if (!cancel_check(error))
			return FALSE;
		slot->work = run->work->open(run->work->user, &failure);
		if (failure) {
			g_propagate_error(error, failure);
			return FALSE;
		}
		run->done = !slot->work;
		if (slot->work)
			next_request(run, slot);
	}
	return TRUE;
}

/* *moved: something was done. FALSE: an error. */
static gboolean turn(Run *run, Slot *slot, gboolean *moved, GError **error)
{
	gboolean acted;

	if (!cancel_check(error) || !open_work(run, slot, error))
		return FALSE;
	if (!slot->work)
		return TRUE;
	acted = slot->exchange ? step(run, slot) : advance(run, slot);
	*moved |= acted;
	/* it was answered: on to the next */
	if (acted && !slot->key)
		next_request(run, slot);
	return TRUE;
}

static gboolean is_over(const Run *run)
{
	for (guint i = 0; i < run->n; i++)
		if (run->slots[i].work)
			return FALSE;
	return run->done;
}

static void pause_for_a_moment(const Run *run)
{
	if (count_sent(run))
		exchange_wait();
	else
		g_usleep((gulong)CLAMP(run->llm->endpoint.resume - g_get_monotonic_time(), 0,
				       MOMENT));
}

static gboolean run_all(Run *run, GError **error)
{
	do {
		gboolean moved = FALSE;

		for (guint i = 0; i < run->n; i++)
			if (!turn(run, &run->slots[i], &moved, error))
				return FALSE;
		if (!moved)
			pause_for_a_moment(run);
	} while (!is_over(run));
	return TRUE;
}

/* What was under way when it was stopped. */
static void close_all(Run *run)
{
	for (guint i = 0; i < run->n; i++) {
		Slot *slot = &run->slots[i];

		if (!slot->work)
			continue;
		settle(run->llm, slot);
		release(slot);
		run->work->close(slot->work, run->work->user);
		slot->work = NULL;
	}
}

gboolean llm_run(Llm *llm, const LlmWork *work, GError **error)
{
	guint n = MAX(llm->settings->concurrency, 1u);
	g_autofree Slot *slots = g_new0(Slot, n);
	Run run = {.llm = llm, .work = work, .slots = slots, .n = n};
	gboolean ok = run_all(&run, error);

	close_all(&run);
	endpoint_learn_factor(&llm->endpoint);
	return ok;
}
