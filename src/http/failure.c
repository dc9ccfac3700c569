/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/failure.h"

#include "base/error.h"
#include "base/text.h"

#include <curl/curl.h>
#include <string.h>

static gboolean fail(const char *of, MdErrorCode code, GError **error, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

static gboolean fail(const char *of, MdErrorCode code, GError **error, const char *format, ...)
{
	g_autofree char *why = NULL;
	va_list arguments;

	va_start(arguments, format);
	why = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, MD_ERROR, (int)code, "%s: %s", of, why);
	return FALSE;
}

/* --- by status ---------------------------------------------------------------- */

gboolean failure_of_status(const char *of, long status, gboolean login, GError **error)
{
	switch (status) {
	case 401:
	case 403:
		if (login)
			return fail(of, MD_ERROR_FAILED, error,
				    "refused (HTTP %ld), with the login that is configured",
				    status);
		return fail(of, MD_ERROR_FAILED, error,
			    "refused (HTTP %ld), and no login is configured: "
			    "set http.netrcFile to a file of logins",
			    status);
	case 404:
	case 410:
		return fail(of, MD_ERROR_NOT_FOUND, error, "not there (HTTP %ld)", status);
	case 407:
		return fail(of, MD_ERROR_FAILED, error,
			    "the proxy wants a login (HTTP 407): write it into http.proxy");
	case 408:
	case 425:
	case 429:
		return fail(of, MD_ERROR_NETWORK, error, "the server says: later (HTTP %ld)",
			    status);
	default:
		break;
	}
	if (status >= 500 && status < 600)
		return fail(of, MD_ERROR_NETWORK, error, "the server failed (HTTP %ld)", status);
	return fail(of, MD_ERROR_FAILED, error, "an answer that cannot be used (HTTP %ld)", status);
}

/* --- by the library's result -------------------------------------------------- */

/* "… after 17 ms: …": how long it took is of no interest. */
static void cut_time(char *detail)
{
	char *from = strstr(detail, " after "), *to = from ? strstr(from, " ms: ") : NULL;

	if (to)
		memmove(from, to + strlen(" ms"), strlen(to + strlen(" ms")) + 1);
}

static char *detail_of(const PoolHandle *handle)
{
	const char *raw =
		*handle->detail ? handle->detail : curl_easy_strerror((CURLcode)handle->result);
	char *detail = text_clean_line(raw, strlen(raw));

	cut_time(detail);
	return detail;
}

/* A refusal for good is an error of the protocol; a connection that broke off is none. */
static gboolean is_refusal(const char *detail)
{
	return strstr(detail, "error:") && !strstr(detail, "unexpected eof");
}

static gboolean failure_of_proxy(const char *of, const PoolHandle *handle, GError **error)
{
	g_autofree char *detail = detail_of(handle);
	long status = 0;

	curl_easy_getinfo(handle->easy, CURLINFO_HTTP_CONNECTCODE, &status);
	if (status == 407)
		return failure_of_status(of, status, FALSE, error);
	return fail(of, MD_ERROR_NETWORK, error, "%s", detail);
}

static gboolean failure_of_trust(const char *of, const HttpSettings *settings,
				 const PoolHandle *handle, GError **error)
{
	g_autofree char *detail = detail_of(handle);

	return fail(of, MD_ERROR_FAILED, error,
		    "its certificate is not trusted: %s; http.sslCAInfo names the file of "
		    "certificates to trust%s%s",
		    detail, settings->ca_file ? ", now " : "",
		    settings->ca_file ? settings->ca_file : "");
}

gboolean failure_of_result(const char *of, const HttpSettings *settings, const PoolHandle *handle,
			   GError **error)
{
	g_autofree char *detail = detail_of(handle);
	curl_off_t sent = 0;

	/* the library quotes it, with the password that may stand in it */
	if (g_str_has_prefix(detail, "Unsupported proxy"))
		return fail(of, MD_ERROR_FAILED, error,
			    "not a proxy's address in http.proxy, or in the environment's %s",
			    g_str_has_prefix(of, "https:") ? "https_proxy" : "http_proxy");
	switch ((CURLcode)handle->result) {
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_ISSUER_ERROR:
		return failure_of_trust(of, settings, handle, error);
	case CURLE_SSL_CACERT_BADFILE:
		if (settings->ca_file)
			return fail(of, MD_ERROR_FAILED, error,
				    "http.sslCAInfo: %s: not certificates", settings->ca_file);
		return fail(of, MD_ERROR_FAILED, error,
			    "its certificate is not trusted: this system has no certificates to "
			    "trust (Debian's package ca-certificates); http.sslCAInfo names a file "
			    "of one's own");
	case CURLE_SSL_CONNECT_ERROR:
		return fail(of, is_refusal(detail) ? MD_ERROR_FAILED : MD_ERROR_NETWORK, error,
			    "no TLS connection: %s", detail);
	case CURLE_OPERATION_TIMEDOUT:
		curl_easy_getinfo(handle->easy, CURLINFO_PRETRANSFER_TIME_T, &sent);
		if (sent)
			return fail(of, MD_ERROR_NETWORK, error, "%s", detail);
		return fail(of, MD_ERROR_NETWORK, error,
			    "no connection within %u s (http.connectTimeout)",
			    settings->connect_timeout);
	case CURLE_PARTIAL_FILE:
		return fail(of, MD_ERROR_NETWORK, error, "the answer was cut short: %s", detail);
	case CURLE_COULDNT_CONNECT:
	case CURLE_RECV_ERROR:
		return failure_of_proxy(of, handle, error);
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_GOT_NOTHING:
	case CURLE_SEND_ERROR:
		return fail(of, MD_ERROR_NETWORK, error, "%s", detail);
	default:
		return fail(of, MD_ERROR_FAILED, error, "%s", detail);
	}
}

gboolean failure_of_stall(const char *of, const HttpSettings *settings, GError **error)
{
	return fail(of, MD_ERROR_NETWORK, error, "stalled for %u s (http.stallTimeout)",
		    settings->stall_timeout);
}

gboolean failure_of_cut(const char *of, GError **error)
{
	return fail(of, MD_ERROR_NETWORK, error, "the answer was cut short in its header");
}

gboolean failure_of_size(const char *of, gsize cap, GError **error)
{
	return fail(of, MD_ERROR_FAILED, error,
		    "more than the %" G_GSIZE_FORMAT " bytes that are allowed", cap);
}

gboolean failure_of_time(const char *of, guint seconds, GError **error)
{
	return fail(of, MD_ERROR_BUSY, error, "no answer within %u s", seconds);
}
