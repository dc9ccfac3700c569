/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "http/http.h"

#include "base/text.h"
#include "http/failure.h"
#include "http/retry.h"
#include "http/transfer.h"

#include <string.h>

#define USER_AGENT PACKAGE_NAME "/" PACKAGE_VERSION

#define CHUNK ((gsize)64 << 10)
/* Less in a stall timeout than this is no way to send a file. */
#define PACE 1024

void http_settings_init(HttpSettings *settings)
{
	*settings = (HttpSettings){
		.user_agent = USER_AGENT,
		.connect_timeout = 30,
		.stall_timeout = 60,
		.retries = 4,
		.pause = 1000,
	};
}

static gboolean read_body(Transfer *transfer, gsize cap, GByteArray *body, GError **error)
{
	g_autofree guint8 *chunk = g_malloc(CHUNK);

	for (;;) {
		gssize len = transfer_read(transfer, chunk, CHUNK, error);

		if (len <= 0)
			return len == 0;
		if ((gsize)len > cap - body->len)
			return failure_of_size(transfer_shown(transfer), cap, error);
		g_byte_array_append(body, chunk, (guint)len);
	}
}

/* Only what asks whether something has changed can be told that it has not. */
static gboolean check_unchanged(const Transfer *transfer, const HttpRequest *request,
				gboolean *unchanged, GError **error)
{
	*unchanged = transfer_status(transfer) == 304;
	return !*unchanged || request->etag || request->modified ||
	       failure_of_status(transfer_shown(transfer), 304, FALSE, error);
}

static gboolean try_once(Transfer *transfer, const TransferRequest *asked,
			 const HttpRequest *request, HttpAnswer *answer, GError **error)
{
	g_autoptr(GByteArray) body = g_byte_array_new();

	http_answer_clear(answer);
	if (!transfer_begin(transfer, asked, error) ||
	    !check_unchanged(transfer, request, &answer->unchanged, error))
		return FALSE;
	if (!answer->unchanged && !read_body(transfer, request->cap, body, error))
		return FALSE;
	answer->etag = transfer_header(transfer, "ETag");
	answer->modified = transfer_header(transfer, "Last-Modified");
	if (!answer->unchanged)
		answer->body = g_byte_array_free_to_bytes(g_steal_pointer(&body));
	return TRUE;
}

/* One line, whatever became of @value where it was kept. NULL: there is none. */
static char *make_header(const char *name, const char *value)
{
	g_autofree char *line = value ? text_clean_line(value, strlen(value)) : NULL;

	return line ? g_strconcat(name, ": ", line, NULL) : NULL;
}

gboolean http_get(const HttpSettings *settings, const HttpRequest *request, HttpAnswer *answer,
		  GError **error)
{
	g_autofree char *etag = make_header("If-None-Match", request->etag);
	g_autofree char *modified = make_header("If-Modified-Since", request->modified);
	const char *headers[] = {etag ? etag : modified, etag ? modified : NULL, NULL};
	const TransferRequest asked = {.url = request->url, .headers = headers, .pace = PACE};
	g_autoptr(Transfer) transfer = transfer_new(settings);
	g_autoptr(GError) failure = NULL;
	guint tried = 0;

	*answer = (HttpAnswer){0};
	while (!try_once(transfer, &asked, request, answer, &failure)) {
		if (retry_after(settings, &tried, transfer_retry_after(transfer), &failure))
			continue;
		http_answer_clear(answer);
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	return TRUE;
}

void http_answer_clear(HttpAnswer *answer)
{
	answer->unchanged = FALSE;
	g_clear_pointer(&answer->body, g_bytes_unref);
	g_clear_pointer(&answer->etag, g_free);
	g_clear_pointer(&answer->modified, g_free);
}
