/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_HTTP_ADDRESS_H
#define MD_HTTP_ADDRESS_H

#include <glib.h>

/* A URL (RFC 3986) of http or https, taken apart so that a login in it stays a secret. */
typedef struct {
	char *url;             /* to ask for: without user and password */
	char *shown;           /* for people: without the query, too */
	char *origin;          /* scheme://host:port; whom a login is for */
	gboolean secure;       /* https */
	char *user, *password; /* decoded; NULL: not in it */
} Address;

/* MD_ERROR_FAILED: no such URL. The message has none of what may be a password. */
gboolean address_parse(Address *address, const char *url, GError **error);

void address_clear(Address *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Address, address_clear)

/* Whether it is one of this machine: localhost, 127.0.0.0/8, ::1. No name is looked up. */
gboolean address_is_loopback(const Address *address);

#endif
