/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/wire.h"

#include "summary/wire_parts.h"
#include "summary/wire_refusal.h"

#include <string.h>

#define OLLAMA_PORT 11434

static const struct {
	const char *name;
	const WireShape *shape;
} providers[N_PROVIDERS] = {
	[PROVIDER_OPENAI] = {"openai", &wire_openai},
	[PROVIDER_ANTHROPIC] = {"anthropic", &wire_anthropic},
	[PROVIDER_OLLAMA] = {"ollama", &wire_ollama},
};

const char *provider_name(Provider provider)
{
	return providers[provider].name;
}

gboolean provider_parse(const char *name, Provider *provider)
{
	for (Provider p = 0; p < N_PROVIDERS; p++)
		if (g_str_equal(name, providers[p].name)) {
			*provider = p;
			return TRUE;
		}
	return FALSE;
}

/* Whether @host is @domain, or below it. */
static gboolean is_of(const char *host, const char *domain)
{
	gsize n = strlen(host), len = strlen(domain);

	return n >= len && g_ascii_strcasecmp(host + n - len, domain) == 0 &&
	       (n == len || host[n - len - 1] == '.');
}

Provider provider_of(const char *endpoint)
{
	g_autoptr(GUri) uri = g_uri_parse(endpoint, G_URI_FLAGS_NONE, NULL);
	const char *host = uri ? g_uri_get_host(uri) : NULL;

	if (!host)
		return PROVIDER_OPENAI;
	if (is_of(host, "anthropic.com"))
		return PROVIDER_ANTHROPIC;
	if (g_uri_get_port(uri) == OLLAMA_PORT || is_of(host, "ollama.com"))
		return PROVIDER_OLLAMA;
	return PROVIDER_OPENAI;
}

/* How the path of an endpoint ends, and what that becomes; the first that fits. */
typedef struct {
	const char *end, *becomes;
} Tail;

static const Tail *tails_of(Provider provider)
{
	static const Tail openai[] = {
		{"/chat/completions", "/chat/completions"},
		{"", "/chat/completions"},
	};
	static const Tail anthropic[] = {
		{"/messages", "/messages"},
		{"/v1", "/v1/messages"},
		{"", "/v1/messages"},
	};
	static const Tail ollama[] = {
		{"/api/chat", "/api/chat"},
		{"/api", "/api/chat"},
		{"/v1/chat/completions", "/api/chat"},
		{"/v1", "/api/chat"},
		{"", "/api/chat"},
	};

	return provider == PROVIDER_ANTHROPIC ? anthropic
	       : provider == PROVIDER_OLLAMA  ? ollama
					      : openai;
}

/* Where the path of @url begins: at its end, where it has none. */
static const char *path_of(const char *url)
{
	const char *host = strstr(url, "://");

	host = host ? host + 3 : url;
	return host + strcspn(host, "/");
}

char *wire_url(Provider provider, const char *endpoint)
{
	gsize len = strcspn(endpoint, "?#");
	g_autofree char *url = g_strndup(endpoint, len);
	g_autofree char *query = NULL;
	const Tail *tail = tails_of(provider);
	char *path = (char *)path_of(url);

	if (endpoint[len] == '?')
		query = g_strndup(endpoint + len, strcspn(endpoint + len, "#"));
	for (gsize n = strlen(path); n > 0 && path[n - 1] == '/'; n--)
		path[n - 1] = '\0';
	while (!g_str_has_suffix(path, tail->end))
		tail++;
	path[strlen(path) - strlen(tail->end)] = '\0';
	return g_strconcat(url, tail->becomes, query, NULL);
}

char **wire_headers(Provider provider, const char *key)
{
	char **headers = g_new0(char *, 5);
	guint n = 0;

	headers[n++] = g_strdup("Content-Type: application/json");
	headers[n++] = g_strdup("Accept: application/json");
	if (provider == PROVIDER_ANTHROPIC)
		headers[n++] = g_strdup("anthropic-version: 2023-06-01");
	if (key)
		headers[n++] = g_strconcat(
			provider == PROVIDER_ANTHROPIC ? "x-api-key: " : "Authorization: Bearer ",
			key, NULL);
	return headers;
}

void wire_headers_free(char **headers)
{
	for (char **header = headers; header && *header; header++) {
		explicit_bzero(*header, strlen(*header));
		g_free(*header);
	}
	g_free(headers);
}

GBytes *wire_body(const WireRequest *request, const WireForm *form)
{
	g_autoptr(Json) body = providers[request->provider].shape->body(request, form);
	char *text = json_print(body);

	return g_bytes_new_take(text, strlen(text));
}

/* No error, and no answer of a known form either. */
static void take_garbled(const WireBody *body, WireReply *reply)
{
	reply->verdict = WIRE_NOT_THIS;
	reply->why = WHY_ANSWER;
	reply->detail = wire_error_detail(body, NULL);
}

void wire_read(Provider provider, long status, const char *body, gsize len, const WireForm *tried,
	       WireForm *next, WireReply *reply)
{
	const char *text = body ? body : "";
	g_autoptr(Json) root = json_parse(text, len, NULL);
	Refusal refusal = {provider, status, {root, text, len}};

	*reply = (WireReply){0};
	*next = *tried;
	if (status < 200 || status > 299 || wire_error_is_one(root))
		wire_refusal_read(&refusal, tried, next, reply);
	else if (!root || !providers[provider].shape->take(root, reply))
		take_garbled(&refusal.body, reply);
}

void wire_reply_clear(WireReply *reply)
{
	g_clear_pointer(&reply->content, g_free);
	g_clear_pointer(&reply->detail, g_free);
}
