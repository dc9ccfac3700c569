/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "http/exchange.h"

#include "http/address.h"
#include "http/failure.h"
#include "http/pool.h"

#include <curl/curl.h>
#include <string.h>

#define SHOWN_FOR_SECRET "***"

struct _Exchange {
	const HttpSettings *settings;
	PoolHandle *handle;
	struct curl_slist *headers;
	Address address;
	GBytes *body;
	char *secret; /* NULL: none */
	GByteArray *came;
	gsize cap;
	guint timeout;   /* seconds, which end ... */
	gint64 deadline; /* ... at this moment */
	gboolean over, too_large, too_late;
};

/* --- what comes ---------------------------------------------------------------- */

static size_t on_body(char *data, size_t size, size_t n, void *of)
{
	Exchange *exchange = of;
	gsize len = size * n;

	if (len > exchange->cap - exchange->came->len) {
		exchange->too_large = TRUE;
		return CURL_WRITEFUNC_ERROR;
	}
	g_byte_array_append(exchange->came, (const guint8 *)data, (guint)len);
	return len;
}

/* --- asking -------------------------------------------------------------------- */

static void set_up(Exchange *exchange)
{
	CURL *easy = exchange->handle->easy;

	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange);
	curl_easy_setopt(easy, CURLOPT_URL, exchange->address.url);
	/* what is for the endpoint stays with it: no redirect, no other login, no header for the
	 * proxy that is asked for a way to it */
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(easy, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
	if (address_is_loopback(&exchange->address))
		curl_easy_setopt(easy, CURLOPT_PROXY, "");
	/* on a connection that was used before, the library would send twice where it breaks */
	curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
	/* at once, where the answer tells its length; on_body() sees to the others */
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)exchange->cap);
	/* nothing may come for minutes, and what lies between forgets silent connections */
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
}

static void set_body(Exchange *exchange)
{
	CURL *easy = exchange->handle->easy;
	gsize len;
	gconstpointer data = g_bytes_get_data(exchange->body, &len);

	curl_easy_setopt(easy, CURLOPT_POST, 1L);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)len);
	/* without, the library reads standard input */
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, data ? data : "");
}

static void set_headers(Exchange *exchange, const char *const *headers)
{
	/* or the POST would wait for a leave that servers seldom give */
	exchange->headers = curl_slist_append(NULL, "Expect:");
	for (guint i = 0; headers && headers[i]; i++)
		exchange->headers = curl_slist_append(exchange->headers, headers[i]);
	curl_easy_setopt(exchange->handle->easy, CURLOPT_HTTPHEADER, exchange->headers);
}

static char *secret_of(const ExchangeRequest *request)
{
	return request->secret && *request->secret ? g_strdup(request->secret) : NULL;
}

Exchange *exchange_new(const HttpSettings *settings, const ExchangeRequest *request, GError **error)
{
	g_auto(Address) address = {0};
	Exchange *exchange;

	if (!address_parse(&address, request->url, error))
		return NULL;
	exchange = g_new0(Exchange, 1);
	exchange->settings = settings;
	exchange->address = address;
	address = (Address){0};
	exchange->body = request->body ? g_bytes_ref(request->body) : g_bytes_new(NULL, 0);
	exchange->secret = secret_of(request);
	exchange->came = g_byte_array_new();
	exchange->cap = MIN(request->cap, (gsize)G_MAXINT);
	exchange->timeout = request->timeout;
	exchange->deadline = g_get_monotonic_time() + request->timeout * (gint64)G_TIME_SPAN_SECOND;
	exchange->handle = pool_handle_new(settings);
	set_up(exchange);
	set_body(exchange);
	set_headers(exchange, request->headers);
	pool_start(exchange->handle);
	return exchange;
}

static void wipe_text(char *text)
{
	if (text)
		explicit_bzero(text, strlen(text));
}

void exchange_free(Exchange *exchange)
{
	if (!exchange)
		return;
	pool_handle_free(exchange->handle);
	for (struct curl_slist *header = exchange->headers; header; header = header->next)
		wipe_text(header->data);
	curl_slist_free_all(exchange->headers);
	wipe_text(exchange->secret);
	g_free(exchange->secret);
	address_clear(&exchange->address);
	g_bytes_unref(exchange->body);
	g_byte_array_unref(exchange->came);
	g_free(exchange);
}

gboolean exchange_step(Exchange *exchange)
{
	PoolHandle *handle = exchange->handle;

	if (exchange->over)
		return TRUE;
	pool_step(handle);
	exchange->over = !handle->running;
	/* what came while others were busy came in time */
	if (!exchange->over && g_get_monotonic_time() >= exchange->deadline) {
		pool_stop(handle);
		exchange->over = exchange->too_late = TRUE;
	}
	return exchange->over;
}

void exchange_wait(void)
{
	pool_wait();
}

gboolean exchange_was_sent(const Exchange *exchange)
{
	curl_off_t when = 0;

	curl_easy_getinfo(exchange->handle->easy, CURLINFO_PRETRANSFER_TIME_T, &when);
	return when != 0;
}

/* --- what came ------------------------------------------------------------------ */

/* @bytes with *** for each @secret in them; NULL: there is none. */
static GByteArray *without_secret(gconstpointer bytes, gsize len, const char *secret)
{
	const guint8 *from = bytes, *end = from + len, *at;
	gsize secret_len = secret ? strlen(secret) : 0;
	GByteArray *clean = NULL;

	if (!secret_len || !len)
		return NULL;
	while ((at = memmem(from, (gsize)(end - from), secret, secret_len))) {
		if (!clean)
			clean = g_byte_array_new();
		g_byte_array_append(clean, from, (guint)(at - from));
		g_byte_array_append(clean, (const guint8 *)SHOWN_FOR_SECRET,
				    strlen(SHOWN_FOR_SECRET));
		from = at + secret_len;
	}
	if (clean)
		g_byte_array_append(clean, from, (guint)(end - from));
	return clean;
}

static GBytes *take_body(Exchange *exchange)
{
	GByteArray *came = exchange->came, *clean;

	exchange->came = g_byte_array_new();
	clean = without_secret(came->data, came->len, exchange->secret);
	if (!clean)
		return g_byte_array_free_to_bytes(came);
	explicit_bzero(came->data, came->len);
	g_byte_array_unref(came);
	return g_byte_array_free_to_bytes(clean);
}

/* The library's words may be the server's: a name in its certificate, a header of no meaning. */
static gboolean fail(const Exchange *exchange, GError *failure, GError **error)
{
	GByteArray *clean =
		without_secret(failure->message, strlen(failure->message) + 1, exchange->secret);

	if (clean) {
		g_free(failure->message);
		failure->message = (char *)g_byte_array_free(clean, FALSE);
	}
	g_propagate_error(error, failure);
	return FALSE;
}

/* TRUE: an answer came whole. */
static gboolean check(const Exchange *exchange, long status, GError **error)
{
	const char *of = exchange->address.shown;
	const PoolHandle *handle = exchange->handle;

	if (exchange->too_late)
		return failure_of_time(of, exchange->timeout, error);
	if (exchange->too_large || handle->result == CURLE_FILESIZE_EXCEEDED)
		return failure_of_size(of, exchange->cap, error);
	if (handle->result != CURLE_OK)
		return failure_of_result(of, exchange->settings, handle, error);
	if (!handle->whole || status < 200)
		return failure_of_cut(of, error);
	return TRUE;
}

static guint seconds_to_wait(const Exchange *exchange)
{
	curl_off_t seconds = 0;

	curl_easy_getinfo(exchange->handle->easy, CURLINFO_RETRY_AFTER, &seconds);
	return (guint)CLAMP(seconds, 0, G_MAXINT);
}

gboolean exchange_finish(Exchange *exchange, ExchangeAnswer *answer, GError **error)
{
	GError *failure = NULL;
	long status = 0;

	*answer = (ExchangeAnswer){0};
	curl_easy_getinfo(exchange->handle->easy, CURLINFO_RESPONSE_CODE, &status);
	if (!check(exchange, status, &failure))
		return fail(exchange, failure, error);
	answer->status = status;
	answer->body = take_body(exchange);
	answer->retry_after = seconds_to_wait(exchange);
	return TRUE;
}

void exchange_answer_clear(ExchangeAnswer *answer)
{
	g_clear_pointer(&answer->body, g_bytes_unref);
	*answer = (ExchangeAnswer){0};
}
