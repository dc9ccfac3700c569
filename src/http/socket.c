/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/socket.h"

#include "base/cancel.h"
#include "base/error.h"
#include "http/failure.h"
#include "http/pool.h"

#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

/* As long as a signal may stay unnoticed. */
#define MOMENT 50 /* ms */

struct _Socket {
	const HttpSettings *settings;
	PoolHandle *handle; /* keeps the connection; it is used without it */
	char *of;           /* host:port, for messages */
	curl_socket_t fd;
	guint pace;
	gsize came;   /* bytes since ... */
	gint64 since; /* ... this moment */
};

Socket *socket_new(const HttpSettings *settings, const char *host, const char *port)
{
	gboolean bare = strchr(host, ':') && host[0] != '[';
	Socket *socket = g_new0(Socket, 1);

	socket->settings = settings;
	socket->fd = CURL_SOCKET_BAD;
	socket->of = g_strdup_printf(bare ? "[%s]:%s" : "%s:%s", host, port);
	return socket;
}

void socket_free(Socket *socket)
{
	if (!socket)
		return;
	pool_handle_free(socket->handle);
	g_free(socket->of);
	g_free(socket);
}

static gboolean fail(const Socket *socket, int number, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_NETWORK, "%s: %s", socket->of, g_strerror(number));
	return FALSE;
}

/* The HTTP library knows how to connect: names in a thread, IPv6 and IPv4 side by side. */
static void set_up(Socket *socket)
{
	g_autofree char *url = g_strdup_printf("http://%s/", socket->of);
	CURL *easy;

	socket->handle = pool_handle_new(socket->settings);
	easy = socket->handle->easy;
	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
}

gboolean socket_open(Socket *socket, GError **error)
{
	PoolHandle *handle;

	set_up(socket);
	handle = socket->handle;
	pool_start(handle);
	for (pool_step(handle); handle->running; pool_step(handle)) {
		if (!cancel_check(error))
			return FALSE;
		pool_wait();
	}
	if (handle->result != CURLE_OK)
		return failure_of_result(socket->of, socket->settings, handle, error);
	curl_easy_getinfo(handle->easy, CURLINFO_ACTIVESOCKET, &socket->fd);
	return socket->fd != CURL_SOCKET_BAD || fail(socket, ENOTCONN, error);
}

/* Until it is ready for what @events says. */
static gboolean wait_for(const Socket *socket, short events, GError **error)
{
	gint64 limit = socket->settings->stall_timeout * (gint64)G_TIME_SPAN_SECOND;
	gint64 end = g_get_monotonic_time() + limit;
	struct pollfd one = {.fd = socket->fd, .events = events};

	for (;;) {
		int ready = poll(&one, 1, MOMENT);

		if (!cancel_check(error))
			return FALSE;
		if (ready > 0)
			return TRUE;
		if (ready < 0 && errno != EINTR)
			return fail(socket, errno, error);
		if (g_get_monotonic_time() >= end)
			return failure_of_stall(socket->of, socket->settings, error);
	}
}

static gboolean is_to_wait(int number)
{
	return number == EAGAIN || number == EWOULDBLOCK || number == EINTR;
}

void socket_set_pace(Socket *socket, guint pace)
{
	socket->pace = pace;
	socket->came = 0;
	socket->since = g_get_monotonic_time();
}

/* Of one who sends a byte now and then, too, there is enough some time. */
static gboolean check_pace(Socket *socket, gsize got, GError **error)
{
	gint64 limit = socket->settings->stall_timeout * (gint64)G_TIME_SPAN_SECOND;

	socket->came += got;
	if (socket->came >= socket->pace)
		socket_set_pace(socket, socket->pace);
	return g_get_monotonic_time() - socket->since < limit ||
	       failure_of_stall(socket->of, socket->settings, error);
}

gssize socket_read(Socket *socket, void *buffer, gsize len, GError **error)
{
	/* of one who never lets us wait, too */
	if (!cancel_check(error))
		return -1;
	for (;;) {
		gssize got = recv(socket->fd, buffer, len, MSG_DONTWAIT);

		if (got >= 0)
			return check_pace(socket, (gsize)got, error) ? got : -1;
		if (!is_to_wait(errno)) {
			fail(socket, errno, error);
			return -1;
		}
		if (!wait_for(socket, POLLIN, error))
			return -1;
	}
}

gboolean socket_write(Socket *socket, const void *bytes, gsize len, GError **error)
{
	const char *at = bytes;

	while (len > 0) {
		gssize sent = send(socket->fd, at, len, MSG_DONTWAIT | MSG_NOSIGNAL);

		if (sent >= 0) {
			at += sent;
			len -= (gsize)sent;
			continue;
		}
		if (!is_to_wait(errno))
			return fail(socket, errno, error);
		if (!wait_for(socket, POLLOUT, error))
			return FALSE;
	}
	return TRUE;
}
