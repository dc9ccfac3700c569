/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/endpoint.h"

#include "base/error.h"
#include "base/numbers.h"
#include "http/address.h"
#include "summary/tokens.h"

#include <string.h>

#define CUT "…"     /* behind what was cut (summary/wire.h) */
#define CUT_LEAST 4 /* bytes: fewer are how any word may begin */
#define LONGEST_PAUSE (60 * G_TIME_SPAN_SECOND)
/* Tokens that have to be counted before a model's own way of counting is known. */
#define ENOUGH 2000

/* --- setting up -------------------------------------------------------------------------- */

static gboolean check_endpoint(const LlmSettings *settings, GError **error)
{
	g_auto(Address) address = {0};
	g_autoptr(GError) failure = NULL;

	if (!address_parse(&address, settings->endpoint, &failure)) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "summary.endpoint: %s",
			    failure->message);
		return FALSE;
	}
	if (address.user || address.password) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "summary.endpoint: %s: a login in it would be read by whoever reads "
			    "the settings: keep a key in summary.apiKeyFile",
			    address.shown);
		return FALSE;
	}
	if (!settings->key || address.secure || address_is_loopback(&address))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "summary.endpoint: %s: the key would cross the network in the open: make it "
		    "https, or take the key away",
		    address.shown);
	return FALSE;
}

gboolean endpoint_init(Endpoint *endpoint, const LlmSettings *settings, GError **error)
{
	*endpoint = (Endpoint){.settings = settings};
	if (!check_endpoint(settings, error))
		return FALSE;
	endpoint->url = wire_url(settings->provider, settings->endpoint);
	endpoint->headers = wire_headers(settings->provider, settings->key);
	endpoint->noted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	cache_learned(settings->cache, settings->endpoint, settings->model, &endpoint->learned);
	endpoint->factor = endpoint->learned.factor;
	return TRUE;
}

void endpoint_clear(Endpoint *endpoint)
{
	g_clear_pointer(&endpoint->url, g_free);
	g_clear_pointer(&endpoint->headers, wire_headers_free);
	g_clear_pointer(&endpoint->noted, g_hash_table_unref);
}

/* --- whether, and when, it is asked --------------------------------------------------------- */

gboolean endpoint_admits(const Endpoint *endpoint, gconstpointer who)
{
	if (g_get_monotonic_time() < endpoint->resume)
		return FALSE;
	return endpoint->tried || !endpoint->scout || endpoint->scout == who;
}

void endpoint_enter(Endpoint *endpoint, gconstpointer who)
{
	endpoint->scout = who;
	endpoint->under_way++;
}

void endpoint_leave(Endpoint *endpoint)
{
	endpoint->under_way--;
}

gboolean endpoint_pause(Endpoint *endpoint, guint tried, guint after)
{
	const LlmSettings *settings = endpoint->settings;
	gint64 longest = settings->pause * (gint64)G_TIME_SPAN_MILLISECOND << MIN(tried, 16u);
	gint64 pause = after * G_TIME_SPAN_SECOND;

	if (tried >= settings->retries || after > LLM_PATIENCE)
		return FALSE;
	if (!after)
		pause = (gint64)(g_random_double() * (double)MIN(longest, LONGEST_PAUSE));
	endpoint->resume = MAX(endpoint->resume, g_get_monotonic_time() + pause);
	return TRUE;
}

void endpoint_strike(Endpoint *endpoint)
{
	endpoint->tried = TRUE;
	if (++endpoint->strikes >= LLM_STRIKES && endpoint->stopped == WHY_NOT)
		endpoint->stopped = WHY_UNREACHABLE;
}

void endpoint_greet(Endpoint *endpoint)
{
	endpoint->tried = TRUE;
	endpoint->strikes = 0;
}

/* --- what is told, and learned ------------------------------------------------------------ */

/* Bytes of @text before its "…" that are how @key begins: it was cut in the middle of the key. */
static gsize cut_key(const char *text, const char *key)
{
	gsize len = strlen(text), most = strlen(key);

	if (!g_str_has_suffix(text, CUT))
		return 0;
	len -= strlen(CUT);
	for (gsize n = MIN(len, most); n >= CUT_LEAST; n--)
		if (memcmp(text + len - n, key, n) == 0)
			return n;
	return 0;
}

const char *endpoint_secret(const Endpoint *endpoint)
{
	const char *key = endpoint->settings->key;

	return key && strlen(key) >= LLM_SECRET ? key : NULL;
}

char *endpoint_without_key(const Endpoint *endpoint, const char *text)
{
	const char *key = endpoint->settings->key;
	g_auto(GStrv) parts = key && *key ? g_strsplit(text, key, -1) : NULL;
	char *told = parts ? g_strjoinv("***", parts) : g_strdup(text);
	gsize cut = parts ? cut_key(told, key) : 0;
	char *from = told + strlen(told) - (cut ? strlen(CUT) + cut : 0);

	memmove(from, from + cut, strlen(from + cut) + 1);
	return told;
}

/* A kind of failure is told once, of however many threads: in the words of the first, since many
 * servers put a number into them that is another one each time. */
static void note(Endpoint *endpoint, const char *kind, const char *what, const char *detail)
{
	const LlmSettings *settings = endpoint->settings;
	g_autofree char *line =
		detail && *detail ? g_strconcat(what, ": ", detail, NULL) : g_strdup(what);
	g_autofree char *told = endpoint_without_key(endpoint, line);

	if (settings->note && g_hash_table_add(endpoint->noted, g_strdup(kind)))
		settings->note(told, settings->user);
}

void endpoint_note_failure(Endpoint *endpoint, const GError *failure)
{
	g_autofree char *kind = g_strdup_printf("%d", failure->code);

	note(endpoint, failure->code == MD_ERROR_FAILED ? failure->message : kind, failure->message,
	     failure->code == MD_ERROR_BUSY ? "summary.timeout is how long that may take" : NULL);
}

/* The whole address is what shows a /v1 too many, or none; its query may be a secret. */
static char *say_where(const Endpoint *endpoint)
{
	g_auto(Address) address = {0};
	gboolean ok = address_parse(&address, endpoint->url, NULL);

	return g_strconcat("see summary.model and summary.endpoint: it is asked at ",
			   ok ? address.shown : "an address that is none", NULL);
}

/* What whoever reads it can do; NULL: nothing. Newly allocated. */
static char *way_out(const Endpoint *endpoint, long status, TraceWhy why)
{
	const LlmSettings *settings = endpoint->settings;

	switch (why) {
	case WHY_KEY:
		return g_strdup(settings->key ? "it wants another key than that of "
						"summary.apiKeyFile, apiKeyCommand or apiKeyEnv"
					      : "no key was sent: summary.apiKeyFile names a file "
						"that holds it");
	case WHY_QUOTA:
		return g_strdup("nothing more is asked in this run");
	case WHY_MODEL:
		return status / 100 == 3 ? g_strdup("redirects are not followed: set "
						    "summary.endpoint to where it leads")
					 : say_where(endpoint);
	case WHY_UNREACHABLE:
		return g_strdup("summary.retries is how often that is tried again");
	case WHY_REQUEST:
		return g_strdup_printf("if it is too long: summary.context is how many tokens "
				       "the model takes, %u now",
				       settings->context);
	case WHY_ANSWER:
		return say_where(endpoint);
	default:
		return NULL;
	}
}

void endpoint_note_reply(Endpoint *endpoint, long status, const WireReply *reply)
{
	/* before something stands behind it: the key may be cut off at its end */
	g_autofree char *detail =
		reply->detail ? endpoint_without_key(endpoint, reply->detail) : NULL;
	g_autofree char *way = way_out(endpoint, status, reply->why);
	g_autofree char *kind =
		g_strdup_printf("%s: the endpoint says HTTP %ld (%s)", endpoint->settings->model,
				status, trace_why_name(reply->why));
	/* in quotation marks, for they are a stranger's words */
	g_autofree char *what =
		detail && *detail ? g_strconcat(kind, ", \"", detail, "\"", NULL) : g_strdup(kind);

	note(endpoint, kind, what, way);
}

void endpoint_note_cut(Endpoint *endpoint)
{
	const LlmSettings *settings = endpoint->settings;
	g_autofree char *what = g_strdup_printf("%s: an answer broke off", settings->model);
	g_autofree char *way = g_strdup_printf("summary.maxOutput is how many tokens it may have, "
					       "with what the model thinks, %u now",
					       settings->output);

	note(endpoint, what, what, way);
}

void endpoint_learn(Endpoint *endpoint, const WireForm *form)
{
	endpoint->learned.form = *form;
	cache_learn(endpoint->settings->cache, endpoint->settings->endpoint,
		    endpoint->settings->model, &endpoint->learned);
}

/* Only upwards: what is too long is refused, what is short costs a request more. */
void endpoint_learn_factor(Endpoint *endpoint)
{
	double factor;

	if (endpoint->estimated < ENOUGH)
		return;
	factor = tokens_factor(endpoint->counted, endpoint->estimated);
	if (factor <= endpoint->learned.factor)
		return;
	endpoint->learned.factor = factor;
	cache_learn(endpoint->settings->cache, endpoint->settings->endpoint,
		    endpoint->settings->model, &endpoint->learned);
}

void endpoint_count(Endpoint *endpoint, guint64 counted, guint64 estimated)
{
	endpoint->counted = numbers_add(endpoint->counted, counted);
	endpoint->estimated = numbers_add(endpoint->estimated, estimated);
}

guint64 endpoint_tokens(const Endpoint *endpoint, guint64 estimate)
{
	return (guint64)((double)estimate * endpoint->learned.factor) + 1;
}
