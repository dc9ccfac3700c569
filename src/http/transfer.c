/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/transfer.h"

#include "base/cancel.h"
#include "base/error.h"
#include "base/text.h"
#include "http/address.h"
#include "http/failure.h"
#include "http/pool.h"
#include "http/retry.h"

#include <curl/curl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_REDIRECTS 8
/* Of a page that comes with an error; more is worth a new connection. */
#define MOST_DROPPED (64u << 10)
/* What may lie here unread: the network waits for the reader. */
#define ENOUGH (256u << 10)

/* A new connection takes longer. */
#define LINGER (100 * G_TIME_SPAN_MILLISECOND)

struct _Transfer {
	const HttpSettings *settings;
	PoolHandle *handle;
	struct curl_slist *headers;
	Address address; /* of the request under way */
	/* whose login is known, and which; NULL: nobody's */
	char *origin, *user, *password;
	gboolean login; /* it was sent */
	long status;    /* 0: not known yet */
	GByteArray *waiting;
	gsize taken;   /* of waiting */
	gboolean held; /* more is to come when there is room for it */
	gsize dropped; /* of what no one is to read */
	guint pace;
	gsize came;   /* bytes of the body since ... */
	gint64 since; /* ... this moment, less the time ... */
	gint64 left;  /* ... since this one, in which the reader was busy */
	guint after;  /* seconds to wait */
};

/* --- what comes ---------------------------------------------------------------- */

static gboolean is_good(long status)
{
	return status / 100 == 2;
}

static size_t on_body(char *data, size_t size, size_t n, void *of)
{
	Transfer *transfer = of;
	gsize len = size * n;

	if (!transfer->status)
		curl_easy_getinfo(transfer->handle->easy, CURLINFO_RESPONSE_CODE,
				  &transfer->status);
	if (!is_good(transfer->status)) {
		transfer->dropped += len;
		return transfer->dropped > MOST_DROPPED ? CURL_WRITEFUNC_ERROR : len;
	}
	if (transfer->waiting->len - transfer->taken >= ENOUGH) {
		transfer->held = TRUE;
		return CURL_WRITEFUNC_PAUSE;
	}
	g_byte_array_append(transfer->waiting, (const guint8 *)data, (guint)len);
	transfer->came += len;
	return len;
}

static void reset_clock(Transfer *transfer)
{
	transfer->came = 0;
	transfer->since = g_get_monotonic_time();
}

static void stop_clock(Transfer *transfer)
{
	transfer->left = g_get_monotonic_time();
}

static void start_clock(Transfer *transfer)
{
	transfer->since += g_get_monotonic_time() - transfer->left;
}

/* Until a connection stands, another clock runs (CURLOPT_CONNECTTIMEOUT). */
static gboolean is_connected(const Transfer *transfer)
{
	curl_off_t when = 0;

	curl_easy_getinfo(transfer->handle->easy, CURLINFO_PRETRANSFER_TIME_T, &when);
	return when != 0;
}

static gboolean check_pace(Transfer *transfer, GError **error)
{
	gint64 limit = transfer->settings->stall_timeout * (gint64)G_TIME_SPAN_SECOND;

	if (!is_connected(transfer) || transfer->came >= MAX(transfer->pace, 1u))
		reset_clock(transfer);
	if (g_get_monotonic_time() - transfer->since < limit)
		return TRUE;
	return failure_of_stall(transfer->address.shown, transfer->settings, error);
}

static gboolean has_some(const Transfer *transfer)
{
	return transfer->waiting->len > transfer->taken;
}

/* Until there is something to read, or the end. */
static gboolean advance(Transfer *transfer, GError **error)
{
	for (;;) {
		pool_step(transfer->handle);
		if (has_some(transfer) || !transfer->handle->running)
			return TRUE;
		if (!cancel_check(error) || !check_pace(transfer, error))
			return FALSE;
		pool_wait();
	}
}

/* --- asking -------------------------------------------------------------------- */

Transfer *transfer_new(const HttpSettings *settings)
{
	Transfer *transfer = g_new0(Transfer, 1);

	transfer->settings = settings;
	transfer->handle = pool_handle_new(settings);
	transfer->waiting = g_byte_array_new();
	curl_easy_setopt(transfer->handle->easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(transfer->handle->easy, CURLOPT_WRITEDATA, transfer);
	return transfer;
}

static void forget_login(Transfer *transfer)
{
	g_clear_pointer(&transfer->origin, g_free);
	g_clear_pointer(&transfer->user, g_free);
	g_clear_pointer(&transfer->password, g_free);
}

/*
 * Only what has come to its end leaves a connection that can be used again: what is read
 * to its last byte gets @moment to say that this was the last one.
 */
static void let_go(Transfer *transfer, gint64 moment)
{
	PoolHandle *handle = transfer->handle;
	gint64 end = g_get_monotonic_time() + moment;

	while (handle->running && !has_some(transfer)) {
		pool_step(handle);
		if (!handle->running || has_some(transfer) || g_get_monotonic_time() >= end)
			break;
		pool_wait();
	}
	pool_stop(handle);
}

void transfer_free(Transfer *transfer)
{
	if (!transfer)
		return;
	let_go(transfer, 0);
	pool_handle_free(transfer->handle);
	curl_slist_free_all(transfer->headers);
	g_byte_array_unref(transfer->waiting);
	address_clear(&transfer->address);
	forget_login(transfer);
	g_free(transfer);
}

static void set_login(Transfer *transfer)
{
	Address *address = &transfer->address;
	CURL *easy = transfer->handle->easy;
	gboolean known;

	if (address->user) {
		forget_login(transfer);
		transfer->origin = g_strdup(address->origin);
		transfer->user = g_strdup(address->user);
		transfer->password = g_strdup(address->password);
	}
	known = g_strcmp0(transfer->origin, address->origin) == 0;
	curl_easy_setopt(easy, CURLOPT_USERNAME, known ? transfer->user : NULL);
	curl_easy_setopt(easy, CURLOPT_PASSWORD, known ? transfer->password : NULL);
	transfer->login = known || transfer->settings->netrc_file;
}

/* The library takes a file that it cannot read for one without logins. */
static gboolean check_netrc(const Transfer *transfer, GError **error)
{
	const char *file = transfer->settings->netrc_file;

	if (!file || g_access(file, R_OK) == 0)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: http.netrcFile: %s: cannot be read",
		    transfer->address.shown, file);
	return FALSE;
}

static void set_headers(Transfer *transfer, const TransferRequest *request)
{
	g_clear_pointer(&transfer->headers, curl_slist_free_all);
	/* or a POST would wait for a leave that servers seldom give */
	transfer->headers = curl_slist_append(NULL, "Expect:");
	for (guint i = 0; request->headers && request->headers[i]; i++)
		transfer->headers = curl_slist_append(transfer->headers, request->headers[i]);
	curl_easy_setopt(transfer->handle->easy, CURLOPT_HTTPHEADER, transfer->headers);
}

static void set_method(Transfer *transfer, const TransferRequest *request)
{
	CURL *easy = transfer->handle->easy;

	if (request->body) {
		curl_easy_setopt(easy, CURLOPT_POST, 1L);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->len);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body);
	} else {
		curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
	}
}

static void start(Transfer *transfer)
{
	set_login(transfer);
	curl_easy_setopt(transfer->handle->easy, CURLOPT_URL, transfer->address.url);
	transfer->status = 0;
	transfer->dropped = 0;
	transfer->after = 0;
	transfer->held = FALSE;
	transfer->taken = 0;
	g_byte_array_set_size(transfer->waiting, 0);
	reset_clock(transfer);
	pool_start(transfer->handle);
}

/* One request, until its answer's body begins or, where no one is to read it, ends. */
static gboolean ask_once(Transfer *transfer, GError **error)
{
	PoolHandle *handle = transfer->handle;
	g_autoptr(GError) failure = NULL;

	start(transfer);
	if (!advance(transfer, &failure)) {
		/* what an error's page says, and whether it comes whole, is of no interest */
		if (transfer->status >= 400 && g_error_matches(failure, MD_ERROR, MD_ERROR_NETWORK))
			return TRUE;
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	stop_clock(transfer);
	if (handle->running)
		return TRUE;
	if (handle->result != CURLE_OK && transfer->status < 400)
		return failure_of_result(transfer->address.shown, transfer->settings, handle,
					 error);
	if (!transfer->handle->whole)
		return failure_of_cut(transfer->address.shown, error);
	curl_easy_getinfo(handle->easy, CURLINFO_RESPONSE_CODE, &transfer->status);
	return TRUE;
}

/* Where the answer sends to; NULL: nowhere. Borrowed. */
static const char *redirect_of(const Transfer *transfer)
{
	char *to = NULL;

	if (transfer->status / 100 != 3 || transfer->status == 304)
		return NULL;
	curl_easy_getinfo(transfer->handle->easy, CURLINFO_REDIRECT_URL, &to);
	return to;
}

static void cut_tail(Transfer *transfer, const char *tail)
{
	char *shown = transfer->address.shown;

	if (tail && g_str_has_suffix(shown, tail))
		shown[strlen(shown) - strlen(tail)] = '\0';
}

static gboolean follow(Transfer *transfer, const char *to, GError **error)
{
	g_auto(Address) next = {0};

	if (!address_parse(&next, to, error)) {
		g_prefix_error(error, "%s: redirected: ", transfer->address.shown);
		return FALSE;
	}
	if (transfer->address.secure && !next.secure) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "%s: redirected to %s, from https to http: not followed",
			    transfer->address.shown, next.shown);
		return FALSE;
	}
	/* a login is the user's to give, not a server's */
	g_clear_pointer(&next.user, g_free);
	g_clear_pointer(&next.password, g_free);
	address_clear(&transfer->address);
	transfer->address = next;
	next = (Address){0};
	return TRUE;
}

static gboolean refuse_redirect(const Transfer *transfer, const char *to, const char *why,
				GError **error)
{
	g_auto(Address) next = {0};

	if (address_parse(&next, to, NULL))
		to = next.shown;
	else
		to = "elsewhere";
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: redirected to %s: %s",
		    transfer->address.shown, to, why);
	return FALSE;
}

static guint seconds_to_wait(const Transfer *transfer)
{
	curl_off_t seconds = 0;

	curl_easy_getinfo(transfer->handle->easy, CURLINFO_RETRY_AFTER, &seconds);
	return (guint)CLAMP(seconds, 0, G_MAXINT);
}

gboolean transfer_begin(Transfer *transfer, const TransferRequest *request, GError **error)
{
	const char *to;

	let_go(transfer, LINGER);
	address_clear(&transfer->address);
	if (!address_parse(&transfer->address, request->url, error) ||
	    !check_netrc(transfer, error))
		return FALSE;
	transfer->pace = request->pace;
	set_headers(transfer, request);
	set_method(transfer, request);
	for (guint hops = 0;; hops++) {
		cut_tail(transfer, request->tail);
		if (!ask_once(transfer, error))
			return FALSE;
		to = redirect_of(transfer);
		if (!to)
			break;
		if (request->body)
			return refuse_redirect(transfer, to, "a request that cannot be", error);
		if (hops == MOST_REDIRECTS)
			return refuse_redirect(transfer, to, "too many times", error);
		if (!follow(transfer, to, error))
			return FALSE;
	}
	if (is_good(transfer->status) || transfer->status == 304)
		return TRUE;
	transfer->after = seconds_to_wait(transfer);
	return failure_of_status(transfer->address.shown, transfer->status, transfer->login, error);
}

gboolean transfer_begin_patiently(Transfer *transfer, const TransferRequest *request,
				  GError **error)
{
	g_autoptr(GError) failure = NULL;
	guint tried = 0;

	while (!transfer_begin(transfer, request, &failure)) {
		if (retry_after(transfer->settings, &tried, transfer->after, &failure))
			continue;
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	return TRUE;
}

/* --- reading ------------------------------------------------------------------- */

static gsize take(Transfer *transfer, void *buffer, gsize len)
{
	len = MIN(len, transfer->waiting->len - transfer->taken);
	memcpy(buffer, transfer->waiting->data + transfer->taken, len);
	transfer->taken += len;
	if (!has_some(transfer)) {
		g_byte_array_set_size(transfer->waiting, 0);
		transfer->taken = 0;
	}
	return len;
}

/* The network's time counts, the reader's own does not. */
static gboolean fill(Transfer *transfer, GError **error)
{
	gboolean filled = TRUE;

	/* a fast server's answer, too */
	if (!cancel_check(error))
		return FALSE;
	start_clock(transfer);
	if (transfer->held) {
		transfer->held = FALSE;
		pool_resume(transfer->handle);
	}
	if (!has_some(transfer) && transfer->handle->running)
		filled = advance(transfer, error);
	stop_clock(transfer);
	return filled;
}

gssize transfer_read(Transfer *transfer, void *buffer, gsize len, GError **error)
{
	PoolHandle *handle = transfer->handle;

	if (!has_some(transfer) && !fill(transfer, error))
		return -1;
	if (has_some(transfer))
		return (gssize)take(transfer, buffer, len);
	if (handle->result == CURLE_OK)
		return 0;
	failure_of_result(transfer->address.shown, transfer->settings, handle, error);
	return -1;
}

/* --- the answer ---------------------------------------------------------------- */

long transfer_status(const Transfer *transfer)
{
	return transfer->status;
}

const char *transfer_url(const Transfer *transfer)
{
	return transfer->address.url;
}

const char *transfer_shown(const Transfer *transfer)
{
	return transfer->address.shown;
}

char *transfer_header(const Transfer *transfer, const char *name)
{
	struct curl_header *header;

	if (curl_easy_header(transfer->handle->easy, name, 0, CURLH_HEADER, -1, &header) !=
	    CURLHE_OK)
		return NULL;
	return text_clean_line(header->value, strlen(header->value));
}

guint transfer_retry_after(const Transfer *transfer)
{
	return transfer->after;
}
