/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/address.h"

#include "base/error.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURLU, curl_url_cleanup)

/* NULL: there is none. */
static char *part(CURLU *parts, CURLUPart which, unsigned flags)
{
	char *text = NULL, *copy;

	if (curl_url_get(parts, which, &text, flags) != CURLUE_OK)
		return NULL;
	copy = g_strdup(text);
	curl_free(text);
	return copy;
}

static gboolean refuse(const char *url, const char *why, GError **error)
{
	const char *at = strrchr(url, '@');

	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s", at ? at + 1 : url, why);
	return FALSE;
}

static void take(Address *address, CURLU *parts)
{
	g_autofree char *scheme = part(parts, CURLUPART_SCHEME, 0);
	g_autofree char *host = part(parts, CURLUPART_HOST, 0);
	g_autofree char *port = part(parts, CURLUPART_PORT, CURLU_DEFAULT_PORT);
	g_autofree char *lower = g_ascii_strdown(host ? host : "", -1);

	address->user = part(parts, CURLUPART_USER, CURLU_URLDECODE);
	address->password = part(parts, CURLUPART_PASSWORD, CURLU_URLDECODE);
	address->secure = g_strcmp0(scheme, "https") == 0;
	address->origin = g_strdup_printf("%s://%s:%s", scheme, lower, port);
	curl_url_set(parts, CURLUPART_USER, NULL, 0);
	curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0);
	curl_url_set(parts, CURLUPART_FRAGMENT, NULL, 0);
	address->url = part(parts, CURLUPART_URL, 0);
	curl_url_set(parts, CURLUPART_QUERY, NULL, 0);
	address->shown = part(parts, CURLUPART_URL, 0);
}

gboolean address_parse(Address *address, const char *url, GError **error)
{
	g_autoptr(CURLU) parts = curl_url();
	g_autofree char *scheme = NULL;
	CURLUcode code = curl_url_set(parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME);

	*address = (Address){0};
	scheme = part(parts, CURLUPART_SCHEME, 0);
	if (code == CURLUE_BAD_SCHEME ||
	    (scheme && !g_str_equal(scheme, "http") && !g_str_equal(scheme, "https")))
		return refuse(url, "neither http:// nor https://", error);
	if (code != CURLUE_OK)
		return refuse(url, curl_url_strerror(code), error);
	take(address, parts);
	if (address->url && address->shown && address->origin)
		return TRUE;
	address_clear(address);
	return refuse(url, "not an address", error);
}

void address_clear(Address *address)
{
	g_clear_pointer(&address->url, g_free);
	g_clear_pointer(&address->shown, g_free);
	g_clear_pointer(&address->origin, g_free);
	g_clear_pointer(&address->user, g_free);
	g_clear_pointer(&address->password, g_free);
}

gboolean address_is_loopback(const Address *address)
{
	const char *host = strstr(address->origin, "://") + strlen("://");
	gsize len = (gsize)(strrchr(host, ':') - host);
	gboolean in_brackets = len > 2 && host[0] == '[' && host[len - 1] == ']';
	g_autofree char *name = in_brackets ? g_strndup(host + 1, len - 2) : g_strndup(host, len);
	struct in6_addr v6;
	struct in_addr v4;

	if (in_brackets)
		return inet_pton(AF_INET6, name, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
	if (inet_pton(AF_INET, name, &v4) == 1)
		return ntohl(v4.s_addr) >> IN_CLASSA_NSHIFT == IN_LOOPBACKNET;
	return g_str_equal(name, "localhost");
}
