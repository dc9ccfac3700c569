/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_TESTS_SERVER_H
#define MD_TESTS_SERVER_H

#include <glib.h>

/* A server that is a test's own, on loopback. */
typedef struct _Server Server;

/*
 * Runs tests/lib/faulty.py; @words, NULL at the end, are its own. NULL where there is no
 * python3.
 */
Server *server_start(const char *const *words);
/* Ends it. */
void server_free(Server *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Server, server_free)

/* <scheme>://127.0.0.1:<port><path>, newly allocated. */
char *server_url(const Server *server, const char *scheme, const char *path);
guint server_port(const Server *server);

/*
 * A folder with server.pem, a key and a certificate of 127.0.0.1 that it signed itself; newly
 * allocated. NULL where there is no openssl.
 */
char *server_make_certificate(void);

#endif
