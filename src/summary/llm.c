/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/llm.h"

#include "base/cancel.h"
#include "http/exchange.h"
#include "summary/endpoint.h"
#include "summary/llm_call.h"

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
	LlmCall call;  /* what it asks now */
} Slot;

/* One llm_run(). */
typedef struct {
	Llm *llm;
	const LlmWork *work;
	Slot *slots;
	guint n;
	gboolean done; /* there is no more work */
} Run;

static void count_spent(Llm *llm)
{
	const Purse *purse = llm->settings->purse;
	guint cached = llm->usage.cached;

	llm->usage = purse->spent;
	llm->usage.priced = purse->priced;
	llm->usage.cached = cached;
}

/* Hands on what came of a request. */
static void hand_on(Run *run, Slot *slot)
{
	LlmCall *call = &slot->call;

	llm_call_settle(call);
	run->llm->usage.cached += call->reply.cached;
	count_spent(run->llm);
	run->work->take(slot->work, &call->reply);
	llm_call_clear(call);
}

/* Until a request has to be sent, or the work is done, and there is room for another. */
static void next_request(Run *run, Slot *slot)
{
	while (run->work->next(slot->work, &slot->call.request)) {
		llm_call_begin(&slot->call, &run->llm->endpoint);
		if (!slot->call.over)
			return;
		hand_on(run, slot);
	}
	run->work->close(slot->work, run->work->user);
	slot->work = NULL;
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
	if (!cancel_check(error) || !open_work(run, slot, error))
		return FALSE;
	if (!slot->work)
		return TRUE;
	*moved |= llm_call_step(&slot->call);
	if (slot->call.over) {
		hand_on(run, slot);
		next_request(run, slot);
	}
	return TRUE;
}

static gboolean is_over(const Run *run)
{
	for (guint i = 0; i < run->n; i++)
		if (run->slots[i].work)
			return FALSE;
	return run->done;
}

static void pause_for_a_moment(const Endpoint *endpoint)
{
	if (endpoint->under_way)
		exchange_wait();
	else
		g_usleep((gulong)CLAMP(endpoint->resume - g_get_monotonic_time(), 0, MOMENT));
}

static gboolean run_all(Run *run, GError **error)
{
	do {
		gboolean moved = FALSE;

		for (guint i = 0; i < run->n; i++)
			if (!turn(run, &run->slots[i], &moved, error))
				return FALSE;
		if (!moved)
			pause_for_a_moment(&run->llm->endpoint);
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
		llm_call_clear(&slot->call);
		count_spent(run->llm);
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
	llm->endpoint.scout = NULL; /* whoever it was is gone */
	endpoint_learn_factor(&llm->endpoint);
	return ok;
}
