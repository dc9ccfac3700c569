/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_HTTP_SOCKET_H
#define MD_HTTP_SOCKET_H

#include "http/http.h"

/*
 * A connection without HTTP (git://), with the same timeouts and the same ways to fail as
 * http_get(); no proxy stands between. Of one thread, from first to last. Errors begin with
 * host and port.
 */
typedef struct _Socket Socket;

/* @host: a name or an address, IPv6 with brackets or without. @port: a number. */
Socket *socket_new(const HttpSettings *settings, const char *host, const char *port);
void socket_free(Socket *socket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Socket, socket_free)

gboolean socket_open(Socket *socket, GError **error);

/*
 * From now on so many bytes must come in settings->stall_timeout at least, where the end does not;
 * 0, as at first: any. The reader's own time counts, too: for what is read at once.
 */
void socket_set_pace(Socket *socket, guint pace);

/* Bytes read, some at least; 0: the other side has closed; < 0: it failed. */
gssize socket_read(Socket *socket, void *buffer, gsize len, GError **error);

/* All of them. */
gboolean socket_write(Socket *socket, const void *bytes, gsize len, GError **error);

#endif
