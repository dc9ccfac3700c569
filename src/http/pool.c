/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/pool.h"

#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>

G_STATIC_ASSERT(sizeof((PoolHandle *)0)->detail >= CURL_ERROR_SIZE);

/* As long as a signal may stay unnoticed. */
#define MOMENT 50 /* ms */

/* Large enough that packs come in few pieces. */
#define BUFFER (64L << 10)

/* --- SIGPIPE ------------------------------------------------------------------ */

/*
 * TLS writes raise it where the other side is gone. The program keeps it as it is, for
 * standard output; so it is kept from this thread alone, and one that came is taken away.
 */
typedef struct {
	sigset_t before;
	gboolean pending;
} Hush;

static sigset_t sigpipe(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	return set;
}

static Hush hush(void)
{
	sigset_t set = sigpipe(), pending;
	Hush state;

	sigpending(&pending);
	state.pending = sigismember(&pending, SIGPIPE) == 1;
	pthread_sigmask(SIG_BLOCK, &set, &state.before);
	return state;
}

static void unhush(const Hush *state)
{
	sigset_t set = sigpipe(), pending;
	const struct timespec none = {0};

	sigpending(&pending);
	if (!state->pending && sigismember(&pending, SIGPIPE) == 1)
		sigtimedwait(&set, NULL, &none);
	pthread_sigmask(SIG_SETMASK, &state->before, NULL);
}

/* --- the connections of a thread ---------------------------------------------- */

static void close_multi(gpointer multi)
{
	Hush state = hush();

	curl_multi_cleanup(multi);
	unhush(&state);
}

static CURLM *get_multi(void)
{
	static gsize started;
	static GPrivate of_thread = G_PRIVATE_INIT(close_multi);
	CURLM *multi;

	if (g_once_init_enter(&started)) {
		curl_global_init(CURL_GLOBAL_ALL);
		g_once_init_leave(&started, 1);
	}
	multi = g_private_get(&of_thread);
	if (!multi) {
		multi = curl_multi_init();
		g_private_set(&of_thread, multi);
	}
	return multi;
}

/* --- handles ------------------------------------------------------------------ */

/* The library takes a header that was cut short for one that is complete. */
static size_t on_header(char *line, size_t size, size_t n, void *of)
{
	PoolHandle *handle = of;
	gsize len = size * n;

	if (len > 0 && (line[0] == '\r' || line[0] == '\n'))
		handle->whole = TRUE;
	else if (len > strlen("HTTP/") && memcmp(line, "HTTP/", strlen("HTTP/")) == 0)
		handle->whole = FALSE;
	return len;
}

static void set_up(PoolHandle *handle, const HttpSettings *settings)
{
	CURL *easy = handle->easy;

	curl_easy_setopt(easy, CURLOPT_PRIVATE, handle);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, handle->detail);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, handle);
	/* with threads it must not set alarms; and it must not wait for names to be resolved */
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, BUFFER);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	/* one request at a time: HTTP/2 would bring its windows and nothing else */
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)settings->connect_timeout);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, settings->user_agent);
	if (settings->proxy)
		curl_easy_setopt(easy, CURLOPT_PROXY, settings->proxy);
	if (settings->ca_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, settings->ca_file);
	if (settings->netrc_file) {
		curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
		curl_easy_setopt(easy, CURLOPT_NETRC_FILE, settings->netrc_file);
	}
}

PoolHandle *pool_handle_new(const HttpSettings *settings)
{
	PoolHandle *handle = g_new0(PoolHandle, 1);

	get_multi();
	handle->easy = curl_easy_init();
	/* it fails for want of memory alone, as GLib's own allocations end the program */
	g_assert(handle->easy);
	set_up(handle, settings);
	return handle;
}

void pool_handle_free(PoolHandle *handle)
{
	Hush state;

	if (!handle)
		return;
	pool_stop(handle);
	state = hush();
	curl_easy_cleanup(handle->easy);
	unhush(&state);
	g_free(handle);
}

void pool_start(PoolHandle *handle)
{
	pool_stop(handle);
	handle->detail[0] = '\0';
	handle->result = CURLE_OK;
	handle->whole = FALSE;
	handle->running = curl_multi_add_handle(get_multi(), handle->easy) == CURLM_OK;
	if (!handle->running)
		handle->result = CURLE_FAILED_INIT;
}

/* What ended may be another's: each learns of its own. */
static void take_ends(CURLM *multi)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(multi, &left))) {
		PoolHandle *ended = NULL;

		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &ended);
		if (message->msg != CURLMSG_DONE || !ended)
			continue;
		ended->running = FALSE;
		ended->result = (int)message->data.result;
	}
}

void pool_step(PoolHandle *handle)
{
	CURLM *multi = get_multi();
	Hush state = hush();
	int running;
	CURLMcode code = curl_multi_perform(multi, &running);

	unhush(&state);
	take_ends(multi);
	if (code == CURLM_OK || !handle->running)
		return;
	handle->running = FALSE;
	handle->result = CURLE_FAILED_INIT;
}

void pool_wait(void)
{
	curl_multi_poll(get_multi(), NULL, 0, MOMENT, NULL);
}

void pool_resume(PoolHandle *handle)
{
	Hush state = hush();

	curl_easy_pause(handle->easy, CURLPAUSE_CONT);
	unhush(&state);
}

void pool_stop(PoolHandle *handle)
{
	Hush state = hush();

	/* does nothing where it was not added */
	curl_multi_remove_handle(get_multi(), handle->easy);
	unhush(&state);
	handle->running = FALSE;
}
