/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/stream.h"

#include <signal.h>

#define RUN_ENTRIES 32   /* entries a worker takes at a time */
#define RUNS_UNDER_WAY 4 /* for each worker: how far it may run ahead */

/* The results of one run of entries. */
typedef struct {
	gboolean done;
	GArray *items; /* of StreamItem */
	GError *error; /* what stopped it, after the items before */
} Run;

struct _Stream {
	const Inbox *inbox;
	StreamPlan plan;
	GThread **workers; /* NULL-terminated; NULL when the caller's thread does it all */
	Reader *reader;    /* of the caller's thread */

	GMutex lock;
	GCond changed;
	gboolean stop;
	guint n_runs, n_slots;
	guint next_run; /* to be taken by a worker */
	guint out_run;  /* being handed out */
	Run *slots;     /* run r stands in slots[r % n_slots] */

	GArray *items; /* of the run being handed out */
	guint item;
	GError *error; /* to be told after the items */
	gboolean finished;
};

static void items_free(Stream *stream, GArray *items, guint from)
{
	for (guint i = from; items && i < items->len; i++) {
		StreamItem *item = &g_array_index(items, StreamItem, i);
		if (item->value)
			stream->plan.destroy(item->value);
	}
	g_clear_pointer(&items, g_array_unref);
}

/* An entry whose changes are being taken. */
typedef struct {
	const StreamPlan *plan;
	guint entry;
	GArray *items;
} Entry;

static void take_change(const Change *change, gpointer user)
{
	const Entry *entry = user;
	StreamItem item = {entry->entry, change->kind, change->blob, change->replaces, NULL};

	if (change->kind == CHANGE_ADDED)
		item.value = entry->plan->parse(entry->entry, change, entry->plan->user);
	g_array_append_val(entry->items, item);
}

/* Reads and parses the entries of run @r. Runs without the lock. */
static Run do_run(Stream *stream, Reader *reader, guint r)
{
	Run run = {TRUE, g_array_new(FALSE, FALSE, sizeof(StreamItem)), NULL};
	guint end = MIN((r + 1) * RUN_ENTRIES, stream->plan.n);

	for (guint i = r * RUN_ENTRIES; i < end; i++) {
		Entry entry = {&stream->plan, i, run.items};

		if (!stream->plan.read(reader, i, stream->plan.user, take_change, &entry,
				       &run.error))
			break;
	}
	return run;
}

/* The next run to work on, once it may be worked on; FALSE when there is none. */
static gboolean take_run(Stream *stream, guint *r)
{
	g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&stream->lock);

	while (!stream->stop && stream->next_run < stream->n_runs &&
	       stream->next_run >= stream->out_run + stream->n_slots)
		g_cond_wait(&stream->changed, &stream->lock);
	if (stream->stop || stream->next_run >= stream->n_runs)
		return FALSE;
	*r = stream->next_run++;
	return TRUE;
}

static void give_run(Stream *stream, guint r, Run run)
{
	g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&stream->lock);

	stream->slots[r % stream->n_slots] = run;
	g_cond_broadcast(&stream->changed);
}

static gpointer worker(gpointer data)
{
	Stream *stream = data;
	g_autoptr(Reader) reader = reader_new(stream->inbox);
	guint r;

	while (take_run(stream, &r))
		give_run(stream, r, do_run(stream, reader, r));
	return NULL;
}

/*
 * A thread inherits what its maker holds. Signals are left to the caller's thread, which
 * can hold them while it changes what their handlers look at; but for its own faults.
 */
static GThread *start_worker(Stream *stream)
{
	static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
	GThread *thread;
	sigset_t held, before;

	sigfillset(&held);
	for (guint i = 0; i < G_N_ELEMENTS(faults); i++)
		sigdelset(&held, faults[i]);
	pthread_sigmask(SIG_SETMASK, &held, &before);
	thread = g_thread_try_new("reader", worker, stream, NULL);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return thread;
}

/* As many as the system grants (containers and ulimit -u are close); the caller's will do. */
static void start_workers(Stream *stream, guint jobs)
{
	guint n = 0;

	stream->n_slots = jobs * RUNS_UNDER_WAY;
	stream->slots = g_new0(Run, stream->n_slots);
	stream->workers = g_new0(GThread *, jobs + 1);
	while (n < jobs && (stream->workers[n] = start_worker(stream)))
		n++;
	if (n > 0)
		return;
	g_clear_pointer(&stream->slots, g_free);
	g_clear_pointer(&stream->workers, g_free);
}

Stream *stream_new(const Inbox *inbox, const StreamPlan *plan)
{
	Stream *stream = g_new0(Stream, 1);

	stream->inbox = inbox;
	stream->plan = *plan;
	stream->n_runs = plan->n / RUN_ENTRIES + (plan->n % RUN_ENTRIES ? 1 : 0);
	g_mutex_init(&stream->lock);
	g_cond_init(&stream->changed);
	if (MIN(plan->jobs, stream->n_runs) > 1)
		start_workers(stream, MIN(plan->jobs, stream->n_runs));
	return stream;
}

static void stop_workers(Stream *stream)
{
	g_mutex_lock(&stream->lock);
	stream->stop = TRUE;
	g_cond_broadcast(&stream->changed);
	g_mutex_unlock(&stream->lock);
	for (GThread **thread = stream->workers; *thread; thread++)
		g_thread_join(*thread);
	for (guint i = 0; i < stream->n_slots; i++) {
		items_free(stream, stream->slots[i].items, 0);
		g_clear_error(&stream->slots[i].error);
	}
	g_free(stream->slots);
	g_free(stream->workers);
}

void stream_free(Stream *stream)
{
	if (!stream)
		return;
	if (stream->workers)
		stop_workers(stream);
	items_free(stream, stream->items, stream->item);
	g_clear_error(&stream->error);
	g_clear_pointer(&stream->reader, reader_free);
	g_cond_clear(&stream->changed);
	g_mutex_clear(&stream->lock);
	g_free(stream);
}

/* The results of the run whose turn it is, as soon as its worker has them. */
static Run await_run(Stream *stream)
{
	g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&stream->lock);
	Run *slot = &stream->slots[stream->out_run % stream->n_slots], run;

	while (!slot->done)
		g_cond_wait(&stream->changed, &stream->lock);
	run = *slot;
	*slot = (Run){FALSE, NULL, NULL};
	stream->out_run++;
	g_cond_broadcast(&stream->changed);
	return run;
}

/* The same without workers. */
static Run run_here(Stream *stream)
{
	if (!stream->reader)
		stream->reader = reader_new(stream->inbox);
	return do_run(stream, stream->reader, stream->out_run++);
}

/* Makes the next run the one being handed out; FALSE when all have been. */
static gboolean next_run(Stream *stream)
{
	Run run;

	g_clear_pointer(&stream->items, g_array_unref);
	stream->item = 0;
	if (stream->finished || stream->out_run >= stream->n_runs)
		return FALSE;
	run = stream->workers ? await_run(stream) : run_here(stream);
	stream->items = run.items;
	stream->error = run.error;
	return TRUE;
}

gboolean stream_next(Stream *stream, StreamItem *item, GError **error)
{
	while (!stream->items || stream->item >= stream->items->len) {
		if (stream->error) {
			g_propagate_error(error, g_steal_pointer(&stream->error));
			stream->finished = TRUE;
			return FALSE;
		}
		if (!next_run(stream))
			return FALSE;
	}
	*item = g_array_index(stream->items, StreamItem, stream->item++);
	return TRUE;
}
